/// Lines up the comparisons of several texts with one base, section by section of the base.
///
/// Each comparison is in an order that is both its texts' own. The rows keep the order of the base, and what a text adds or
/// moves stands in them where that text has it, so that each text can be read off the rows from top to bottom.
struct ThreeWayRows {
    private typealias Voice = ThreeWayDiff.Voice

    /// One showing of a section in one comparison.
    private struct Showing {
        let paragraphs: [MarkedText.Paragraph]
        let entry: DiffReport.SectionEntry
        let isMovedHere: Bool

        var heading: MarkedText.Paragraph? { paragraphs.first }
        /// Whether a section of the base begins here.
        var startsBase: Bool { entry.oldPosition != nil && !entry.continuesOld && !isMovedHere }
    }

    /// What stands at one place in each comparison.
    private struct Slot {
        var base: Int?
        var showings: [Voice: [Showing]] = [:]
    }

    private(set) var rows: [ThreeWayReport.Row] = []
    private let sections: [Voice: [SectionEntry]]
    private let agreesOn: Set<[Int]>

    init(
        _ diff: ThreeWayDiff,
        base: DiffReport,
        _ reports: [(voice: ThreeWayDiff.Voice, report: DiffReport)],
        between: DiffReport
    ) throws(ContractError) {
        var sections: [Voice: [SectionEntry]] = [:]
        for (voice, _) in reports {
            guard let version = diff[voice]?.new else { continue }
            sections[voice] = SectionEntry.entries(of: version.document)
        }
        self.sections = sections
        agreesOn = Set(
            between.sections.compactMap { entry in
                entry.oldPosition.flatMap { old in entry.newPosition.map { [old, $0] } }
            }
        )
        let bases = Self.showings(of: base)
        let chunks = reports.map { ($0.voice, Self.chunks(Self.showings(of: $0.report), bases.count)) }
        for place in 0...bases.count {
            for slot in slots(at: place, chunks) {
                let row = try row(of: slot, slot.base.map { bases[$0].paragraphs }, diff)
                rows.append(row)
            }
        }
    }

    private static func showings(of report: DiffReport) -> [Showing] {
        let text = MarkedText(report)
        return text.showings.map { showing in
            Showing(
                paragraphs: text.paragraphs[showing.paragraphs].map(\.unnumbered),
                entry: report.sections[showing.section],
                isMovedHere: showing.isMovedHere
            )
        }
    }

    /// The showings cut before each section of the base; the first chunk stands before all of them.
    private static func chunks(_ showings: [Showing], _ count: Int) -> [[Showing]] {
        var chunks = [[Showing]](repeating: [], count: count + 1)
        var place = 0
        for showing in showings {
            if showing.startsBase, let position = showing.entry.oldPosition { place = position + 1 }
            chunks[place].append(showing)
        }
        return chunks
    }

    // MARK: Places

    /// What stands at a section of the base, and what comes behind it before the next.
    private func slots(at place: Int, _ chunks: [(voice: Voice, chunks: [[Showing]])]) -> [Slot] {
        var own = Slot(base: place == 0 ? nil : place - 1)
        var more: [Slot] = []
        for (voice, chunks) in chunks {
            let chunk = chunks[place]
            // A section of the base that a heading parts goes on behind it, and is one row.
            let end = place == 0 ? 0 : (chunk.lastIndex { $0.entry.continuesOld && !$0.isMovedHere } ?? 0) + 1
            own.showings[voice] = Array(chunk.prefix(end))
            var next = 0
            for showing in chunk.dropFirst(end) {
                let partner = more[next...].firstIndex { isSame(showing, of: voice, as: $0) }
                if let partner {
                    more[partner].showings[voice] = [showing]
                    next = partner + 1
                } else {
                    more.insert(Slot(showings: [voice: [showing]]), at: next)
                    next += 1
                }
            }
        }
        return (place == 0 ? [] : [own]) + more
    }

