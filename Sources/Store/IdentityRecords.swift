public import CivilTime
public import Table

/// A person as the deployment knows them.
public struct PersonRecord: Sendable {
    /// By what name they are called, also in every seat.
    public let handle: Handle
    /// The full name.
    public let name: String
    /// Where mail goes.
    public let email: String?
    /// The password's hash; nil for a person who has none.
    public let password: String?
}

/// A token as the deployment keeps it, the secret excepted.
public struct TokenRecord: Hashable, Sendable {
    /// What a token is for.
    public enum Kind: String, Sendable, Codable {
        /// Commands and programs.
        case token
        /// A browser.
        case session
    }

    /// By what name it is listed and revoked.
    public let id: String
    /// Whose it is.
    public let person: Handle
    /// What it is for.
    public let kind: Kind
    /// What its person calls it.
    public let label: String?
    /// What it allows.
    public let scopes: [Scope]
    /// The negotiations that it is good for; nil for all.
    public let negotiations: [Handle]?
    /// When it was made.
    public let createdAt: Instant
    /// When it ends.
    public let expiresAt: Instant
    /// When it ends for want of use; nil for a token of commands.
    public let idleUntil: Instant?
    /// When the person last gave the password with it.
    public let confirmedAt: Instant?
    /// When it was last used, to the hour.
    public let lastUsedAt: Instant?

    /// A token about to be kept.
    public init(
        id: String,
        person: Handle,
        kind: Kind,
        label: String?,
        scopes: [Scope],
        negotiations: [Handle]?,
        createdAt: Instant,
        expiresAt: Instant,
        idleUntil: Instant?,
        confirmedAt: Instant?,
        lastUsedAt: Instant? = nil
    ) {
        self.id = id
        self.person = person
        self.kind = kind
        self.label = label
        self.scopes = scopes
        self.negotiations = negotiations
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.idleUntil = idleUntil
        self.confirmedAt = confirmedAt
        self.lastUsedAt = lastUsedAt
    }
}

/// Whom a token stands for.
public struct PrincipalRecord: Hashable, Sendable {
    /// Whether it still stands for anybody.
    public enum State: String, Sendable {
        case live, expired, revoked
    }

    /// Whether it still stands for anybody.
    public let state: State
    /// By what name the token is called.
    public let id: String
    /// Whose it is.
    public let person: Handle
    /// What it is for.
    public let kind: TokenRecord.Kind
    /// What it allows.
    public let scopes: [Scope]
    /// The negotiations that it is good for; nil for all.
    public let negotiations: [Handle]?
    /// When the person last gave the password with it.
    public let confirmedAt: Instant?
    /// When it ends.
    public let expiresAt: Instant
    /// When it ends for want of use.
    public let idleUntil: Instant?
    /// When it was last used, to the hour.
    public let lastUsedAt: Instant?
}

/// What an invitation's token leads to.
public struct InvitationRecord: Hashable, Sendable {
    /// The zone.
    public let zone: Handle
    /// Whose seat it will be.
    public let handle: Handle
    /// When it was used; nil while it was not.
    public let usedAt: Instant?
    /// Whether it lets a person who has the seat set a new password, and nothing else.
    public let isReset: Bool
}
