internal import CCMark

/// The words of a paragraph, heading or cell, without the marks of emphasis; links keep their address.
struct InlineText {
    private(set) var text = ""
    private(set) var isEmphasised = false
    private(set) var complaints: [String] = []
    private var linkStarts: [String.Index] = []

    init(of block: OpaquePointer) {
        var raw = ""
        let iterator = cmark_iter_new(block)
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { break }
            guard let node = cmark_iter_get_node(iterator) else { break }
            if event == CMARK_EVENT_ENTER { enter(node, &raw) } else { exit(node, &raw) }
        }
        text = oneSpaced(raw)
        if let first = cmark_node_first_child(block), cmark_node_next(first) == nil {
            isEmphasised = cmark_node_get_type(first) == CMARK_NODE_EMPH
        }
        complaints += Self.objections(to: text)
    }

    private mutating func enter(_ node: OpaquePointer, _ raw: inout String) {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_TEXT, CMARK_NODE_CODE:
            raw += cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
        case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
            raw += " "
        case CMARK_NODE_HTML_INLINE:
            let tag = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
            complaints.append(
                "'\(shortened(tag))' is HTML, which is not read; write plain text, or '\\<' for a '<'."
            )
        case CMARK_NODE_IMAGE:
            complaints.append(
                "A picture cannot stand in a contract; write what it says, or remove '![…](…)'."
            )
        case CMARK_NODE_LINK:
            linkStarts.append(raw.endIndex)
        default:
            break
        }
    }

    private mutating func exit(_ node: OpaquePointer, _ raw: inout String) {
        guard cmark_node_get_type(node) == CMARK_NODE_LINK, let start = linkStarts.popLast() else { return }
        let address = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
        let title = cmark_node_get_title(node).map { String(cString: $0) } ?? ""
        if !address.hasSuffix(raw[start...]) || start == raw.endIndex { raw += " <\(address)>" }
        if !title.isEmpty { raw += " (\(title))" }
    }

    /// The marks of redlines, each with the rarer of its two characters: looking for a byte is quicker.
    private static let marks = [("[-", "["), ("-]", "]"), ("{+", "{"), ("+}", "}")].map { mark, rarer in
        (mark, rarer.utf8.first)
    }

    static func objections(to text: String) -> [String] {
        var objections: [String] = []
        if let hidden = TextScreen.complaint(about: text) { objections.append(hidden) }
        if text.utf8.contains(UInt8(ascii: "~")), text.contains(/~~\w(?:.*\w)?~~/) {
            objections.append("'~~' marks struck words; a document holds only the words that are to stand.")
        }
        let marks = Self.marks.filter { _, byte in text.utf8.contains { $0 == byte } }
        if let (mark, _) = marks.first(where: { text.contains($0.0) }) {
            objections.append(
                "'\(mark)' is a mark of redlines and cannot stand in a text; put a space inside it."
            )
        }
        return objections
    }
}

/// The first 40 characters, for quoting what somebody wrote in an error.
func shortened(_ text: String) -> String {
    let line = oneSpaced(text)
    return line.count > 40 ? line.prefix(40) + "…" : line
}
