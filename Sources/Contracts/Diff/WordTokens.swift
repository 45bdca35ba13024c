/// A text cut into the words that a redline compares; amounts, rates, dates, citations and `thirty (30)` stay whole.
struct TokenText {
    /// The words with one space between them.
    let text: String
    /// The numbers of the words; a word that stands at the one before without white space has another number.
    private(set) var keys: [Int32] = []
    /// Where each begins, in bytes of the text.
    private(set) var starts: [Int32] = []
    /// Where each ends.
    private(set) var ends: [Int32] = []

    /// Cuts a text.
    ///
    /// - Parameters:
    ///   - text: any text; runs of white space count as one space.
    ///   - lexicon: numbers the words.
    init(_ text: String, _ lexicon: inout Lexicon) {
        self.text = oneSpaced(text)
        let bytes = Array(self.text.utf8)
        var numbers: [Int32] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x20) ?? bytes.count
            cut(bytes, start..<end, &numbers, &lexicon)
            start = end + 1
        }
        join(bytes, numbers, &lexicon)
    }

    var count: Int { keys.count }

    /// Whether a word stands at the one before it without white space between.
    func isGlued(_ index: Int) -> Bool { keys[index] & 1 == 1 }

    /// The words of a range, as they stand.
    func words(_ range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        let bytes = text.utf8
        let from = bytes.index(bytes.startIndex, offsetBy: Int(starts[range.lowerBound]))
        let to = bytes.index(bytes.startIndex, offsetBy: Int(ends[range.upperBound - 1]))
        return String(text[from..<to])
    }

    private mutating func append(
        _ bytes: [UInt8],
        _ range: Range<Int>,
        _ numbers: inout [Int32],
        _ lexicon: inout Lexicon
    ) {
        numbers.append(lexicon.number(of: bytes[range]))
        starts.append(Int32(truncatingIfNeeded: range.lowerBound))
        ends.append(Int32(truncatingIfNeeded: range.upperBound))
    }

    /// Sets the marks before and behind a word apart, and dashes within it.
    private mutating func cut(
        _ bytes: [UInt8],
        _ run: Range<Int>,
        _ numbers: inout [Int32],
        _ lexicon: inout Lexicon
    ) {
        var (start, end) = (run.lowerBound, run.upperBound)
        while let length = Self.opening(bytes, start, end), start + length < end {
            append(bytes, start..<(start + length), &numbers, &lexicon)
            start += length
        }
        var marks: [Range<Int>] = []
        while let length = Self.closing(bytes, start, end), end - length > start {
            // A leader of points is one mark.
            var first = end - length
            if length == 1 {
                while first - 1 > start, bytes[first - 1] == bytes[end - 1], bytes[first] == UInt8(ascii: ".")
                {
                    first -= 1
                }
            }
            marks.append(first..<end)
            end = first
        }
        var part = start
        var index = start
        while index < end {
            if bytes[index] == 0xE2, index + 2 < end, bytes[index + 1] == 0x80, bytes[index + 2] == 0x94 {
                if part < index { append(bytes, part..<index, &numbers, &lexicon) }
                append(bytes, index..<(index + 3), &numbers, &lexicon)
                index += 3
                part = index
            } else {
                index += 1
            }
        }
        if part < end { append(bytes, part..<end, &numbers, &lexicon) }
        for mark in marks.reversed() { append(bytes, mark, &numbers, &lexicon) }
    }

    /// How many bytes the mark has that opens a word, if one does.
    private static func opening(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        guard start < end else { return nil }
        if [0x28, 0x5B, 0x7B, 0x22, 0x27].contains(bytes[start]) { return 1 }
        guard start + 2 < end, bytes[start] == 0xE2, bytes[start + 1] == 0x80 else { return nil }
        return bytes[start + 2] == 0x9C || bytes[start + 2] == 0x98 ? 3 : nil
    }

    private static func closing(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        guard start < end else { return nil }
        switch bytes[end - 1] {
        // `8.2(b)` keeps its bracket.
        case 0x29 where bytes[start..<end].contains(0x28): return nil
        case 0x2E, 0x2C, 0x3B, 0x3A, 0x29, 0x5D, 0x7D, 0x22, 0x27, 0x3F, 0x21: return 1
        case 0x9D, 0x99:
            return end - start > 3 && bytes[end - 3] == 0xE2 && bytes[end - 2] == 0x80 ? 3 : nil
        default: return nil
        }
    }

    /// Joins what is one value in several words, and gives every word its number.
    private mutating func join(_ bytes: [UInt8], _ numbers: [Int32], _ lexicon: inout Lexicon) {
        keys.reserveCapacity(numbers.count)
        var (index, count) = (0, 0)
        while index < numbers.count {
            let length = lengthOfValue(numbers, index, lexicon.traits)
            let (start, end) = (starts[index], ends[index + length - 1])
            let number = length == 1 ? numbers[index] : lexicon.number(of: bytes[Int(start)..<Int(end)])
            let isGlued = start > 0 && bytes[Int(start) - 1] != 0x20
            keys.append(number << 1 | (isGlued ? 1 : 0))
            starts[count] = start
            ends[count] = end
            count += 1
            index += length
        }
        starts.removeSubrange(count...)
        ends.removeSubrange(count...)
    }

    /// How many words from an index on are one value: `September 1, 2026`, `$ 500`, `thirty (30)`, `Article 8`.
    private func lengthOfValue(_ numbers: [Int32], _ index: Int, _ traits: [Lexicon.Traits]) -> Int {
        func has(_ offset: Int, _ trait: Lexicon.Traits) -> Bool {
            index + offset < numbers.count && traits[Int(numbers[index + offset])].contains(trait)
        }
        func isApart(_ offset: Int) -> Bool {
            index + offset < numbers.count && starts[index + offset] > ends[index + offset - 1]
        }
        let first = traits[Int(numbers[index])]
        if first.isDisjoint(with: [.number, .numberWord, .month, .citing, .dollar]) { return 1 }
        if first.contains(.dollar), has(1, .number) { return has(2, .unit) ? 3 : 2 }
        if first.contains(.number), isApart(1), has(1, .unit) { return 2 }
        if first.contains(.numberWord) {
            var length = 1
            while length < 8, has(length, .numberWord) { length += 1 }
            guard has(length, .opening), has(length + 1, .number), has(length + 2, .closing) else { return 1 }
            return length + 3
        }
        if first.contains(.month), has(1, .short), isApart(1) {
            let comma = has(2, .comma) ? 1 : 0
            return has(2 + comma, .year) && isApart(2 + comma) ? 3 + comma : 2
        }
        if first.contains(.citing), isApart(1), has(1, .ordinal) { return 2 }
        return 1
    }
}
