/// Characters of printing made plain: ligatures parted, bullets of symbol fonts made bullets, what shows nothing left out.
enum PlainCharacters {
    private static let ligatures: [Unicode.Scalar: String] = [
        "\u{FB00}": "ff", "\u{FB01}": "fi", "\u{FB02}": "fl", "\u{FB03}": "ffi", "\u{FB04}": "ffl",
        "\u{FB05}": "st",
        "\u{FB06}": "st",
    ]

    static func text(of text: String, _ report: inout ImportReport) -> String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            switch scalar.value {
            case 0x0A, 0x0C, 0x20...0x7E: result.append(scalar)
            case 0x0D: result.append("\n")
            case 0x09, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: result.append(" ")
            case 0xFB00...0xFB06:
                result.append(contentsOf: (ligatures[scalar] ?? "").unicodeScalars)
                note(scalar, &report)
            case 0xE000...0xF8FF:
                result.append("•")
                note(scalar, &report)
            default:
                if TextScreen.objection(to: scalar) == nil {
                    result.append(scalar)
                } else {
                    note(scalar, &report)
                }
            }
            // CR LF is one line end.
            if scalar == "\n", previous == "\r" { result.removeLast() }
        }
        return String(result)
    }

    private static func note(_ scalar: Unicode.Scalar, _ report: inout ImportReport) {
        report.note(.character, "U+" + String(scalar.value, radix: 16, uppercase: true))
    }
}

/// A redline that was flattened to text: struck and inserted words stand side by side without a sign which is which.
enum FlattenedRedline {
    /// So many words run together, in so many, are no slips.
    private static let fewest = 12
    private static let wordsForEach = 4000

    static func refuse(_ text: String, name: String) throws(ContractError) {
        var joined: [String] = []
        var words = 0
        for word in text.split(whereSeparator: \.isWhitespace) {
            words += 1
            if isRunTogether(word) { joined.append(String(word)) }
        }
        guard joined.count >= fewest, joined.count * wordsForEach >= words else { return }
        let some = Array(Set(joined)).sorted().prefix(5).map { "'\(shortened($0))'" }.joined(separator: ", ")
        throw ContractError(
            .unreadable,
            in: name,
            line: 1,
            "\(joined.count) words run together (\(some)): this seems to be a redline whose struck and inserted words can no "
                + "longer be told apart. Import the clean text, or the document with its tracked changes accepted or refused."
        )
    }

    /// `UnionAssociation`, `tenfive`: a small letter, then a capital and small letters, both sides long enough for words.
    private static func isRunTogether(_ word: Substring) -> Bool {
        guard word.utf8.count >= 9 else { return false }
        let letters = word.filter { $0.isLetter }
        guard letters.count == word.count || letters.count + 1 == word.count else { return false }
        let characters = Array(letters)
        for index in characters.indices.dropFirst(4).dropLast(3)
        where characters[index].isUppercase && characters[index - 1].isLowercase {
            return characters[(index + 1)...].prefix(3).allSatisfy(\.isLowercase)
                && characters[..<index].suffix(4).allSatisfy { $0.isLetter }
        }
        return false
    }
}
