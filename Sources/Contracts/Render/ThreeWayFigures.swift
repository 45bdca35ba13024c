/// What the parties make of terms, each thing once with what everybody makes of it.
struct ThreeWayFigures {
    let hidden: [ThreeWayReport.Figure]
    let figures: [ThreeWayReport.Figure]
    let citations: [String]

    private struct Key: Hashable {
        let term: String
        let what: String
    }

    init(_ union: DiffReport, _ board: DiffReport, _ agreed: DiffReport?, between: DiffReport) {
        var voices = [ThreeWayDiff.Voice.union: Changes(union), .board: Changes(board)]
        voices[.agreed] = agreed.map { Changes($0) }
        let order = ThreeWayDiff.Voice.allCases.compactMap { voice in voices[voice].map { (voice, $0) } }
        let way = Changes(between)
        func figures(_ rows: (ReportSummary) -> [ReportSummary.Row]) -> [ThreeWayReport.Figure] {
            Self.order(order.map { rows($0.1.summary) }).map { key, row in
                ThreeWayReport.Figure(
                    term: key.term,
                    section: row.section,
                    what: key.what,
                    base: order.lazy.compactMap { $0.1.rows[key]?.old }.first,
                    union: voices[.union]?.words(of: key),
                    board: voices[.board]?.words(of: key),
                    agreed: voices[.agreed]?.words(of: key),
                    between: way.way(of: key)
                )
            }
        }
        hidden = figures(\.hidden)
        self.figures = figures(\.figures)
        citations = order.flatMap { voice, changes in
            changes.summary.citations.map { "\(ThreeWayReport.Part.Kind.change([voice]).title): \($0)" }
        }
    }

    /// Each thing once, those of one term together, in the order of the first list that has the term.
    private static func order(_ lists: [[ReportSummary.Row]]) -> [(Key, ReportSummary.Row)] {
        var terms: [String] = []
        var things: [String: [(Key, ReportSummary.Row)]] = [:]
        var seen: Set<Key> = []
        for row in lists.joined() {
            let key = Key(term: row.term, what: row.what)
            guard seen.insert(key).inserted else { continue }
            if things[row.term] == nil { terms.append(row.term) }
            things[row.term, default: []].append((key, row))
        }
        return terms.flatMap { things[$0] ?? [] }
    }

    /// The changes of one comparison, by what they change.
    private struct Changes {
        let summary: ReportSummary
        let rows: [Key: ReportSummary.Row]
        private let all: [ReportSummary.Row]
        private let terms: [String: DiffReport.TermEntry]

        init(_ report: DiffReport) {
            summary = ReportSummary(report)
            all = summary.hidden + summary.figures
            rows = Dictionary(all.map { (Key(term: $0.term, what: $0.what), $0) }) { first, _ in first }
            terms = Dictionary(report.terms.map { ($0.id, $0) }) { first, _ in first }
        }

        /// What it makes of a thing; nil where it leaves it as it was.
        func words(of key: Key) -> String? {
            if let row = rows[key] {
                let remark = Self.sentence(row.remark)
                guard let new = row.new else {
                    return row.old == nil ? remark : remark.isEmpty ? "none" : "none (\(remark))"
                }
                return remark.isEmpty ? new : "\(new) (\(remark))"
            }
            guard let term = terms[key.term], term.classes.first != .same else { return nil }
            if term.classes.contains(.deleted) { return "none: the term is deleted" }
            if term.classes.contains(.added) { return "see the term" }
            if term.oldKind != nil { return "see the term: it is of another kind" }
            guard let grid = term.grid, key.what.hasPrefix("step ") else { return nil }
            // A cell that somebody else's raise does not explain is changed here with all others.
            let cell = grid.cells.first { "step \($0.step), lane \($0.lane)" == key.what }
            guard let cell else { return "see the schedule" }
            guard cell.oldCents != cell.newCents else { return nil }
            return cell.newCents.map { "\(Money(cents: $0))" } ?? "none"
        }

        /// How far a thing is changed; nil where it is not.
        func way(of key: Key) -> String? {
            if let row = rows[key] { return Self.way(row) }
            guard let term = terms[key.term] else { return nil }
            if let grid = term.grid, key.what.hasPrefix("step ") {
                let cell = grid.cells.first { "step \($0.step), lane \($0.lane)" == key.what }
                guard let cell, let old = cell.oldCents, let new = cell.newCents else {
                    return "see the schedule"
                }
                return old == new ? nil : signed(Money(cents: new - old))
            }
            // Where one of the two has or lacks the whole term, all of it lies between them.
            guard key.what == "the term" || term.classes.contains(.added) || term.classes.contains(.deleted)
            else { return nil }
            let parts = all.filter { $0.term == key.term }.map { "\($0.what): \(Self.way($0))" }
            return parts.isEmpty ? nil : parts.joined(separator: "; ")
        }

        private static func way(_ row: ReportSummary.Row) -> String {
            if let old = row.old, let new = row.new, row.remark.hasPrefix("the rule") {
                return "\(old) → \(new)"
            }
            if !row.remark.isEmpty { return sentence(row.remark) }
            return "\(row.old ?? "none") → \(row.new ?? "none")"
        }

        /// What announces rows that follow elsewhere ends here.
        private static func sentence(_ remark: String) -> String {
            remark.hasSuffix(":") ? remark.dropLast() + "." : remark
        }
    }
}
