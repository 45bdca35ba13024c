/// Which place of the contract an instruction names: `Article 8, Section 8.2`, `the second sentence of Section 5.1`.
struct AmendmentTarget: Hashable {
    /// What a number counts.
    enum Kind: Hashable {
        case article
        case section
        case appendix
        /// A lettered or numbered paragraph: `paragraph (2)`, `subsection (a)`.
        case item
        case preamble

        /// How far inside a contract it stands.
        var depth: Int {
            switch self {
            case .article, .appendix, .preamble: 0
            case .section: 1
            case .item: 2
            }
        }

        init?(_ word: String) {
            switch word {
            case "article", "articles", "art": self = .article
            case "section", "sections", "sec", "§", "§§": self = .section
            case "appendix", "appendices", "addendum", "exhibit": self = .appendix
            case "subsection", "subsections", "paragraph", "paragraphs", "subparagraph", "item", "items",
                "clause",
                "subdivision", "subd", "para":
                self = .item
            case "preamble": self = .preamble
            default: return nil
            }
        }
    }

    /// One step of the way to a place.
    struct Step: Hashable {
        let kind: Kind
        /// `8`, `8.2`, `IV`, `B`; empty for the preamble.
        let number: String
        /// The heading by which the instruction also calls it.
        var heading: String?
        /// The keyword as written, for messages.
        var keyword: String
    }

    /// A part of a place that has no number.
    enum Part: Hashable {
        /// The nth paragraph from the start, counted from 1; the last for 0.
        case paragraph(Int)
        case sentence(Int)
        /// Lines as they stood on some page.
        case lines
        case heading
    }

    /// Outermost first.
    var steps: [Step] = []
    /// Outermost first: a paragraph, then a sentence in it.
    var parts: [Part] = []

    /// As people say it.
    var text: String {
        let place = steps.enumerated().map { index, step -> String in
            switch step.kind {
            case .preamble: return "the Preamble"
            case .item: return index > 0 ? "(\(step.number))" : "\(step.keyword) (\(step.number))"
            default: return "\(step.keyword) \(step.number)"
            }
        }
        let parts = parts.reversed().map { part -> String in
            switch part {
            case .paragraph(let number): return "the \(Self.ordinal(number)) paragraph of "
            case .sentence(let number): return "the \(Self.ordinal(number)) sentence of "
            case .lines: return "lines of "
            case .heading: return "the heading of "
            }
        }
        return parts.joined() + (place.isEmpty ? "the place named before" : place.joined(separator: ", "))
    }

    static let ordinals = [
        "last", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ]

    private static func ordinal(_ number: Int) -> String {
        ordinals.indices.contains(number) ? ordinals[number] : "\(number)th"
    }

    /// Whether a word is a number of an article, section or appendix: `8`, `8.2`, `20-1`, `IV`, `A`.
    static func isNumber(_ word: String) -> Bool {
        guard let first = word.first, word.utf8.count <= 16 else { return false }
        guard word.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }),
            word.last != "-"
        else { return false }
        if first.isNumber { return word.count(where: \.isLetter) <= 2 }
        let letters = word.prefix { $0.isLetter }
        if letters.count == 1 || PlainTextOrdinal(Substring(letters.lowercased()))?.roman != nil {
            return word.dropFirst(letters.count).allSatisfy { $0.isNumber || $0 == "." || $0 == "-" }
        }
        return false
    }

    /// The letters of `(B)(2)(ii)`; nil for another word.
    static func brackets(_ word: Substring) -> [String]? {
        var rest = word
        var found: [String] = []
        while rest.first == "(" {
            guard let end = rest.firstIndex(of: ")") else { return nil }
            let inside = rest[rest.index(after: rest.startIndex)..<end]
            guard !inside.isEmpty, inside.count <= 5,
                inside.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
            else { return nil }
            found.append(String(inside))
            rest = rest[rest.index(after: end)...]
        }
        return found.isEmpty || !rest.isEmpty ? nil : found
    }
}
