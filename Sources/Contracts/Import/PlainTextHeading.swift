/// A line that may begin an article or a section: its number, its title, and what stands behind it on the line.
struct PlainTextHeading {
    enum Style: CaseIterable {
        /// `ARTICLE IV - LEAVES`, `Appendix B`.
        case article
        /// `Section 3. Union access`, `Section A`.
        case section
        /// `20-1.`, `8.2`, `8.2.1`: the article's number goes before.
        case numbered
        /// `3. COMPENSATION`, in texts without the word article.
        case capitals

        /// Whether a line with this first letter can be such a heading.
        fileprivate func mayBegin(with letter: UInt8) -> Bool {
            switch self {
            case .article: letter == UInt8(ascii: "A") || letter == UInt8(ascii: "E")
            case .section: letter | 0x20 == UInt8(ascii: "s")
            case .numbered, .capitals: (0x30...0x39).contains(letter)
            }
        }

        static let withArticles: [Style] = [.article, .section, .numbered]
        static let withoutArticles: [Style] = [.capitals, .section, .numbered]
    }

    let style: Style
    /// `Appendix` for one of these, else empty.
    let kind: String
    /// The number as written: `IV`, `20-1`, `A`.
    let number: String
    /// The number's parts as ordinals; a letter or a Roman number has one.
    let ordinals: [PlainTextOrdinal]
    /// The words that make the heading, number included.
    let title: String
    /// What stands behind the heading on its line: the beginning of its first paragraph.
    let rest: String

    /// Whether the whole line is the heading.
    var standsAlone: Bool { rest.isEmpty }
    /// Whether it may stand right under other words: an article only in capitals, as a citation is not.
    var mayFollow: Bool {
        style == .article ? !title.contains(where: \.isLowercase) : standsAlone || isNumbered
    }
    /// Whether its number alone says where it belongs.
    var isNumbered: Bool { style == .numbered }

    init?(_ line: PlainTextLine, style: Style) {
        guard style.mayBegin(with: line.lead), !line.isContents, line.text.utf8.count <= 4000 else {
            return nil
        }
        // Texts that were Markdown once still have its marks.
        let words = line.text.split(whereSeparator: { $0 == " " || $0 == "\t" })
            .drop { $0.allSatisfy { $0 == "#" } }
        guard let first = words.first else { return nil }
        self.style = style
        switch style {
        case .article:
            let keyword = first.lowercased()
            guard ["article", "appendix", "addendum", "exhibit"].contains(keyword),
                first.first?.isUppercase == true, words.count > 1, words.count <= 20,
                let number = Self.number(words.dropFirst().first ?? ""),
                Self.isTitle(words.dropFirst(2), number)
            else { return nil }
            let isArticle = keyword == "article"
            guard isArticle || number.ordinals.count == 1 else { return nil }
            kind = isArticle ? "" : keyword.prefix(1).uppercased() + keyword.dropFirst()
            (self.number, ordinals) = (number.text, number.ordinals)
            (title, rest) = (line.text, "")
        case .section:
            guard ["section", "Section", "SECTION"].contains(first), words.count > 1,
                let number = Self.number(words.dropFirst().first ?? ""), number.ordinals.count == 1
            else { return nil }
            kind = ""
            (self.number, ordinals) = (number.text, number.ordinals)
            let isShort = words.count <= 14 && Self.isTitle(words.dropFirst(2), number)
            guard isShort || number.isClosed else { return nil }
            title = isShort ? line.text : words.prefix(2).joined(separator: " ")
            rest = isShort ? "" : words.dropFirst(2).joined(separator: " ")
        case .numbered:
            guard first.first?.isNumber == true, let number = Self.number(first), number.ordinals.count >= 2,
                number.ordinals.count <= 3, number.ordinals.allSatisfy({ $0.value < 200 })
            else { return nil }
            kind = ""
            (self.number, ordinals) = (number.text, number.ordinals)
            let isShort = words.count <= 10 && words.count > 1 && Self.isTitle(words.dropFirst(), number)
            title = isShort ? line.text : String(first)
            rest = isShort ? "" : words.dropFirst().joined(separator: " ")
        case .capitals:
            guard first.last == ".", words.count > 1, words.count <= 12, let number = Self.number(first),
                number.ordinals.count == 1, number.ordinals[0].form == .digits,
                number.ordinals[0].value < 100,
                line.text.contains(where: \.isLetter), !line.text.contains(where: \.isLowercase)
            else { return nil }
            kind = ""
            (self.number, ordinals) = (number.text, number.ordinals)
            (title, rest) = (line.text, "")
        }
    }

