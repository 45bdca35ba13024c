/// Compares clauses that have no sure partner as one text, and cuts the result at the paragraphs of both sides.
struct GapComparison {
    private(set) var pieces: [ClauseFlow.Piece] = []

    /// How alike two paragraphs must be that share no words in order, in hundredths, to be shown beside each other.
    private static let likeness = 40
    /// More pairs of paragraphs than this are not weighed.
    private static let mostPairs = 400

    private let matching: ClauseMatching
    private let lexicon: Lexicon
    private let old: Side
    private let new: Side
    /// Whether one clause is compared with one.
    private let isPair: Bool
    private var usedOld: Set<Int> = []
    private var usedNew: Set<Int> = []
    /// Which pairs of clauses have words in common that stay.
    private var linkedOld: Set<Int> = []
    private var linkedNew: Set<Int> = []

    /// The words of several clauses in a row.
    private struct Side {
        let list: ClauseList
        var keys: [Int32] = []
        /// The clause of each word, and its place in it.
        var clauses: [Int32] = []
        var places: [Int32] = []
        var starts: Set<Int> = []

        init(_ indices: [Int], _ list: ClauseList, _ titles: inout [String: Int32], isNew: Bool) {
            self.list = list
            for index in indices {
                let clause = list.clauses[index]
                starts.insert(keys.count)
                switch clause.kind {
                case .text where clause.words.count > 0:
                    keys += clause.words.keys
                    for place in 0..<clause.words.count {
                        clauses.append(Int32(truncatingIfNeeded: index))
                        places.append(Int32(truncatingIfNeeded: place))
                    }
                    continue
                // Tables find each other in their order, headings by their words; terms have found theirs or have none.
                case .table: keys.append(-1)
                default:
                    let title = clause.kind == .heading ? clause.words.text : "\n\(isNew) \(index)"
                    let key = titles[title] ?? -2 - Int32(truncatingIfNeeded: titles.count)
                    titles[title] = key
                    keys.append(key)
                }
                clauses.append(Int32(truncatingIfNeeded: index))
                places.append(0)
            }
        }

        func clause(_ word: Int) -> Int { Int(clauses[word]) }
        func place(_ word: Int) -> Int { Int(places[word]) }
    }

    init(_ olds: [Int], _ news: [Int], _ matching: ClauseMatching, _ lexicon: Lexicon) {
        self.matching = matching
        self.lexicon = lexicon
        isPair = olds.count == 1 && news.count == 1
        var titles: [String: Int32] = [:]
        old = Side(olds, matching.old, &titles, isNew: false)
        new = Side(news, matching.new, &titles, isNew: true)
        let script = EditScript(old: old.keys, new: new.keys)
        let readability = Readability(
            old: old.keys,
            new: new.keys,
            lexicon,
            oldStarts: old.starts,
            newStarts: new.starts
        )
        let hunks = rejoined(withoutChance(readability.hunks(script)))
        link(hunks)
        var (one, other) = (0, 0)
        for hunk in hunks {
            addEqual(one, other, hunk.old.lowerBound - one)
            add(hunk)
            (one, other) = (hunk.old.upperBound, hunk.new.upperBound)
        }
        addEqual(one, other, old.keys.count - one)
    }

    private typealias Hunk = (old: Range<Int>, new: Range<Int>)

    // MARK: What stays by chance

    /// Takes apart what two paragraphs have in common by chance: a few words here and there.
    private func withoutChance(_ hunks: [Hunk]) -> [Hunk] {
        var common: [Int: (words: Int, longest: Int)] = [:]
        let runs = equalRuns(hunks)
        for run in runs {
            for part in parts(run) {
                var link = common[key(part)] ?? (0, 0)
                let words = part.old.count { lexicon.isTelling(old.keys[$0]) }
                link = (link.words + words, max(link.longest, part.old.count))
                common[key(part)] = link
            }
        }
        var sizes: [Int: Int] = [:]
        for (index, clause) in old.clauses.enumerated() where lexicon.isTelling(old.keys[index]) {
            sizes[2 * Int(clause), default: 0] += 1
        }
        for (index, clause) in new.clauses.enumerated() where lexicon.isTelling(new.keys[index]) {
            sizes[2 * Int(clause) + 1, default: 0] += 1
        }
        var result: [Hunk] = []
        var (one, other) = (0, 0)
        func close(_ oldEnd: Int, _ newEnd: Int) {
            if oldEnd > one || newEnd > other { result.append((one..<oldEnd, other..<newEnd)) }
        }
        for run in runs {
            for part in parts(run) {
                let link = common[key(part)] ?? (0, 0)
                let (clause, partner) = (old.clause(part.old.lowerBound), new.clause(part.new.lowerBound))
                let least = min(sizes[2 * clause] ?? 0, sizes[2 * partner + 1] ?? 0)
                let isAtomic = old.keys[part.old.lowerBound] < 0
                guard isAtomic || 4 * link.words >= least || link.longest >= 8 else { continue }
                close(part.old.lowerBound, part.new.lowerBound)
                (one, other) = (part.old.upperBound, part.new.upperBound)
            }
        }
        close(old.keys.count, new.keys.count)
        return result
    }

