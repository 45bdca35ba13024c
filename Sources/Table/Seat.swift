/// A party to a negotiation: the zone's board, or the teachers' union.
public enum Side: String, CaseIterable, Sendable, Codable {
    case board, union

    /// The party across the table.
    public var other: Side { self == .board ? .union : .board }
    /// The letter before its proposals' numbers: `B3`, `U7`.
    public var letter: String { self == .board ? "B" : "U" }
}

/// In what capacity a person takes part.
public enum SeatRole: String, CaseIterable, Sendable, Codable {
    case board, union, neutral, clerk, observer

    /// The side that the seat speaks for; nil for neutral, clerk and observer.
    public var side: Side? { Side(rawValue: rawValue) }
    /// Whether the holder may do acts at all; an observer only reads.
    public var acts: Bool { self != .observer }
    /// Whether the holder keeps the record for both sides: clerk and neutral.
    public var keepsRecord: Bool { self == .clerk || self == .neutral }
}

/// A person's place in a zone's negotiations.
public struct Seat: Hashable, Sendable, Codable {
    /// The short name by which the person is called: `maria-soto`.
    public let handle: Handle
    /// The person's full name.
    public let person: String
    /// In what capacity.
    public let role: SeatRole
    /// Where mail goes; nil when the person has alerts on the daemon's file channel only.
    public let email: String?

    /// A seat as it is taken.
    public init(handle: Handle, person: String, role: SeatRole, email: String?) {
        self.handle = handle
        self.person = person
        self.role = role
        self.email = email
    }
}