    private struct Number {
        let text: String
        let ordinals: [PlainTextOrdinal]
        /// Whether a point, colon or dash ends it.
        let isClosed: Bool
    }

    private static func number(_ word: Substring) -> Number? {
        var core = word
        while let last = core.last, ".:-–—)".contains(last) { core.removeLast() }
        guard !core.isEmpty, core.utf8.count <= 12 else { return nil }
        let parts = core.split(whereSeparator: { $0 == "." || $0 == "-" }, omittingEmpty: false)
        let ordinals = parts.compactMap { PlainTextOrdinal($0) }
        guard ordinals.count == parts.count else { return nil }
        return Number(text: String(core), ordinals: ordinals, isClosed: core.endIndex != word.endIndex)
    }

    /// Whether words behind a number are a title and no running sentence.
    private static func isTitle(_ words: ArraySlice<Substring>, _ number: Number) -> Bool {
        guard let first = words.first else { return true }
        let isDash = ["-", "–", "—", ":"].contains(String(first))
        guard number.isClosed || isDash || first.first?.isUppercase == true || first.first == "(" else {
            return false
        }
        let small: Set<Substring> = [
            "and", "of", "or", "the", "to", "in", "for", "a", "an", "on", "with", "from", "by", "at",
        ]
        let lower = words.count { $0.first?.isLowercase == true && !small.contains($0) }
        guard let last = words.last, last.last != ",", !small.contains(last) else { return false }
        let endsWithin = words.dropLast().contains { $0.last == "." && $0.count > 2 }
        return 4 * lower <= words.count && !endsWithin
    }
}

extension Substring {
    fileprivate func split(whereSeparator isSeparator: (Character) -> Bool, omittingEmpty: Bool)
        -> [Substring]
    {
        split(omittingEmptySubsequences: omittingEmpty, whereSeparator: isSeparator)
    }
}

/// A number, a letter or a Roman number as a place in a sequence.
struct PlainTextOrdinal: Hashable {
    enum Form: Hashable {
        case digits
        case upper
        case lower
    }

    let form: Form
    /// 3 for `3`, `C` and `c`.
    let value: Int
    /// 4 for `IV` and `iv`, where the word can be a Roman number.
    let roman: Int?

    init?(_ word: Substring) {
        let bytes = Array(word.utf8)
        guard !bytes.isEmpty, bytes.count <= 8 else { return nil }
        if bytes.allSatisfy({ (0x30...0x39).contains($0) }) {
            guard bytes.count <= 3, let value = Int(word) else { return nil }
            (form, self.value, roman) = (.digits, value, nil)
            return
        }
        let isUpper = bytes.allSatisfy { (0x41...0x5A).contains($0) }
        guard isUpper || bytes.allSatisfy({ (0x61...0x7A).contains($0) }) else { return nil }
        form = isUpper ? .upper : .lower
        roman = Self.roman(bytes.map { $0 | 0x20 })
        if bytes.count == 1 {
            value = Int(bytes[0] | 0x20) - 0x60
        } else if bytes.count == 2, bytes[0] == bytes[1], roman == nil {
            value = 26 + Int(bytes[0] | 0x20) - 0x60
        } else if let roman {
            value = roman
        } else {
            return nil
        }
    }

    /// Whether it can be the one that comes behind another.
    func follows(_ other: PlainTextOrdinal) -> Bool {
        guard form == other.form else { return false }
        if let roman, let previous = other.roman, roman == previous + 1 { return true }
        return value == other.value + 1
    }

    /// Whether it can begin a sequence.
    var isFirst: Bool { value == 1 || roman == 1 }

    private static func roman(_ letters: [UInt8]) -> Int? {
        let values: [UInt8: Int] = [
            UInt8(ascii: "i"): 1, UInt8(ascii: "v"): 5, UInt8(ascii: "x"): 10, UInt8(ascii: "l"): 50,
            UInt8(ascii: "c"): 100,
        ]
        var (sum, previous) = (0, 0)
        for letter in letters.reversed() {
            guard let value = values[letter] else { return nil }
            sum += value < previous ? -value : value
            previous = max(previous, value)
        }
        return sum > 0 && sum < 400 ? sum : nil
    }
}
