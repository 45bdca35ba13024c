/// Who has a private room at a negotiation: each side its caucus, the neutral a chamber.
public enum CaucusParty: String, CaseIterable, Sendable, Codable {
    case board, union, neutral

    /// The party that a seat belongs to; nil for those who have no private room, clerk and observer.
    public init?(_ role: SeatRole) {
        switch role {
        case .board: self = .board
        case .union: self = .union
        case .neutral: self = .neutral
        case .clerk, .observer: return nil
        }
    }

    /// The side; nil for the neutral.
    public var side: Side? { Side(rawValue: rawValue) }
}
