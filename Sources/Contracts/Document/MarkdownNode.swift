internal import CCMark

/// A piece of CommonMark as the parser found it, copied out of the C tree.
struct MarkdownNode {
    enum Kind {
        case heading(level: Int)
        case paragraph
        case quote
        case list(firstNumber: Int?)
        case item
        case code(info: String, isFenced: Bool)
        case table
        case row
        case cell
        case rule
        case html
    }

    let kind: Kind
    let line: Int
    let endLine: Int
    /// The words of a heading, paragraph, cell or code block.
    let text: String
    /// Whether all the words are emphasised.
    let isEmphasised: Bool
    let children: [MarkdownNode]
    /// What was found inside the words and cannot stand there.
    let complaints: [String]
}

/// CommonMark with tables, read by cmark-gfm.
enum Markdown {
    /// How deep lists and quotations may nest.
    static let deepest = 8
    /// How many brackets one paragraph may hold, since links are looked for between any two.
    static let mostBrackets = 1000

    private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

    /// The pieces at the top of the document, or where it nests too deep.
    static func parse(_ text: String) throws(Fault) -> [MarkdownNode] {
        registered
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return [] }
        defer { cmark_parser_free(parser) }
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"))
        var copy = text
        copy.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let root = cmark_parser_finish(parser) else { return [] }
        defer { cmark_node_free(root) }
        return try children(of: root, depth: 0)
    }

    /// A page as a reader of Markdown would show it, with the tags that stand in it.
    static func html(of text: String) -> String {
        registered
        guard let parser = cmark_parser_new(CMARK_OPT_UNSAFE) else { return "" }
        defer { cmark_parser_free(parser) }
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"))
        var copy = text
        copy.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let root = cmark_parser_finish(parser) else { return "" }
        defer { cmark_node_free(root) }
        let extensions = cmark_parser_get_syntax_extensions(parser)
        guard let page = cmark_render_html(root, CMARK_OPT_UNSAFE, extensions) else { return "" }
        defer { cmark_get_default_mem_allocator().pointee.free(page) }
        return String(cString: page)
    }

    private static func children(of parent: OpaquePointer, depth: Int) throws(Fault) -> [MarkdownNode] {
        // An item and its list count one by one.
        guard depth <= 2 * deepest else {
            let line = Int(cmark_node_get_start_line(parent))
            throw Fault(line: line, "Lists and quotations nest more than \(deepest) deep; flatten them.")
        }
        var result: [MarkdownNode] = []
        var next = cmark_node_first_child(parent)
        while let node = next {
            result.append(try copy(node, depth: depth))
            next = cmark_node_next(node)
        }
        return result
    }

    private static func copy(_ node: OpaquePointer, depth: Int) throws(Fault) -> MarkdownNode {
        let kind = kind(of: node)
        let line = Int(cmark_node_get_start_line(node))
        let endLine = max(line, Int(cmark_node_get_end_line(node)))
        switch kind {
        case .heading, .paragraph, .cell:
            let words = InlineText(of: node)
            return MarkdownNode(
                kind: kind,
                line: line,
                endLine: endLine,
                text: words.text,
                isEmphasised: words.isEmphasised,
                children: [],
                complaints: words.complaints
            )
        case .code, .rule, .html:
            let text = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
            return MarkdownNode(
                kind: kind,
                line: line,
                endLine: endLine,
                text: text,
                isEmphasised: false,
                children: [],
                complaints: []
            )
        case .quote, .list, .item, .table, .row:
            return MarkdownNode(
                kind: kind,
                line: line,
                endLine: endLine,
                text: "",
                isEmphasised: false,
                children: try children(of: node, depth: depth + 1),
                complaints: []
            )
        }
    }

    private static func kind(of node: OpaquePointer) -> MarkdownNode.Kind {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_HEADING: return .heading(level: Int(cmark_node_get_heading_level(node)))
        case CMARK_NODE_PARAGRAPH: return .paragraph
        case CMARK_NODE_BLOCK_QUOTE: return .quote
        case CMARK_NODE_ITEM: return .item
        case CMARK_NODE_THEMATIC_BREAK: return .rule
        case CMARK_NODE_LIST:
            let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
            return .list(firstNumber: isOrdered ? Int(cmark_node_get_list_start(node)) : nil)
        case CMARK_NODE_CODE_BLOCK:
            let info = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
            var (length, offset, character) = (Int32(0), Int32(0), CChar(0))
            let isFenced = cmark_node_get_fenced(node, &length, &offset, &character) != 0
            return .code(info: info, isFenced: isFenced)
        default:
            // The table extension gives its types numbers at run time; only their names are public.
            switch String(cString: cmark_node_get_type_string(node)) {
            case "table": return .table
            case "table_header", "table_row": return .row
            case "table_cell": return .cell
            default: return .html
            }
        }
    }
}

/// A fault at a line of the text that is being read.
struct Fault: Error {
    let line: Int
    let message: String

    init(line: Int, _ message: String) {
        self.line = line
        self.message = harmless(message)
    }
}
