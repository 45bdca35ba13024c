import Foundation
import FoundationXML

/// Reads a three-way page or Word document back with the system's XML parser, which knows nothing of how it was written.
final class ThreeWayReader: NSObject, XMLParserDelegate {
    struct Part {
        let name: String
        var refused = ""
        var accepted = ""
        var authors: Set<String> = []
    }

    private(set) var rows: [[Part]] = []
    private(set) var fault: String?
    private var open: [(name: String, classes: Set<String>)] = []
    private let isWord: Bool
    private var heading: (isRow: Bool, words: String)?

    /// What each part's heading means in a Word document, where no class tells.
    private static let names = [
        "Base": "base", "Union": "union", "Board": "board", "Union and board alike": "union-board",
        "Tentatively agreed": "union-board-agreed", "Union, as agreed before": "union-agreed",
        "Board, as agreed before": "board-agreed", "Agreed before": "agreed",
        "From the union’s to the board’s": "between",
    ]

    init(_ text: String, isWord: Bool) {
        self.isWord = isWord
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        if !parser.parse() { fault = parser.parserError.map { "\($0) at line \(parser.lineNumber)" } ?? "?" }
    }

    /// The words of one text: a part of that name where there is one, else the base's.
    func words(of voice: String, refusing: Bool = false) -> [Substring] {
        rows.flatMap { row in
            let own = row.filter { $0.name.split(separator: "-").contains(voice[...]) }
            let parts = own.isEmpty ? row.filter { $0.name == "base" } : own
            return parts.map { refusing ? $0.refused : $0.accepted }
        }
        .joined(separator: " ").split(whereSeparator: \.isWhitespace)
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        let classes = Set((attributes["class"] ?? "").split(separator: " ").map(String.init))
        open.append((name, classes))
        let inline: Set = ["ins", "del", "span"]
        add(" ", when: isWord ? ["w:p", "w:tc", "w:br"].contains(name) : !inline.contains(name))
        if let author = attributes["w:author"], !rows.isEmpty, let last = rows[rows.count - 1].indices.last {
            rows[rows.count - 1][last].authors.insert(author)
        }
        if isWord {
            guard name == "w:pStyle", let style = attributes["w:val"], ["Row", "Part"].contains(style) else {
                return
            }
            heading = (style == "Row", "")
        } else if name == "h3", classes.contains("row") {
            rows.append([])
        } else if name == "div", classes.contains("part"), let part = classes.first(where: { $0 != "part" }) {
            rows[rows.count - 1].append(Part(name: part))
        }
    }

    func parser(
        _ parser: XMLParser,
        didEndElement name: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        open.removeLast()
        guard name == "w:p", let ended = heading else { return add(" ", when: name == "p" || name == "td") }
        heading = nil
        if ended.isRow {
            rows.append([])
        } else {
            rows[rows.count - 1].append(Part(name: Self.names[ended.words] ?? "?"))
        }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if heading != nil {
            heading?.words += text
            return
        }
        guard !rows.isEmpty,
            !open.contains(where: { ["h3", "h4"].contains($0.name) || $0.classes.contains("note") })
        else { return }
        if isWord, !["w:t", "w:delText"].contains(open.last?.name) { return }
        // A row that nobody changes has no part's heading in Word.
        if rows[rows.count - 1].isEmpty {
            if text.allSatisfy(\.isWhitespace) { return }
            rows[rows.count - 1].append(Part(name: "base"))
        }
        let marks = Set(open.map(\.name))
        let last = rows[rows.count - 1].count - 1
        if marks.isDisjoint(with: ["ins", "w:ins", "w:moveTo"]) {
            rows[rows.count - 1][last].refused += text
        }
        if marks.isDisjoint(with: ["del", "w:del", "w:moveFrom"]) {
            rows[rows.count - 1][last].accepted += text
        }
    }

    private func add(_ gap: String, when isGap: Bool) {
        guard isGap, !rows.isEmpty, let last = rows[rows.count - 1].indices.last else { return }
        rows[rows.count - 1][last].refused += gap
        rows[rows.count - 1][last].accepted += gap
    }
}
