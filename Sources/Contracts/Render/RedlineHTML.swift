/// How a page sets the two texts.
public enum RedlineLayout: Sendable {
    /// One text, with what went and what came marked in it.
    case inline
    /// The old text at the left, the new one at the right.
    case sideBySide
}

/// A redline as one page that needs nothing beside it: no script, no style sheet, no picture.
struct RedlineHTML {
    /// Inside which element the two texts stand, and nothing else but notes.
    static let textID = "redline"
    /// Behind which heading.
    static let textHeading = "The text, with every change marked"

    private let report: DiffReport
    private let summary: ReportSummary
    private let layout: RedlineLayout

    init(_ report: DiffReport, _ layout: RedlineLayout) {
        self.report = report
        self.layout = layout
        summary = ReportSummary(report)
    }

    /// The whole page.
    var page: String {
        frame("Redline: \(report.new.name) against \(report.old.name)") { page in
            page.element("a", [("class", "skip"), ("href", "#text")], words: "Skip to the text")
            page.element("header") { addIdentity(&$0) }
            page.newLine()
            page.element("section", [("id", "summary"), ("aria-labelledby", "summary-heading")]) {
                addSummary(&$0)
            }
            page.newLine()
            page.element("main", [("aria-labelledby", "text")]) { page in
                page.element("h2", [("id", "text")], words: Self.textHeading)
                page.newLine()
                addText(&page)
            }
        }
    }

    /// The text alone, for a comparison in which nothing changed.
    func cleanPage(title: String, identity: String) -> String {
        frame(title) { page in
            page.element("main") { addText(&$0, deeper: 0) }
            page.element("footer") { $0.element("p", [("class", "hash note")], words: identity) }
        }
    }

    private func frame(_ title: String, _ inside: (inout Markup) -> Void) -> String {
        Self.frame(title, isWide: layout == .sideBySide, inside)
    }

    /// A page that needs nothing beside it.
    static func frame(
        _ title: String,
        isWide: Bool,
        style more: String = "",
        _ inside: (inout Markup) -> Void
    ) -> String {
        var page = Markup()
        page.raw("<!DOCTYPE html>\n")
        page.element("html", [("lang", "en")]) { page in
            page.element("head") { page in
                page.empty("meta", [("charset", "utf-8")])
                page.empty(
                    "meta",
                    [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]
                )
                page.element("title", words: title)
                page.element("style") { $0.raw(style + more) }
            }
            page.newLine()
            page.element("body", isWide ? [("class", "wide")] : [], inside)
        }
        page.newLine()
        return page.text
    }

    // MARK: Who is compared

    private func addIdentity(_ page: inout Markup) {
        page.addIdentity(
            "Redline",
            "The two texts",
            [("Old", report.old), ("New", report.new)],
            legend: "White space and emphasis are not compared.",
            proof: "With every change refused it is the old text, with every change accepted the new one."
        )
    }

    // MARK: Summary

    private func addSummary(_ page: inout Markup) {
        page.element("h2", [("id", "summary-heading")], words: "Summary")
        guard !summary.isEmpty else { return page.element("p", words: "Both say the same.") }
        page.element("p") { page in
            page.words("Terms: \(summary.termsText).")
            page.empty("br")
            page.words("Sections: \(summary.sectionsText).")
        }
        addRows(summary.hidden, "Kind, basis, dates and scope", &page)
        addRows(summary.figures, "Money and other figures", &page)
        addList(summary.repeated, "Replaced in several places", &page)
        addList(summary.citations, "Citations", &page)
        guard !summary.places.isEmpty else { return }
        page.element("h3", words: "Where the text changes")
        page.element("ul", [("class", "index")]) { page in
            for place in summary.places {
                page.element("li") { page in
                    page.element("a", [("href", "#s\(place.section)")], words: place.title)
                    if !place.remark.isEmpty { page.words(" (\(place.remark))") }
                    page.words(place.changes.count == 1 ? ": change " : ": changes ")
                    for (index, change) in place.changes.enumerated() {
                        if index > 0 { page.words(", ") }
                        page.element("a", [("href", "#c\(change)")], words: "\(change)")
                    }
                }
            }
        }
    }

