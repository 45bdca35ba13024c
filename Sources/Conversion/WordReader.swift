internal import Contracts
internal import Foundation

/// A Word document, read by pandoc, in the contract format.
///
/// Pandoc's own tree is read, not its Markdown, so that what a contract cannot hold is seen and noted.
struct WordReader {
    private(set) var report = ImportReport()
    private var lines: [String] = []
    /// The paragraphs and rows as plain words, for a document whose headings have no style.
    private var raw: [String] = []
    private let title: String
    private var name = ""
    private var hasTitle = false
    /// How much higher than Word's the levels of headings are: 1 where its first level is that of articles.
    private var shift = 0

    init(title: String) {
        self.title = title
    }

    /// The contract.
    var markdown: String { lines.joined(separator: "\n\n") + "\n" }

    /// - Throws: `unreadable`, `tooLarge`, `toolMissing`, `toolFailed`; `refused` where changes are tracked or words struck.
    mutating func read(_ bytes: [UInt8], called name: String) throws(ConversionError) {
        let directory = try ZipDirectory(bytes, called: name)
        guard directory.has("word/document.xml") else {
            throw ConversionError(
                .unreadable,
                "'\(name)' holds no Word document; save it as .docx from Word."
            )
        }
        self.name = name
        let json = try Tool.pandoc.run(
            on: bytes,
            called: "contract.docx",
            limits: .init(seconds: 120, memory: 3 << 30, file: 256 << 20),
            ["--sandbox", "--from=docx", "--to=json", "--track-changes=all", "{in}"]
        )
        guard let tree = try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any],
            let blocks = tree["blocks"] as? [Any]
        else {
            throw ConversionError(.toolFailed, "What pandoc made of '\(name)' cannot be read.")
        }
        try refuseTrackedChanges(blocks)
        let metadata = (tree["meta"] as? [String: Any])?["title"] as? [String: Any]
        let levels = Self.levels(in: blocks)
        let hasHeadings = !levels.isEmpty
        if let words = metadata.map({ text(of: $0["c"]) }), !words.isEmpty { begin(words) }
        // One heading of the first level is the contract's own; more are its articles.
        let isTitled = hasTitle || levels.count { $0 == 1 } != 1 || levels.first != 1
        if isTitled, !hasTitle { begin(title) }
        shift = isTitled ? 1 : 0
        for block in blocks { add(block, "") }
        if !hasHeadings { try readHeadingsFromText() }
    }

    private mutating func begin(_ words: String) {
        lines.append("# \(ContractWords.line(words))")
        hasTitle = true
    }

    /// Where no paragraph has the style of a heading, headings are known by their words, as in any plain text.
    private mutating func readHeadingsFromText() throws(ConversionError) {
        let text = ([title] + raw).joined(separator: "\n\n") + "\n"
        do {
            lines = [try ContractDocument(plainText: Array(text.utf8), name: name).markdown]
        } catch {
            throw ConversionError(
                .refused,
                "The text of '\(name)' cannot be a contract.",
                underlying: error.message
            )
        }
    }

    // MARK: What is refused

    private func refuseTrackedChanges(_ blocks: [Any]) throws(ConversionError) {
        var authors: Set<String> = []
        var changes = 0
        var struck = 0
        Self.walk(blocks) { type, content in
            if type == "Strikeout" { struck += 1 }
            guard type == "Span", let list = content as? [Any], let attributes = list.first as? [Any],
                attributes.count == 3, let classes = attributes[1] as? [String]
            else { return }
            guard classes.contains(where: { Self.changeClasses.contains($0) }) else { return }
            changes += 1
            for pair in attributes[2] as? [[String]] ?? [] where pair.first == "author" {
                authors.insert(pair.last ?? "")
            }
        }
        guard changes == 0 else {
            let names = authors.sorted().joined(separator: ", ")
            throw ConversionError(
                .refused,
                "'\(name)' holds \(changes) tracked changes\(names.isEmpty ? "" : " (by \(names))"); accept or refuse each in "
                    + "Word, save it, and import that."
            )
        }
        guard struck == 0 else {
            throw ConversionError(
                .refused,
                "'\(name)' shows \(struck) pieces of struck text: it is a redline made by hand, of which nobody can tell what "
                    + "stands. Import the clean text."
            )
        }
    }

    private static let changeClasses: Set<String> = [
        "insertion", "deletion", "paragraph-insertion", "paragraph-deletion",
    ]

    private static func levels(in blocks: [Any]) -> [Int] {
        blocks.compactMap { block in
            guard let block = block as? [String: Any], block["t"] as? String == "Header" else { return nil }
            return (block["c"] as? [Any])?.first as? Int
        }
    }

    /// Every element of the tree with its content.
    private static func walk(_ node: Any?, _ visit: (String, Any?) -> Void) {
        if let list = node as? [Any] {
            for child in list { walk(child, visit) }
        } else if let element = node as? [String: Any] {
            if let type = element["t"] as? String { visit(type, element["c"]) }
            for (_, child) in element { walk(child, visit) }
        }
    }

    // MARK: Blocks

    private mutating func add(_ block: Any, _ prefix: String) {
        guard let block = block as? [String: Any], let type = block["t"] as? String else { return }
        let content = block["c"]
        let parts = content as? [Any] ?? []
        switch type {
        case "Para", "Plain": addParagraph(text(of: content), prefix)
        case "Header": addHeading(parts)
        case "BulletList": for item in parts { addItem(item, "- ", prefix) }
        case "OrderedList":
            let start = (parts.first as? [Any])?.first as? Int ?? 1
            for (offset, item) in ((parts.last as? [Any]) ?? []).enumerated() {
                addItem(item, "\(start + offset). ", prefix)
            }
        case "BlockQuote": for child in parts { add(child, prefix) }
        case "Div": for child in (parts.last as? [Any]) ?? [] { add(child, prefix) }
        case "LineBlock": for line in parts { addParagraph(text(of: line), prefix) }
        case "CodeBlock":
            addParagraph((parts.last as? String ?? "").replacing("\n", with: " "), prefix)
        case "DefinitionList":
            report.note(.form, "a list of definitions")
            for entry in parts { addParagraph(text(of: entry), prefix) }
        case "Table": addTable(parts)
        case "HorizontalRule", "Null": break
        default: report.note(.form, type)
        }
    }

    private mutating func addParagraph(_ words: String, _ prefix: String) {
        guard !words.isEmpty else { return }
        lines.append(prefix + ContractWords.line(words))
        raw.append(words)
    }

    private mutating func addItem(_ item: Any, _ mark: String, _ prefix: String) {
        for (index, child) in (item as? [Any] ?? []).enumerated() {
            let margin = String(repeating: " ", count: prefix.count)
            add(child, index == 0 ? margin + mark : margin + String(repeating: " ", count: mark.count))
        }
    }

    private mutating func addHeading(_ parts: [Any]) {
        guard let level = parts.first as? Int else { return }
        let words = text(of: parts.last)
        guard !words.isEmpty else { return }
        let depth = level + shift
        guard depth <= 4 else {
            report.note(.heading, words)
            return addParagraph(words, "")
        }
        if depth == 1 { hasTitle = true }
        lines.append(String(repeating: "#", count: depth) + " " + ContractWords.line(words))
    }

    private mutating func addTable(_ parts: [Any]) {
        // Attributes, caption, columns, head, bodies, foot.
        guard parts.count == 6 else { return report.note(.form, "a table of an unknown form") }
        var rows: [[String]] = []
        func collect(_ list: Any?, _ rows: inout [[String]], _ report: inout ImportReport) {
            for row in list as? [Any] ?? [] {
                var cells: [String] = []
                for cell in ((row as? [Any])?.last as? [Any]) ?? [] {
                    let parts = cell as? [Any] ?? []
                    cells.append(text(of: parts.last))
                    if let across = parts.dropFirst(3).first as? Int, across > 1 {
                        report.note(.form, "a cell across \(across) columns")
                        cells += Array(repeating: "", count: across - 1)
                    }
                }
                rows.append(cells)
            }
        }
        var notes = report
        collect((parts[3] as? [Any])?.last, &rows, &notes)
        for body in parts[4] as? [Any] ?? [] {
            let body = body as? [Any] ?? []
            if body.count == 4 {
                collect(body[2], &rows, &notes)
                collect(body[3], &rows, &notes)
            }
        }
        collect((parts[5] as? [Any])?.last, &rows, &notes)
        report = notes
        rows = rows.filter { $0.contains { !$0.isEmpty } }
        let width = rows.map(\.count).max() ?? 0
        guard width > 0 else { return }
        // A table of one column is a frame around words.
        guard width > 1 else {
            report.note(.form, "a frame")
            for row in rows { addParagraph(row[0], "") }
            return
        }
        let filled = rows.map { $0 + Array(repeating: "", count: width - $0.count) }
        raw += filled.map { $0.joined(separator: "   ") }
        let table = filled.map { "| " + $0.map(ContractWords.line).joined(separator: " | ") + " |" }
        let ruling = "|" + String(repeating: "---|", count: width)
        lines.append(([table[0], ruling] + table.dropFirst()).joined(separator: "\n"))
    }

    // MARK: Words

    /// The words of inline pieces or of blocks, one space between.
    private mutating func text(of content: Any?) -> String {
        var result = ""
        append(content, to: &result)
        return result.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private mutating func append(_ node: Any?, to result: inout String) {
        if let list = node as? [Any] {
            for child in list { append(child, to: &result) }
            return
        }
        guard let element = node as? [String: Any], let type = element["t"] as? String else { return }
        let content = element["c"]
        let parts = content as? [Any] ?? []
        switch type {
        case "Str": result += plain(content)
        case "Space", "SoftBreak", "LineBreak": result += " "
        case "Emph", "Strong", "Underline", "Superscript", "Subscript", "SmallCaps":
            append(content, to: &result)
        case "Quoted":
            let mark =
                (parts.first as? [String: Any])?["t"] as? String == "SingleQuote" ? ("‘", "’") : ("“", "”")
            result += mark.0
            append(parts.last, to: &result)
            result += mark.1
        case "Link", "Cite": append(type == "Link" ? parts.dropFirst().first : parts.last, to: &result)
        case "Span": appendSpan(parts, to: &result)
        case "Code", "Math": result += plain(parts.last)
        case "Note":
            let words = text(of: content)
            report.note(.note, words)
            result += " (\(words)) "
        case "Image":
            report.note(.picture, ((parts.last as? [String])?.first ?? "a picture"))
        case "Para", "Plain":
            append(content, to: &result)
            result += " "
        case "BulletList", "OrderedList", "BlockQuote", "Div", "LineBlock":
            append(content, to: &result)
            result += " "
        case "Table":
            report.note(.form, "a table inside a cell")
            var words: [String] = []
            Self.walk(content) { type, content in if type == "Str" { words.append(content as? String ?? "") }
            }
            result += words.joined(separator: " ") + " "
        default: break
        }
    }

    private mutating func plain(_ content: Any?) -> String {
        ContractWords.plain(content as? String ?? "", &report)
    }

    private mutating func appendSpan(_ parts: [Any], to result: inout String) {
        let classes = (parts.first as? [Any])?.dropFirst().first as? [String] ?? []
        if classes.contains("comment-start") {
            report.note(.comment, text(of: parts.last))
        } else if !classes.contains("comment-end") {
            append(parts.last, to: &result)
        }
    }
}
