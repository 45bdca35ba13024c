public import CivilTime
public import Store
public import Table

/// Who a request speaks for, as its token says; asked for anew with every request, so that what is revoked is dead at once.
public struct Principal: Hashable, Sendable {
    /// The person, and the handle of every seat that the person has.
    public let person: Handle
    /// By what name the token is called.
    public let tokenID: String
    /// Whether it is a command's or a browser's.
    public let kind: TokenRecord.Kind
    /// What it allows.
    public let scopes: Set<Scope>
    /// The negotiations that it is good for; nil for all.
    public let negotiations: Set<Handle>?
    /// When the person last gave the password with it.
    public let confirmedAt: Instant?
    /// When it ends.
    public let expiresAt: Instant
    /// When it ends for want of use; nil for a command's.
    public let idleUntil: Instant?
    let digest: [UInt8]

    init(_ record: PrincipalRecord, digest: [UInt8]) {
        person = record.person
        tokenID = record.id
        kind = record.kind
        scopes = Set(record.scopes)
        negotiations = record.negotiations.map(Set.init)
        confirmedAt = record.confirmedAt
        expiresAt = record.expiresAt
        idleUntil = record.idleUntil
        self.digest = digest
    }

    /// Whether the token is good for a negotiation.
    public func covers(_ negotiation: Handle) -> Bool {
        negotiations?.contains(negotiation) ?? true
    }

    /// Whether the person gave the password with this token lately enough for an act that binds.
    public func isConfirmed(at now: Instant) -> Bool {
        guard let confirmedAt else { return false }
        return (0...Self.confirmationLasts).contains(confirmedAt.microseconds(until: now))
    }

    /// Five minutes, in microseconds.
    static let confirmationLasts: Int64 = 5 * 60 * 1_000_000
}

/// A token just made: its text is shown now and never again.
public struct IssuedToken: Sendable {
    /// The text, for its holder only.
    public let secret: String
    /// The token as it is kept.
    public let record: TokenRecord
}

/// An invitation just made: its text is shown now and never again.
public struct IssuedInvitation: Sendable {
    /// The text, for whoever invites to hand on.
    public let secret: String
    /// Until when it can be accepted.
    public let expiresAt: Instant
}
