/// The whole of both texts once, every word marked with what became of it: what each form of a redline is written from.
///
/// What moved stands twice, where it was and where it is. Read without what came, it is the old text in the old order;
/// read without what went, the new text in the new order.
struct MarkedText {
    /// What became of words, a paragraph, a row or a cell.
    enum Fate: String, Hashable, Codable {
        case kept
        case deleted
        case inserted
        /// It stood here and stands elsewhere.
        case movedAway = "moved_away"
        /// It stands here and stood elsewhere.
        case movedHere = "moved_here"

        /// Whether the old text has it.
        var isOld: Bool { self != .inserted && self != .movedHere }
        /// Whether the new text has it.
        var isNew: Bool { self != .deleted && self != .movedAway }
    }

    struct Run: Hashable, Codable {
        let fate: Fate
        var text: String
        /// The number of the move, where these words moved and their paragraph did not.
        var move: Int?
    }

    struct Table: Hashable, Codable {
        struct Cell: Hashable, Codable {
            let fate: Fate
            let runs: [Run]
        }
        struct Row: Hashable, Codable {
            let fate: Fate
            let cells: [Cell]
        }
        let header: Row
        let rows: [Row]
    }

    struct Paragraph: Hashable {
        enum Kind: Hashable {
            case heading(level: Int)
            case text(indent: Int)
            case term(id: String)
            case table(Table)
        }
        let kind: Kind
        let fate: Fate
        /// What became of its end, by which it is a paragraph of its own: inserted where one paragraph was split into two.
        var endFate: Fate
        let runs: [Run]
        /// The number of its change, and that of the section's for a heading.
        let change: Int?
        /// What a reader should know besides, such as where it came from.
        var note: String?
        /// The number of the move of this paragraph alone; nil where it stays, or its section moves.
        let move: Int?
        /// The place of its section in the change list.
        let section: Int
    }

    /// One showing of a section: what moved has two.
    struct Showing {
        /// The place of the section in the change list.
        let section: Int
        /// Whether it stands here, having stood elsewhere.
        let isMovedHere: Bool
        /// Its paragraphs, the heading first.
        let paragraphs: Range<Int>
    }

    private(set) var paragraphs: [Paragraph] = []
    private(set) var showings: [Showing] = []

    init(_ report: DiffReport) {
        var comparer = WordComparer()
        let moves = Dictionary(report.moves.map { ($0.id, $0) }) { first, _ in first }
        for step in Self.order(report.sections) {
            let section = report.sections[step.section]
            let start = paragraphs.count
            paragraphs.append(Self.heading(of: section, step))
            for block in section.blocks {
                guard let paragraph = Self.paragraph(block, moves, step, &comparer) else { continue }
                if block.continuesOld { splitBefore() }
                if block.continuesNew { joinBefore() }
                paragraphs.append(paragraph)
            }
            showings.append(
                Showing(
                    section: step.section,
                    isMovedHere: step.side == .here,
                    paragraphs: start..<paragraphs.count
                )
            )
        }
    }

    private mutating func splitBefore() {
        guard let index = paragraphs.lastIndex(where: \.fate.isOld) else { return }
        paragraphs[index].endFate = .inserted
        if paragraphs[index].note == nil { paragraphs[index].note = "The paragraph is split behind this." }
    }

    private mutating func joinBefore() {
        guard let index = paragraphs.lastIndex(where: \.fate.isNew) else { return }
        paragraphs[index].endFate = .deleted
        if paragraphs[index].note == nil { paragraphs[index].note = "The paragraph is joined with the next." }
    }

    /// One showing of a section.
    private struct Step {
        enum Side {
            case both
            case away
            case here
        }
        let section: Int
        let side: Side
    }

    /// The sections in an order that is both texts' own, moved ones at both of their places.
    private static func order(_ sections: [DiffReport.SectionEntry]) -> [Step] {
        var steps = sections.enumerated().map { Step(section: $0, side: $1.isMoved ? .here : .both) }
        let moved = sections.indices.filter { sections[$0].isMoved }
        for index in moved.sorted(by: { (sections[$0].oldPosition ?? 0) < (sections[$1].oldPosition ?? 0) }) {
            let before = steps.lastIndex { step in
                guard step.side != .here, let place = sections[step.section].oldPosition else { return false }
                return place < sections[index].oldPosition ?? 0
            }
            steps.insert(Step(section: index, side: .away), at: before.map { $0 + 1 } ?? 0)
        }
        return steps
    }