    private func equalRuns(_ hunks: [Hunk]) -> [Hunk] {
        var runs: [Hunk] = []
        var (one, other) = (0, 0)
        for hunk in hunks {
            if hunk.old.lowerBound > one {
                runs.append((one..<hunk.old.lowerBound, other..<hunk.new.lowerBound))
            }
            (one, other) = (hunk.old.upperBound, hunk.new.upperBound)
        }
        if old.keys.count > one { runs.append((one..<old.keys.count, other..<new.keys.count)) }
        return runs
    }

    /// An equal run cut at the paragraphs of both sides.
    private func parts(_ run: Hunk) -> [Hunk] {
        var parts: [Hunk] = []
        var (one, other) = (run.old.lowerBound, run.new.lowerBound)
        for offset in 1...run.old.count {
            let (next, partner) = (run.old.lowerBound + offset, run.new.lowerBound + offset)
            if offset == run.old.count || old.starts.contains(next) || new.starts.contains(partner) {
                parts.append((one..<next, other..<partner))
                (one, other) = (next, partner)
            }
        }
        return parts
    }

    private func key(_ part: Hunk) -> Int {
        old.clause(part.old.lowerBound) << 32 | new.clause(part.new.lowerBound)
    }

    /// Behind a change that holds the edge of a paragraph nothing may go on in the midst of a word.
    private func rejoined(_ hunks: [Hunk]) -> [Hunk] {
        var result: [Hunk] = []
        for (index, hunk) in hunks.enumerated() {
            var hunk = hunk
            if let last = result.last, last.old.upperBound >= hunk.old.lowerBound,
                last.new.upperBound >= hunk.new.lowerBound
            {
                hunk = (last.old.lowerBound..<hunk.old.upperBound, last.new.lowerBound..<hunk.new.upperBound)
                result.removeLast()
            }
            let holdsEdge =
                (hunk.old.lowerBound...hunk.old.upperBound).contains { old.starts.contains($0) }
                || (hunk.new.lowerBound...hunk.new.upperBound).contains { new.starts.contains($0) }
            let limit = index + 1 < hunks.count ? hunks[index + 1].old.lowerBound : old.keys.count
            while holdsEdge, hunk.old.upperBound < limit, old.keys[hunk.old.upperBound] > 0,
                old.keys[hunk.old.upperBound] & 1 == 1
            {
                hunk = (
                    hunk.old.lowerBound..<(hunk.old.upperBound + 1),
                    hunk.new.lowerBound..<(hunk.new.upperBound + 1)
                )
            }
            result.append(hunk)
        }
        return result
    }

    // MARK: Pieces

    private mutating func link(_ hunks: [Hunk]) {
        for run in equalRuns(hunks) {
            for part in parts(run) {
                linkedOld.insert(old.clause(part.old.lowerBound))
                linkedNew.insert(new.clause(part.new.lowerBound))
            }
        }
    }

    private mutating func addEqual(_ one: Int, _ other: Int, _ count: Int) {
        guard count > 0 else { return }
        for part in parts((one..<(one + count), other..<(other + count))) {
            let (clause, partner) = (old.clause(part.old.lowerBound), new.clause(part.new.lowerBound))
            open(clause, partner)
            if isText(old, part.old) { append(.equal, old, part.old) }
        }
    }

    /// Makes the last piece one of both clauses, or begins such a piece.
    private mutating func open(_ clause: Int, _ partner: Int) {
        if let last = pieces.last, last.old ?? clause == clause, last.new ?? partner == partner,
            last.old != nil || linkedNew.contains(partner) && last.new == partner,
            isOpen(last)
        {
            if last.old == nil { take(old: clause) }
            if last.new == nil { take(new: partner) }
            return
        }
        pieces.append(ClauseFlow.Piece())
        take(old: clause)
        take(new: partner)
    }

    /// Whether more words of its clauses may come: a clause that stays in part.
    private func isOpen(_ piece: ClauseFlow.Piece) -> Bool {
        (piece.old.map { linkedOld.contains($0) } ?? true)
            && (piece.new.map { linkedNew.contains($0) } ?? true)
    }

    private mutating func take(old clause: Int) {
        pieces[pieces.count - 1].old = clause
        pieces[pieces.count - 1].continuesOld = !usedOld.insert(clause).inserted
    }

    private mutating func take(new clause: Int) {
        pieces[pieces.count - 1].new = clause
        pieces[pieces.count - 1].continuesNew = !usedNew.insert(clause).inserted
    }

