/// What a written redline says when it is read again: with every change refused, and with every change accepted.
struct ReadBack: Hashable {
    /// The words that stay when every change is refused.
    private(set) var refused = ""
    /// The words that stay when every change is accepted.
    private(set) var accepted = ""

    mutating func add(_ text: String, old: Bool, new: Bool) {
        if old { refused += text }
        if new { accepted += text }
    }

    mutating func addGap() {
        refused += " "
        accepted += " "
    }

    /// A page, or Markdown made into one: `del` is old, `ins` new, columns of classes `old` and `new` are one side's, and what
    /// has the class `note` is no part of either.
    init(page: String, inside id: String) {
        var open: [(name: String, role: Role)] = []
        var isInside = false
        for piece in MarkupReader(page) {
            switch piece {
            case .open(let name, let attributes, let isEmpty):
                if attributes["id"] == id { isInside = true }
                if !Self.inline.contains(name) { addGap() }
                if !isEmpty { open.append((name, Role(name, attributes))) }
            case .close(let name):
                if !Self.inline.contains(name) { addGap() }
                if let last = open.lastIndex(where: { $0.name == name }) { open.removeSubrange(last...) }
            case .text(let text):
                let roles = open.map(\.role)
                guard isInside, !roles.contains(.note) else { continue }
                add(text, old: !roles.contains(.new), new: !roles.contains(.old))
            }
        }
    }

    /// The body of a Word document, by its marks of tracked changes.
    init(wordBody: String) {
        var open: [String] = []
        for piece in MarkupReader(wordBody) {
            switch piece {
            case .open(let name, _, let isEmpty):
                if name == "w:p" || name == "w:br" || name == "w:tc" { addGap() }
                if !isEmpty { open.append(name) }
            case .close(let name):
                if let last = open.lastIndex(of: name) { open.removeSubrange(last...) }
            case .text(let text):
                guard open.last == "w:t" || open.last == "w:delText" else { continue }
                let isOld = open.contains("w:del") || open.contains("w:moveFrom")
                let isNew = open.contains("w:ins") || open.contains("w:moveTo")
                add(text, old: !isNew, new: !isOld)
            }
        }
    }

    /// Plain text with `[-…-]` and `{+…+}`, without its lines of notes.
    init(marked text: Substring) {
        var rest = text[...]
        while let start = rest.firstIndex(where: { $0 == "[" || $0 == "{" }) {
            add(String(rest[..<start]), old: true, new: true)
            rest = rest[start...]
            let isOld = rest.hasPrefix("[-")
            guard isOld || rest.hasPrefix("{+") else {
                add(String(rest.removeFirst()), old: true, new: true)
                continue
            }
            rest = rest.dropFirst(2)
            var inside = ""
            while !rest.isEmpty, !rest.hasPrefix(isOld ? "-]" : "+}") { inside.append(rest.removeFirst()) }
            add(inside, old: isOld, new: !isOld)
            rest = rest.dropFirst(2)
        }
        add(String(rest), old: true, new: true)
    }

    /// The text of a PDF as pdftohtml gives it: pieces with fonts, and fonts with the colours of what came and went.
    ///
    /// - Parameters:
    ///   - pdf: the XML.
    ///   - heading: behind which words the two texts stand.
    init(pdf: String, behind heading: String) {
        var colors: [String: String] = [:]
        var font = ""
        var isInside = false
        var isText = false
        for piece in MarkupReader(pdf) {
            switch piece {
            case .open("fontspec", let attributes, _): colors[attributes["id"] ?? ""] = attributes["color"]
            case .open("text", let attributes, _): (font, isText) = (attributes["font"] ?? "", true)
            case .close("text"): isText = false
            case .text(let text) where isText:
                let color = colors[font] ?? ""
                guard isInside else {
                    isInside = oneSpaced(text) == heading
                    continue
                }
                guard color != RedlineHTML.Color.note else { continue }
                add(
                    text,
                    old: !RedlineHTML.Color.new.contains(color),
                    new: !RedlineHTML.Color.old.contains(color)
                )
            default: break
            }
        }
    }

    private enum Role {
        case old
        case new
        case note
        case plain

        init(_ name: String, _ attributes: [String: String]) {
            let classes = attributes["class"]?.split(separator: " ") ?? []
            if classes.contains("note") || name == "sub" {
                self = .note
            } else if name == "del" || classes.contains("old") {
                self = .old
            } else if name == "ins" || classes.contains("new") {
                self = .new
            } else {
                self = .plain
            }
        }
    }

    private static let inline: Set<String> = ["ins", "del", "span", "a", "strong", "sub", "em", "code"]
}

extension ContractDiff {
    /// Proves that what was written leads back to both texts.
    ///
    /// - Throws: `incomplete`, with the first word that differs.
    func check(_ written: ReadBack, _ form: String) throws(ContractError) {
        try Self.check(written.refused, old, form, "refused")
        try Self.check(written.accepted, new, form, "accepted")
    }

    /// Proves that a PDF of the page leads back to both texts, character by character; where lines end is the PDF's own.
    ///
    /// - Parameter xml: the PDF's text with its colours, as `pdftohtml -xml` gives it.
    /// - Throws: `incomplete`, with the first character that differs.
    public func verify(markedText xml: String) throws(ContractError) {
        let written = ReadBack(pdf: xml, behind: RedlineHTML.textHeading)
        try Self.check(written.refused, old, "PDF", "refused", byWord: false)
        try Self.check(written.accepted, new, "PDF", "accepted", byWord: false)
    }

    /// Proves that a text read back says what a version says.
    static func check(
        _ text: String,
        _ version: ContractVersion,
        _ form: String,
        _ verb: String,
        byWord: Bool = true
    ) throws(ContractError) {
        var words = text.split(whereSeparator: \.isWhitespace)
        var expected = version.document.wordsInOrder
        if !byWord {
            words = words.joined().map { Substring(String($0)) }
            expected = expected.joined().map { Substring(String($0)) }
        }
        guard words != expected else { return }
        let place = zip(words, expected).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let position = place ?? min(words.count, expected.count)
        func word(_ list: [Substring]) -> String {
            let some = list.dropFirst(position).prefix(byWord ? 1 : 12).joined()
            return some.isEmpty ? "the end" : "'\(shortened(some))'"
        }
        throw ContractError(
            .incomplete,
            in: version.document.name,
            line: 1,
            "The \(form) is not given: read back with every change \(verb) it does not say what \(version.name) says: "
                + "\(byWord ? "word" : "character") \(position + 1) is \(word(words)) and should be "
                + "\(word(expected)). Please report this with both documents."
        )
    }
}

extension ContractDocument {
    /// Every word in the order of the page, read off the document itself.
    fileprivate var wordsInOrder: [Substring] {
        var texts = [title]
        func add(_ blocks: [Block]) {
            for block in blocks {
                texts.append(block.prefix + block.text)
                guard let table = block.table else { continue }
                for row in [table.header] + table.rows { texts += row.cells }
            }
        }
        add(preface)
        for section in sections {
            texts.append(section.title)
            add(section.blocks)
        }
        return texts.flatMap { $0.split(whereSeparator: \.isWhitespace) }
    }
}
