/// Compares two documents section by section, sections and paragraphs that moved included.
struct SectionAlignment {
    /// All sections of both in the order of the new text, removed ones where they stood.
    let sections: [SectionChange]
    /// Paragraphs that moved alone, and parts of paragraphs.
    let moves: [BlockMove]

    init(old: ContractDocument, new: ContractDocument) {
        var comparer = WordComparer()
        let olds = ClauseList(SectionEntry.entries(of: old), &comparer.lexicon)
        let news = ClauseList(SectionEntry.entries(of: new), &comparer.lexicon)
        var matching = ClauseMatching(old: olds, new: news, comparer.lexicon)
        let order = ClauseOrder(&matching)
        var flows = ClauseFlows(matching, order, comparer.lexicon)
        let found = MoveList(matching, &flows)
        moves = found.moves
        var builder = SectionBuilder(matching, order, found, comparer.lexicon)
        builder.add(flows)
        sections = builder.sections
    }
}

/// Puts compared clauses under the headings of both sides.
private struct SectionBuilder {
    private struct Draft {
        var old: Int?
        var new: Int?
        var heading: [WordRun] = []
        var blocks: [BlockChange] = []
        var isMoved = false
        var continuesOld = false
        var continuesNew = false
    }

    private let matching: ClauseMatching
    private let order: ClauseOrder
    private let lexicon: Lexicon
    private var drafts: [Draft] = []
    private let moves: MoveList

    init(_ matching: ClauseMatching, _ order: ClauseOrder, _ moves: MoveList, _ lexicon: Lexicon) {
        self.matching = matching
        self.order = order
        self.lexicon = lexicon
        self.moves = moves
    }

    var sections: [SectionChange] {
        drafts.map { draft in
            SectionChange(
                old: draft.old.map { matching.old.entries[$0].place },
                new: draft.new.map { matching.new.entries[$0].place },
                heading: draft.heading,
                blocks: draft.blocks,
                isMoved: draft.isMoved,
                continuesOld: draft.continuesOld,
                continuesNew: draft.continuesNew
            )
        }
    }

    mutating func add(_ flows: ClauseFlows) {
        for piece in flows.inOrder { add(piece) }
        var moved: [Draft] = []
        let inOrder = drafts
        for pieces in flows.moved {
            drafts = []
            for piece in pieces { add(piece) }
            for index in drafts.indices { drafts[index].isMoved = true }
            moved += drafts
        }
        drafts = Self.inserted(moved, inOrder)
    }

    /// Puts the sections that moved where the new text has them.
    private static func inserted(_ moved: [Draft], _ drafts: [Draft]) -> [Draft] {
        var rest = moved.sorted { ($0.new ?? 0) < ($1.new ?? 0) }[...]
        var result: [Draft] = []
        for draft in drafts {
            while let first = rest.first, let own = draft.new, (first.new ?? 0) < own {
                result.append(first)
                rest.removeFirst()
            }
            result.append(draft)
        }
        return result + rest
    }

    private mutating func add(_ piece: ClauseFlow.Piece) {
        let (old, new) = (
            piece.old.map { matching.old.clauses[$0] }, piece.new.map { matching.new.clauses[$0] }
        )
        if (old ?? new)?.kind == .heading {
            drafts.append(Draft(old: old?.section, new: new?.section, heading: piece.runs.runs))
            return
        }
        let index = draft(for: old?.section, new?.section)
        drafts[index].blocks.append(
            BlockChange(
                old: piece.old.flatMap { matching.old.block($0) },
                new: piece.new.flatMap { matching.new.block($0) },
                runs: piece.runs.runs,
                move: piece.new == nil
                    ? piece.old.flatMap { moves.ofOld[$0] }
                    : piece.old == nil ? piece.new.flatMap { moves.ofNew[$0] } : nil,
                continuesOld: piece.continuesOld,
                continuesNew: piece.continuesNew
            )
        )
    }

    /// The change to which a block of these sections belongs.
    private mutating func draft(for old: Int?, _ new: Int?) -> Int {
        let last = drafts.count - 1
        guard let old else { return drafts.lastIndex { $0.new == new } ?? last }
        guard let new else { return drafts.lastIndex { $0.old == old } ?? last }
        guard drafts[last].old ?? old == old, drafts[last].new ?? new == new else {
            drafts.append(Draft(old: old, new: new, continuesOld: true, continuesNew: true))
            return last + 1
        }
        joinHeadings(old, new)
        let place = drafts.count - 1
        if drafts[place].old == nil {
            drafts[place].old = old
            drafts[place].continuesOld = true
        }
        if drafts[place].new == nil {
            drafts[place].new = new
            drafts[place].continuesNew = true
        }
        return place
    }

    /// A heading that went and one that came, with nothing between and the same words under both, are one.
    private mutating func joinHeadings(_ old: Int, _ new: Int) {
        guard drafts.count > 1 else { return }
        let (last, before) = (drafts[drafts.count - 1], drafts[drafts.count - 2])
        guard last.old == nil, last.new == new, before.old == old, before.new == nil, before.blocks.isEmpty,
            matching.old.entries[old].place.level == matching.new.entries[new].place.level
        else { return }
        drafts.removeLast()
        let (title, words) = (
            matching.old.clauses[matching.old.ranges[old].lowerBound].words,
            matching.new.clauses[matching.new.ranges[new].lowerBound].words
        )
        var runs = RunBuilder()
        runs.append(title, words, lexicon)
        drafts[drafts.count - 1] = Draft(old: old, new: new, heading: runs.runs, blocks: last.blocks)
    }
}