    private static func heading(of section: DiffReport.SectionEntry, _ step: Step) -> Paragraph {
        let (old, new) = (section.oldLabel ?? "", section.newLabel ?? "")
        let note: String? =
            switch step.side {
            case .away: "Moved from here; it now stands at \(new)."
            case .here: "Moved to here" + (old == new ? "." : "; it was \(old).")
            case .both:
                section.oldPosition != nil && section.newPosition != nil && old != new
                    && !section.continuesOld && !section.continuesNew
                    ? "It was \(old)\(section.status == "relabelled" ? "; the text is the same" : "")." : nil
            }
        let fate = fate(
            isOld: section.oldPosition != nil && !section.continuesOld,
            isNew: section.newPosition != nil && !section.continuesNew,
            step.side
        )
        return Paragraph(
            kind: .heading(level: section.level),
            fate: fate,
            endFate: fate,
            runs: runs(section.heading, step.side),
            change: section.change,
            note: note,
            move: nil,
            section: step.section
        )
    }

    private static func paragraph(
        _ block: DiffReport.BlockEntry,
        _ moves: [Int: DiffReport.MoveEntry],
        _ step: Step,
        _ comparer: inout WordComparer
    ) -> Paragraph? {
        if step.side == .away, block.oldLine == nil { return nil }
        if step.side == .here, block.newLine == nil { return nil }
        let kind: Paragraph.Kind
        if let table = block.table {
            kind = .table(Self.table(table, block, step.side, &comparer))
        } else if block.kind == "term" {
            kind = .term(id: block.term ?? "")
        } else {
            kind = .text(indent: block.indent)
        }
        let move = block.move.flatMap { moves[$0] }
        let isAway = block.newLine == nil
        let side: Step.Side = move == nil ? step.side : (isAway ? .away : .here)
        let fate =
            move == nil
            ? fate(isOld: block.oldLine != nil, isNew: block.newLine != nil, side)
            : (isAway ? .movedAway : .movedHere)
        return Paragraph(
            kind: kind,
            fate: fate,
            endFate: fate,
            runs: runs(move?.runs ?? block.runs, side),
            change: block.change,
            note: Self.note(on: block, side, moves),
            move: move?.id,
            section: step.section
        )
    }

    /// What a reader is told of a paragraph that moved, and of the parts of one that did.
    private static func note(
        on block: DiffReport.BlockEntry,
        _ side: Step.Side,
        _ moves: [Int: DiffReport.MoveEntry]
    ) -> String? {
        let move = block.move.flatMap { moves[$0] }
        var notes: [String] = []
        if let move {
            notes.append(
                side == .away ? "Moved from here to \(move.to)." : "Moved to here from \(move.from)."
            )
        }
        for run in move?.runs ?? block.runs {
            guard side == .both || run.fate == (side == .away ? .deleted : .inserted) else { continue }
            guard let part = run.move.flatMap({ moves[$0] }) else { continue }
            notes.append(run.moved(from: part.from, to: part.to) + ".")
        }
        return notes.isEmpty ? nil : notes.joined(separator: " ")
    }

    private static func fate(isOld: Bool, isNew: Bool, _ side: Step.Side) -> Fate {
        if !isOld { return .inserted }
        if !isNew { return .deleted }
        switch side {
        case .both: return .kept
        case .away: return .movedAway
        case .here: return .movedHere
        }
    }

    private static func runs(_ words: [WordRun], _ side: Step.Side) -> [Run] {
        let runs = words.compactMap { word -> Run? in
            switch (word.fate, side) {
            case (.equal, .both): Run(fate: .kept, text: word.text)
            case (.equal, .away): Run(fate: .movedAway, text: word.text)
            case (.equal, .here): Run(fate: .movedHere, text: word.text)
            case (.deleted, .both), (.deleted, .away):
                Run(fate: word.move == nil ? .deleted : .movedAway, text: word.text, move: word.move)
            case (.inserted, .both), (.inserted, .here):
                Run(fate: word.move == nil ? .inserted : .movedHere, text: word.text, move: word.move)
            case (.deleted, .here), (.inserted, .away): nil
            }
        }
        return withSharedSpaces(withoutLeadingSpace(runs))
    }

