public import CivilTime
public import Identity
public import Store
import Synchronization
public import Table

/// Knows who people are: signs them in and out, makes their tokens, and sees invited people to their seats.
///
/// What it keeps is apart from the record, on connections that see nothing else; what becomes of seats is an entry of the
/// zone's hallway, written by the clerk. It goes by the machine's clock, also in a drill.
public final class Registrar: Sendable {
    let identity: IdentityStore
    let clerk: Clerk
    let passwords: Passwords
    /// Those who are signed in already do not stand in the queue of those who are not.
    private let confirmations: Passwords
    let clock: ProgramClock
    private let attempts: Attempts
    private let misses = Mutex<[String: Int]>([:])
    /// Digests of tokens that were good lately.
    private let good = Mutex<Set<[UInt8]>>([])
    private static let mostGood = 10_000

    /// A registrar.
    ///
    /// - Parameters:
    ///   - identity: the memory of persons, tokens and invitations.
    ///   - clerk: who writes in the hallways.
    ///   - passwords: where passwords are hashed.
    ///   - clock: the machine's clock.
    ///   - attempts: how often passwords were tried lately.
    public init(
        identity: IdentityStore,
        clerk: Clerk,
        passwords: Passwords,
        clock: ProgramClock = .real,
        attempts: Attempts = Attempts()
    ) {
        self.identity = identity
        self.clerk = clerk
        self.passwords = passwords
        confirmations = passwords.another()
        self.clock = clock
        self.attempts = attempts
    }

    /// Whom a token stands for; nil where it stands for nobody (any more).
    ///
    /// One question to the database, and one write where the token was not used for an hour (a session: a minute).
    public func principal(of text: String) async throws -> Principal? {
        guard let token = try? OpaqueToken(text), token.kind != .invitation else { return nil }
        let now = clock.now()
        let digest = token.digest
        guard let record = try await identity.principal(digest: digest, at: now), record.state == .live else {
            forget(digest)
            return nil
        }
        remember(digest)
        let last = now.adding(seconds: record.kind == .session ? -60 : -3_600)
        if record.lastUsedAt.map({ $0 < last }) ?? true {
            // Being let in does not depend on having it noted.
            try? await identity.touch(digest, at: now, idleUntil: idleUntil(now), unlessAfter: last)
        }
        return Principal(record, digest: digest)
    }

    /// Whether a token was good lately, as far as is remembered: it is asked about even where strangers are turned away.
    public func wasGood(_ text: String) -> Bool {
        guard let token = try? OpaqueToken(text) else { return false }
        return good.withLock { $0.contains(token.digest) }
    }

    /// Remembers a token that is good.
    func remember(_ digest: [UInt8]) {
        good.withLock { good in
            if good.count >= Self.mostGood, !good.contains(digest) { _ = good.popFirst() }
            good.insert(digest)
        }
    }

    private func forget(_ digest: [UInt8]) {
        good.withLock { _ = $0.remove(digest) }
    }

    /// Signs a person in.
    ///
    /// - Parameters:
    ///   - handle: the person's handle.
    ///   - password: the password.
    ///   - kind: a token for commands, for 30 days; or a browser's session, which ends after half an hour without use
    ///     and after 12 hours in any case.
    ///   - origin: from where, as wrong passwords are counted.
    /// - Returns: the token.
    /// - Throws: `RegistrarError.signInFailed`, which does not say whether there is such a person; `.throttled`;
    ///   `.crowded`.
    public func signIn(
        _ handle: Handle,
        password: String,
        kind: TokenRecord.Kind = .token,
        from origin: String
    ) async throws -> IssuedToken {
        try await check(password, of: handle, from: origin)
        return try await issueToken(to: handle, kind: kind)
    }

    /// Notes that the person gave the password with the token, so that acts that bind are let through for five minutes.
    ///
    /// Whoever misses five times in a row loses the token: wrong passwords at a stolen token do not keep its owner out.
    ///
    /// - Returns: until when acts that bind are let through.
    public func confirm(_ principal: Principal, password: String) async throws -> Instant {
        let person = try await identity.person(principal.person)
        guard try await verify(password, of: person, at: confirmations) else {
            let count = misses.withLock { misses in
                misses[principal.tokenID, default: 0] += 1
                return misses[principal.tokenID, default: 0]
            }
            guard count >= 5 else { throw RegistrarError.signInFailed }
            try await signOut(principal)
            misses.withLock { $0[principal.tokenID] = nil }
            throw RegistrarError(
                .signInFailed,
                "The password was wrong five times, so this token was revoked; sign in again."
            )
        }
        misses.withLock { $0[principal.tokenID] = nil }
        let now = clock.now()
        try await identity.confirm(principal.digest, at: now)
        return now.adding(microseconds: Principal.confirmationLasts)
    }

    /// Holds an act that binds to a password given lately.
    ///
    /// - Throws: `RegistrarError.confirmationNeeded`.
    public func requireConfirmation(of principal: Principal) throws {
        guard principal.isConfirmed(at: clock.now()) else { throw RegistrarError.confirmationNeeded }
    }

    /// Ends the token that a request came with.
    public func signOut(_ principal: Principal) async throws {
        _ = try await identity.revoke(principal.tokenID, of: principal.person, at: clock.now())
    }

    /// Sets another password, and ends every other token of the person.
    ///
    /// - Parameters:
    ///   - principal: who asks.
    ///   - old: the password until now.
    ///   - new: the one from now on.
    ///   - origin: from where, as wrong passwords are counted.
    /// - Throws: `RegistrarError.signInFailed`, `.throttled`; `.invalid` for a password that is too easily guessed.
    public func changePassword(
        of principal: Principal,
        from old: String,
        to new: String,
        at origin: String
    ) async throws {
        try await check(old, of: principal.person, from: origin)
        guard let person = try await identity.person(principal.person) else {
            throw RegistrarError.signInFailed
        }
        let hash = try await hash(new, of: [person.handle.text, person.name, person.email])
        try await identity.setPassword(hash, of: person.handle, keeping: principal.digest, at: clock.now())
    }

    /// Checks a password from an origin.
    func check(_ password: String, of handle: Handle, from origin: String) async throws {
        try attempts.begin(at: handle, from: origin, at: clock.now())
        let person = try await identity.person(handle)
        guard try await verify(password, of: person, at: passwords) else { throw RegistrarError.signInFailed }
        attempts.succeed(at: handle, from: origin, at: clock.now())
    }

    /// Whether the person's right password came from an origin lately, so that what strangers do there is not held against
    /// them.
    public func isKnown(_ person: Handle, at origin: String) -> Bool {
        attempts.isKnown(person, at: origin, now: clock.now())
    }

    private func verify(_ password: String, of person: PersonRecord?, at passwords: Passwords) async throws
        -> Bool
    {
        let hash = try person?.password.map(PasswordHash.init(text:))
        return try await uncrowded { try await passwords.verify(password, against: hash) }
    }

    /// The hash of a new password that keeps the rules, as it is kept.
    func hash(_ password: String, of names: [String?]) async throws -> String {
        if let objection = PasswordRules.objection(to: password, of: names.compactMap(\.self)) {
            throw RegistrarError(.invalid, objection)
        }
        return try await uncrowded { try await passwords.hash(password) }.text
    }

    private func uncrowded<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as IdentityError where error.code == .crowded {
            throw RegistrarError(.crowded, error.message)
        }
    }
}
