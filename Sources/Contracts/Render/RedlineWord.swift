/// A redline as a Word document whose body is the text alone, with each change tracked.
///
/// Accepting all gives the new text, refusing all the old one. Who is compared, the legend and the counts stand in the head
/// of its first page, the changes of terms in comments.
struct RedlineWord {
    private let report: DiffReport
    private let summary: ReportSummary
    private let marks: Marks

    init(_ report: DiffReport) {
        self.report = report
        summary = ReportSummary(report)
        marks = Marks(author: report.new.party ?? report.new.name, date: report.new.date)
    }

    /// All parts of the package.
    var parts: [WordPart] {
        let text = MarkedText(report)
        let comments = Comments(summary, marks)
        return WordPackage.parts(
            body: body(text, comments),
            firstHeader: firstHeader,
            header: header,
            comments: comments.part
        )
    }

    /// The same text without the head that a redline has, for a comparison in which nothing changed.
    func cleanParts(identity: String) -> [WordPart] {
        var head = Markup()
        head.element("w:p") { xml in
            WordXML.style("Header", &xml)
            WordXML.run(identity, &xml)
        }
        let none = Comments(summary, marks)
        return WordPackage.parts(body: body(MarkedText(report), none), firstHeader: nil, header: head.text)
    }

    // MARK: Heads of pages

    private var header: String {
        var xml = Markup()
        xml.element("w:p") { xml in
            WordXML.style("Header", &xml)
            WordXML.run("Redline: \(report.new.identity), against \(report.old.identity)", &xml)
        }
        return xml.text
    }

    private var firstHeader: String {
        var xml = Markup()
        func line(_ label: String, _ text: String) {
            xml.element("w:p") { xml in
                WordXML.style("Header", &xml)
                WordXML.run(label, bold: true, &xml)
                WordXML.run(text, &xml)
            }
        }
        line("Redline", "")
        line("Old: ", "\(report.old.identity), \(report.old.hash)")
        line("New: ", "\(report.new.identity), \(report.new.hash)")
        line(
            "Legend: ",
            "changes are tracked in the name of \(marks.author): refuse all for the old text, accept all for the new "
                + "one. White space and emphasis are not compared. Comments give what changes in each term."
        )
        if summary.isEmpty {
            line("", "Both say the same.")
        } else {
            line("Terms: ", summary.termsText)
            line("Sections: ", summary.sectionsText)
        }
        return xml.text
    }

    // MARK: Body

    private func body(_ text: MarkedText, _ comments: Comments) -> String {
        var xml = Markup()
        var ids = WordIDs()
        var move: (id: Int, isAway: Bool, section: Int)?
        func end() {
            guard let open = move else { return }
            xml.empty(open.isAway ? "w:moveFromRangeEnd" : "w:moveToRangeEnd", [("w:id", "\(open.id)")])
            move = nil
        }
        for paragraph in text.paragraphs {
            if case .heading = paragraph.kind { end() }
            if case .heading = paragraph.kind, paragraph.fate == .movedAway || paragraph.fate == .movedHere {
                let isAway = paragraph.fate == .movedAway
                let id = ids.next()
                let name = [("w:id", "\(id)"), ("w:name", "move\(paragraph.section)")]
                xml.empty(isAway ? "w:moveFromRangeStart" : "w:moveToRangeStart", name + marks.attributes)
                move = (id, isAway, paragraph.section)
            }
            if let number = paragraph.move {
                moving(paragraph.fate, "paragraph\(number)", &ids, &xml) {
                    add(paragraph, comments, &$1, &$0)
                }
            } else {
                add(paragraph, comments, &ids, &xml)
            }
            xml.newLine()
        }
        end()
        return xml.text
    }

    /// One end of the move of a paragraph; both ends have one name.
    private func moving(
        _ fate: MarkedText.Fate,
        _ name: String,
        _ ids: inout WordIDs,
        _ xml: inout Markup,
        _ inside: (inout Markup, inout WordIDs) -> Void
    ) {
        let element = fate == .movedAway ? "w:moveFromRange" : "w:moveToRange"
        let id = "\(ids.next())"
        xml.empty(element + "Start", [("w:id", id), ("w:name", name)] + marks.attributes)
        inside(&xml, &ids)
        xml.empty(element + "End", [("w:id", id)])
    }

    private func add(
        _ paragraph: MarkedText.Paragraph,
        _ comments: Comments,
        _ ids: inout WordIDs,
        _ xml: inout Markup
    ) {
        let style: String
        var indent = 0
        var comment: Int?
        switch paragraph.kind {
        case .heading(let level): style = "Heading\(level)"
        case .text(let depth): (style, indent) = ("BodyText", depth)
        case .term(let id):
            style = "Term"
            if paragraph.fate != .movedAway { comment = comments.number(of: id) }
        case .table(let table): return add(table, paragraph.fate, &ids, &xml)
        }
        xml.element("w:p") { xml in
            xml.element("w:pPr") { xml in
                xml.empty("w:pStyle", [("w:val", style)])
                if indent > 0 { xml.empty("w:ind", [("w:left", "\(120 * indent)")]) }
                if paragraph.endFate != .kept {
                    xml.element("w:rPr") { marks.mark(paragraph.endFate, &ids, &$0) }
                }
            }
            if let comment { xml.empty("w:commentRangeStart", [("w:id", "\(comment)")]) }
            add(paragraph.runs, &ids, &xml)
            if let comment {
                xml.empty("w:commentRangeEnd", [("w:id", "\(comment)")])
                xml.element("w:r") { $0.empty("w:commentReference", [("w:id", "\(comment)")]) }
            }
        }
    }

