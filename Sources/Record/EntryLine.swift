/// An entry as it stands in a record's file: its values, and where its texts are.
struct EntryLine {
    enum Content {
        case body(salt: RecordCursor.Salt, Range<Int>)
        case purged(Hash256, order: Int)
    }

    /// A body has at most so many bytes.
    static let largestBody = 16_777_216

    /// Where its line begins.
    let place: Int
    let seq: Int
    let recordedAt: Int64
    /// Empty for the clock and the operator.
    let seat: Range<Int>
    let kind: Range<Int>
    /// Its place among the leaves; nil while it is not sealed.
    let leaf: Int?
    let previous: Hash256
    let digest: Hash256
    let content: Content

    /// Reads the entry that begins here; nil where none does.
    init?(_ cursor: inout RecordCursor) throws(RecordFault) {
        let isPurged = cursor.isNext("purged ")
        guard isPurged || cursor.isNext("entry ") else { return nil }
        place = cursor.offset
        if isPurged { try cursor.expect("purged ") } else { try cursor.expect("entry ") }
        seq = try cursor.number("entry's number", before: space)
        recordedAt = try cursor.moment("moment", before: space)
        let seat = try cursor.word("seat", before: space)
        self.seat =
            seat.count == 1 && cursor.bytes[seat.lowerBound] == UInt8(ascii: "-")
            ? seat.lowerBound..<seat.lowerBound : seat
        kind = try cursor.word("kind", before: space)
        if cursor.isNext("- ") {
            try cursor.expect("- ")
            leaf = nil
        } else {
            leaf = try cursor.number("leaf's place", before: space)
        }
        previous = try cursor.hash("digest of the entry before", before: space)
        digest = try cursor.hash("entry's digest", before: space)
        guard !isPurged else {
            let digest = try cursor.hash("body's digest", before: space)
            content = .purged(digest, order: try cursor.number("ordering entry's number", before: newline))
            return
        }
        let salt = try cursor.salt("salt", before: space)
        let count = try cursor.number("length of the body", before: newline)
        let body = try cursor.block("body", count: count, atMost: Self.largestBody)
        try cursor.expect("\n")
        content = .body(salt: salt, body)
    }
}