    /// Whether what one voice adds here is what others add here.
    private func isSame(_ showing: Showing, of voice: Voice, as slot: Slot) -> Bool {
        guard slot.showings[voice] == nil else { return false }
        return slot.showings.contains { other, showings in
            guard let partner = showings.first else { return false }
            if showing.entry.oldPosition != nil || partner.entry.oldPosition != nil {
                return showing.entry.oldPosition == partner.entry.oldPosition
            }
            let (one, two) = (showing.entry.newPosition ?? -1, partner.entry.newPosition ?? -1)
            if Set([voice, other]) == [.union, .board] {
                let isPair = agreesOn.contains(other == .union ? [two, one] : [one, two])
                if isPair { return true }
            }
            let label = showing.entry.newLabel ?? ""
            return (!label.isEmpty && label == partner.entry.newLabel)
                || showing.paragraphs.acceptedWords == partner.paragraphs.acceptedWords
        }
    }

    // MARK: Rows

    private mutating func row(
        of slot: Slot,
        _ base: [MarkedText.Paragraph]?,
        _ diff: ThreeWayDiff
    ) throws(ContractError) -> ThreeWayReport.Row {
        var groups: [(voices: [Voice], paragraphs: [MarkedText.Paragraph], text: [String])] = []
        for voice in Voice.allCases {
            guard let showings = slot.showings[voice], !Self.isUnchanged(showings) else { continue }
            let paragraphs = showings.flatMap(\.paragraphs)
            let text = [showings.first.map(Self.fate) ?? ""] + paragraphs.acceptedWords
            if let index = groups.firstIndex(where: { $0.text == text }) {
                groups[index].voices.append(voice)
            } else {
                groups.append(([voice], paragraphs, text))
            }
        }
        let status = Self.status(groups.map(\.voices))
        var parts = base.map { [ThreeWayReport.Part(kind: .base, paragraphs: $0.saying)] } ?? []
        parts += groups.map { .init(kind: .change($0.voices), paragraphs: $0.paragraphs.saying) }
        if status == .differ, let way = try way(slot, diff) {
            parts.append(.init(kind: .between, paragraphs: way))
        }
        let first = Voice.allCases.lazy.compactMap { slot.showings[$0]?.first }.first
        let number = status == .same ? nil : (rows.last { $0.number != nil }?.number ?? 0) + 1
        return ThreeWayReport.Row(
            number: number,
            label: (slot.base == nil ? first?.entry.newLabel : first?.entry.oldLabel) ?? "",
            title: base?.first.map { oneSpaced($0.runs.map(\.text).joined()) } ?? first?.entry.title ?? "",
            status: status,
            remarks: Self.remarks(slot),
            parts: parts
        )
    }

    private static func isUnchanged(_ showings: [Showing]) -> Bool {
        showings.allSatisfy { $0.paragraphs.allSatisfy(\.isKept) }
    }

    private static func fate(of showing: Showing) -> String { showing.heading?.fate.rawValue ?? "" }

    private static func status(_ groups: [[Voice]]) -> ThreeWayReport.Status {
        func group(_ voice: Voice) -> [Voice]? { groups.first { $0.contains(voice) } }
        switch (group(.union), group(.board)) {
        case (nil, nil): return group(.agreed) == nil ? .same : .left
        case (_?, nil): return .union
        case (nil, _?): return .board
        case (let union?, let board?):
            guard union == board else { return .differ }
            return union.contains(.agreed) ? .agreed : .alike
        }
    }

    /// What happens to the section as a whole, and by whom.
    private static func remarks(_ slot: Slot) -> [String] {
        var acts: [(act: String, voices: [Voice])] = []
        for voice in Voice.allCases {
            guard let showing = slot.showings[voice]?.first, let act = act(showing) else { continue }
            if let index = acts.firstIndex(where: { $0.act == act }) {
                acts[index].voices.append(voice)
            } else {
                acts.append((act, [voice]))
            }
        }
        return acts.map { "\($0.act) \(by($0.voices))" }
    }

