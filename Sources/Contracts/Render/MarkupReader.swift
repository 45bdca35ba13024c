/// HTML or XML as a row of tags and texts, for reading back what was written.
struct MarkupReader: Sequence, IteratorProtocol {
    enum Piece: Equatable {
        case open(name: String, attributes: [String: String], isEmpty: Bool)
        case close(name: String)
        case text(String)
    }

    private let bytes: [UInt8]
    private var place = 0

    init(_ markup: String) { bytes = Array(markup.utf8) }

    mutating func next() -> Piece? {
        guard place < bytes.count else { return nil }
        guard bytes[place] == UInt8(ascii: "<") else {
            let end = bytes[place...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
            defer { place = end }
            return .text(Self.unescaped(bytes[place..<end]))
        }
        let end = bytes[place...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
        let inside = bytes[(place + 1)..<end]
        place = Swift.min(end + 1, bytes.count)
        // Declarations and comments say nothing.
        if let first = inside.first, first == UInt8(ascii: "!") || first == UInt8(ascii: "?") {
            return next()
        }
        if inside.first == UInt8(ascii: "/") {
            return .close(name: String(decoding: inside.dropFirst(), as: UTF8.self))
        }
        let isEmpty = inside.last == UInt8(ascii: "/")
        return Self.tag(isEmpty ? inside.dropLast() : inside, isEmpty: isEmpty)
    }

    private static func tag(_ inside: ArraySlice<UInt8>, isEmpty: Bool) -> Piece {
        let name = inside.prefix { $0 > 0x20 }
        var attributes: [String: String] = [:]
        var rest = inside.dropFirst(name.count)
        while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
            let key = rest[..<equals].filter { $0 > 0x20 }
            let value = rest[(equals + 1)...].dropFirst().prefix { $0 != UInt8(ascii: "\"") }
            attributes[String(decoding: key, as: UTF8.self)] = unescaped(value)
            rest = rest[Swift.min(value.endIndex + 1, rest.endIndex)...]
        }
        let text = String(decoding: name, as: UTF8.self)
        let isVoid = text == "meta" || text == "br"
        return .open(name: text, attributes: attributes, isEmpty: isEmpty || isVoid)
    }

    private static let entities: [(name: String, text: String)] = [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&"),
    ]

    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[start...]
            if let entity = entities.first(where: { rest.hasPrefix($0.name) }) {
                result += entity.text
                rest = rest.dropFirst(entity.name.count)
            } else if rest.hasPrefix("&#"), let end = rest.firstIndex(of: ";"),
                let scalar = UInt32(rest[..<end].dropFirst(2)).flatMap(Unicode.Scalar.init)
            {
                result.unicodeScalars.append(scalar)
                rest = rest[rest.index(after: end)...]
            } else {
                result += "&"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }
}