    private mutating func append(_ fate: WordRun.Fate, _ side: Side, _ range: Range<Int>) {
        let words = side.list.clauses[side.clause(range.lowerBound)].words
        guard side.keys[range.lowerBound] >= 0 else {
            pieces[pieces.count - 1].runs.append(fate, words, 0..<words.count)
            return
        }
        let start = side.place(range.lowerBound)
        pieces[pieces.count - 1].runs.append(fate, words, start..<(start + range.count))
    }

    /// What went and came: first what ends the clauses that are open, then whole clauses, then what begins the next.
    private mutating func add(_ hunk: Hunk) {
        var deleted = cut(hunk.old, old)
        var inserted = cut(hunk.new, new)
        if let last = pieces.last {
            if let first = deleted.first, old.clause(first.lowerBound) == last.old, isOpen(last) {
                append(.deleted, old, deleted.removeFirst())
            }
            if let first = inserted.first, new.clause(first.lowerBound) == last.new, isOpen(last) {
                append(.inserted, new, inserted.removeFirst())
            }
        }
        let oldHead = deleted.last.flatMap { linkedOld.contains(old.clause($0.lowerBound)) ? $0 : nil }
        let newHead = inserted.last.flatMap { linkedNew.contains(new.clause($0.lowerBound)) ? $0 : nil }
        if oldHead != nil { deleted.removeLast() }
        if newHead != nil { inserted.removeLast() }
        addWhole(deleted, inserted)
        guard oldHead != nil || newHead != nil else { return }
        pieces.append(ClauseFlow.Piece())
        if let oldHead {
            take(old: old.clause(oldHead.lowerBound))
            append(.deleted, old, oldHead)
        }
        if let newHead {
            take(new: new.clause(newHead.lowerBound))
            append(.inserted, new, newHead)
        }
    }

    /// Whole clauses that went and came; one that is alike in its words, in whatever order they stand, is beside it.
    private mutating func addWhole(_ deleted: [Range<Int>], _ inserted: [Range<Int>]) {
        var (one, other) = (0, 0)
        for (index, range) in inserted.enumerated() {
            guard (deleted.count - one) * inserted.count <= Self.mostPairs,
                let partner = (one..<deleted.count).first(where: { isAlike(deleted[$0], range) })
            else { continue }
            for gone in one..<partner { addDeleted(deleted[gone]) }
            for come in other..<index { addInserted(inserted[come]) }
            addBeside(deleted[partner], range)
            (one, other) = (partner + 1, index + 1)
        }
        for gone in one..<deleted.count { addDeleted(deleted[gone]) }
        for come in other..<inserted.count { addInserted(inserted[come]) }
    }

    /// Two clauses that are alike, compared by themselves: among others, words that stay by chance may have stood in the
    /// way of those that they share.
    private mutating func addBeside(_ gone: Range<Int>, _ come: Range<Int>) {
        let (clause, partner) = (old.clause(gone.lowerBound), new.clause(come.lowerBound))
        guard !isPair, gone.count == old.list.clauses[clause].words.count,
            come.count == new.list.clauses[partner].words.count
        else {
            addDeleted(gone)
            take(new: partner)
            append(.inserted, new, come)
            return
        }
        usedOld.insert(clause)
        usedNew.insert(partner)
        pieces += GapComparison([clause], [partner], matching, lexicon).pieces
    }

    private mutating func addInserted(_ range: Range<Int>) {
        pieces.append(ClauseFlow.Piece())
        take(new: new.clause(range.lowerBound))
        if isText(new, range) { append(.inserted, new, range) }
    }

    private mutating func addDeleted(_ range: Range<Int>) {
        pieces.append(ClauseFlow.Piece())
        take(old: old.clause(range.lowerBound))
        if isText(old, range) { append(.deleted, old, range) }
    }

    private func isAlike(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        let (clause, partner) = (old.clause(one.lowerBound), new.clause(other.lowerBound))
        guard old.list.clauses[clause].kind == .text, new.list.clauses[partner].kind == .text else {
            return false
        }
        return matching.likeness(clause, partner) >= Self.likeness
    }

    private func isText(_ side: Side, _ range: Range<Int>) -> Bool {
        let kind = side.list.clauses[side.clause(range.lowerBound)].kind
        return kind != .table
    }

    private func cut(_ range: Range<Int>, _ side: Side) -> [Range<Int>] {
        guard !range.isEmpty else { return [] }
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        for index in range.dropFirst() where side.starts.contains(index) {
            parts.append(start..<index)
            start = index
        }
        parts.append(start..<range.upperBound)
        return parts
    }
}

extension Lexicon {
    /// Whether a word says something by itself: no mark and no small word.
    fileprivate func isTelling(_ key: Int32) -> Bool {
        key >= 0 && traits[Int(key >> 1)].isDisjoint(with: [.weak, .punctuation])
    }
}
