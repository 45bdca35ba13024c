/// Consecutive words that stayed, went or came.
public struct WordRun: Hashable, Sendable, Codable {
    /// What became of the words.
    public enum Fate: String, Sendable, Codable {
        /// They stand in both texts.
        case equal
        /// They stand in the old text alone.
        case deleted
        /// They stand in the new text alone.
        case inserted
    }

    /// What became of the words.
    public let fate: Fate
    /// The words; a space at the start parts them from the run before.
    public let text: String
}

/// Compares texts word by word; one comparer serves a whole document, so that a word is numbered once.
struct WordComparer {
    var lexicon = Lexicon()

    /// The words of both texts as runs, deletions before insertions.
    mutating func runs(old: String, new: String) -> [WordRun] {
        if old == new { return old.isEmpty ? [] : [WordRun(fate: .equal, text: oneSpaced(old))] }
        let (before, after) = (TokenText(old, &lexicon), TokenText(new, &lexicon))
        var runs = RunBuilder()
        runs.append(before, after, lexicon)
        return runs.runs
    }
}

/// Collects runs; neighbours of one fate become one.
struct RunBuilder {
    private(set) var runs: [WordRun] = []

    /// Compares two texts.
    mutating func append(_ old: TokenText, _ new: TokenText, _ lexicon: Lexicon) {
        let script = EditScript(old: old.keys, new: new.keys)
        var next = 0
        for hunk in Readability(old: old.keys, new: new.keys, lexicon).hunks(script) {
            append(.equal, old, next..<hunk.old.lowerBound)
            append(.deleted, old, hunk.old)
            append(.inserted, new, hunk.new)
            next = hunk.old.upperBound
        }
        append(.equal, old, next..<old.count)
    }

    mutating func append(_ fate: WordRun.Fate, _ tokens: TokenText, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        let space = !runs.isEmpty && !tokens.isGlued(range.lowerBound) ? " " : ""
        let text = space + tokens.words(range)
        if let last = runs.last, last.fate == fate {
            runs[runs.count - 1] = WordRun(fate: fate, text: last.text + text)
        } else {
            runs.append(WordRun(fate: fate, text: text))
        }
    }
}
