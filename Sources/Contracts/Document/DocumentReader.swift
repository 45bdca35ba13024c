/// Reads a screened text into a document, or collects everything that is wrong with it.
struct DocumentReader {
    private let name: String
    private let text: String
    private let lines: [Substring]
    private var faults: [Fault] = []
    private var title: String?
    private var preface: [Block] = []
    private var drafts: [SectionDraft] = []
    private var terms: [Term] = []
    /// The headings under which the next block stands, outermost first.
    private var above: [(level: Int, label: String)] = []

    init(text: String, name: String) {
        self.name = name
        self.text = text
        lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map(Substring.init)
    }

    /// The document, when nothing is wrong with it.
    consuming func document() throws(ContractError) -> ContractDocument {
        faults = SourceShape.faults(in: lines)
        try stopIfFaulty()
        do {
            for node in try Markdown.parse(text) { read(node) }
        } catch {
            faults.append(error)
        }
        if title == nil, faults.isEmpty {
            faults.append(Fault(line: 1, "The document has no title; begin it with a line '# …'."))
        }
        refuseRepeatedLabels()
        for draft in drafts { readTerms(of: draft) }
        refuseRepeatedTerms()
        try stopIfFaulty()
        var rest = drafts[...]
        return ContractDocument(
            name: name,
            title: title ?? "",
            preface: preface,
            articles: Self.tree(&rest, level: 2),
            terms: terms,
            markdown: text
        )
    }

    private func stopIfFaulty() throws(ContractError) {
        guard !faults.isEmpty else { return }
        let ordered = faults.enumerated().sorted {
            ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
        }
        throw ContractError(
            .malformed,
            ordered.map {
                .init(document: name, line: $0.element.line, column: nil, message: $0.element.message)
            }
        )
    }

    private mutating func read(_ node: MarkdownNode) {
        guard case .heading(let level) = node.kind else {
            let blocks = BlockReader(lines: lines)
            let found = blocks.blocks(of: node) { faults.append($0) }
            if drafts.isEmpty {
                preface += found
                if let term = found.first(where: { $0.kind == .term }) {
                    faults.append(
                        Fault(line: term.line, "A term stands before the first article; put it in a section.")
                    )
                }
            } else {
                drafts[drafts.count - 1].blocks += found
            }
            return
        }
        faults += node.complaints.map { Fault(line: node.line, $0) }
        switch level {
        case 1: readTitle(node)
        case 2...4: readHeading(node, level: level)
        default:
            faults.append(
                Fault(
                    line: node.line,
                    "A heading of level \(level) ('\(String(repeating: "#", count: level))'); use ## to ####."
                )
            )
        }
    }

    private mutating func readTitle(_ node: MarkdownNode) {
        if title != nil {
            faults.append(
                Fault(line: node.line, "A second title; one '# …' begins a document, articles have '## …'.")
            )
        } else if !drafts.isEmpty {
            faults.append(
                Fault(line: node.line, "The title stands after the first article; move '# …' to the top.")
            )
        }
        title = title ?? node.text
    }

    private mutating func readHeading(_ node: MarkdownNode, level: Int) {
        above.removeAll { $0.level >= level }
        let parent = above.last
        if level > 2, parent?.level != level - 1 {
            let expected = level == 3 ? "an article ('## …')" : "a section ('### …')"
            faults.append(Fault(line: node.line, "'\(shortened(node.text))' needs \(expected) above it."))
        }
        guard !node.text.isEmpty else {
            faults.append(Fault(line: node.line, "A heading without words; write its number and name."))
            return
        }
        let (title, ownLabel) = Self.parted(node.text)
        let parsed = SectionLabel(title)
        let label = ownLabel ?? parsed.number ?? parent.map { "\($0.label)/\(title)" } ?? title
        drafts.append(
            SectionDraft(label: label, heading: parsed.heading, title: title, level: level, line: node.line)
        )
        above.append((level, label))
        if drafts.count == ContractDocument.mostSections + 1 {
            faults.append(
                Fault(
                    line: node.line,
                    "More than \(ContractDocument.mostSections) headings; split the document."
                )
            )
        }
    }

    /// The words of a heading and the label written behind them: `Section 3. Access {#8/3}`.
    private static func parted(_ text: String) -> (title: String, label: String?) {
        guard text.hasSuffix("}"), let mark = text.ranges(of: " {#").last, mark.lowerBound > text.startIndex
        else {
            return (text, nil)
        }
        let label = text[mark.upperBound...].dropLast()
        return label.isEmpty ? (text, nil) : (String(text[..<mark.lowerBound]), String(label))
    }

    private mutating func refuseRepeatedLabels() {
        var lineOf: [String: Int] = [:]
        for draft in drafts {
            if let first = lineOf[draft.label] {
                faults.append(
                    Fault(
                        line: draft.line,
                        "Section '\(shortened(draft.label))' stands already at line \(first); number it anew."
                    )
                )
            } else {
                lineOf[draft.label] = draft.line
            }
        }
    }

    private mutating func readTerms(of draft: SectionDraft) {
        let paragraphs = draft.blocks.filter { $0.kind == .text && !$0.isDeletionMark }.map {
            $0.prefix + $0.text
        }
        for (index, block) in draft.blocks.enumerated() where block.kind == .term {
            let below = draft.blocks[(index + 1)...].lazy.compactMap(\.table).first
            do {
                var reader = try TermReader(
                    yaml: block.text,
                    line: block.line + 1,
                    tableBelow: below,
                    paragraphs: paragraphs
                )
                switch reader.term(section: draft.label, line: block.line) {
                case .success(let term): terms.append(term)
                case .failure(let found): faults += found.list
                }
            } catch {
                faults.append(error)
            }
        }
    }

    private mutating func refuseRepeatedTerms() {
        var lineOf: [String: Int] = [:]
        for term in terms {
            if let first = lineOf[term.id] {
                faults.append(
                    Fault(
                        line: term.line,
                        "The term '\(term.id)' stands already at line \(first); an id names one value."
                    )
                )
            } else {
                lineOf[term.id] = term.line
            }
        }
    }

    private static func tree(_ rest: inout ArraySlice<SectionDraft>, level: Int) -> [Section] {
        var sections: [Section] = []
        while let draft = rest.first, draft.level == level {
            rest.removeFirst()
            sections.append(
                Section(
                    label: draft.label,
                    heading: draft.heading,
                    title: draft.title,
                    level: level,
                    line: draft.line,
                    blocks: draft.blocks,
                    sections: tree(&rest, level: level + 1)
                )
            )
        }
        return sections
    }
}

private struct SectionDraft {
    let label: String
    let heading: String
    let title: String
    let level: Int
    let line: Int
    var blocks: [Block] = []
}
