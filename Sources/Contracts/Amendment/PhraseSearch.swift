/// Words looked for in a text, whole words alone, whatever form its quotation marks and dashes have.
struct PhraseSearch {
    private let phrase: [UInt8]

    /// - Parameter phrase: the words with one space between them.
    init(_ phrase: String) {
        self.phrase = FoldedText(phrase).bytes
    }

    /// Where the words stand, as offsets into the text's UTF-8.
    func places(in text: FoldedText) -> [Range<Int>] {
        guard let first = phrase.first, phrase.count <= text.bytes.count else { return [] }
        var found: [Range<Int>] = []
        var index = 0
        let last = text.bytes.count - phrase.count
        while index <= last {
            guard text.bytes[index] == first, text.bytes[index..<index + phrase.count].elementsEqual(phrase),
                text.isWhole(index..<index + phrase.count)
            else {
                index += 1
                continue
            }
            found.append(text.offset(index)..<text.offset(index + phrase.count))
            index += phrase.count
        }
        return found
    }
}

/// A text whose quotation marks and dashes are plain ones, with the way back to the text.
struct FoldedText {
    let bytes: [UInt8]
    /// For each byte its offset in the text, and the text's length; empty where nothing was folded.
    private let offsets: [Int]

    init(_ text: String) {
        let source = Array(text.utf8)
        guard source.contains(0xE2) else {
            bytes = source
            offsets = []
            return
        }
        var bytes: [UInt8] = []
        var offsets: [Int] = []
        var index = 0
        while index < source.count {
            offsets.append(index)
            if source[index] == 0xE2, index + 2 < source.count, source[index + 1] == 0x80,
                let plain = Self.plain(source[index + 2])
            {
                bytes.append(plain)
                index += 3
            } else {
                bytes.append(source[index])
                index += 1
            }
        }
        offsets.append(source.count)
        self.bytes = bytes
        self.offsets = offsets
    }

    func offset(_ index: Int) -> Int { offsets.isEmpty ? index : offsets[index] }

    private static func plain(_ last: UInt8) -> UInt8? {
        switch last {
        case 0x98, 0x99: UInt8(ascii: "'")
        case 0x9C, 0x9D: UInt8(ascii: "\"")
        case 0x90...0x94: UInt8(ascii: "-")
        default: nil
        }
    }

    /// Whether a range neither begins nor ends inside a word or number.
    func isWhole(_ range: Range<Int>) -> Bool {
        guard let first = range.first, let last = range.last else { return false }
        return !(isJoined(first - 1, first) || isJoined(last, last + 1))
    }

    /// Whether two neighbours belong to one word: `a` and `b`, the `-` of `ten-month`, the `.` of `3.5`.
    private func isJoined(_ one: Int, _ other: Int) -> Bool {
        guard bytes.indices.contains(one), bytes.indices.contains(other) else { return false }
        let (left, right) = (bytes[one], bytes[other])
        if Self.isWord(left) && Self.isWord(right) { return true }
        let marks: [UInt8] = [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ",")]
        if Self.isWord(left), marks.contains(right), bytes.indices.contains(other + 1),
            Self.isWord(bytes[other + 1])
        {
            return right == UInt8(ascii: "-") || Self.isDigit(left) && Self.isDigit(bytes[other + 1])
        }
        if Self.isWord(right), marks.contains(left), bytes.indices.contains(one - 1),
            Self.isWord(bytes[one - 1])
        {
            return left == UInt8(ascii: "-") || Self.isDigit(right) && Self.isDigit(bytes[one - 1])
        }
        return false
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
    }
}

/// A paragraph cut into sentences, where that can be done without doubt.
struct Sentences {
    /// Where each stands, as offsets into the text's UTF-8.
    private(set) var ranges: [Range<Int>] = []
    /// The number of the first sentence whose end is in doubt; nil where none is.
    private(set) var firstDoubt: Int?

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var start = 0
        var word = 0
        for index in bytes.indices {
            if bytes[index] == 0x20 {
                word = index + 1
                continue
            }
            guard index + 1 == bytes.count || bytes[index + 1] == 0x20 else { continue }
            var end = index
            while end > word, Self.closes(bytes, end) { end -= Self.closingLength(bytes, end) }
            guard
                [UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!")].contains(bytes[end])
                    || index + 1 == bytes.count
            else { continue }
            if index + 1 < bytes.count {
                let core = String(decoding: bytes[word..<end], as: UTF8.self)
                guard Self.begins(bytes, index + 2) else { continue }
                if Self.isDoubtful(core) || (0x30...0x39).contains(bytes[index + 2]) {
                    firstDoubt = firstDoubt ?? ranges.count
                }
            }
            ranges.append(start..<index + 1)
            start = index + 2
        }
    }

    private static func closes(_ bytes: [UInt8], _ index: Int) -> Bool { closingLength(bytes, index) > 0 }

    private static func closingLength(_ bytes: [UInt8], _ index: Int) -> Int {
        if [UInt8(ascii: ")"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "]")].contains(
            bytes[index]
        ) {
            return 1
        }
        if index >= 2, bytes[index - 2] == 0xE2, bytes[index - 1] == 0x80,
            bytes[index] == 0x9D || bytes[index] == 0x99
        {
            return 3
        }
        return 0
    }

    /// Whether a sentence can begin so; a small letter goes on with the one before.
    private static func begins(_ bytes: [UInt8], _ index: Int) -> Bool {
        index < bytes.count && !(0x61...0x7A).contains(bytes[index])
    }

    private static func isDoubtful(_ word: String) -> Bool {
        word.count <= 2 || word.contains(".") || abbreviations.contains(word.lowercased())
    }

    private static let abbreviations: Set<String> = [
        "art", "sec", "nos", "dept", "inc", "etc", "mrs", "approx", "app", "par", "gen", "jan", "feb", "mar",
        "apr", "jun",
        "jul", "aug", "sept", "oct", "nov", "dec", "ave", "corp", "mass", "dist",
    ]
}