    /// A space before both of a replacement's sides is no part of what was replaced.
    private static func withSharedSpaces(_ runs: [Run]) -> [Run] {
        var result: [Run] = []
        for run in runs {
            guard let last = result.last, !last.fate.isNew, !run.fate.isOld,
                let space = run.text.first, space.isWhitespace, last.text.first?.isWhitespace == true
            else {
                result.append(run)
                continue
            }
            result.removeLast()
            result.append(Run(fate: .kept, text: String(space)))
            result.append(Run(fate: last.fate, text: String(last.text.dropFirst()), move: last.move))
            result.append(Run(fate: run.fate, text: String(run.text.dropFirst()), move: run.move))
        }
        return result
    }

    /// Neither text begins with a space: one that parts the first word that stays from those that go goes with these.
    private static func withoutLeadingSpace(_ runs: [Run]) -> [Run] {
        var runs = runs
        guard !runs.isEmpty else { return runs }
        if runs[0].text.first?.isWhitespace == true { runs[0].text.removeFirst() }
        guard !runs[0].fate.isNew, let first = runs.firstIndex(where: \.fate.isNew),
            let space = runs[first].text.first, space.isWhitespace
        else { return runs }
        runs[first].text.removeFirst()
        if runs[first].fate.isOld { runs[first - 1].text.append(space) }
        return runs.filter { !$0.text.isEmpty }
    }

    private static func table(
        _ change: TableChange,
        _ block: DiffReport.BlockEntry,
        _ side: Step.Side,
        _ comparer: inout WordComparer
    ) -> Table {
        func row(_ cells: [TableChange.Cell], isOld: Bool, isNew: Bool) -> Table.Row {
            Table.Row(
                fate: fate(isOld: isOld, isNew: isNew, side),
                cells: zip(cells, change.columns).compactMap { cell, column in
                    if side == .away, cell.old == nil { return nil }
                    if side == .here, cell.new == nil { return nil }
                    let words = comparer.runs(old: cell.old ?? "", new: cell.new ?? "")
                    return Table.Cell(
                        fate: fate(isOld: column.old != nil, isNew: column.new != nil, side),
                        runs: runs(words, side)
                    )
                }
            )
        }
        let rows = change.rows.filter { side == .both || (side == .away ? $0.isInOld : $0.isInNew) }
        return Table(
            header: row(change.columns, isOld: block.oldLine != nil, isNew: block.newLine != nil),
            rows: rows.map { row($0.cells, isOld: $0.isInOld, isNew: $0.isInNew) }
        )
    }
}

extension [MarkedText.Run] {
    /// The same with the space before words that came or went outside of them, wherever both texts have one there.
    ///
    /// For forms in which two spaces read as one.
    var withOuterSpaces: [MarkedText.Run] {
        var result: [MarkedText.Run] = []
        for (index, run) in enumerated() {
            guard run.fate != .kept, let space = run.text.first, space.isWhitespace else {
                result.append(run)
                continue
            }
            let next = self[(index + 1)...].first { run.fate.isOld ? $0.fate.isNew : $0.fate.isOld }
            let isFree = next.map { $0.text.first?.isWhitespace == true } ?? true
            guard isFree else {
                result.append(run)
                continue
            }
            result.append(.init(fate: .kept, text: String(space)))
            guard run.text.count > 1 else { continue }
            result.append(.init(fate: run.fate, text: String(run.text.dropFirst()), move: run.move))
        }
        return result
    }
}

extension WordRun {
    /// What a reader is told of words that moved: `moved from here to 8.2: “If leave is exhausted…”`.
    func moved(from: String, to: String) -> String {
        let place = fate == .deleted ? "Moved from here to \(to)" : "Moved to here from \(from)"
        return "\(place): “\(shortened(text))”"
    }
}
