/// An information request's number: the asking side's letter, `R` and a count from 1, such as `BR1` or `UR2`.
public struct RequestNumber: Hashable, Sendable, LosslessStringConvertible {
    /// Who asks.
    public let side: Side
    /// Its place among that side's requests, from 1.
    public let count: Int

    /// The side's request with that place.
    public init(side: Side, count: Int) {
        self.side = side
        self.count = count
    }

    /// Reads `BR1` or `ur2`; nil for anything else.
    public init?(_ text: String) {
        let letters = text.prefix(2).uppercased()
        let digits = text.dropFirst(2)
        guard letters.count == 2, letters.hasSuffix("R"),
            let side = Side.allCases.first(where: { letters.hasPrefix($0.letter) }),
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(digits), count > 0
        else { return nil }
        self.init(side: side, count: count)
    }

    /// `BR1`.
    public var description: String { "\(side.letter)R\(count)" }
}

extension RequestNumber: Codable {
    /// Reads `BR1`.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let number = RequestNumber(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription:
                        "'\(text.prefix(20))' is not an information request's number such as BR1 or UR2."
                )
            )
        }
        self = number
    }

    /// Writes `BR1`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
