/// A proposal's number: the side's letter and a count from 1, such as `B3` or `U7`.
public struct ProposalNumber: Hashable, Sendable, LosslessStringConvertible {
    /// Whose proposal it is.
    public let side: Side
    /// Its place among that side's, from 1.
    public let count: Int

    /// The side's proposal with that place.
    public init(side: Side, count: Int) {
        self.side = side
        self.count = count
    }

    /// Reads `B3` or `u7`; nil for anything else.
    public init?(_ text: String) {
        guard let letter = text.first?.uppercased(),
            let side = Side.allCases.first(where: { $0.letter == letter }),
            let count = Int(text.dropFirst()), count > 0, text.dropFirst().allSatisfy(\.isNumber)
        else { return nil }
        self.init(side: side, count: count)
    }

    /// `B3`.
    public var description: String { side.letter + String(count) }
}

extension ProposalNumber: Codable {
    /// Reads `B3`.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let number = ProposalNumber(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "'\(text.prefix(20))' is not a proposal's number such as B3 or U7."
                )
            )
        }
        self = number
    }

    /// Writes `B3`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
