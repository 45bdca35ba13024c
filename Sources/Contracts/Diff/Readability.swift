/// Turns a shortest script into one that people read: edges at the ends of words and sentences, no lone small words.
struct Readability {
    private let old: [Int32]
    private let new: [Int32]
    private let lexicon: Lexicon
    /// Where paragraphs begin, on both sides; empty where there is one.
    private let oldStarts: Set<Int>
    private let newStarts: Set<Int>

    init(
        old: [Int32],
        new: [Int32],
        _ lexicon: Lexicon,
        oldStarts: Set<Int> = [],
        newStarts: Set<Int> = []
    ) {
        self.old = old
        self.new = new
        self.lexicon = lexicon
        self.oldStarts = oldStarts
        self.newStarts = newStarts
    }

    /// The changed stretches, as short as the script's but for the small words that stand lone between two of them.
    func hunks(_ script: EditScript) -> [(old: Range<Int>, new: Range<Int>)] {
        withoutIslands(shifted(script.hunks))
    }

    /// Deletions and insertions that can stand at several places are put where sentences or clauses begin.
    private func shifted(
        _ hunks: [(old: Range<Int>, new: Range<Int>)]
    ) -> [(old: Range<Int>, new: Range<Int>)] {
        var result = hunks
        for index in result.indices {
            let hunk = result[index]
            guard hunk.old.isEmpty != hunk.new.isEmpty else { continue }
            // A word stays between two changes; the ends of the text may be reached.
            let before =
                index > 0 ? hunk.old.lowerBound - result[index - 1].old.upperBound - 1 : hunk.old.lowerBound
            let next = index + 1 < result.count ? result[index + 1].old.lowerBound - 1 : old.count
            let after = next - hunk.old.upperBound
            let shift =
                hunk.old.isEmpty
                ? shift(hunk.new, in: new, newStarts, before: before, after: after)
                : shift(hunk.old, in: old, oldStarts, before: before, after: after)
            result[index] = (
                (hunk.old.lowerBound + shift)..<(hunk.old.upperBound + shift),
                (hunk.new.lowerBound + shift)..<(hunk.new.upperBound + shift)
            )
        }
        return result
    }

    private func shift(
        _ range: Range<Int>,
        in items: [Int32],
        _ starts: Set<Int>,
        before: Int,
        after: Int
    ) -> Int {
        var (least, most) = (0, 0)
        while -least < min(before, 200),
            items[range.lowerBound + least - 1] == items[range.upperBound + least - 1]
        {
            least -= 1
        }
        while most < min(after, 200), items[range.lowerBound + most] == items[range.upperBound + most] {
            most += 1
        }
        var best = (shift: 0, worth: -1)
        for shift in stride(from: most, through: least, by: -1) {
            let worth =
                edge(range.lowerBound + shift, items, starts) + edge(range.upperBound + shift, items, starts)
            if worth > best.worth { best = (shift, worth) }
        }
        return best.shift
    }

    /// How good an edge before an item is.
    private func edge(_ index: Int, _ items: [Int32], _ starts: Set<Int>) -> Int {
        if index == 0 || index == items.count || starts.contains(index) { return 4 }
        if items[index] & 1 == 1 { return 0 }
        let before = traits(items[index - 1])
        if before.contains(.sentenceEnd) { return 3 }
        return before.contains(.punctuation) ? 2 : 1
    }

    private func traits(_ item: Int32) -> Lexicon.Traits {
        item < 0 ? [] : lexicon.traits[Int(item >> 1)]
    }

    /// Joins two changes parted by at most two words that say nothing by themselves, where together they replace.
    private func withoutIslands(
        _ hunks: [(old: Range<Int>, new: Range<Int>)]
    ) -> [(old: Range<Int>, new: Range<Int>)] {
        var result: [(old: Range<Int>, new: Range<Int>)] = []
        for hunk in hunks {
            guard let last = result.last, isIsland(last, hunk) else {
                result.append(hunk)
                continue
            }
            result[result.count - 1] = (
                last.old.lowerBound..<hunk.old.upperBound, last.new.lowerBound..<hunk.new.upperBound
            )
        }
        return result
    }

    private func isIsland(
        _ last: (old: Range<Int>, new: Range<Int>),
        _ next: (old: Range<Int>, new: Range<Int>)
    ) -> Bool {
        let gap = last.old.upperBound..<next.old.lowerBound
        guard gap.count <= 2, gap.allSatisfy({ !traits(old[$0]).isDisjoint(with: [.weak, .punctuation]) })
        else { return false }
        let isReplacing = !last.old.isEmpty && !last.new.isEmpty && !next.old.isEmpty && !next.new.isEmpty
        let isLarge = last.old.count + last.new.count >= 4 && next.old.count + next.new.count >= 4
        let isBoth = last.old.count + next.old.count > 0 && last.new.count + next.new.count > 0
        guard isReplacing || isLarge && isBoth else { return false }
        // A change never crosses the edge of a paragraph.
        return !(last.old.lowerBound...next.old.upperBound).dropFirst().contains { oldStarts.contains($0) }
            && !(last.new.lowerBound...next.new.upperBound).dropFirst().contains { newStarts.contains($0) }
    }
}