    private func add(_ runs: [MarkedText.Run], _ ids: inout WordIDs, _ xml: inout Markup) {
        for run in runs {
            marks.around(run.fate, &ids, &xml) { WordXML.run(run.text, isDeleted: run.fate == .deleted, &$0) }
        }
    }

    private func add(
        _ table: MarkedText.Table,
        _ fate: MarkedText.Fate,
        _ ids: inout WordIDs,
        _ xml: inout Markup
    ) {
        let rows = [table.header] + table.rows
        xml.element("w:tbl") { xml in
            xml.raw(WordXML.tableProperties(columns: table.header.cells.count))
            for (index, row) in rows.enumerated() {
                xml.element("w:tr") { xml in
                    let rowFate = fate == .kept ? row.fate : fate
                    if index == 0 || rowFate != .kept {
                        xml.element("w:trPr") { xml in
                            if index == 0 { xml.empty("w:tblHeader") }
                            marks.mark(rowFate.withoutMove, &ids, &xml)
                        }
                    }
                    for cell in row.cells {
                        xml.element("w:tc") { xml in
                            add(cell, rowFate, &ids, &xml)
                        }
                    }
                }
            }
        }
        // Between two tables, and before the end, Word wants a paragraph.
        xml.element("w:p") { WordXML.style("AfterTable", &$0) }
    }

    private func add(
        _ cell: MarkedText.Table.Cell,
        _ row: MarkedText.Fate,
        _ ids: inout WordIDs,
        _ xml: inout Markup
    ) {
        if row == .kept, cell.fate != .kept {
            xml.element("w:tcPr") { xml in
                let name = cell.fate.isOld ? "w:cellDel" : "w:cellIns"
                xml.empty(name, [("w:id", "\(ids.next())")] + marks.attributes)
            }
        }
        xml.element("w:p") { xml in
            WordXML.style("Cell", &xml)
            add(cell.runs, &ids, &xml)
        }
    }

    /// The changes of terms, each as a comment at its term.
    private struct Comments {
        private var numbers: [String: Int] = [:]
        private(set) var part: String = ""

        init(_ summary: ReportSummary, _ marks: Marks) {
            var xml = Markup()
            let rows = summary.hidden + summary.figures
            for row in rows where numbers[row.term] == nil {
                let number = numbers.count
                numbers[row.term] = number
                xml.element("w:comment", [("w:id", "\(number)")] + marks.attributes) { xml in
                    for row in rows.filter({ $0.term == row.term }) {
                        let sides = [row.old, row.new].compactMap(\.self).joined(separator: " → ")
                        let text = [sides, row.remark].filter { !$0.isEmpty }.joined(separator: "; ")
                        xml.element("w:p") { xml in
                            WordXML.style("CommentText", &xml)
                            WordXML.run("\(row.term), \(row.what): \(text)", &xml)
                        }
                    }
                }
            }
            part = xml.text
        }

        func number(of term: String) -> Int? { numbers[term] }
    }
}

extension MarkedText.Fate {
    /// A row cannot be marked as moved: it goes and comes.
    fileprivate var withoutMove: Self {
        switch self {
        case .movedAway: .deleted
        case .movedHere: .inserted
        default: self
        }
    }
}

/// Each mark of a Word document has a number of its own.
struct WordIDs {
    private var last = 1000

    mutating func next() -> Int {
        last += 1
        return last
    }
}

/// The marks of tracked changes, in the name of one author.
struct Marks {
    let author: String
    let attributes: [(String, String)]

    init(author: String, date: String?) {
        self.author = author
        attributes = [("w:author", author)] + (date.map { [("w:date", "\($0)T00:00:00Z")] } ?? [])
    }

    private func name(_ fate: MarkedText.Fate) -> String? {
        switch fate {
        case .kept: nil
        case .deleted: "w:del"
        case .inserted: "w:ins"
        case .movedAway: "w:moveFrom"
        case .movedHere: "w:moveTo"
        }
    }

    /// An element that says what became of a paragraph's end or of a row.
    func mark(_ fate: MarkedText.Fate, _ ids: inout WordIDs, _ xml: inout Markup) {
        guard let name = name(fate) else { return }
        xml.empty(name, [("w:id", "\(ids.next())")] + attributes)
    }

    /// An element that says what became of the words inside.
    func around(
        _ fate: MarkedText.Fate,
        _ ids: inout WordIDs,
        _ xml: inout Markup,
        _ inside: (inout Markup) -> Void
    ) {
        guard let name = name(fate) else { return inside(&xml) }
        xml.element(name, [("w:id", "\(ids.next())")] + attributes, inside)
    }
}
