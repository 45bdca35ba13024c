/// A redline in Markdown: `<del>` and `<ins>`, which every reader of Markdown shows, never across a paragraph.
struct RedlineMarkdown {
    private var lines: [String] = []
    private var firstLineOfText = 0

    /// The whole page.
    var page: String { lines.joined(separator: "\n") + "\n" }

    /// The part of the page in which the two texts stand, and nothing else but notes.
    var text: String { lines[firstLineOfText...].joined(separator: "\n") + "\n" }

    init(_ report: DiffReport) {
        let summary = ReportSummary(report)
        lines += ["# Redline", ""]
        lines += ["| | Text | Identity |", "|---|---|---|"]
        for (name, version) in [("Old", report.old), ("New", report.new)] {
            lines.append("| \(name) | \(Self.escaped(version.identity)) | \(version.hash) |")
        }
        lines += [
            "",
            "Legend: <del>deleted</del> <ins>inserted</ins>; <sub>notes</sub>. "
                + "White space and emphasis are not compared.",
            "",
            "Checked: this text was read back. With every change refused it is the old text, with every change accepted "
                + "the new one.", "",
            "## Summary", "",
        ]
        if summary.isEmpty {
            lines += ["Both say the same.", ""]
        } else {
            lines += ["Terms: \(summary.termsText).", "", "Sections: \(summary.sectionsText).", ""]
            add(summary.hidden, "Kind, basis, dates and scope")
            add(summary.figures, "Money and other figures")
            add(summary.repeated, "Replaced in several places")
            add(summary.citations, "Citations")
            add(summary.places)
        }
        lines += ["## The text, with every change marked", ""]
        firstLineOfText = lines.count
        for paragraph in MarkedText(report).paragraphs { lines += Self.lines(of: paragraph) }
    }

    private mutating func add(_ rows: [ReportSummary.Row], _ title: String) {
        guard !rows.isEmpty else { return }
        lines += [
            "### \(title)", "", "| Section | Term | What | Old | New | Difference |",
            "|---|---|---|---|---|---|",
        ]
        for row in rows {
            let old = row.old.map { "<del>\(Self.escaped($0))</del>" } ?? ""
            let new = row.new.map { "<ins>\(Self.escaped($0))</ins>" } ?? ""
            let cells =
                [row.section, row.term, row.what].map { Self.escaped($0) } + [
                    old, new, Self.escaped(row.remark),
                ]
            lines.append("| " + cells.joined(separator: " | ") + " |")
        }
        lines.append("")
    }

    private mutating func add(_ items: [String], _ title: String) {
        guard !items.isEmpty else { return }
        lines += ["### \(title)", ""] + items.map { "- " + Self.escaped($0) } + [""]
    }

    private mutating func add(_ places: [ReportSummary.Place]) {
        guard !places.isEmpty else { return }
        lines += ["### Where the text changes", ""]
        for place in places {
            let numbers = place.changes.map(String.init).joined(separator: ", ")
            let remark = place.remark.isEmpty ? "" : " (\(Self.escaped(place.remark)))"
            lines.append(
                "- \(Self.escaped(place.title))\(remark): \(place.changes.count == 1 ? "change" : "changes") \(numbers)"
            )
        }
        lines.append("")
    }

    /// A paragraph with what is noted at it, and an empty line behind.
    ///
    /// - Parameters:
    ///   - paragraph: the paragraph.
    ///   - heading: how deep a heading of each level of the contract stands in the page.
    /// - Returns: the lines.
    static func lines(
        of paragraph: MarkedText.Paragraph,
        heading: (Int) -> Int = { min($0 + 2, 6) }
    ) -> [String] {
        var lines: [String] = []
        let note = [paragraph.note, paragraph.change.map { "change \($0)" }].compactMap(\.self)
        let tail = note.isEmpty ? "" : " <sub>\(Self.escaped(note.joined(separator: " ")))</sub>"
        switch paragraph.kind {
        case .heading(let level):
            lines.append(
                String(repeating: "#", count: heading(level)) + " " + Self.inline(paragraph.runs) + tail
            )
        case .text, .term:
            lines.append(Self.atStart(Self.inline(paragraph.runs)) + tail)
        case .table(let table):
            if !note.isEmpty { lines += [String(tail.dropFirst()), ""] }
            lines.append(Self.row(table.header))
            lines.append("|" + String(repeating: "---|", count: max(1, table.header.cells.count)))
            lines += table.rows.map(Self.row)
        }
        return lines + [""]
    }

    private static func row(_ row: MarkedText.Table.Row) -> String {
        "| " + row.cells.map { inline($0.runs) }.joined(separator: " | ") + " |"
    }

    private static func inline(_ runs: [MarkedText.Run]) -> String {
        var result = ""
        for run in runs.withOuterSpaces {
            let words = escaped(run.text).withLineEnds("\\\n")
            switch run.fate {
            case .kept: result += words
            case .deleted, .movedAway: result += "<del>\(words)</del>"
            case .inserted, .movedHere: result += "<ins>\(words)</ins>"
            }
        }
        return result
    }

    /// Every character that could be a mark made a plain one.
    static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if "\\`*_[]<>&|~#".utf8.contains(byte) { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A paragraph, or a line of one, that begins like an item of a list or a ruling does not become one.
    static func atStart(_ paragraph: String) -> String {
        paragraph.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard let first = line.first else { return "" }
            if "-+=:".contains(first) { return "\\" + line }
            let digits = line.prefix(while: \.isNumber)
            guard !digits.isEmpty, let mark = line.dropFirst(digits.count).first, ".)".contains(mark) else {
                return String(line)
            }
            return digits + "\\" + line.dropFirst(digits.count)
        }
        .joined(separator: "\n")
    }
}
