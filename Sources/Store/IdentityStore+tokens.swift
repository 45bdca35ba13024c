public import CivilTime
import Postgres
public import Table

extension IdentityStore {
    /// Keeps a new token by its digest, and ends the person's oldest sessions where there are too many by now.
    ///
    /// - Parameters:
    ///   - token: the token.
    ///   - digest: SHA-256 of its text.
    ///   - mostSessions: how many sessions a person has at once.
    ///   - forgotten: tokens that ended before this instant are no longer kept.
    /// - Throws: `StoreError`; nothing is kept then.
    public func keep(_ token: TokenRecord, digest: [UInt8], mostSessions: Int, forgetting forgotten: Instant)
        async throws
    {
        let person = token.person.text
        try await batch([
            StoredQuery.lockPerson(person),
            StoredQuery.insertToken(
                digest,
                token.id,
                person,
                token.kind.rawValue,
                token.label,
                token.scopes.map(\.rawValue),
                token.negotiations?.map(\.text),
                token.createdAt,
                token.expiresAt,
                token.idleUntil,
                token.confirmedAt
            ),
            StoredQuery.trimSessions(person, token.createdAt, mostSessions),
            StoredQuery.forgetTokens(person, forgotten),
        ])
    }

    /// The tokens of a person that are good now, newest first.
    public func tokens(of person: Handle, at now: Instant) async throws -> [TokenRecord] {
        try await run(StoredQuery.listTokens(person.text, now)).map { row in
            TokenRecord(
                id: try row.decode("id"),
                person: person,
                kind: try row.decode("kind", as: String.self) == "session" ? .session : .token,
                label: try row.decode("label"),
                scopes: try row.scopes(),
                negotiations: try row.negotiations(),
                createdAt: try row.decode("created_at"),
                expiresAt: try row.decode("expires_at"),
                idleUntil: try row.decode("idle_until"),
                confirmedAt: try row.decode("confirmed_at"),
                lastUsedAt: try row.decode("last_used_at")
            )
        }
    }

    /// Ends a token of a person.
    ///
    /// - Returns: whether there was one of that name that had not been ended.
    public func revoke(_ id: String, of person: Handle, at now: Instant) async throws -> Bool {
        try await !run(StoredQuery.revokeToken(person.text, id, now)).isEmpty
    }

    /// Notes that the person gave the password with a token.
    public func confirm(_ digest: [UInt8], at now: Instant) async throws {
        _ = try await run(StoredQuery.confirmToken(digest, now))
    }
}
