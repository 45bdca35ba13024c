/// The number of a heading, told apart from its words: `Article 8 — Compensation`, `8.2 Salary schedule`.
struct SectionLabel {
    /// `8`, `8.2`, `Appendix A`; nil where the heading carries none.
    let number: String?
    /// The words behind the number.
    let heading: String

    init(_ text: String) {
        // Texts that were Markdown once have its marks in front of the number.
        let text = text.hasPrefix("#") ? String(text.drop { $0 == "#" || $0 == " " }) : text
        let words = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true).map(String.init)
        let keyword = words.first.map { $0.lowercased() } ?? ""
        if words.count > 1, Self.keywords.contains(keyword), let number = Self.number(words[1]) {
            self.number = keyword == "appendix" ? "Appendix \(number)" : number
            heading = Self.withoutDash(words.dropFirst(2).joined(separator: " "))
        } else if let first = words.first, first.first?.isNumber == true, let number = Self.number(first) {
            self.number = number
            heading = Self.withoutDash(words.dropFirst().joined(separator: " "))
        } else {
            number = nil
            heading = text
        }
    }

    private static let keywords: Set<String> = ["article", "section", "appendix", "part", "§"]

    /// The number without the point or colon that follows it; nil where the word is none.
    private static func number(_ word: String) -> String? {
        var number = Substring(word)
        while let last = number.last, ".:)".contains(last) { number.removeLast() }
        let isNumber = number.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-")
        }
        return number.isEmpty || !isNumber ? nil : String(number)
    }

    private static func withoutDash(_ text: String) -> String {
        let words = text.split(separator: " ")
        guard let first = words.first, ["—", "–", "-", ":", "."].contains(String(first)) else { return text }
        return words.dropFirst().joined(separator: " ")
    }
}

/// Whether a label counts, as `8`, `8.2` and `8-A` do, and `Preamble` or `IV` do not.
func isNumber(_ label: String) -> Bool {
    Int(label.prefix { $0 != "." && $0 != "-" && $0 != "/" }) != nil
}

/// Whether one number comes before another as people count: 8.9 before 8.10, 8 before 8.1.
func isNumber(_ left: String, before right: String) -> Bool {
    let lefts = left.split(whereSeparator: { $0 == "." || $0 == "-" || $0 == "/" })
    let rights = right.split(whereSeparator: { $0 == "." || $0 == "-" || $0 == "/" })
    for (one, other) in zip(lefts, rights) where one != other {
        switch (Int(one), Int(other)) {
        case (.some(let first), .some(let second)): return first < second
        case (.some, .none): return true
        case (.none, .some): return false
        case (.none, .none): return one < other
        }
    }
    return lefts.count < rights.count
}
