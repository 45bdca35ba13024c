/// The words of a text as a redline compares them; amounts, rates, dates and `thirty (30)` stay whole.
struct WordToken: Hashable {
    /// The word, the punctuation mark, or the words that stay together.
    let text: String
    /// Whether it stands at the token before it without white space between.
    let isGlued: Bool

    /// The tokens of a text; joined again, with a space before each that is not glued, they are the text.
    static func tokens(of text: String) -> [WordToken] {
        var tokens: [WordToken] = []
        for run in text.split(whereSeparator: \.isWhitespace) { append(run, to: &tokens) }
        return joined(tokens)
    }

    /// Whether it carries so little that two changes around it read better as one.
    var isWeak: Bool {
        text.allSatisfy { $0.isPunctuation } || Self.stopWords.contains(text)
    }

    private static let stopWords: Set<String> = [
        "a", "an", "and", "as", "at", "be", "by", "for", "in", "is", "it", "of", "on", "or", "the", "to",
        "with",
    ]

    private static func append(_ run: Substring, to tokens: inout [WordToken]) {
        var isGlued = false
        var core = run
        while core.count > 1, let first = core.first, "([{\"'“‘".contains(first) {
            tokens.append(WordToken(text: String(first), isGlued: isGlued))
            core.removeFirst()
            isGlued = true
        }
        var tail: [Character] = []
        while core.count > 1, let last = core.last, ".,;:)]}\"'”’?!".contains(last) {
            tail.append(core.removeLast())
        }
        for (index, part) in core.split(separator: "—", omittingEmptySubsequences: false).enumerated() {
            if index > 0 {
                tokens.append(WordToken(text: "—", isGlued: isGlued))
                isGlued = true
            }
            guard !part.isEmpty else { continue }
            tokens.append(WordToken(text: String(part), isGlued: isGlued))
            isGlued = true
        }
        for mark in tail.reversed() { tokens.append(WordToken(text: String(mark), isGlued: true)) }
    }

    /// Joins what is one value in several words: `September 1, 2026`, `3 percent`, `thirty (30)`.
    private static func joined(_ tokens: [WordToken]) -> [WordToken] {
        var result: [WordToken] = []
        var index = 0
        while index < tokens.count {
            let length = lengthOfValue(in: tokens[index...])
            var text = tokens[index].text
            for token in tokens[(index + 1)..<(index + length)] {
                text += (token.isGlued ? "" : " ") + token.text
            }
            result.append(WordToken(text: text, isGlued: tokens[index].isGlued))
            index += length
        }
        return result
    }

    private static func lengthOfValue(in rest: ArraySlice<WordToken>) -> Int {
        let start = rest.startIndex
        func token(_ offset: Int) -> WordToken? {
            start + offset < rest.endIndex ? rest[start + offset] : nil
        }
        guard let first = token(0), let second = token(1) else { return 1 }
        let startsNumber = first.text.first.map { $0.isNumber || $0 == "$" } ?? false
        if startsNumber, !second.isGlued, ["%", "percent", "million", "billion"].contains(second.text) {
            return 2
        }
        if second.text == "(", let inner = token(2), let close = token(3), inner.isGlued, close.text == ")",
            first.text.first?.isLetter == true, inner.text.allSatisfy({ $0.isNumber || "$,.%".contains($0) })
        {
            return 4
        }
        guard months.contains(first.text), second.text.allSatisfy(\.isNumber), second.text.count <= 2 else {
            return 1
        }
        let comma = token(2)?.text == "," ? 1 : 0
        guard let year = token(2 + comma), year.text.count == 4, year.text.allSatisfy(\.isNumber),
            !year.isGlued
        else {
            return 2
        }
        return 3 + comma
    }

    private static let months: Set<String> = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November",
        "December",
    ]
}

/// Gives each different word a number, so that comparing words is comparing numbers.
struct WordNumbers {
    private var numbers: [WordToken: Int32] = [:]

    mutating func numbers(of tokens: [WordToken]) -> [Int32] {
        tokens.map { token in
            if let number = numbers[token] { return number }
            let number = Int32(truncatingIfNeeded: numbers.count)
            numbers[token] = number
            return number
        }
    }
}
