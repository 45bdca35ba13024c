/// Turns the parser's pieces into blocks: lists and quotations flattened, tables checked, terms kept as written.
struct BlockReader {
    let lines: [Substring]

    /// The blocks of one piece at the top of the document.
    func blocks(of node: MarkdownNode, _ report: (Fault) -> Void) -> [Block] {
        var blocks: [Block] = []
        add(node, indent: "", prefix: "", to: &blocks, report)
        return blocks
    }

    private func add(
        _ node: MarkdownNode,
        indent: String,
        prefix: String,
        to blocks: inout [Block],
        _ report: (Fault) -> Void
    ) {
        for complaint in node.complaints { report(Fault(line: node.line, complaint)) }
        switch node.kind {
        case .paragraph:
            let mark = node.isEmphasised && ["Deleted.", "Deleted"].contains(node.text)
            blocks.append(
                Block(.text, prefix: prefix, text: node.text, line: node.line, isDeletionMark: mark)
            )
        case .quote:
            for child in node.children {
                add(child, indent: indent + "> ", prefix: prefix + "> ", to: &blocks, report)
            }
        case .list(let first):
            addItems(of: node, firstNumber: first, indent: indent, to: &blocks, report)
        case .code(let info, let isFenced):
            addCode(
                node,
                info: isFenced ? info : "",
                prefix: prefix,
                isNested: !indent.isEmpty,
                to: &blocks,
                report
            )
        case .table:
            if indent.isEmpty, let table = table(node, report) {
                blocks.append(Block(.table(table), line: node.line))
            } else if !indent.isEmpty {
                report(
                    Fault(
                        line: node.line,
                        "A table stands inside a list or quotation; move it to the margin."
                    )
                )
            }
        case .heading:
            report(
                Fault(line: node.line, "A heading stands inside a list or quotation; move it to the margin.")
            )
        case .html:
            report(Fault(line: node.line, "HTML is not read; write plain text, or '\\<' for a '<'."))
        case .rule, .item, .row, .cell:
            break
        }
    }

    private func addItems(
        of list: MarkdownNode,
        firstNumber: Int?,
        indent: String,
        to blocks: inout [Block],
        _ report: (Fault) -> Void
    ) {
        for (offset, item) in list.children.enumerated() {
            let mark = firstNumber.map { "\($0 + offset). " } ?? "- "
            let hanging = indent + String(repeating: " ", count: mark.count)
            if item.children.isEmpty { blocks.append(Block(.text, prefix: indent + mark, line: item.line)) }
            for (position, child) in item.children.enumerated() {
                add(
                    child,
                    indent: hanging,
                    prefix: position == 0 ? indent + mark : hanging,
                    to: &blocks,
                    report
                )
            }
        }
    }

    private func addCode(
        _ node: MarkdownNode,
        info: String,
        prefix: String,
        isNested: Bool,
        to blocks: inout [Block],
        _ report: (Fault) -> Void
    ) {
        let word = info.lowercased()
        if info == "term", !isNested {
            for complaint in InlineText.objections(to: node.text) {
                report(Fault(line: node.line, complaint))
            }
            blocks.append(Block(.term, text: node.text, line: node.line))
        } else if word.hasPrefix("term") {
            report(
                Fault(
                    line: node.line,
                    "A term's block begins with '```term' at the margin, in these letters alone."
                )
            )
        } else {
            for (offset, line) in node.text.split(separator: "\n", omittingEmptySubsequences: false)
                .enumerated()
            {
                let words = oneSpaced(String(line))
                guard !words.isEmpty else { continue }
                for complaint in InlineText.objections(to: words) {
                    report(Fault(line: node.line + offset, complaint))
                }
                blocks.append(Block(.text, prefix: prefix, text: words, line: node.line + offset))
            }
        }
    }

    private func table(_ node: MarkdownNode, _ report: (Fault) -> Void) -> Table? {
        var rows: [Table.Row] = []
        var isSound = true
        for row in node.children {
            for cell in row.children {
                for complaint in cell.complaints { report(Fault(line: row.line, complaint)) }
            }
            let found = SourceShape.cellCount(lines[row.line - 1])
            let width = rows.first?.cells.count ?? row.children.count
            if found != width {
                isSound = false
                report(
                    Fault(
                        line: row.line,
                        "This row has \(found) cell\(found == 1 ? "" : "s"), the table's header \(width); "
                            + (found == 1
                                ? "leave an empty line between a table and the text under it."
                                : "give it \(width).")
                    )
                )
            }
            rows.append(Table.Row(cells: row.children.map(\.text), line: row.line))
        }
        guard isSound, let header = rows.first else { return nil }
        return Table(header: header, rows: Array(rows.dropFirst()))
    }
}
