import Foundation
import FoundationXML

/// Reads pages and Word documents back with the system's XML parser, which knows nothing of how they were written.
final class MarkedReader: NSObject, XMLParserDelegate {
    private(set) var refused = ""
    private(set) var accepted = ""
    /// Every element's name, in order.
    private(set) var names: [String] = []
    /// Every element's attributes, in order.
    private(set) var attributes: [[String: String]] = []
    private(set) var fault: String?
    private var open: [(name: String, classes: Set<String>)] = []
    private let isWord: Bool
    private var isInside: Bool

    /// Reads a Word document's body, or a page whose text stands inside `#redline`.
    init(_ text: String, isWord: Bool) {
        self.isWord = isWord
        isInside = isWord
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        if !parser.parse() { fault = parser.parserError.map { "\($0) at line \(parser.lineNumber)" } ?? "?" }
    }

    /// What parts no words.
    private static let inline: Set<String> = [
        "ins", "del", "span", "a", "w:ins", "w:del", "w:r", "w:t", "w:delText", "w:moveFrom", "w:moveTo",
        "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd",
    ]

    var refusedWords: [Substring] { refused.split(whereSeparator: \.isWhitespace) }
    var acceptedWords: [Substring] { accepted.split(whereSeparator: \.isWhitespace) }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes given: [String: String]
    ) {
        names.append(name)
        attributes.append(given)
        open.append((name, Set((given["class"] ?? "").split(separator: " ").map(String.init))))
        if given["id"] == "redline" { isInside = true }
        if !Self.inline.contains(name) { add(" ") }
    }

    func parser(
        _ parser: XMLParser,
        didEndElement name: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        open.removeLast()
        if ["p", "td", "th", "div", "h3", "h4", "h5", "h6"].contains(name) { add(" ") }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        guard isInside, !open.contains(where: { $0.classes.contains("note") }) else { return }
        if isWord, let name = open.last?.name, name != "w:t", name != "w:delText" { return }
        func has(_ marks: Set<String>, _ side: String) -> Bool {
            open.contains { marks.contains($0.name) || (!isWord && $0.classes.contains(side)) }
        }
        if !has(["ins", "w:ins", "w:moveTo"], "new") { refused += text }
        if !has(["del", "w:del", "w:moveFrom"], "old") { accepted += text }
    }

    private func add(_ gap: String) {
        refused += gap
        accepted += gap
    }
}
