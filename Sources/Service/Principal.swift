public import CivilTime
public import Table

/// What a token lets its bearer do.
public enum Scope: String, CaseIterable, Sendable, Codable {
    /// Read the hallways and tables of one's zones.
    case read
    /// Read and write in one's own caucus.
    case draft
    /// Have acts recorded at tables and in hallways.
    case exchange
    /// Do acts that bind: sign, join, approve, order a purge.
    case accept
}

/// A signed-in person, as the token that was shown says.
public struct Principal: Hashable, Sendable {
    /// The person's handle, which is that of every seat the person has.
    public let person: Handle
    /// What the token is called in lists.
    public let tokenID: String
    /// What the token allows.
    public let scopes: Set<Scope>
    /// The negotiations that the token is good for; nil for all of the person's.
    public let negotiations: Set<Handle>?
    /// When the person last confirmed with the password; nil when never.
    public let confirmedAt: Instant?
    /// When the token ends.
    public let expiresAt: Instant

    /// A person by what the token says.
    public init(
        person: Handle,
        tokenID: String,
        scopes: Set<Scope>,
        negotiations: Set<Handle>?,
        confirmedAt: Instant?,
        expiresAt: Instant
    ) {
        self.person = person
        self.tokenID = tokenID
        self.scopes = scopes
        self.negotiations = negotiations
        self.confirmedAt = confirmedAt
        self.expiresAt = expiresAt
    }
}
