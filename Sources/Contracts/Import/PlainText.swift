extension ContractDocument {
    /// The largest plain text that is read, in bytes: pages laid out with spaces hold several times their words.
    public static let largestPlainText = 8 << 20

    /// Reads a plain text: a contract as typed, or as taken from the pages of a PDF.
    ///
    /// `ARTICLE IV`, `Section 3`, `20-1` and the like make articles and sections where they follow one another as
    /// numbers do; lettered and numbered items make paragraphs of their own. Lines of figures in columns with names above
    /// are tables; where the columns are not sure, each line stays a paragraph. Every word of the text stays, in its
    /// order: page numbers and contents pages too. The result's `markdown` is the same document
    /// in the contract format.
    ///
    /// - Parameters:
    ///   - plainText: UTF-8; form feeds part pages.
    ///   - name: how errors and redlines cite it.
    /// - Throws: `unreadable` for a text that is too long, not UTF-8, or has characters that hide something;
    ///   `malformed` for one with the marks of a redline in it.
    public init(plainText: [UInt8], name: String) throws(ContractError) {
        var report = ImportReport()
        try self.init(plainText: plainText, name: name, report: &report)
    }

    /// Reads a plain text and tells what became of the lines of tables.
    ///
    /// - Parameters:
    ///   - plainText: UTF-8; form feeds part pages.
    ///   - name: how errors and redlines cite it.
    ///   - report: is told which lines were made tables, and which look like ones and were left as they are.
    /// - Throws: as without a report.
    public init(plainText: [UInt8], name: String, report: inout ImportReport) throws(ContractError) {
        let text = try TextScreen.plainText(of: plainText, name: name)
        // The words alone tell whether it is too long, before anything is made of them.
        try Self.refuseLong(WhiteSpace.sizeOfWords(text), name)
        let markdown = PlainTextReader(text, &report).markdown()
        try Self.refuseLong(markdown.utf8.count, name)
        try self.init(markdown: markdown, name: name)
    }

    private static func refuseLong(_ size: Int, _ name: String) throws(ContractError) {
        guard size > largestText else { return }
        throw ContractError(
            .unreadable,
            in: name,
            line: 1,
            "Without its layout the text has \(size) bytes; at most \(largestText) are read. "
                + "Split it, or leave out what is no part of the contract."
        )
    }
}

/// Turns a plain text into the contract format, word for word.
struct PlainTextReader {
    private let lines: [PlainTextLine]
    private let hasArticles: Bool
    private let contents: PlainTextContents
    private let tables: PlainTextTables
    private var result = "#"
    private var paragraph = ""
    private var hasText = false
    private var headings = PlainTextHeadings()
    private var items = PlainTextItems()

    init(_ text: String, _ report: inout ImportReport) {
        let bytes = Array(text.utf8)
        lines = PlainTextLine.lines(of: bytes)
        hasArticles = lines.contains { PlainTextHeading($0, style: .article) != nil }
        contents = PlainTextContents(lines, style: hasArticles ? .article : .capitals)
        tables = PlainTextTables(lines, bytes, contents)
        for table in tables.found { report.note(.table, place(of: table.lines)) }
        for range in tables.unsure { report.note(.columns, place(of: range)) }
    }

    /// The text in the contract format.
    consuming func markdown() -> String {
        result.reserveCapacity(lines.reduce(0) { $0 + $1.text.utf8.count + 2 })
        var isOpen = false
        var wasRow = false
        var rest = tables.found[...]
        for (index, line) in lines.enumerated() {
            if let table = rest.first, table.lines.contains(index) {
                close()
                if index == table.lines.upperBound - 1 {
                    result += "\n\n" + table.markdown
                    rest.removeFirst()
                }
                (isOpen, wasRow, hasText) = (false, false, true)
                continue
            }
            guard !line.text.isEmpty else {
                isOpen = false
                continue
            }
            if !contents.holds(index), let heading = heading(at: line, follows: isOpen) {
                close()
                add(heading)
                isOpen = !heading.rest.isEmpty
                if isOpen { paragraph = heading.rest }
                wasRow = false
                continue
            }
            let isItem = items.begins(line, follows: isOpen)
            if !isOpen || isItem || line.isRow || wasRow { close() }
            paragraph += (paragraph.isEmpty ? "" : " ") + line.text
            isOpen = true
            wasRow = line.isRow
        }
        close()
        return result + "\n"
    }

    private func place(of range: Range<Int>) -> String {
        let (first, last) = (lines[range.lowerBound], lines[range.upperBound - 1])
        return "lines \(first.number) to \(last.number): \(first.text)"
    }

    private mutating func heading(at line: PlainTextLine, follows: Bool) -> PlainTextHeading? {
        guard !line.isContents, headings.count < ContractDocument.mostSections - 1 else { return nil }
        for style in hasArticles
            ? PlainTextHeading.Style.withArticles : PlainTextHeading.Style.withoutArticles
        {
            guard let heading = PlainTextHeading(line, style: style),
                !follows || heading.mayFollow
            else { continue }
            if headings.accepts(heading) { return heading }
        }
        return nil
    }

    private mutating func add(_ heading: PlainTextHeading) {
        let label = headings.add(heading)
        items = PlainTextItems()
        let mark = String(repeating: "#", count: headings.level)
        let title = oneSpaced(heading.title)
        result += "\n\n\(mark) \(PlainTextMarkdown.escaped(title))"
        // The label is written out only where the heading by itself does not give it.
        if SectionLabel(title).number != label || title.contains("{#") { result += " {#\(label)}" }
        hasText = true
    }

    private mutating func close() {
        guard !paragraph.isEmpty else { return }
        let text = oneSpaced(paragraph)
        paragraph = ""
        if !hasText, text.utf8.count <= 160 {
            result += " " + PlainTextMarkdown.escaped(text)
        } else {
            result += "\n\n" + PlainTextMarkdown.escaped(text)
        }
        hasText = true
    }
}
