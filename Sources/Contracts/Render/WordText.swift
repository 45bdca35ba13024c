/// Paragraphs of a redline as the body of a Word document, each change tracked in the name of one author.
struct WordText {
    private let marks: Marks
    /// The number of the comment at each term.
    private let comments: [String: Int]
    /// What the names of its moves begin with, where a document has moves of several authors.
    private let moveName: String
    /// Whether the headings of the contract stand below those of a report.
    private let isReport: Bool

    init(_ marks: Marks, comments: [String: Int] = [:], moveName: String = "", isReport: Bool = false) {
        self.marks = marks
        self.comments = comments
        self.moveName = moveName
        self.isReport = isReport
    }

    /// Writes paragraphs; a section that moved away or here ends with them.
    func add(_ paragraphs: ArraySlice<MarkedText.Paragraph>, _ ids: inout WordIDs, _ xml: inout Markup) {
        var move: (id: Int, isAway: Bool, section: Int)?
        func end(_ xml: inout Markup) {
            guard let open = move else { return }
            xml.empty(open.isAway ? "w:moveFromRangeEnd" : "w:moveToRangeEnd", [("w:id", "\(open.id)")])
            move = nil
        }
        for paragraph in paragraphs {
            if case .heading = paragraph.kind { end(&xml) }
            if case .heading = paragraph.kind, paragraph.fate == .movedAway || paragraph.fate == .movedHere {
                let isAway = paragraph.fate == .movedAway
                let id = ids.next()
                let name = [("w:id", "\(id)"), ("w:name", "\(moveName)move\(paragraph.section)")]
                xml.empty(isAway ? "w:moveFromRangeStart" : "w:moveToRangeStart", name + marks.attributes)
                move = (id, isAway, paragraph.section)
            }
            if let number = paragraph.move {
                moving(paragraph.fate, "\(moveName)paragraph\(number)", &ids, &xml) {
                    add(paragraph, &$1, &$0)
                }
            } else {
                add(paragraph, &ids, &xml)
            }
            xml.newLine()
        }
        end(&xml)
    }

    /// One end of the move of a paragraph, or of a part of one; both ends have one name.
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
        _ ids: inout WordIDs,
        _ xml: inout Markup
    ) {
        let style: String
        var indent = 0
        var comment: Int?
        switch paragraph.kind {
        case .heading(let level): style = isReport ? "Clause" : "Heading\(level)"
        case .text(let depth): (style, indent) = ("BodyText", depth)
        case .term(let id):
            style = "Term"
            if paragraph.fate != .movedAway { comment = comments[id] }
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
        func add(_ run: MarkedText.Run, _ ids: inout WordIDs, _ xml: inout Markup) {
            marks.around(run.fate, &ids, &xml) { WordXML.run(run.text, isDeleted: run.fate == .deleted, &$0) }
        }
        for run in runs {
            guard let number = run.move else {
                add(run, &ids, &xml)
                continue
            }
            moving(run.fate, "\(moveName)part\(number)", &ids, &xml) { add(run, &$1, &$0) }
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
