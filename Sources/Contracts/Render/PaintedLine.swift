/// A line as a terminal gets it, read back: its words on each side, white space left out, for lines are wrapped anywhere.
struct PaintedLine {
    private var refused = ""
    private var accepted = ""

    init(_ rows: [String], color: Bool) {
        let text = rows.joined().filter { !$0.isWhitespace }
        guard color else {
            let read = ReadBack(marked: text[...])
            (refused, accepted) = (read.refused, read.accepted)
            return
        }
        var (isOld, isNew) = (true, true)
        for (index, part) in text.split(separator: "\u{1B}", omittingEmptySubsequences: false).enumerated() {
            var words = part
            if index > 0 {
                let code = part.prefix { $0 != "m" }
                (isOld, isNew) = (!code.hasPrefix("[4;"), !code.hasPrefix("[9;"))
                words = part.dropFirst(code.count + 1)
            }
            if isOld { refused += words }
            if isNew { accepted += words }
        }
    }

    /// Whether each side reads as the pieces of the line do.
    ///
    /// What holds no change holds no marks, and is not read for any.
    func says(_ line: RedlineLine) -> Bool {
        guard line.pieces.contains(where: { $0.meaning == .deleted || $0.meaning == .inserted }) else {
            return true
        }
        func words(without meaning: RedlineLine.Meaning) -> String {
            var words = ""
            for piece in line.pieces where piece.meaning != meaning { words += piece.text }
            return words.filter { !$0.isWhitespace }
        }
        return refused == words(without: .inserted) && accepted == words(without: .deleted)
    }
}
