import CivilTime
import Identity
public import Store
public import Table

extension Registrar {
    /// How long a token lasts where nothing is said, and at most, in days.
    public static let tokenDays = (usual: 30, most: 90)
    private static let sessionHours: Int64 = 12
    private static let mostSessions = 5
    private static let day: Int64 = 86_400

    /// Makes a further token for the person whom a token stands for; never one that allows more than that.
    ///
    /// - Parameters:
    ///   - principal: who asks; the password must have been given lately.
    ///   - label: what the person calls it, such as `laptop`.
    ///   - scopes: what it allows.
    ///   - negotiations: the negotiations that it is good for; nil for all that the asking token is good for.
    ///   - days: how long it lasts; nil for 30 days.
    /// - Returns: the token.
    /// - Throws: `RegistrarError.confirmationNeeded`, `.notPermitted` or `.invalid`.
    public func makeToken(
        for principal: Principal,
        label: String?,
        scopes: Set<Scope>,
        negotiations: Set<Handle>? = nil,
        days: Int? = nil
    ) async throws -> IssuedToken {
        try requireConfirmation(of: principal)
        let days = days ?? Self.tokenDays.usual
        guard (1...Self.tokenDays.most).contains(days) else {
            throw RegistrarError(.invalid, "A token lasts 1 to \(Self.tokenDays.most) days, not \(days).")
        }
        guard !scopes.isEmpty else {
            throw RegistrarError(.invalid, "Say what the token allows: \(Self.words(Scope.allCases)).")
        }
        if let label, !Self.isLabel(label) {
            throw RegistrarError(.invalid, "A label has 1 to 100 characters and no control characters.")
        }
        guard scopes.isSubset(of: principal.scopes) else {
            throw RegistrarError(
                .notPermitted,
                "A token allows no more than the one it is made with: \(Self.words(principal.scopes))."
            )
        }
        let allowed = negotiations ?? principal.negotiations
        if let allowed, allowed.isEmpty {
            throw RegistrarError(
                .invalid,
                "Name the negotiations that the token is good for, or none for all."
            )
        }
        guard allowed?.allSatisfy(principal.covers) ?? true else {
            throw RegistrarError(
                .notPermitted,
                "A token is good for no negotiation that the one it is made with is not good for."
            )
        }
        let now = clock.now()
        let record = TokenRecord(
            id: PublicID.new(),
            person: principal.person,
            kind: .token,
            label: label,
            scopes: Scope.allCases.filter(scopes.contains),
            negotiations: allowed?.sorted { $0.text < $1.text },
            createdAt: now,
            expiresAt: now.adding(seconds: Int64(days) * Self.day),
            idleUntil: nil,
            confirmedAt: nil
        )
        return try await keep(record, as: OpaqueToken(.personal))
    }

    /// The tokens of a person that are good now, newest first.
    public func tokens(of principal: Principal) async throws -> [TokenRecord] {
        try await identity.tokens(of: principal.person, at: clock.now())
    }

    /// Ends a token of a person by what it is called; it is dead with the next request.
    public func revokeToken(_ id: String, of principal: Principal) async throws {
        guard try await identity.revoke(id, of: principal.person, at: clock.now()) else {
            throw RegistrarError(.unknown, "You have no token '\(id.prefix(40))' that is still good.")
        }
    }

    /// A token with all scopes for a person who has just proved who they are.
    func issueToken(to person: Handle, kind: TokenRecord.Kind) async throws -> IssuedToken {
        let now = clock.now()
        let lasts = kind == .session ? Self.sessionHours * 3_600 : Int64(Self.tokenDays.usual) * Self.day
        let record = TokenRecord(
            id: PublicID.new(),
            person: person,
            kind: kind,
            label: nil,
            scopes: Scope.allCases,
            negotiations: nil,
            createdAt: now,
            expiresAt: now.adding(seconds: lasts),
            idleUntil: kind == .session ? idleUntil(now) : nil,
            confirmedAt: now
        )
        return try await keep(record, as: OpaqueToken(kind == .session ? .session : .personal))
    }

    private func keep(_ record: TokenRecord, as token: OpaqueToken) async throws -> IssuedToken {
        try await identity.keep(
            record,
            digest: token.digest,
            mostSessions: Self.mostSessions,
            forgetting: record.createdAt.adding(seconds: -Int64(Self.tokenDays.most) * Self.day)
        )
        remember(token.digest)
        return IssuedToken(secret: token.secret, record: record)
    }

    /// When a session that is used now ends for want of further use: in half an hour.
    func idleUntil(_ now: Instant) -> Instant { now.adding(seconds: 1_800) }

    private static func isLabel(_ text: String) -> Bool {
        (1...100).contains(text.unicodeScalars.count)
            && !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    }

    private static func words(_ scopes: some Collection<Scope>) -> String {
        Scope.allCases.filter(scopes.contains).map(\.rawValue).joined(separator: ", ")
    }
}
