/// The blocks of one section with their changes, and the lines that say them.
struct RevisedBlocks {
    private(set) var blocks: [Block] = []
    /// For each block the one of the base that it was; nil for a new one.
    private(set) var origins: [Int?] = []
    private(set) var lines: [Substring] = []

    /// Changed paragraphs as they were written, with their marks, and the new words in them.
    private var patched: [Int: [Substring]] = [:]
    private let section: Section
    private let piece: SourceSections.Piece

    init(_ section: Section, _ piece: SourceSections.Piece, _ edits: [AmendmentEdit]) {
        self.section = section
        self.piece = piece
        var words: [Int: [(range: Range<Int>, new: String)]] = [:]
        var cells: [Int: [(row: Int, column: Int, range: Range<Int>, new: String)]] = [:]
        var added: [Int: [Block]] = [:]
        var replaced: [Int: (end: Int, blocks: [Block])] = [:]
        for edit in edits {
            switch edit {
            case .words(_, let block, let range, let new): words[block, default: []].append((range, new))
            case .cell(_, let block, let row, let column, let range, let new):
                cells[block, default: []].append((row, column, range, new))
            case .blocks(_, let range, let new):
                if range.isEmpty {
                    added[range.lowerBound, default: []] += new
                } else {
                    replaced[range.lowerBound] = (range.upperBound, new)
                }
            default: break
            }
        }
        var index = 0
        while true {
            for block in added[index] ?? [] { append(block, origin: nil) }
            guard index < section.blocks.count else { break }
            if let (end, new) = replaced[index] {
                for block in new { append(block, origin: nil) }
                index = end
                continue
            }
            let block = section.blocks[index]
            if let changes = words[index] {
                let text = WordEdits.applying(changes, to: block.text)
                if !text.isEmpty {
                    append(Block(.text, prefix: block.prefix, text: text, line: block.line), origin: index)
                    patched[blocks.count - 1] = patch(index, changes)
                }
            } else if let changes = cells[index], let table = block.table {
                append(Block(.table(Self.table(table, changes)), line: block.line), origin: index)
            } else {
                append(block, origin: index)
            }
            index += 1
        }
        lines = source(keepingOwn: true)
        if !patched.isEmpty, !reads(lines) {
            patched = [:]
            lines = source(keepingOwn: true)
        }
        if !reads(lines) { lines = source(keepingOwn: false) }
    }

    private mutating func append(_ block: Block, origin: Int?) {
        blocks.append(block)
        origins.append(origin)
    }

    private static func table(
        _ table: Table,
        _ changes: [(row: Int, column: Int, range: Range<Int>, new: String)]
    ) -> Table {
        var rows = [table.header] + table.rows
        let byCell = Dictionary(grouping: changes) { $0.row * SourceShape.mostColumns + $0.column }
        for changes in byCell.values {
            let (row, column) = (changes[0].row, changes[0].column)
            var cells = rows[row].cells
            cells[column] = WordEdits.applying(changes.map { ($0.range, $0.new) }, to: cells[column])
            rows[row] = Table.Row(cells: cells, line: rows[row].line)
        }
        return Table(header: rows[0], rows: Array(rows.dropFirst()))
    }

    // MARK: Lines

    /// The lines of the section, those of unchanged blocks as they were written.
    private func source(keepingOwn: Bool) -> [Substring] {
        var lines: [Substring] = [""]
        var previous: Int?
        for (index, block) in blocks.enumerated() {
            let origin = origins[index]
            let isUnchanged = origin.map { section.blocks[$0] == block } ?? false
            let own = origin.flatMap {
                keepingOwn && isUnchanged || block.kind == .term ? ownLines(of: $0) : nil
            }
            // Neighbours that stood together stand together again.
            let isJoined = own != nil && previous != nil && origin == previous.map { $0 + 1 }
            if !isJoined {
                while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
                lines.append("")
            }
            lines += own ?? patched[index] ?? Self.lines(of: block)
            previous = own == nil ? nil : origin
        }
        return lines + [""]
    }

    private func ownLines(of index: Int) -> [Substring]? {
        let start = section.blocks[index].line - section.line
        let end =
            index + 1 < section.blocks.count
            ? section.blocks[index + 1].line - section.line : piece.lines.count
        guard start >= 0, start < end, end <= piece.lines.count else { return nil }
        return Array(piece.lines[start..<end])
    }

    /// A paragraph as it was written, where the words that change stand in it once as they are.
    private func patch(_ index: Int, _ changes: [(range: Range<Int>, new: String)]) -> [Substring]? {
        guard var lines = ownLines(of: index) else { return nil }
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        var text = lines.joined(separator: "\n")
        let bytes = Array(section.blocks[index].text.utf8)
        for change in changes {
            let old = String(decoding: bytes[change.range], as: UTF8.self)
            let places = text.ranges(of: old)
            guard !old.isEmpty, !change.new.isEmpty, places.count == 1, let place = places.first else {
                return nil
            }
            text.replaceSubrange(place, with: PlainTextMarkdown.escaped(change.new))
        }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    private static func lines(of block: Block) -> [Substring] {
        switch block.kind {
        case .term:
            let end = block.text.hasSuffix("\n") ? "" : "\n"
            return ("```term\n" + block.text + end + "```").split(
                separator: "\n",
                omittingEmptySubsequences: false
            )
        case .table(let table):
            func row(_ cells: [String]) -> Substring {
                Substring("| " + cells.map(PlainTextMarkdown.escaped).joined(separator: " | ") + " |")
            }
            let ruling = Substring("|" + String(repeating: "---|", count: table.header.cells.count))
            return [row(table.header.cells), ruling] + table.rows.map { row($0.cells) }
        case .text:
            if block.isDeletionMark { return [Substring(block.prefix + "*" + block.text + "*")] }
            return [Substring(block.prefix + PlainTextMarkdown.escaped(block.text))]
        }
    }

    /// Whether lines say the blocks when they are read again.
    private func reads(_ lines: [Substring]) -> Bool {
        let markdown = "# T\n\n## T\n" + lines.joined(separator: "\n") + "\n"
        guard let document = try? ContractDocument(markdown: markdown, name: "") else {
            // Terms may ask for what stands elsewhere; the whole is read in the end.
            return true
        }
        guard document.sections.count == 1, let found = document.sections.first?.blocks,
            found.count == blocks.count
        else { return false }
        return zip(found, blocks).allSatisfy { $0.saysTheSame(as: $1) }
    }
}
