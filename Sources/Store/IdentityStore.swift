public import CivilTime
public import Postgres
public import Table

/// The memory of who people are: persons, tokens and invitations, by digests only.
///
/// On connections of its own, which may see the schema `identity` and nothing of the record. Nothing here knows the time:
/// instants are parameters, and always the machine's, also in a drill.
public struct IdentityStore: Sendable {
    private let pool: PostgresPool
    private let looks = Rounds<[UInt8], Result<Row?, any Error>>()

    /// A store on a pool whose database has been migrated.
    public init(pool: PostgresPool) {
        self.pool = pool
    }

    /// Whom a token stands for, whatever has become of it; nil for a token that was never made, or was forgotten.
    ///
    /// Always a look at the database that begins after the question, perhaps shared with others.
    public func principal(digest: [UInt8], at now: Instant) async throws -> PrincipalRecord? {
        let outcome = await looks.answer(digest) { digests in
            do {
                var found: [[UInt8]: Row] = [:]
                for row in try await run(StoredQuery.findPrincipals(digests)) {
                    found[try row.decode("digest")] = row
                }
                return digests.map { .success(found[$0]) }
            } catch {
                return digests.map { _ in .failure(error) }
            }
        }
        return try outcome.get().map { row in
            let expiresAt = try row.decode("expires_at", as: Instant.self)
            let idleUntil = try row.decode("idle_until", as: Instant?.self)
            let isExpired = expiresAt <= now || idleUntil.map { $0 <= now } ?? false
            return PrincipalRecord(
                state: try row.decode("is_revoked") ? .revoked : isExpired ? .expired : .live,
                id: try row.decode("id"),
                person: try row.handle("person"),
                kind: try row.decode("kind", as: String.self) == "session" ? .session : .token,
                scopes: try row.scopes(),
                negotiations: try row.negotiations(),
                confirmedAt: try row.decode("confirmed_at"),
                expiresAt: expiresAt,
                idleUntil: idleUntil,
                lastUsedAt: try row.decode("last_used_at")
            )
        }
    }

    /// Notes that a token was used, unless that was noted after an instant; lets a session live on.
    public func touch(_ digest: [UInt8], at now: Instant, idleUntil: Instant, unlessAfter last: Instant)
        async throws
    {
        _ = try await run(StoredQuery.touchToken(digest, now, idleUntil, last))
    }

    /// A person; nil where nobody has the handle.
    public func person(_ handle: Handle) async throws -> PersonRecord? {
        try await run(StoredQuery.findPerson(handle.text)).first.map { row in
            PersonRecord(
                handle: try row.handle("handle"),
                name: try row.decode("name"),
                email: try row.decode("email"),
                password: try row.decode("password")
            )
        }
    }

    /// Sets a person's password, and ends every token of theirs but one.
    public func setPassword(_ hash: String, of handle: Handle, keeping digest: [UInt8], at now: Instant)
        async throws
    {
        try await batch([
            StoredQuery.setPassword(handle.text, hash), StoredQuery.revokeAllTokens(handle.text, digest, now),
        ])
    }

    func run(_ query: Query) async throws -> Rows {
        try await mapped { () async throws(PostgresError) in try await pool.query(query) }
    }

    func batch(_ queries: [Query]) async throws {
        try await mapped { () async throws(PostgresError) in _ = try await pool.batch(queries) }
    }

    private func mapped<Value>(_ body: () async throws(PostgresError) -> Value) async throws -> Value {
        do {
            return try await body()
        } catch {
            if error.code == .cancelled, Task.isCancelled { throw CancellationError() }
            throw StoreError(error)
        }
    }
}

extension Row {
    func handle(_ column: String) throws -> Handle {
        let text = try decode(column, as: String.self)
        guard let handle = Handle(text) else {
            throw StoreError(.damaged, "The database has '\(text.prefix(64))' where a handle should be.")
        }
        return handle
    }

    func scopes() throws -> [Scope] {
        try decode("scopes", as: [String].self).compactMap(Scope.init(rawValue:))
    }

    func negotiations() throws -> [Handle]? {
        try decode("negotiations", as: [String]?.self)?.compactMap { Handle($0) }
    }
}
