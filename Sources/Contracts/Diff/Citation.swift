/// `Article 8`, `Section 8.2`, `Appendix B` as words of a text: where it points.
struct Citation: Hashable {
    enum Kind: String, CaseIterable {
        case article
        case section
        case appendix
    }

    let kind: Kind
    /// `8`, `8.2`, `B`.
    let number: String

    /// Reads two words, or refuses.
    init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 2 else { return nil }
        self.init(words[0], words[1])
    }

    init?(_ word: Substring, _ number: Substring) {
        guard let kind = Kind(rawValue: word.lowercased()) else { return nil }
        var core = number
        while let last = core.last, ".,;:)".contains(last) { core.removeLast() }
        if let bracket = core.firstIndex(of: "(") { core = core[..<bracket] }
        let isNumber = core.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x2E || byte == 0x2D
        }
        guard !core.isEmpty, isNumber else { return nil }
        self.kind = kind
        self.number = String(core)
    }

    /// All citations in a text.
    static func all(in text: String) -> [Citation] {
        guard mayHold(text) else { return [] }
        let words = text.split(whereSeparator: \.isWhitespace)
        return zip(words, words.dropFirst()).compactMap { Citation($0, $1) }
    }

    /// The label of the section that is cited from a place, as far as the document has it.
    func label(from place: String, in labels: Set<String>) -> String? {
        var parts = place.split(separator: "/").map(String.init)
        let part = parts.first.flatMap { $0.hasPrefix("part ") ? $0 + "/" : nil } ?? ""
        if !part.isEmpty { parts.removeFirst() }
        let own: String
        switch kind {
        case .article: own = number
        case .appendix: own = "Appendix \(number)"
        case .section:
            own = parts.count > 1 || labels.contains("\(place)/\(number)") ? "\(parts[0])/\(number)" : number
        }
        return [part + own, own].first { labels.contains($0) }
    }

    /// `Article 9` for the label `9`, `Section 3` for `8/3`.
    func text(label: String) -> String {
        let number = label.split(separator: "/").last.map(String.init) ?? label
        let name = number.hasPrefix("Appendix ") ? String(number.dropFirst(9)) : number
        return kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst() + " " + name
    }

    private static let names = Kind.allCases.map { Array($0.rawValue.utf8) }

    /// Whether the name of a kind stands anywhere in a text: looking for words in all of it costs more.
    private static func mayHold(_ text: String) -> Bool {
        let utf8 = text.utf8
        let bytes = utf8.span
        for index in 0..<bytes.count {
            let letter = bytes[index] | 0x20
            guard letter == UInt8(ascii: "a") || letter == UInt8(ascii: "s") else { continue }
            for name in names where index + name.count <= bytes.count {
                if name.indices.allSatisfy({ bytes[index + $0] | 0x20 == name[$0] }) { return true }
            }
        }
        return false
    }
}
