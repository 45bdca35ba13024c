extension StrictJSON {
    /// More digits than this are no number that anybody negotiates.
    private static let longestNumber = 40

    mutating func number() throws(Fault) -> String {
        let start = offset
        _ = take("-")
        if !take("0") { try digits("Expected a digit.") }
        if take(".") { try digits("Expected a digit after the point.") }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits("Expected a digit of the exponent.")
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        let isZero = !text.prefix { $0 != "e" && $0 != "E" }.contains { ("1"..."9").contains($0) }
        guard text.utf8.count <= Self.longestNumber, let number = Double(text), number.isFinite,
            number != 0 || isZero
        else {
            throw fault("The number is too large, too small or too long.", at: start)
        }
        return text
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private mutating func digits(_ words: String) throws(Fault) {
        let start = offset
        while let byte = next, Self.isDigit(byte) { offset += 1 }
        guard offset > start else { throw fault(words) }
    }
}