    private static func act(_ showing: Showing) -> String? {
        let entry = showing.entry
        if entry.oldPosition == nil { return "added" }
        if showing.isMovedHere { return "moved here" }
        if entry.newPosition == nil { return "struck" }
        if entry.continuesNew { return "joined with the section before" }
        if entry.isMoved { return "moved away" }
        return entry.oldLabel == entry.newLabel ? nil : "renumbered \(entry.newLabel ?? "")"
    }

    private static func by(_ voices: [Voice]) -> String {
        let isAgreed = voices.contains(.agreed)
        let parties = voices.filter { $0 != .agreed }
        guard let first = parties.first else { return "in what was agreed" }
        let names = parties.count > 1 ? "by both" : first == .union ? "by the union" : "by the board"
        return names + (isAgreed ? ", as agreed" : "")
    }

    // MARK: Between the parties

    /// The union's sections made into the board's, wherever each party has them; nil where one has none.
    private func way(_ slot: Slot, _ diff: ThreeWayDiff) throws(ContractError) -> [MarkedText.Paragraph]? {
        guard let one = part(of: .union, slot, diff.union.new),
            let other = part(of: .board, slot, diff.board.new)
        else { return nil }
        let way = MarkedText(try ContractDiff(old: one, new: other).report()).paragraphs
        // Where both say the same at different places, nothing leads from one to the other.
        return way.allSatisfy(\.isKept) ? nil : way.map(\.unnumbered).saying
    }

    /// A voice's sections of one row as a text of their own.
    private func part(of voice: Voice, _ slot: Slot, _ version: ContractVersion) -> ContractVersion? {
        let places = Set(
            (slot.showings[voice] ?? []).compactMap { $0.entry.continuesNew ? nil : $0.entry.newPosition }
        )
        guard !places.isEmpty, let entries = sections[voice] else { return nil }
        let opening = places.contains(0) ? entries[0] : nil
        let document = ContractDocument(
            name: version.document.name,
            title: opening?.place.title ?? "",
            preface: opening?.blocks ?? [],
            articles: places.sorted().filter { $0 > 0 }.map { place in
                Section(
                    label: entries[place].place.label,
                    heading: entries[place].heading,
                    title: entries[place].place.title,
                    level: entries[place].place.level,
                    line: 1,
                    blocks: entries[place].blocks,
                    sections: []
                )
            },
            terms: [],
            markdown: ""
        )
        return ContractVersion(document, name: version.name, date: nil, sha256: nil)
    }
}

extension MarkedText.Paragraph {
    /// The same without the number of its change, where changes are counted otherwise.
    fileprivate var unnumbered: Self {
        Self(
            kind: kind,
            fate: fate,
            endFate: endFate,
            runs: runs,
            change: nil,
            note: note,
            move: move,
            section: section
        )
    }

    /// Whether nothing became of its words; where paragraphs end is white space.
    fileprivate var isKept: Bool {
        guard fate == .kept, runs.allSatisfy({ $0.fate == .kept }) else { return false }
        guard case .table(let table) = kind else { return true }
        return ([table.header] + table.rows).allSatisfy { row in
            row.fate == .kept
                && row.cells.allSatisfy { $0.fate == .kept && $0.runs.allSatisfy { $0.fate == .kept } }
        }
    }

    /// What it says on one side.
    func words(_ isShown: (MarkedText.Fate) -> Bool) -> String {
        func words(_ runs: [MarkedText.Run]) -> String {
            runs.filter { isShown($0.fate) }.map(\.text).joined()
        }
        guard case .table(let table) = kind else { return words(runs) }
        return ([table.header] + table.rows).flatMap { row in row.cells.map { words($0.runs) } }
            .joined(separator: " ")
    }
}

extension [MarkedText.Paragraph] {
    /// Every word that stays when all changes are accepted.
    fileprivate var acceptedWords: [String] {
        flatMap { $0.words(\.isNew).split(whereSeparator: \.isWhitespace).map(String.init) }
    }

    /// Those that say anything: a section that goes on behind another's heading has no heading of its own.
    fileprivate var saying: Self {
        filter { paragraph in
            if case .table = paragraph.kind { return true }
            return !paragraph.runs.isEmpty
        }
    }
}
