/// Whole numbers as the record's files write them: at most 18 digits, the first not 0 unless it is the only one.
enum Decimal {
    static let mostDigits = 18

    static func number(_ text: some StringProtocol) -> Int? {
        let digits = Array(text.utf8)
        guard (1...mostDigits).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            digits[0] != 0x30 || digits.count == 1
        else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// The same, with a minus sign before a number other than 0: a moment in microseconds since 1970.
    static func signed(_ text: some StringProtocol) -> Int64? {
        guard text.utf8.first == UInt8(ascii: "-") else { return number(text).map(Int64.init) }
        return number(text.dropFirst()).flatMap { $0 == 0 ? nil : Int64(-$0) }
    }
}
