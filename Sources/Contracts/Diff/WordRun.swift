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
    private var numbers = WordNumbers()

    /// The words of both texts as runs, deletions before insertions.
    mutating func runs(old: String, new: String) -> [WordRun] {
        if old == new { return old.isEmpty ? [] : [WordRun(fate: .equal, text: oneSpaced(old))] }
        let oldTokens = WordToken.tokens(of: old)
        let newTokens = WordToken.tokens(of: new)
        let script = EditScript(old: numbers.numbers(of: oldTokens), new: numbers.numbers(of: newTokens))
        var runs: [WordRun] = []
        var next = 0
        for hunk in Self.withoutIslands(script.hunks, in: oldTokens) {
            Self.append(.equal, oldTokens[next..<hunk.old.lowerBound], to: &runs)
            Self.append(.deleted, oldTokens[hunk.old], to: &runs)
            Self.append(.inserted, newTokens[hunk.new], to: &runs)
            next = hunk.old.upperBound
        }
        Self.append(.equal, oldTokens[next...], to: &runs)
        return runs
    }

    /// The numbers of the words of a text, for finding alike texts.
    mutating func words(of text: String) -> [Int32] {
        numbers.numbers(of: WordToken.tokens(of: text))
    }

    private static func append(
        _ fate: WordRun.Fate,
        _ tokens: ArraySlice<WordToken>,
        to runs: inout [WordRun]
    ) {
        guard !tokens.isEmpty else { return }
        var text = ""
        for token in tokens {
            if !token.isGlued, !(text.isEmpty && runs.isEmpty) { text += " " }
            text += token.text
        }
        runs.append(WordRun(fate: fate, text: text))
    }

    /// Joins two replacements parted by at most two words that say nothing by themselves.
    private static func withoutIslands(
        _ hunks: [(old: Range<Int>, new: Range<Int>)],
        in tokens: [WordToken]
    ) -> [(old: Range<Int>, new: Range<Int>)] {
        var result: [(old: Range<Int>, new: Range<Int>)] = []
        for hunk in hunks {
            guard let last = result.last, !last.old.isEmpty, !last.new.isEmpty, !hunk.old.isEmpty,
                !hunk.new.isEmpty,
                hunk.old.lowerBound - last.old.upperBound <= 2,
                tokens[last.old.upperBound..<hunk.old.lowerBound].allSatisfy(\.isWeak)
            else {
                result.append(hunk)
                continue
            }
            result[result.count - 1] = (
                last.old.lowerBound..<hunk.old.upperBound, last.new.lowerBound..<hunk.new.upperBound
            )
        }
        return result
    }
}
