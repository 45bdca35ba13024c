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
            body: body(text, comments.numbers),
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
        return WordPackage.parts(body: body(MarkedText(report), [:]), firstHeader: nil, header: head.text)
    }

    private func body(_ text: MarkedText, _ comments: [String: Int]) -> String {
        var xml = Markup()
        var ids = WordIDs()
        WordText(marks, comments: comments).add(text.paragraphs[...], &ids, &xml)
        return xml.text
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

    /// The changes of terms, each as a comment at its term.
    private struct Comments {
        private(set) var numbers: [String: Int] = [:]
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
