/// Text in headers: RFC 2047 words where ASCII does not do, and folding.
enum HeaderText {
    /// Past this a line is folded (RFC 5322 §2.1.1).
    static let width = 78

    /// A word that fits no line of its own is encoded in pieces.
    private static let longestPlainWord = 60

    /// RFC 2047 §2: a line with an encoded word has at most 76 characters, also the one that begins with the name.
    private static let longestEncodedText = 76 - "Subject: =?utf-8?q??=".utf8.count

    /// Free text, such as a subject, as words to be joined by spaces.
    static func unstructured(_ text: String) -> [String] {
        isPlain(text) ? text.split(separator: " ").map(String.init) : encodedWords(text)
    }

    /// A name before an address (RFC 5322 §3.2.5).
    static func phrase(_ text: String) -> [String] {
        guard isPlain(text) else { return encodedWords(text) }
        let words = text.split(separator: " ")
        if words.allSatisfy({ $0.utf8.allSatisfy(Syntax.isAtomByte) }) { return words.map(String.init) }
        let escaped = text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
        let quoted = "\"\(String(escaped))\""
        return quoted.utf8.count <= longestPlainWord ? [quoted] : encodedWords(text)
    }

    /// Visible ASCII with single spaces between words, which nobody can take for an encoded word.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (32...126).contains($0) } && !text.contains("=?")
            && text.split(separator: " ", omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && $0.utf8.count <= longestPlainWord
            }
    }

    /// Words that a reader joins again without the spaces between them; none of them splits a character's bytes.
    private static func encodedWords(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars {
            let piece = encoded(scalar)
            if word.utf8.count + piece.utf8.count > longestEncodedText {
                words.append(word)
                word = ""
            }
            word += piece
        }
        if !word.isEmpty { words.append(word) }
        return words.map { "=?utf-8?q?\($0)?=" }
    }

    /// RFC 2047 §5 (3): the characters that need no code even inside a name.
    private static func encoded(_ scalar: Unicode.Scalar) -> String {
        if scalar == " " { return "_" }
        let bytes = Array(String(scalar).utf8)
        if bytes.count == 1, Syntax.isLetterOrDigit(bytes[0]) || "!*+-/".utf8.contains(bytes[0]) {
            return String(scalar)
        }
        return bytes.map(QuotedPrintable.code).joined()
    }

    /// A header of several lines where one would be too long; a new line begins only between words.
    static func folded(_ name: String, _ words: [String]) -> String {
        var lines = ""
        var line = "\(name):"
        for (index, word) in words.enumerated() {
            // The first line must not be left without a word (RFC 5322 §3.2.2).
            if index > 0, line.utf8.count + 1 + word.utf8.count > width {
                lines += line + "\r\n"
                line = ""
            }
            line += " " + word
        }
        return lines + line + "\r\n"
    }
}