    private func addList(_ items: [String], _ title: String, _ page: inout Markup) {
        guard !items.isEmpty else { return }
        page.element("h3", words: title)
        page.element("ul", [("class", "index")]) { page in
            for item in items { page.element("li", words: item) }
        }
    }

    private func addRows(_ rows: [ReportSummary.Row], _ title: String, _ page: inout Markup) {
        guard !rows.isEmpty else { return }
        let columns = ["Section", "Term", "What", "Old", "New", "Difference"]
        Self.addTable(title, columns, &page) { page in
            for row in rows {
                page.element("tr") { page in
                    page.element("td", words: row.section)
                    page.element("td", words: row.term)
                    page.element("th", [("scope", "row")], words: row.what)
                    page.element("td") { page in if let old = row.old { page.element("del", words: old) } }
                    page.element("td") { page in if let new = row.new { page.element("ins", words: new) } }
                    page.element("td", words: row.remark)
                }
                page.newLine()
            }
        }
    }

    /// A table that scrolls by itself where the page is too narrow for it, also by the keyboard.
    static func addTable(
        _ title: String,
        _ columns: [String],
        _ page: inout Markup,
        _ rows: (inout Markup) -> Void
    ) {
        page.element(
            "div",
            [("class", "scroll"), ("role", "group"), ("aria-label", title), ("tabindex", "0")]
        ) { page in
            page.element("table", [("class", "terms")]) { page in
                page.element("caption", words: title)
                page.element("thead") { page in
                    page.element("tr") { page in
                        for name in columns { page.element("th", [("scope", "col")], words: name) }
                    }
                }
                page.element("tbody", [], rows)
            }
        }
        page.newLine()
    }

    // MARK: Text

    private func addText(_ page: inout Markup, deeper: Int = 2) {
        var anchors = Anchors()
        let text = MarkedText(report)
        switch layout {
        case .inline:
            page.element("div", [("id", Self.textID)]) { page in
                for paragraph in text.paragraphs {
                    Self.add(paragraph, .both, anchors.next(paragraph), &page, deeper: deeper)
                }
            }
        case .sideBySide:
            page.element("table", [("class", "sides")]) { page in
                page.element("caption", words: "Old and new, side by side")
                page.element("thead") { page in
                    page.element("tr") { page in
                        page.element("th", [("scope", "col")], words: "Old: \(report.old.name)")
                        page.element("th", [("scope", "col")], words: "New: \(report.new.name)")
                    }
                }
                page.element("tbody", [("id", Self.textID)]) { page in
                    for paragraph in text.paragraphs {
                        let anchor = anchors.next(paragraph)
                        page.element("tr") { page in
                            page.element("td", [("class", "old")]) { page in
                                if paragraph.fate.isOld { Self.add(paragraph, .old, anchor, &page) }
                            }
                            page.element("td", [("class", "new")]) { page in
                                if paragraph.fate.isNew {
                                    Self.add(paragraph, .new, paragraph.fate.isOld ? [] : anchor, &page)
                                }
                            }
                        }
                        page.newLine()
                    }
                }
            }
        }
    }

    /// Which of the two texts is shown.
    enum Side {
        case both
        case old
        case new

        func shows(_ fate: MarkedText.Fate) -> Bool {
            switch self {
            case .both: true
            case .old: fate.isOld
            case .new: fate.isNew
            }
        }
    }

    /// The ids of sections and changes, each given once: what moved stands twice.
    private struct Anchors {
        private var sections: Set<Int> = []
        private var changes: Set<Int> = []

