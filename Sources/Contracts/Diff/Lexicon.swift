/// Gives each different word a number, so that comparing words is comparing numbers; one serves both texts.
struct Lexicon {
    /// What a word is, as far as joining values asks.
    struct Traits: OptionSet {
        let rawValue: UInt16
        static let number = Traits(rawValue: 1)
        static let month = Traits(rawValue: 2)
        static let numberWord = Traits(rawValue: 4)
        static let unit = Traits(rawValue: 8)
        static let citing = Traits(rawValue: 16)
        static let ordinal = Traits(rawValue: 32)
        static let weak = Traits(rawValue: 64)
        static let punctuation = Traits(rawValue: 128)
        static let dollar = Traits(rawValue: 256)
        static let year = Traits(rawValue: 512)
        static let short = Traits(rawValue: 1024)
        static let opening = Traits(rawValue: 2048)
        static let closing = Traits(rawValue: 4096)
        static let comma = Traits(rawValue: 8192)
        static let sentenceEnd = Traits(rawValue: 16384)
    }

    private var bytes: [UInt8] = []
    private var starts: [Int32] = [0]
    private var slots: [Int32] = Array(repeating: -1, count: 1 << 14)
    private(set) var traits: [Traits] = []
    /// The number of the word in small letters: by it texts are found that are alike.
    private(set) var folded: [Int32] = []

    /// The number of a word.
    mutating func number(of word: ArraySlice<UInt8>) -> Int32 {
        if let known = find(word) { return known.number }
        let number = add(word)
        let lower = word.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        traits[Int(number)] = WordTraits.traits(of: lower, isCapital: word.first.map { $0 < 0x61 } ?? false)
        if !lower.elementsEqual(word) { folded[Int(number)] = self.number(of: lower[...]) }
        return number
    }

    private func find(_ word: ArraySlice<UInt8>) -> (number: Int32, slot: Int)? {
        var slot = Int(truncatingIfNeeded: Self.hash(word)) & (slots.count - 1)
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            let range = Int(starts[number])..<Int(starts[number + 1])
            if range.count == word.count, bytes[range].elementsEqual(word) { return (Int32(number), slot) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private mutating func add(_ word: ArraySlice<UInt8>) -> Int32 {
        let number = Int32(truncatingIfNeeded: traits.count)
        bytes += word
        starts.append(Int32(truncatingIfNeeded: bytes.count))
        traits.append([])
        folded.append(number)
        if 2 * traits.count > slots.count { grow() } else { place(number) }
        return number
    }

    private mutating func place(_ number: Int32) {
        let range = Int(starts[Int(number)])..<Int(starts[Int(number) + 1])
        var slot = Int(truncatingIfNeeded: Self.hash(bytes[range])) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = number
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: 2 * slots.count)
        for number in traits.indices { place(Int32(truncatingIfNeeded: number)) }
    }

    private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash ^ (hash >> 29)
    }
}

/// What a word is, told by its letters.
enum WordTraits {
    static func traits(of word: [UInt8], isCapital: Bool) -> Lexicon.Traits {
        var traits: Lexicon.Traits = []
        let text = String(decoding: word, as: UTF8.self)
        let digits = word.count { (0x30...0x39).contains($0) }
        if digits > 0,
            word.allSatisfy({ (0x30...0x39).contains($0) || [0x24, 0x2C, 0x2E, 0x25].contains($0) })
        {
            traits.insert(.number)
        }
        if digits == word.count {
            if digits == 4 { traits.insert(.year) }
            if digits <= 2 { traits.insert(.short) }
        }
        if isOrdinal(word, digits: digits) { traits.insert(.ordinal) }
        if months.contains(text), isCapital { traits.insert(.month) }
        if isNumberWord(text) { traits.insert(.numberWord) }
        if units.contains(text) { traits.insert(.unit) }
        if citing.contains(text) { traits.insert(.citing) }
        if weak.contains(text) { traits.insert(.weak) }
        if text == "$" { traits.insert(.dollar) }
        if text == "(" { traits.insert(.opening) }
        if text == ")" { traits.insert(.closing) }
        if text == "," { traits.insert(.comma) }
        if [".", ";", ":", "?", "!"].contains(text) { traits.insert(.sentenceEnd) }
        if text.allSatisfy({ $0.isPunctuation || $0 == "…" }) { traits.insert(.punctuation) }
        return traits
    }

    /// `8`, `8.2`, `20-1`, `iv`, `a`: what stands behind `Article`.
    private static func isOrdinal(_ word: [UInt8], digits: Int) -> Bool {
        guard word.count <= 12 else { return false }
        if digits > 0 {
            return word.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2E || $0 == 0x2D
                    || $0 == 0x28 || $0 == 0x29
            }
        }
        return word.count == 1 && (0x61...0x7A).contains(word[0])
            || word.count <= 6 && word.allSatisfy { [0x69, 0x76, 0x78, 0x6C, 0x63].contains($0) }
    }

    private static func isNumberWord(_ text: String) -> Bool {
        if numberWords.contains(text) { return true }
        let parts = text.split(separator: "-")
        return parts.count == 2 && parts.allSatisfy { numberWords.contains(String($0)) }
    }

    /// Whether two words are a number together: `eighty` and `two`, `twenty` and `first`.
    static func countsWith(_ one: String, _ other: String) -> Bool {
        let (one, other) = (one.lowercased(), other.lowercased())
        return numberWords.contains(one) && (numberWords.contains(other) || ordinalWords.contains(other))
    }

    private static let ordinalWords: Set<String> = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh",
        "twelfth", "hundredth", "thousandth",
    ]
    private static let numberWords: Set<String> = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty",
        "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "half", "million",
    ]
    private static let months: Set<String> = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ]
    private static let units: Set<String> = ["%", "percent", "million", "billion"]
    private static let citing: Set<String> = ["article", "section", "appendix", "chapter", "§"]
    private static let weak: Set<String> = [
        "a", "an", "and", "as", "at", "be", "by", "for", "in", "is", "it", "of", "on", "or", "the", "to",
        "with",
    ]
}
