/// A three-way comparison as plain text, whole.
struct ThreeWayFullText {
    /// After which line the texts stand, and nothing else but rows, parts and notes.
    static let textHeading = "THE TEXTS, SECTION BY SECTION"
    /// What a line begins with that begins a row, and a part of one; no line of a text does.
    static let rowMark = "═══ "
    static let partMark = "─── "

    private var lines: [String] = []

    /// The whole text.
    var page: String { lines.joined(separator: "\n") + "\n" }

    init(_ report: ThreeWayReport) {
        lines.append("Three-way redline")
        for (name, version) in report.versions {
            let label = "  \(name.lowercased()): "
            lines += [label + version.identity, String(repeating: " ", count: label.count) + version.hash]
        }
        lines += [
            "  Legend: [-deleted-] {+inserted+}; notes stand behind \(RedlineFullText.noteMark)",
            "  \(ThreeWayWords.legend)",
            "  Checked: this text was read back. \(ThreeWayWords.proof(of: report))", "",
            "SUMMARY",
            "",
        ]
        if report.isEmpty {
            lines += ["All texts say the same.", ""]
        } else {
            lines += ["Sections: \(report.countsText)", "", "Who changes what"]
            for row in report.changed { lines.append("  \(row.summary)") }
            lines.append("")
            add(report.hidden, "Kind, basis, dates and scope", report)
            add(report.figures, "Money and other figures", report)
            if !report.citations.isEmpty {
                lines += ["Citations"] + report.citations.map { "  " + $0 } + [""]
            }
        }
        lines += [Self.textHeading, ""]
        for row in report.rows {
            lines.append(Self.rowMark + row.heading)
            if !row.remarks.isEmpty {
                lines.append(RedlineFullText.noteMark + row.remarks.joined(separator: "; ") + ".")
            }
            for part in row.parts {
                if row.number != nil { lines.append(Self.partMark + part.kind.title) }
                for paragraph in part.paragraphs { lines += RedlineFullText.lines(of: paragraph) }
            }
        }
    }

    private mutating func add(
        _ figures: [ThreeWayReport.Figure],
        _ title: String,
        _ report: ThreeWayReport
    ) {
        guard !figures.isEmpty else { return }
        lines.append(title)
        for figure in figures {
            lines.append("  \(figure.section) \(figure.term), \(figure.what)")
            let names = ThreeWayWords.columns(of: report).dropFirst(3)
            for (name, cell) in zip(names, ThreeWayWords.cells(of: figure, in: report)) {
                lines.append("    \(name.lowercased()): \(cell)")
            }
        }
        lines.append("")
    }
}

extension ThreeWayReport.Row {
    /// `8.2 Salary schedule: they differ`.
    var heading: String { "\(title): \(status.words)" }

    /// Its status with what happens to it as a whole, for a table.
    var standing: String { ([status.words] + remarks).joined(separator: "; ") }

    /// The same with what happens to it as a whole.
    var summary: String { heading + (remarks.isEmpty ? "" : " (\(remarks.joined(separator: "; ")))") }
}
