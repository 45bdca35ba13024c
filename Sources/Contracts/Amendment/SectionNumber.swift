/// A section's number as a place in a sequence: `8.4` is the fourth behind `8.`.
struct SectionNumber: Hashable {
    /// `8.` of `8.4`, empty for `8` and `IV`.
    let prefix: String
    /// Its place in the sequence.
    let value: Int
    private let form: Form

    private enum Form: Hashable {
        case digits
        case letter(isUpper: Bool)
        case roman(isUpper: Bool)
    }

    /// The number of a label or of an instruction's words.
    ///
    /// - Parameters:
    ///   - text: `8.4`, `8/4`, `IV`, `Appendix B`.
    ///   - isRoman: whether letters count as `i`, `ii`, `iii` do, and not as `a`, `b`, `c`.
    init?(_ text: String, isRoman: Bool) {
        let cut = text.lastIndex { $0 == "." || $0 == "-" || $0 == "/" || $0 == " " }
        let start = cut.map { text.index(after: $0) } ?? text.startIndex
        prefix = String(text[..<start])
        guard let ordinal = PlainTextOrdinal(text[start...]) else { return nil }
        switch ordinal.form {
        case .digits: (value, form) = (ordinal.value, .digits)
        default:
            let isUpper = ordinal.form == .upper
            if isRoman {
                guard let roman = ordinal.roman else { return nil }
                (value, form) = (roman, .roman(isUpper: isUpper))
            } else {
                guard text[start...].count == 1 else { return nil }
                (value, form) = (ordinal.value, .letter(isUpper: isUpper))
            }
        }
    }

    /// Whether numbers that stand together are Roman ones: each of letters can be read so, and one has several.
    static func areRoman(_ numbers: [String]) -> Bool {
        let letters = numbers.compactMap { number -> (length: Int, roman: Int?)? in
            let last = number.split(whereSeparator: { ".-/ ".contains($0) }).last ?? ""
            guard let ordinal = PlainTextOrdinal(last), ordinal.form != .digits else { return nil }
            return (last.count, ordinal.roman)
        }
        return letters.allSatisfy { $0.roman != nil } && letters.contains { $0.length > 1 }
    }

    /// The number at another place of the same sequence; nil where it cannot be written.
    func with(_ value: Int) -> String? {
        switch form {
        case .digits: return prefix + String(value)
        case .letter(let isUpper):
            guard (1...26).contains(value),
                let letter = Unicode.Scalar(UInt32((isUpper ? 0x40 : 0x60) + value))
            else {
                return nil
            }
            return prefix + String(Character(letter))
        case .roman(let isUpper):
            guard let roman = Self.roman(value) else { return nil }
            return prefix + (isUpper ? roman.uppercased() : roman)
        }
    }

    private static func roman(_ value: Int) -> String? {
        guard (1..<400).contains(value) else { return nil }
        var rest = value
        var text = ""
        for (amount, letters) in [
            (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
            (1, "i"),
        ] {
            while rest >= amount {
                text += letters
                rest -= amount
            }
        }
        return text
    }
}
