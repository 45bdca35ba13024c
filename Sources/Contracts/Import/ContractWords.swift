/// Words from another form, made fit to stand in a contract document.
public enum ContractWords {
    /// Words without characters that show nothing or belong to a symbol font.
    ///
    /// - Parameters:
    ///   - words: as they came.
    ///   - report: is told what was left out or made plain.
    /// - Returns: the words.
    public static func plain(_ words: String, _ report: inout ImportReport) -> String {
        if words.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return words }
        return PlainCharacters.text(of: words, &report)
    }

    /// One line of the contract format in which each of the words stands as it is: none becomes a mark.
    ///
    /// - Parameter words: plain words.
    /// - Returns: the line.
    public static func line(_ words: String) -> String { PlainTextMarkdown.escaped(words) }
}
