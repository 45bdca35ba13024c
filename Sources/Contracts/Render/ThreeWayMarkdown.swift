/// A three-way comparison in Markdown.
struct ThreeWayMarkdown {
    private var lines: [String] = []
    private var firstLineOfText = 0

    /// The whole page.
    var page: String { lines.joined(separator: "\n") + "\n" }

    /// The part of the page in which the texts stand, and nothing else but headings and notes.
    var text: String { lines[firstLineOfText...].joined(separator: "\n") + "\n" }

    init(_ report: ThreeWayReport) {
        lines += ["# Three-way redline", "", "| | Text | Identity |", "|---|---|---|"]
        for (name, version) in report.versions {
            let cells = [name, version.identity, version.hash].map(RedlineMarkdown.escaped)
            lines.append("| " + cells.joined(separator: " | ") + " |")
        }
        lines += [
            "", "Legend: <del>deleted</del> <ins>inserted</ins>; <sub>notes</sub>. \(ThreeWayWords.legend)",
            "",
            "Checked: this text was read back. \(ThreeWayWords.proof(of: report))", "", "## Summary", "",
        ]
        if report.isEmpty {
            lines += ["All texts say the same.", ""]
        } else {
            lines += ["Sections: \(report.countsText).", ""]
            addTable(
                "Who changes what",
                ["Section", "Status"],
                report.changed.map { [$0.title, $0.standing] }
            )
            add(report.hidden, "Kind, basis, dates and scope", report)
            add(report.figures, "Money and other figures", report)
            if !report.citations.isEmpty {
                lines +=
                    ["### Citations", ""] + report.citations.map { "- " + RedlineMarkdown.escaped($0) } + [""]
            }
        }
        lines += ["## The texts, section by section", ""]
        firstLineOfText = lines.count
        for row in report.rows { add(row) }
    }

    private mutating func add(
        _ figures: [ThreeWayReport.Figure],
        _ title: String,
        _ report: ThreeWayReport
    ) {
        addTable(
            title,
            ThreeWayWords.columns(of: report),
            figures.map { [$0.section, $0.term, $0.what] + ThreeWayWords.cells(of: $0, in: report) }
        )
    }

    private mutating func addTable(_ title: String, _ columns: [String], _ rows: [[String]]) {
        guard !rows.isEmpty else { return }
        lines += [
            "### \(title)", "", "| " + columns.joined(separator: " | ") + " |",
            "|" + String(repeating: "---|", count: columns.count),
        ]
        for row in rows {
            lines.append("| " + row.map(RedlineMarkdown.escaped).joined(separator: " | ") + " |")
        }
        lines.append("")
    }

    private mutating func add(_ row: ThreeWayReport.Row) {
        lines += ["### " + RedlineMarkdown.escaped(row.heading), ""]
        if !row.remarks.isEmpty {
            lines += ["<sub>\(RedlineMarkdown.escaped(row.remarks.joined(separator: "; "))).</sub>", ""]
        }
        for part in row.parts {
            if row.number != nil { lines += ["#### \(part.kind.title)", ""] }
            for paragraph in part.paragraphs { lines += RedlineMarkdown.lines(of: paragraph) { _ in 5 } }
        }
    }
}
