/// A place in a file's bytes, from which lines, words and blocks are read; nothing is copied, and no length is believed
/// before the file has so many bytes.
struct RecordCursor {
    /// A word has at most so many bytes.
    static let longestWord = 255

    let bytes: [UInt8]
    let source: RecordFault.Source
    private(set) var offset = 0
    /// The room and the entry that are being read, for the faults found in them.
    var room: String?
    var seq: Int?

    init(_ bytes: [UInt8], _ source: RecordFault.Source) {
        self.bytes = bytes
        self.source = source
    }

    /// The same file at another place.
    func moved(to offset: Int) -> RecordCursor {
        var cursor = self
        cursor.offset = offset
        return cursor
    }

    var isAtEnd: Bool { offset == bytes.count }
    var remaining: Int { bytes.count - offset }

    /// What does not fit, at a place of the file.
    func fault(
        _ check: RecordFault.Check,
        at place: Int,
        _ message: String,
        expected: String? = nil,
        found: String? = nil
    ) -> RecordFault {
        RecordFault(
            check: check,
            source: source,
            byte: place,
            line: 1 + bytes[..<place].count { $0 == 0x0A },
            room: room,
            seq: seq,
            message: message,
            expected: expected,
            found: found
        )
    }

    func isNext(_ text: StaticString) -> Bool {
        guard remaining >= text.utf8CodeUnitCount else { return false }
        for place in 0..<text.utf8CodeUnitCount where bytes[offset + place] != text.utf8Start[place] {
            return false
        }
        return true
    }

    mutating func expect(_ text: StaticString) throws(RecordFault) {
        guard isNext(text) else {
            let word = "\(text)".split(separator: "\n").first.map { "'\($0)'" } ?? "the end of the line"
            throw fault(.form, at: offset, "The file's form is wrong here.", expected: word, found: excerpt)
        }
        offset += text.utf8CodeUnitCount
    }

    /// A word of ASCII letters, digits and signs, and the character behind it.
    mutating func word(_ name: StaticString, before end: UInt8) throws(RecordFault) -> Range<Int> {
        let start = offset
        let limit = min(bytes.count, start + Self.longestWord)
        var place = start
        while place < limit, bytes[place] &- 0x21 <= 0x5D { place += 1 }
        guard place > start, place < bytes.count, bytes[place] == end else { throw malformed(name) }
        offset = place + 1
        return start..<place
    }

    /// A whole number of at most 18 digits, and the character behind it.
    mutating func number(_ name: StaticString, before end: UInt8) throws(RecordFault) -> Int {
        var place = offset
        let limit = min(bytes.count, place + Decimal.mostDigits)
        var number = 0
        while place < limit, bytes[place] &- 0x30 <= 9 {
            number = number * 10 + Int(bytes[place] &- 0x30)
            place += 1
        }
        guard place > offset, place < bytes.count, bytes[place] == end,
            bytes[offset] != 0x30 || place == offset + 1
        else { throw malformed(name) }
        offset = place + 1
        return number
    }

    /// A moment: a whole number, with a minus sign before 1970.
    mutating func moment(_ name: StaticString, before end: UInt8) throws(RecordFault) -> Int64 {
        guard isNext("-") else { return Int64(try number(name, before: end)) }
        offset += 1
        let number = try number(name, before: end)
        guard number > 0 else { throw malformed(name) }
        return Int64(-number)
    }

    /// 64 lower-case hexadecimal digits, and the character behind them.
    mutating func hash(_ name: StaticString, before end: UInt8) throws(RecordFault) -> Hash256 {
        guard remaining > 64, bytes[offset + 64] == end,
            let first = word64(offset), let second = word64(offset + 16), let third = word64(offset + 32),
            let fourth = word64(offset + 48)
        else { throw malformed(name) }
        offset += 65
        return Hash256(words: (first, second, third, fourth))
    }

    /// 32 lower-case hexadecimal digits, and the character behind them: 16 bytes as they lie in memory.
    mutating func salt(_ name: StaticString, before end: UInt8) throws(RecordFault) -> Salt {
        guard remaining > 32, bytes[offset + 32] == end, let first = word64(offset),
            let second = word64(offset + 16)
        else { throw malformed(name) }
        offset += 33
        return (first, second)
    }

    typealias Salt = (UInt64, UInt64)

    /// So many bytes as they are.
    mutating func block(_ name: StaticString, count: Int, atMost limit: Int) throws(RecordFault) -> Range<Int>
    {
        guard count <= limit, count <= remaining else {
            let most = min(limit, remaining)
            throw fault(
                .form,
                at: offset,
                "The length of the \(name) cannot be.",
                expected: "at most \(most)",
                found: "\(count)"
            )
        }
        defer { offset += count }
        return offset..<offset + count
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private func malformed(_ name: StaticString) -> RecordFault {
        fault(.form, at: offset, "There is no well-formed \(name) here.", expected: "\(name)", found: excerpt)
    }

    private var excerpt: String {
        guard !isAtEnd else { return "the end of the file" }
        let rest = bytes[offset..<min(bytes.count, offset + 60)]
        let line = rest.prefix { $0 != 0x0A }
        return "'" + String(decoding: line.map { 0x20...0x7E ~= $0 ? $0 : 0x3F }, as: UTF8.self) + "'"
    }

    /// 8 bytes from 16 digits, in the order in which they lie in memory.
    @inline(__always)
    private func word64(_ start: Int) -> UInt64? {
        guard start + 16 <= bytes.count else { return nil }
        return bytes.withUnsafeBytes { file in
            guard let low = Self.word32(file.loadUnaligned(fromByteOffset: start, as: UInt64.self)),
                let high = Self.word32(file.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
            else { return nil }
            return (low | high << 32).littleEndian
        }
    }

    /// 4 bytes from 8 digits, all at once: this is where verification would spend most of its time.
    @inline(__always)
    private static func word32(_ digits: UInt64) -> UInt64? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let text = UInt64(littleEndian: digits)
        let values = (text & (ones &* 0x0F)) &+ ((text >> 6) & ones) &* 9
        let letters = ((values &+ ones &* 6) >> 4) & ones
        // Only digits that the values lead back to are digits.
        guard values & (ones &* 0xF0) == 0, values &+ ones &* 0x30 &+ letters &* 0x27 == text else {
            return nil
        }
        let pairs = (values << 4 | values >> 8) & 0x00FF_00FF_00FF_00FF
        let fours = (pairs | pairs >> 8) & 0x0000_FFFF_0000_FFFF
        return (fours | fours >> 16) & 0xFFFF_FFFF
    }
}
