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
    /// The number of the move, where words that are struck here stand elsewhere or words that came stood elsewhere.
    public let move: Int?

    init(fate: Fate, text: String, move: Int? = nil) {
        self.fate = fate
        self.text = text
        self.move = move
    }
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

/// Collects runs; neighbours of one fate and move become one.
struct RunBuilder {
    private(set) var runs: [WordRun] = []
    /// How many words each run has, as they are compared.
    private(set) var counts: [Int] = []

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

    mutating func append(
        _ fate: WordRun.Fate,
        _ tokens: TokenText,
        _ range: Range<Int>,
        move: Int? = nil
    ) {
        guard !range.isEmpty else { return }
        let space = !runs.isEmpty && !tokens.isGlued(range.lowerBound) ? " " : ""
        let text = space + tokens.words(range)
        if let last = runs.last, last.fate == fate, last.move == move {
            runs[runs.count - 1] = WordRun(fate: fate, text: last.text + text, move: move)
            counts[counts.count - 1] += range.count
        } else {
            runs.append(WordRun(fate: fate, text: text, move: move))
            counts.append(range.count)
        }
    }
}
