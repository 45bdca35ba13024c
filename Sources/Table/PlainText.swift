/// What a text that people type must be before it goes on the record: it shows what it holds.
enum PlainText {
    /// Why a text cannot be taken in; nil where it can.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - what: what it is, for the sentence.
    ///   - limit: the most characters that are kept.
    ///   - isName: whether it is one line, as a name is.
    /// - Returns: the refusal with the place of what is wrong.
    static func objection(
        to text: String,
        called what: String,
        atMost limit: Int,
        isName: Bool = false
    ) -> Refusal? {
        let length = text.unicodeScalars.count
        if length > limit {
            return Refusal(.invalid, "The \(what) has \(length) characters; at most \(limit) are kept.")
        }
        if let stray = stray(in: text, isName: isName) {
            return Refusal(
                .invalid,
                "The \(what) holds \(stray.reason) (U+\(hexadecimal(stray.value))) at line \(stray.line), character "
                    + "\(stray.column); take it out."
            )
        }
        if !text.contains(where: { !$0.isWhitespace }) {
            return Refusal(.invalid, "The \(what) is empty; say it in words.")
        }
        return nil
    }

    private struct Stray {
        let value: UInt32
        let reason: String
        let line: Int
        let column: Int
    }

    private static func stray(in text: String, isName: Bool) -> Stray? {
        let scalars = Array(text.unicodeScalars)
        var (line, column) = (1, 0)
        for (place, scalar) in scalars.enumerated() {
            column += 1
            let isBreak = scalar == "\n" || scalar == "\t"
            let joins = (scalar.value == 0x200C || scalar.value == 0x200D)
            let isWithin =
                place > 0 && place + 1 < scalars.count && scalars[place - 1].isOfWord
                && scalars[place + 1].isOfWord
            if !(isBreak && !isName), !(joins && isWithin), let reason = objection(to: scalar) {
                return Stray(value: scalar.value, reason: reason, line: line, column: column)
            }
            if scalar == "\n" { (line, column) = (line + 1, 0) }
        }
        return nil
    }

    private static func objection(to scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: "a control character"
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
            "a character that changes the direction of the text"
        case 0x200B...0x200D, 0x2060, 0xFEFF: "an invisible character"
        case 0x2028, 0x2029: "a line separator"
        case 0xFDD0...0xFDEF: "a code point that is no character"
        default: scalar.value & 0xFFFE == 0xFFFE ? "a code point that is no character" : nil
        }
    }
}

extension Unicode.Scalar {
    /// Whether it is a letter or a mark on one, beside which a joiner shapes a word.
    fileprivate var isOfWord: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .enclosingMark:
            true
        default: false
        }
    }
}

/// A code point as people cite it, without the `U+`.
private func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
