/// The words of a text with how often each stands, by which parted words are known.
struct Vocabulary {
    private var counts: [String: Int] = [:]

    init(_ lines: some Sequence<String>) {
        for line in lines {
            for word in line.split(whereSeparator: { !$0.isLetter && $0 != "-" }) {
                counts[word.lowercased(), default: 0] += 1
            }
        }
    }

    func count(_ word: some StringProtocol) -> Int { counts[word.lowercased()] ?? 0 }

    /// The line with words joined that kerning has parted: `of ficial`, where the text has `official` far more often than
    /// `ficial`.
    func withoutKerning(_ line: String, _ report: inout ImportReport) -> String {
        var words = line.split(separator: " ", omittingEmptySubsequences: false)
        var index = 0
        var isChanged = false
        while index + 1 < words.count {
            if isParted(words[index], words[index + 1]) {
                report.note(.kerning, "\(words[index]) \(words[index + 1])")
                words[index] = words[index] + words[index + 1]
                words.remove(at: index + 1)
                isChanged = true
            } else {
                index += 1
            }
        }
        return isChanged ? words.joined(separator: " ") : line
    }

    private func isParted(_ one: Substring, _ other: Substring) -> Bool {
        let tail = other.prefix(while: \.isLetter)
        guard !one.isEmpty, one.allSatisfy(\.isLetter), let first = tail.first, first.isLowercase,
            one.last?.isLowercase == true || one.count == 1
        else { return false }
        let whole = count(one + tail)
        // A fragment stands by itself only where a word was parted; each of these is therefore rare beside the whole.
        return whole >= 3 && min(count(one), count(tail)) * 5 <= whole
            && !["a", "i"].contains(one.lowercased())
    }
}

/// Words that a line's end has parted.
enum LineEndWords {
    static func joined(_ lines: [String], _ vocabulary: Vocabulary, _ report: inout ImportReport) -> [String]
    {
        var lines = lines
        for index in lines.indices.dropLast() {
            let line = lines[index]
            guard line.hasSuffix("-"), let before = line.dropLast().last, before.isLetter else { continue }
            let next = lines[index + 1].drop(while: \.isWhitespace)
            guard let first = next.first, first.isLowercase else { continue }
            let head = line.dropLast().split(separator: " ").last ?? ""
            let tail = next.prefix { $0.isLetter || $0 == "-" }
            let hyphenated = "\(head)-\(tail)"
            let word = isCompound(head, tail, vocabulary) ? hyphenated : "\(head)\(tail)"
            report.note(.hyphen, "\(hyphenated) → \(word)")
            let rest = next.dropFirst(tail.count)
            let mark = rest.prefix { !$0.isWhitespace }
            lines[index] = String(line.dropLast(head.count + 1)) + word + mark
            let margin = lines[index + 1].prefix(while: \.isWhitespace)
            lines[index + 1] = String(margin) + rest.dropFirst(mark.count).drop(while: \.isWhitespace)
        }
        return lines
    }

    /// Whether a hyphen at a line's end is the word's own: in `eighty-two`, where the text has the word with it
    /// elsewhere, and where both halves are words and the joined form stands nowhere.
    private static func isCompound(_ head: Substring, _ tail: Substring, _ vocabulary: Vocabulary) -> Bool {
        let head = head.drop { !$0.isLetter }
        let last = head.split(separator: "-").last ?? head
        let first = tail.split(separator: "-").first ?? tail
        if WordTraits.countsWith(String(last), String(first)) { return true }
        if vocabulary.count("\(head)-\(tail)") > 0 { return true }
        return vocabulary.count("\(head)\(tail)") == 0 && vocabulary.count(last) > 0
            && vocabulary.count(first) > 0
    }
}