        mutating func next(_ paragraph: MarkedText.Paragraph) -> [(String, String)] {
            guard paragraph.fate != .movedAway else { return [] }
            var ids: [(String, String)] = []
            if case .heading = paragraph.kind, sections.insert(paragraph.section).inserted {
                ids.append(("section", "s\(paragraph.section)"))
            }
            if let change = paragraph.change, changes.insert(change).inserted {
                ids.append(("change", "c\(change)"))
            }
            return ids
        }
    }

    /// A paragraph, with an id for each anchor.
    static func add(
        _ paragraph: MarkedText.Paragraph,
        _ side: Side,
        _ anchors: [(String, String)],
        _ page: inout Markup,
        deeper: Int = 2
    ) {
        var attributes: [(String, String)] = anchors.first.map { [("id", $0.1)] } ?? []
        let isChanged = paragraph.change != nil || paragraph.fate != .kept
        func mark(_ page: inout Markup) {
            // An element has one id: a heading that changed has its change's on the mark.
            if anchors.count == 2 { page.element("span", [("id", anchors[1].1)]) }
            if let change = paragraph.change, !anchors.isEmpty {
                page.element("span", [("class", "note number")], words: "change \(change)")
            }
        }
        func note(_ page: inout Markup) {
            guard let note = paragraph.note else { return }
            page.element("span", [("class", "note")], words: note)
        }
        switch paragraph.kind {
        case .heading(let level):
            if isChanged { attributes.append(("class", "changed")) }
            // A section that goes on behind another's heading has no words in its own.
            let name = paragraph.runs.isEmpty ? "p" : "h\(min(level + deeper, 6))"
            page.element(name, attributes) { page in
                add(paragraph.runs, side, &page)
                note(&page)
                mark(&page)
            }
        case .text(let indent):
            var classes = isChanged ? ["changed"] : []
            if indent > 0 { classes.append("in\(min((indent + 1) / 2, 4))") }
            if !classes.isEmpty { attributes.append(("class", classes.joined(separator: " "))) }
            page.element("p", attributes) { page in
                add(paragraph.runs, side, &page)
                note(&page)
                mark(&page)
            }
        case .term:
            attributes.append(("class", isChanged ? "term changed" : "term"))
            page.element("div", attributes) { page in
                add(paragraph.runs, side, &page)
                mark(&page)
            }
        case .table(let table):
            attributes += [
                ("class", isChanged ? "grid changed" : "grid"), ("role", "group"), ("aria-label", "Table"),
                ("tabindex", "0"),
            ]
            page.element("div", attributes) { page in
                mark(&page)
                add(table, side, &page)
            }
        }
        page.newLine()
    }

    static func add(_ runs: [MarkedText.Run], _ side: Side, _ page: inout Markup) {
        for run in runs.withOuterSpaces where side.shows(run.fate) {
            switch run.fate {
            case .kept: page.words(run.text)
            case .deleted: page.element("del", words: run.text)
            case .inserted: page.element("ins", words: run.text)
            case .movedAway: page.element("del", [("class", "moved")], words: run.text)
            case .movedHere: page.element("ins", [("class", "moved")], words: run.text)
            }
        }
    }

    private static func add(_ table: MarkedText.Table, _ side: Side, _ page: inout Markup) {
        page.element("table") { page in
            page.element("thead") { page in add(table.header, "col", side, &page) }
            page.element("tbody") { page in
                for row in table.rows where side.shows(row.fate) { add(row, "row", side, &page) }
            }
        }
    }

    private static func add(
        _ row: MarkedText.Table.Row,
        _ scope: String,
        _ side: Side,
        _ page: inout Markup
    ) {
        page.element("tr") { page in
            for (index, cell) in row.cells.enumerated() where side.shows(cell.fate) {
                let isHead = scope == "col" || index == 0
                page.element(isHead ? "th" : "td", isHead ? [("scope", scope)] : []) { page in
                    add(cell.runs, side, &page)
                }
            }
        }
        page.newLine()
    }
}
