import Table

/// Who calls in the matrix.
enum Who: String, CaseIterable, Sendable, Comparable {
    case nobody, forged, revoked, expired
    case board, union, neutral, clerk, observer
    /// The board of another zone.
    case stranger
    /// A board member's token that only reads.
    case reader
    /// A board member's token for another negotiation of the zone.
    case limited
    /// The account that runs the daemon; over the Unix socket, without a token.
    case `operator`

    static func < (one: Who, other: Who) -> Bool { one.rawValue < other.rawValue }

    /// Those whom no token vouches for.
    static let unknown: [Who] = [.nobody, .forged, .revoked, .expired]
    /// Those whom a row of the matrix tells what to expect, in the order of its numbers.
    static let known: [Who] = [
        .board, .union, .neutral, .clerk, .observer, .stranger, .reader, .limited, .operator,
    ]

    /// A token for one request: some requests end the token that they come with.
    func token(in house: House) async throws -> String? {
        switch self {
        case .nobody, .operator: nil
        case .forged: "bgt_" + String(repeating: "0", count: 49)
        case .revoked: try await house.token(of: "john-lee", .init(isRevoked: true))
        case .expired: try await house.token(of: "john-lee", .init(isExpired: true))
        case .board: try await house.token(of: "john-lee")
        case .union: try await house.token(of: "maria-soto")
        case .neutral: try await house.token(of: "nora-neutral")
        case .clerk: try await house.token(of: "ann-clerk")
        case .observer: try await house.token(of: "olga-sees")
        case .stranger: try await house.token(of: "luis-board")
        case .reader: try await house.token(of: "john-lee", .init(scopes: [.read]))
        case .limited: try await house.token(of: "john-lee", .init(negotiations: [House.second]))
        }
    }
}
