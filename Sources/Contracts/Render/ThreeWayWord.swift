/// A three-way comparison as a Word document: each party's changes tracked in its name, alternatives under one another.
struct ThreeWayWord {
    private let report: ThreeWayReport

    init(_ report: ThreeWayReport) { self.report = report }

    /// All parts of the package.
    var parts: [WordPart] {
        WordPackage.parts(body: body, firstHeader: nil, header: header)
    }

    private var header: String {
        var xml = Markup()
        let names = report.versions.map { "\($0.name): \($0.version.name)" }.joined(separator: "; ")
        add("Three-way redline. \(names)", "Header", &xml)
        return xml.text
    }

    private var body: String {
        var xml = Markup()
        var ids = WordIDs()
        add("Three-way redline", "Heading1", &xml)
        for (name, version) in report.versions {
            xml.element("w:p") { xml in
                WordXML.style("BodyText", &xml)
                WordXML.run("\(name): ", bold: true, &xml)
                WordXML.run("\(version.identity), \(version.hash)", &xml)
            }
        }
        add(
            "Legend: changes are tracked in the names of the parties. \(ThreeWayWords.legend)",
            "BodyText",
            &xml
        )
        add("Checked: this document was read back. \(ThreeWayWords.proof(of: report))", "BodyText", &xml)
        add("Summary", "Heading2", &xml)
        addSummary(&xml)
        add("The texts, section by section", "Heading2", &xml)
        for row in report.rows {
            add(row.heading, "Row", &xml)
            for part in row.parts {
                if row.number != nil { add(part.kind.title, "Part", &xml) }
                text(of: part.kind).add(part.paragraphs[...], &ids, &xml)
            }
        }
        return xml.text
    }

    private func text(of kind: ThreeWayReport.Part.Kind) -> WordText {
        let union = report.union.party ?? "Union"
        let board = report.board.party ?? "Board"
        let (author, date): (String, String?) =
            switch kind {
            case .change([.union]), .change([.union, .agreed]): (union, report.union.date)
            case .change([.board]), .change([.board, .agreed]), .between: (board, report.board.date)
            case .base, .change: ("\(union) and \(board)", report.agreed?.date)
            }
        return WordText(Marks(author: author, date: date), moveName: kind.name + "-", isReport: true)
    }

    private func add(_ words: String, _ style: String, _ xml: inout Markup) {
        xml.element("w:p") { xml in
            WordXML.style(style, &xml)
            WordXML.run(words, &xml)
        }
        xml.newLine()
    }

    // MARK: Summary

    private func addSummary(_ xml: inout Markup) {
        guard !report.isEmpty else { return add("All texts say the same.", "BodyText", &xml) }
        add("Sections: \(report.countsText).", "BodyText", &xml)
        addTable(
            "Who changes what",
            ["Section", "Status"],
            report.changed.map { [$0.title, $0.standing] },
            &xml
        )
        for (title, figures) in [
            ("Kind, basis, dates and scope", report.hidden), ("Money and other figures", report.figures),
        ] {
            let rows = figures.map {
                [$0.section, $0.term, $0.what] + ThreeWayWords.cells(of: $0, in: report)
            }
            addTable(title, ThreeWayWords.columns(of: report), rows, &xml)
        }
        guard !report.citations.isEmpty else { return }
        add("Citations", "Heading3", &xml)
        for item in report.citations { add(item, "BodyText", &xml) }
    }

    private func addTable(_ title: String, _ columns: [String], _ rows: [[String]], _ xml: inout Markup) {
        guard !rows.isEmpty else { return }
        add(title, "Heading3", &xml)
        xml.element("w:tbl") { xml in
            xml.raw(WordXML.tableProperties(columns: columns.count))
            for (index, row) in ([columns] + rows).enumerated() {
                xml.element("w:tr") { xml in
                    if index == 0 { xml.element("w:trPr") { $0.empty("w:tblHeader") } }
                    for cell in row {
                        xml.element("w:tc") { xml in
                            xml.element("w:p") { xml in
                                WordXML.style("Cell", &xml)
                                WordXML.run(cell, bold: index == 0, &xml)
                            }
                        }
                    }
                }
            }
        }
        xml.element("w:p") { WordXML.style("AfterTable", &$0) }
    }
}
