public import Table

/// The database's logins, each for one part of the program and with the rights of that part alone.
public enum Login: String, CaseIterable, Sendable {
    /// The common record.
    case table
    /// Lapses: entries and dates, no documents.
    case clock
    /// Persons and their tokens.
    case identity
    /// The board's caucus.
    case board
    /// The union's caucus.
    case union
    /// The neutral's chamber.
    case neutral

    /// The login for the private compartment of a party.
    public init(_ party: CaucusParty) {
        switch party {
        case .board: self = .board
        case .union: self = .union
        case .neutral: self = .neutral
        }
    }

    /// The role's name on the server.
    public var role: String { "bargain_\(rawValue)" }

    /// The schema that names without one mean.
    var schema: String {
        switch self {
        case .table, .clock: "public"
        case .identity: "identity"
        case .board: "caucus_board"
        case .union: "caucus_union"
        case .neutral: "chamber"
        }
    }
}
