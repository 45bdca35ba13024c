/// A three-way comparison as one page that needs nothing beside it.
struct ThreeWayHTML {
    /// Behind which words the texts stand, and nothing else but headings and notes.
    static let textStart = "<div id=\"three\">"

    private let report: ThreeWayReport

    init(_ report: ThreeWayReport) { self.report = report }

    /// The whole page.
    var page: String {
        RedlineHTML.frame("Three-way redline: \(report.base.name)", isWide: false, style: Self.style) {
            page in
            page.element("a", [("class", "skip"), ("href", "#text")], words: "Skip to the text")
            page.element("header") { addIdentity(&$0) }
            page.newLine()
            page.element("section", [("id", "summary"), ("aria-labelledby", "summary-heading")]) {
                addSummary(&$0)
            }
            page.newLine()
            page.element("main", [("aria-labelledby", "text")]) { page in
                page.element("h2", [("id", "text")], words: "The texts, section by section")
                page.newLine()
                page.raw(Self.textStart)
                for (index, row) in report.rows.enumerated() { add(row, index, &page) }
                page.raw("</div>")
            }
        }
    }

    private func addIdentity(_ page: inout Markup) {
        page.addIdentity(
            "Three-way redline",
            "The texts",
            report.versions,
            legend: ThreeWayWords.legend,
            proof: ThreeWayWords.proof(of: report)
        )
    }

    // MARK: Summary

    private func addSummary(_ page: inout Markup) {
        page.element("h2", [("id", "summary-heading")], words: "Summary")
        guard !report.isEmpty else { return page.element("p", words: "All texts say the same.") }
        page.element("p", words: "Sections: \(report.countsText).")
        RedlineHTML.addTable("Who changes what", ["Section", "Status"], &page) { page in
            for row in report.changed {
                guard let number = row.number else { continue }
                page.element("tr") { page in
                    page.element("th", [("scope", "row")]) {
                        $0.element("a", [("href", "#r\(number)")], words: row.title)
                    }
                    page.element("td") { page in
                        page.element(
                            "span",
                            [("class", "status \(row.status.rawValue)")],
                            words: row.status.words
                        )
                        if !row.remarks.isEmpty { page.words("; " + row.remarks.joined(separator: "; ")) }
                    }
                }
                page.newLine()
            }
        }
        add(report.hidden, "Kind, basis, dates and scope", &page)
        add(report.figures, "Money and other figures", &page)
        guard !report.citations.isEmpty else { return }
        page.element("h3", words: "Citations")
        page.element("ul", [("class", "index")]) { page in
            for item in report.citations { page.element("li", words: item) }
        }
    }

    private func add(_ figures: [ThreeWayReport.Figure], _ title: String, _ page: inout Markup) {
        guard !figures.isEmpty else { return }
        RedlineHTML.addTable(title, ThreeWayWords.columns(of: report), &page) { page in
            for figure in figures {
                page.element("tr") { page in
                    page.element("td", words: figure.section)
                    page.element("td", words: figure.term)
                    page.element("th", [("scope", "row")], words: figure.what)
                    for cell in ThreeWayWords.cells(of: figure, in: report) {
                        page.element("td", words: cell)
                    }
                }
                page.newLine()
            }
        }
    }

    // MARK: Text

    private func add(_ row: ThreeWayReport.Row, _ index: Int, _ page: inout Markup) {
        if let number = row.number {
            page.element("h3", [("id", "r\(number)"), ("class", "row")]) { page in
                page.words("\(row.title): ")
                page.element("span", [("class", "status \(row.status.rawValue)")], words: row.status.words)
            }
            if !row.remarks.isEmpty {
                page.element("p", [("class", "note")], words: row.remarks.joined(separator: "; ") + ".")
            }
        } else {
            let name = row.label.isEmpty ? row.title : row.label
            page.element("h3", [("class", "row quiet")], words: "\(name): \(row.status.words)")
        }
        page.newLine()
        for part in row.parts {
            page.element("div", [("class", "part \(part.kind.name)")]) { page in
                if row.number != nil {
                    page.element("h4", [("class", "part-title")], words: part.kind.title)
                    page.newLine()
                }
                for paragraph in part.paragraphs { add(paragraph, &page) }
            }
            page.newLine()
        }
    }

    private func add(_ paragraph: MarkedText.Paragraph, _ page: inout Markup) {
        guard case .heading(let level) = paragraph.kind else {
            return RedlineHTML.add(paragraph, .both, [], &page)
        }
        // The page's own headings are the rows and parts; those of the contract stand in them.
        page.element("p", [("class", "clause level\(level)")]) { page in
            RedlineHTML.add(paragraph.runs, .both, &page)
            if let note = paragraph.note { page.element("span", [("class", "note")], words: note) }
        }
        page.newLine()
    }
}

extension ThreeWayReport.Part.Kind {
    /// As a class of a style sheet, and for programs.
    var name: String {
        switch self {
        case .base: "base"
        case .change(let voices): voices.map(\.rawValue).joined(separator: "-")
        case .between: "between"
        }
    }
}

extension ThreeWayHTML {
    /// The colours by which rows and parts can be told again in a PDF.
    enum Color {
        static let row = "#0b2545"
        static let part = "#3b1f2b"
    }

    static let style = """

        h3.row { color: \(Color.row); border-top: 2px solid \(Color.row); padding-top: .6rem; margin-top: 2rem; }
        h3.quiet { font-size: .8rem; font-weight: normal; border-top: 1px solid #767676; margin-top: 1rem; padding-top: .2rem; }
        h4.part-title { color: \(Color.part); font-size: .95rem; margin: 0 0 .4rem; }
        .status { border: 1px solid #767676; border-radius: .2rem; padding: 0 .3rem; font-weight: normal; }
        .status.differ { border: 2px solid currentColor; font-weight: bold; }
        .part { margin: 0 0 1rem; padding: 0 0 0 .8rem; border-left: .15rem solid #767676; }
        .part.board { border-left: .3rem double #767676; } .part.between { border-left-style: dotted; }
        .clause { font-family: Arial, "Liberation Sans", Helvetica, sans-serif; font-weight: bold; }
        .clause.level1 { font-size: 1.2rem; } .clause.level2 { font-size: 1.1rem; }
        h3.quiet + .part { border-left-color: transparent; }
        @media print {
          h3.row { break-after: avoid; } h4.part-title { break-after: avoid; } .clause { break-after: avoid; }
        }

        """
}

/// Words that stand in every form of a three-way comparison.
enum ThreeWayWords {
    static let legend =
        "Under Union and Board, each marks what it changes in the base; where they differ, what leads from the union’s text "
        + "to the board’s comes last. White space and emphasis are not compared."

    static func proof(of report: ThreeWayReport) -> String {
        "With every change refused it is the base; with the union’s accepted, the union’s text; with the board’s accepted, "
            + "the board’s"
            + (report.agreed == nil ? "." : "; with what was agreed accepted, the agreed text.")
    }

    /// The columns of figures.
    static func columns(of report: ThreeWayReport) -> [String] {
        ["Section", "Term", "What", "Base", "Union", "Board"] + (report.agreed == nil ? [] : ["Agreed"])
            + ["Union → board"]
    }

    /// What everybody makes of a figure, from the base on.
    static func cells(of figure: ThreeWayReport.Figure, in report: ThreeWayReport) -> [String] {
        [figure.base ?? "—", figure.union ?? "as base", figure.board ?? "as base"]
            + (report.agreed == nil ? [] : [figure.agreed ?? "as base"]) + [figure.between ?? "alike"]
    }
}
