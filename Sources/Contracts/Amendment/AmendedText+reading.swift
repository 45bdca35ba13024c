extension AmendedText {
    typealias Refusal = InstructionGrammar.Refusal

    /// Reads a quotation as the text of a section.
    ///
    /// - Parameters:
    ///   - quotation: what the section is to read.
    ///   - isMarkdown: whether words between marks are in the contract format too.
    ///   - level: the level at which the section stands.
    ///   - number: its number, by which its heading is told from its words; nil where it is to have no heading.
    /// - Throws: why it cannot stand there.
    init(_ quotation: Quotation, isMarkdown: Bool, level: Int, number: String?) throws(Refusal) {
        var lines = quotation.text
        var removed = 0
        while let first = lines.first, first.allSatisfy(\.isWhitespace) {
            lines.removeFirst()
            removed += 1
        }
        let firstLine = quotation.lines.lowerBound + removed
        if quotation.form == .block, let first = lines.first, first.hasPrefix("#") {
            guard number != nil else {
                throw Refusal(
                    "The quotation has a heading, and only words can stand there.",
                    mend: "Quote the words alone."
                )
            }
            try self.init(lines, from: first.prefix { $0 == "#" }.count, to: level, firstLine: firstLine)
            return
        }
        let isPlain = quotation.form != .block && !isMarkdown
        var title: String?
        if let number, let parted = Self.heading(of: lines, number: number) {
            title = parted.title
            lines = parted.rest
        }
        let body = isPlain ? Self.paragraphs(of: lines).map(PlainTextMarkdown.escaped) : lines
        let text = body.joined(separator: isPlain ? "\n\n" : "\n")
        let document = try Self.document("# T\n\n## T\n\n" + text + "\n", before: 4, firstLine)
        guard let section = document.sections.first, document.sections.count == 1 else {
            throw Refusal(
                "The quotation has headings inside it.",
                mend: "Put '>' in front of each line, and begin with the heading of the section."
            )
        }
        self.init(
            title: title.map(oneSpaced),
            blocks: section.blocks,
            body: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        )
    }

    /// A quotation that begins with a heading: everything in it moves to the level at which it is to stand.
    private init(_ lines: [String], from: Int, to level: Int, firstLine: Int) throws(Refusal) {
        var isFenced = false
        let shifted = lines.map { line -> String in
            if line.hasPrefix("```") { isFenced.toggle() }
            guard !isFenced, line.hasPrefix("#") else { return line }
            let marks = line.prefix { $0 == "#" }.count
            let count = marks + level - from
            return String(repeating: "#", count: max(1, count)) + line.dropFirst(marks)
        }
        let above = (2..<max(level, 2)).map { String(repeating: "#", count: $0) + " above \($0)\n" }
        let document = try Self.document(
            "# T\n\n" + above.joined() + shifted.joined(separator: "\n") + "\n",
            before: 2 + above.count,
            firstLine
        )
        let source = SourceSections(document)
        let pieces = source.pieces.dropFirst(above.count)
        guard let first = pieces.first, first.section.level == level,
            pieces.dropFirst().allSatisfy({ $0.section.level > level })
        else {
            throw Refusal(
                "The quotation holds more than one section.",
                mend: "Write an instruction for each, or quote the one that holds them all."
            )
        }
        let inner = pieces.dropFirst().map { piece in
            Inner(
                level: piece.section.level,
                title: piece.section.title,
                label: piece.section.label,
                heading: piece.heading.map(String.init),
                blocks: piece.section.blocks,
                body: piece.body.map(String.init)
            )
        }
        self.init(
            title: first.section.title,
            blocks: first.section.blocks,
            body: first.body.map(String.init),
            sections: inner
        )
    }

    private static func document(
        _ markdown: String,
        before: Int,
        _ firstLine: Int
    ) throws(Refusal) -> ContractDocument {
        do {
            return try ContractDocument(markdown: markdown, name: "the quotation")
        } catch {
            let first = error.problems.first
            throw Refusal(
                "The quotation cannot stand in a contract: line \(max(firstLine, (first?.line ?? 1) - before - 1 + firstLine)): "
                    + (first?.message ?? ""),
                mend: "Write it as the contract format asks."
            )
        }
    }

    /// The heading of a quotation that begins with the section's number, and the rest.
    private static func heading(of lines: [String], number: String) -> (title: String?, rest: [String])? {
        guard let first = lines.first else { return nil }
        let words = first.split(separator: " ")
        let hasKeyword = words.first.flatMap { AmendmentTarget.Kind($0.lowercased()) } != nil
        let skipped = hasKeyword ? 1 : 0
        guard words.count > skipped else { return nil }
        var core = words[skipped]
        while let last = core.last, ".:)-–—".contains(last) { core.removeLast() }
        guard core.lowercased() == number.lowercased() else { return nil }
        let rest = words.dropFirst(skipped + 1)
        let standsAlone = lines.count > 1 && words.count <= 14 && !(rest.last?.hasSuffix(".") ?? false)
        let next = Array(lines.dropFirst())
        let isTitle = rest.isEmpty || standsAlone && next.contains { !$0.allSatisfy(\.isWhitespace) }
        if isTitle { return (rest.isEmpty ? nil : first, next) }
        return (nil, [rest.joined(separator: " ")] + next)
    }

    /// Lines as paragraphs: parted by empty lines, and before each lettered or numbered item.
    private static func paragraphs(of lines: [String]) -> [String] {
        var paragraphs: [String] = []
        var isOpen = false
        for line in lines {
            let text = oneSpaced(line)
            guard !text.isEmpty else {
                isOpen = false
                continue
            }
            if isOpen, !InstructionText.isItem(Array(text)) {
                paragraphs[paragraphs.count - 1] += " " + text
            } else {
                paragraphs.append(text)
            }
            isOpen = true
        }
        return paragraphs
    }
}

extension Block {
    /// Whether two blocks say the same in the same form, wherever they stand.
    func saysTheSame(as other: Block) -> Bool {
        guard prefix == other.prefix, text == other.text, isDeletionMark == other.isDeletionMark else {
            return false
        }
        switch (kind, other.kind) {
        case (.text, .text), (.term, .term): return true
        case (.table(let one), .table(let two)):
            return one.header.cells == two.header.cells && one.rows.map(\.cells) == two.rows.map(\.cells)
        default: return false
        }
    }
}
