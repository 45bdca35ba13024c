public import CivilTime
public import Table

/// A person with a password, to be signed in.
public struct LoginRequest: Codable, Sendable {
    /// The person's handle.
    public let person: Handle
    /// The password.
    public let password: String
    /// `token` for commands, `session` for a browser; `token` where it is missing.
    public let kind: String?

    /// A person with a password.
    public init(person: Handle, password: String, kind: String? = nil) {
        self.person = person
        self.password = password
        self.kind = kind
    }
}

/// An invitation, to be accepted.
public struct InvitationAcceptance: Codable, Sendable {
    /// The invitation's token.
    public let invitation: String
    /// The new password, or the person's own; absent for somebody who is signed in.
    public let password: String?

    /// An invitation with a password.
    public init(invitation: String, password: String?) {
        self.invitation = invitation
        self.password = password
    }
}

/// The password, given for an act that binds.
public struct ConfirmationRequest: Codable, Sendable {
    /// The password.
    public let password: String

    /// A password.
    public init(password: String) {
        self.password = password
    }
}

/// Until when acts that bind are let through.
public struct ConfirmationView: Codable, Sendable {
    /// The instant.
    public let until: Instant

    /// An instant.
    public init(until: Instant) {
        self.until = until
    }
}

/// Another password.
public struct PasswordRequest: Codable, Sendable {
    /// The password so far.
    public let old: String
    /// The new one.
    public let new: String

    /// An old password with a new one.
    public init(old: String, new: String) {
        self.old = old
        self.new = new
    }
}

/// A token to be made.
public struct TokenRequest: Codable, Sendable {
    /// What its person calls it.
    public let label: String?
    /// What it allows.
    public let scopes: [Scope]
    /// The negotiations that it is good for; absent for all.
    public let negotiations: [Handle]?
    /// How long it lasts; absent for 30 days.
    public let days: Int?

    /// A token as it is asked for.
    public init(label: String?, scopes: [Scope], negotiations: [Handle]?, days: Int?) {
        self.label = label
        self.scopes = scopes
        self.negotiations = negotiations
        self.days = days
    }
}

/// A token as a list shows it, without its secret.
public struct TokenView: Codable, Sendable {
    /// By what name it is revoked.
    public let id: String
    /// `token` or `session`.
    public let kind: String
    /// What its person calls it.
    public let label: String?
    /// What it allows.
    public let scopes: [Scope]
    /// The negotiations that it is good for; absent for all.
    public let negotiations: [Handle]?
    /// When it was made.
    public let createdAt: Instant
    /// When it ends.
    public let expiresAt: Instant
    /// When it was last used, to the hour.
    public let lastUsedAt: Instant?
    /// Whether it is the one that asks.
    public let isThisOne: Bool

    private enum CodingKeys: String, CodingKey {
        case id, kind, label, scopes, negotiations
        case createdAt = "created_at"
        case expiresAt = "expires_at"
        case lastUsedAt = "last_used_at"
        case isThisOne = "this_one"
    }

    /// A token without its secret.
    public init(
        id: String,
        kind: String,
        label: String?,
        scopes: [Scope],
        negotiations: [Handle]?,
        createdAt: Instant,
        expiresAt: Instant,
        lastUsedAt: Instant?,
        isThisOne: Bool
    ) {
        self.id = id
        self.kind = kind
        self.label = label
        self.scopes = scopes
        self.negotiations = negotiations
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.lastUsedAt = lastUsedAt
        self.isThisOne = isThisOne
    }
}

/// A token just made, with its secret, which is shown this once.
public struct NewTokenView: Codable, Sendable {
    /// Whose it is.
    public let person: Handle
    /// The secret.
    public let token: String
    /// By what name it is revoked.
    public let id: String
    /// What it allows.
    public let scopes: [Scope]
    /// When it ends.
    public let expiresAt: Instant

    private enum CodingKeys: String, CodingKey {
        case person, token, id, scopes
        case expiresAt = "expires_at"
    }

    /// A token with its secret.
    public init(person: Handle, token: String, id: String, scopes: [Scope], expiresAt: Instant) {
        self.person = person
        self.token = token
        self.id = id
        self.scopes = scopes
        self.expiresAt = expiresAt
    }
}

/// Whom the daemon takes the asker for.
public struct WhoamiView: Codable, Sendable {
    /// A seat of the person.
    public struct SeatItem: Codable, Sendable {
        /// The zone.
        public let zone: Handle
        /// In what capacity the person sits there.
        public let role: SeatRole

        /// A seat in a zone.
        public init(zone: Handle, role: SeatRole) {
            self.zone = zone
            self.role = role
        }
    }

    /// The person; absent for the operator and for nobody.
    public let person: Handle?
    /// Whether it is the operator, by the socket.
    public let isOperator: Bool
    /// The token's id; absent where there is none.
    public let token: String?
    /// What the token allows; absent where there is none.
    public let scopes: [Scope]?
    /// The negotiations that it is good for; absent for all.
    public let negotiations: [Handle]?
    /// When the password was last given with it; absent where it never was.
    public let confirmedAt: Instant?
    /// When it ends.
    public let expiresAt: Instant?
    /// The person's seats.
    public let seats: [SeatItem]

    private enum CodingKeys: String, CodingKey {
        case person, token, scopes, negotiations, seats
        case isOperator = "operator"
        case confirmedAt = "confirmed_at"
        case expiresAt = "expires_at"
    }

    /// Whom the daemon takes the asker for.
    public init(
        person: Handle?,
        isOperator: Bool,
        token: String? = nil,
        scopes: [Scope]? = nil,
        negotiations: [Handle]? = nil,
        confirmedAt: Instant? = nil,
        expiresAt: Instant? = nil,
        seats: [SeatItem] = []
    ) {
        self.person = person
        self.isOperator = isOperator
        self.token = token
        self.scopes = scopes
        self.negotiations = negotiations
        self.confirmedAt = confirmedAt
        self.expiresAt = expiresAt
        self.seats = seats
    }
}

/// Something done of which there is nothing to tell.
public struct DoneView: Codable, Sendable {
    /// What was done, in a sentence.
    public let done: String

    /// What was done.
    public init(done: String) {
        self.done = done
    }
}
