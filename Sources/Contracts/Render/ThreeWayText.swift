/// A three-way comparison as lines, in brief: what nobody changes is counted, and the base is read in each party's redline.
struct ThreeWayText {
    private(set) var lines: [RedlineLine] = []
    private let report: ThreeWayReport
    /// The terms whose schedules are told above by the raise that explains them.
    private let explained: Set<String>

    init(_ report: ThreeWayReport, isBrief: Bool) {
        self.report = report
        explained =
            isBrief
            ? Set(report.figures.filter { $0.what == "schedule" }.map(\.term)) : []
        addIdentity()
        addSummary()
        for row in report.changed { add(row) }
    }

    private mutating func add(_ line: RedlineLine) { lines.append(line) }
    private mutating func addGap() { lines.append(RedlineLine()) }

    private mutating func addIdentity() {
        add(RedlineLine("Three-way redline", .heading))
        for (name, version) in report.versions {
            add(
                RedlineLine(
                    "\(name.lowercased()): \(version.identity), \(version.hash)",
                    indent: 2,
                    hanging: 7
                )
            )
        }
        var legend = RedlineLine(indent: 2, hanging: 2)
        legend.append("Legend: ")
        legend.append("deleted", .deleted)
        legend.append(" ")
        legend.append("inserted", .inserted)
        legend.append(". \(ThreeWayWords.legend)")
        add(legend)
        add(RedlineLine("Checked. \(ThreeWayWords.proof(of: report))", indent: 2, hanging: 2))
        addGap()
    }

    private mutating func addSummary() {
        guard !report.isEmpty else { return add(RedlineLine("All texts say the same.")) }
        add(RedlineLine("Sections: \(report.countsText)"))
        addGap()
        add(RedlineLine("WHO CHANGES WHAT", .heading))
        for row in report.changed {
            add(RedlineLine(row.summary, row.status == .differ ? .warning : .plain, indent: 2, hanging: 4))
        }
        add(report.hidden, "KIND, BASIS, DATES AND SCOPE", .warning)
        add(report.figures, "MONEY AND OTHER FIGURES", .plain)
        guard !report.citations.isEmpty else { return }
        addGap()
        add(RedlineLine("CITATIONS", .heading))
        for item in report.citations { add(RedlineLine(item, .warning, indent: 2)) }
    }

    private mutating func add(
        _ figures: [ThreeWayReport.Figure],
        _ title: String,
        _ meaning: RedlineLine.Meaning
    ) {
        guard !figures.isEmpty else { return }
        addGap()
        add(RedlineLine(title, .heading))
        for figure in figures {
            add(RedlineLine("\(figure.term) (section \(figure.section)), \(figure.what)", meaning, indent: 2))
            let names = ThreeWayWords.columns(of: report).dropFirst(3)
            for (name, cell) in zip(names, ThreeWayWords.cells(of: figure, in: report))
            where name != "Agreed" || figure.agreed != nil {
                add(RedlineLine("\(name.lowercased()): \(cell)", indent: 4, hanging: 2))
            }
        }
    }

    // MARK: Text

    private mutating func add(_ row: ThreeWayReport.Row) {
        addGap()
        add(RedlineLine(row.summary, .heading, hanging: 2))
        // The base is what is not inserted in each redline.
        for part in row.parts where part.kind != .base {
            add(RedlineLine("── \(part.kind.title)", .heading, indent: 1))
            var unchanged = 0
            var term: String?
            for paragraph in part.paragraphs {
                if case .term(let id) = paragraph.kind { term = id }
                guard paragraph.isMarked else {
                    unchanged += 1
                    continue
                }
                addUnchanged(&unchanged)
                if case .table = paragraph.kind, let id = term, explained.contains(id) {
                    add(
                        RedlineLine(
                            "… schedule of \(id), told above (--all lists its cells)",
                            .quiet,
                            indent: 3
                        )
                    )
                } else {
                    add(paragraph)
                }
            }
            addUnchanged(&unchanged)
        }
    }

    private mutating func addUnchanged(_ count: inout Int) {
        if count > 0 { add(RedlineLine("… \(count) unchanged", .quiet, indent: 3)) }
        count = 0
    }

    private mutating func add(_ paragraph: MarkedText.Paragraph) {
        if let note = paragraph.note { add(RedlineLine("… \(note)", .quiet, indent: 3)) }
        switch paragraph.kind {
        case .heading(let level):
            var line = RedlineLine(indent: 3, hanging: 2)
            line.append(String(repeating: "#", count: level) + " ", .heading)
            line.pieces += paragraph.runs.map(\.piece)
            add(line)
        case .text(let indent):
            add(RedlineLine(indent: 3 + indent, hanging: 0, paragraph.runs.map(\.piece)))
        case .term: add(RedlineLine(indent: 5, hanging: 2, paragraph.runs.map(\.oneLine.piece)))
        case .table(let table):
            var unchanged = 0
            for (index, row) in ([table.header] + table.rows).enumerated() {
                guard row.isMarked || index == 0 else {
                    unchanged += 1
                    continue
                }
                add(Self.line(row))
            }
            if unchanged > 0 {
                add(RedlineLine("… \(unchanged) rows of the table unchanged", .quiet, indent: 3))
            }
        }
    }

    private static func line(_ row: MarkedText.Table.Row) -> RedlineLine {
        var line = RedlineLine(indent: 3, hanging: 2)
        line.append("|")
        for cell in row.cells {
            line.append(" ")
            line.pieces += cell.runs.map(\.piece)
            line.append(" |")
        }
        return line
    }
}

extension MarkedText.Run {
    fileprivate var piece: RedlineLine.Piece {
        switch fate {
        case .kept: .init(text: text, meaning: .plain)
        case .deleted, .movedAway: .init(text: text, meaning: .deleted)
        case .inserted, .movedHere: .init(text: text, meaning: .inserted)
        }
    }

    /// The same on one line.
    fileprivate var oneLine: Self { Self(fate: fate, text: text.withLineEnds(" ")) }
}

extension MarkedText.Paragraph {
    /// Whether any change is marked in it.
    fileprivate var isMarked: Bool {
        guard fate == .kept, runs.allSatisfy({ $0.fate == .kept }) else { return true }
        guard case .table(let table) = kind else { return false }
        return ([table.header] + table.rows).contains(where: \.isMarked)
    }
}

extension MarkedText.Table.Row {
    fileprivate var isMarked: Bool {
        fate != .kept || cells.contains { $0.fate != .kept || $0.runs.contains { $0.fate != .kept } }
    }
}
