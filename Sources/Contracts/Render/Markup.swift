/// HTML and XML being written: tags that close, and text in which nothing is a tag.
struct Markup {
    private(set) var text = ""

    /// An element around what is written inside.
    mutating func element(
        _ name: String,
        _ attributes: [(String, String)] = [],
        _ inside: (inout Markup) -> Void = { _ in }
    ) {
        open(name, attributes)
        inside(&self)
        text += "</\(name)>"
    }

    /// An element that holds nothing.
    mutating func empty(_ name: String, _ attributes: [(String, String)] = []) {
        open(name, attributes)
        text.removeLast()
        text += "/>"
    }

    /// An element around words.
    mutating func element(_ name: String, _ attributes: [(String, String)] = [], words: String) {
        element(name, attributes) { $0.words(words) }
    }

    mutating func words(_ words: String) { text += Self.escaped(words) }

    /// Text that is markup already.
    mutating func raw(_ markup: String) { text += markup }

    mutating func newLine() { text += "\n" }

    private mutating func open(_ name: String, _ attributes: [(String, String)]) {
        text += "<\(name)"
        for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value))\"" }
        text += ">"
    }

    static func escaped(_ words: String) -> String {
        guard words.utf8.contains(where: { "&<>\"".utf8.contains($0) }) else { return words }
        var bytes: [UInt8] = []
        for byte in words.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
