/// A redline as plain text, whole: the words of both texts with `[-…-]` and `{+…+}`, notes on lines that begin with `»`.
struct RedlineFullText {
    /// After which line the two texts stand, and nothing else but notes.
    static let textHeading = "TEXT, WITH EVERY CHANGE MARKED"
    static let noteMark = "» "

    private var lines: [String] = []

    /// The whole text.
    var page: String { lines.joined(separator: "\n") + "\n" }

    init(_ report: DiffReport) {
        let summary = ReportSummary(report)
        lines.append("Redline")
        for (name, version) in [("old", report.old), ("new", report.new)] {
            lines += ["  \(name): \(version.identity)", "       \(version.hash)"]
        }
        lines += [
            "  Legend: [-deleted-] {+inserted+}; notes stand behind \(Self.noteMark)",
            "  White space and emphasis are not compared.",
            "  Checked: this text was read back. With every change refused it is the old text, with every change accepted",
            "  the new one.", "", "SUMMARY", "",
        ]
        if summary.isEmpty {
            lines += ["Both say the same.", ""]
        } else {
            lines += ["Terms: \(summary.termsText)", "Sections: \(summary.sectionsText)", ""]
            add(summary.hidden, "Kind, basis, dates and scope")
            add(summary.figures, "Money and other figures")
            add(summary.repeated, "Replaced in several places")
            add(summary.citations, "Citations")
            add(summary.places)
        }
        lines += [Self.textHeading, ""]
        for paragraph in MarkedText(report).paragraphs { lines += Self.lines(of: paragraph) }
    }

    private mutating func add(_ rows: [ReportSummary.Row], _ title: String) {
        guard !rows.isEmpty else { return }
        lines.append(title)
        for row in rows {
            let sides = [row.old.map { "[-\($0)-]" }, row.new.map { "{+\($0)+}" }].compactMap(\.self)
            let text = (sides + (row.remark.isEmpty ? [] : [row.remark])).joined(separator: " ")
            lines.append("  \(row.section) \(row.term), \(row.what): \(text)")
        }
        lines.append("")
    }

    private mutating func add(_ items: [String], _ title: String) {
        guard !items.isEmpty else { return }
        lines += [title] + items.map { "  " + $0 } + [""]
    }

    private mutating func add(_ places: [ReportSummary.Place]) {
        guard !places.isEmpty else { return }
        lines.append("Where the text changes")
        for place in places {
            let numbers = place.changes.map(String.init).joined(separator: ", ")
            let remark = place.remark.isEmpty ? "" : " (\(place.remark))"
            lines.append(
                "  \(place.title)\(remark): \(place.changes.count == 1 ? "change" : "changes") \(numbers)"
            )
        }
        lines.append("")
    }

    /// A paragraph with what is noted at it, and an empty line behind.
    static func lines(of paragraph: MarkedText.Paragraph) -> [String] {
        var lines: [String] = []
        let note = [paragraph.note, paragraph.change.map { "change \($0)" }].compactMap(\.self)
        if !note.isEmpty { lines.append(Self.noteMark + note.joined(separator: " ")) }
        switch paragraph.kind {
        case .heading(let level):
            lines.append(String(repeating: "#", count: level) + " " + Self.inline(paragraph.runs, margin: 0))
        case .text(let indent):
            lines.append(Self.margin(2 + indent) + Self.inline(paragraph.runs, margin: 2 + indent))
        case .term:
            lines.append(Self.margin(4) + Self.inline(paragraph.runs, margin: 4))
        case .table(let table):
            lines += ([table.header] + table.rows).map(Self.row)
        }
        return lines + [""]
    }

    private static func margin(_ count: Int) -> String { String(repeating: " ", count: count) }

    private static func row(_ row: MarkedText.Table.Row) -> String {
        // A paragraph begins further in, so that one with bars is not taken for a row.
        " | "
            + row.cells.map { inline($0.runs, margin: 1).replacing("|", with: "\\|") }.joined(
                separator: " | "
            ) + " |"
    }

    private static func inline(_ runs: [MarkedText.Run], margin: Int) -> String {
        var result = ""
        for run in runs.withOuterSpaces {
            let words = run.text.withLineEnds("\n" + Self.margin(margin))
            switch run.fate {
            case .kept: result += words
            case .deleted, .movedAway: result += "[-\(words)-]"
            case .inserted, .movedHere: result += "{+\(words)+}"
            }
        }
        return result
    }

    /// The part that holds the two texts, without what this form adds: notes, the marks of headings, the bars of tables.
    static func words(of page: String) -> String {
        var lines = page.split(separator: "\n", omittingEmptySubsequences: false)[...]
        lines = lines.drop { $0 != textHeading }.dropFirst()
        return words(in: lines)
    }

    /// The words of both texts in some lines of that part.
    static func words(in lines: some Sequence<Substring>) -> String {
        lines.compactMap { line -> String? in
            if line.hasPrefix(noteMark) { return nil }
            if line.hasPrefix("#") { return String(line.drop { $0 == "#" }) }
            guard line.hasPrefix(" | ") else { return String(line) }
            return String(line.dropFirst(2).dropLast(1)).replacing(" | ", with: "   ").replacing(
                "\\|",
                with: "|"
            )
        }
        .joined(separator: "\n")
    }
}

extension String {
    /// The text with each line feed replaced.
    func withLineEnds(_ end: String) -> String {
        guard utf8.contains(0x0A) else { return self }
        return split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end)
    }
}
