import CivilTime

/// One pass over a record's file in the order of its parts, checking each as it comes.
struct RecordWalk {
    var cursor: RecordCursor
    let held: RecordVerifier
    var receipt: SealedReceipt?
    var watched: [WatchedRoot] = []
    var checkpoints = 0
    /// Where the first leaf's line begins.
    var leaves = 0
    var root = MerkleTree.emptyRoot
    var rooms: [RoomWalk] = []
    var named = NamedDocuments()

    init(_ record: [UInt8], _ held: RecordVerifier) {
        cursor = RecordCursor(record, .record)
        self.held = held
    }

    mutating func run() throws(RecordFault) -> RecordSummary {
        let header = try readHeader()
        let headerHash = hash(0..<cursor.offset)
        let extendedSize = try readHeld(against: header)
        try readCheckpoints(header)
        try readLeaves(header)
        for room in header.rooms { try readRoom(room, header) }
        let documents = try readDocuments()
        try readHeads(header, headerHash)
        try readEnd(header, documents: documents.present + documents.purged)
        return RecordSummary(
            header: header,
            isKeyPinned: held.key != nil || receipt != nil,
            rooms: rooms.map(\.summary),
            documents: documents.present,
            purgedDocuments: documents.purged,
            checkpoints: checkpoints,
            root: root,
            extendedSize: extendedSize,
            receipt: receipt
        )
    }

    func hash(_ range: Range<Int>) -> Hash256 {
        cursor.bytes.withUnsafeBytes { Hash256(hashing: UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    /// What a note's bytes make of a faulty note: a fault of the file at the note's place.
    func opened<Value>(at place: Int, _ read: () throws(RecordError) -> Value) throws(RecordFault) -> Value {
        do throws(RecordError) {
            return try read()
        } catch {
            throw cursor.fault(error.check, at: place, error.message)
        }
    }

    private mutating func readHeader() throws(RecordFault) -> RecordHeader {
        try cursor.expect("bargain record 2\n")
        try cursor.expect("zone ")
        let zone = cursor.text(try cursor.word("zone", before: newline))
        try cursor.expect("negotiation ")
        let negotiation = cursor.text(try cursor.word("negotiation", before: newline))
        let isDrill = cursor.isNext("drill yes\n")
        if isDrill { try cursor.expect("drill yes\n") } else { try cursor.expect("drill no\n") }
        try cursor.expect("origin ")
        let originPlace = cursor.offset
        let origin = cursor.text(try cursor.word("origin", before: newline))
        try cursor.expect("key ")
        let keyPlace = cursor.offset
        let keyText = cursor.text(try cursor.word("log's key", before: newline))
        let key = try opened(at: keyPlace) { () throws(RecordError) in try LogVerifier(keyText) }
        try cursor.expect("exported ")
        let exported = try cursor.moment("moment of the export", before: newline)
        try cursor.expect("size ")
        let header = RecordHeader(
            zone: zone,
            negotiation: negotiation == "-" ? nil : negotiation,
            isDrill: isDrill,
            key: key,
            exportedAt: Instant(microseconds: exported),
            size: try cursor.number("size", before: newline)
        )
        guard origin == header.origin else {
            throw cursor.fault(
                .origin,
                at: originPlace,
                "The origin is not this zone's.",
                expected: header.origin,
                found: origin
            )
        }
        guard key.name == origin else {
            throw cursor.fault(
                .origin,
                at: keyPlace,
                "The key is another log's.",
                expected: origin,
                found: key.name
            )
        }
        return header
    }

    private mutating func readHeads(_ header: RecordHeader, _ headerHash: Hash256) throws(RecordFault) {
        try cursor.expect("heads ")
        let (place, bytes) = try readNote("signed heads")
        let note = try opened(at: place) { () throws(RecordError) in try header.key.note(bytes) }
        let heads = rooms.map { RecordHeads.Head(room: $0.name, seq: $0.seq, digest: $0.digest) }
        let text = RecordHeads(header: headerHash, heads: heads).text
        if note.text.utf8.elementsEqual(text.utf8) { return }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let signed = note.text.split(separator: "\n", omittingEmptySubsequences: false)
        let first = lines.indices.first { $0 >= signed.count || lines[$0] != signed[$0] } ?? lines.count
        throw cursor.fault(
            .heads,
            at: place,
            "The log signed another header, or other ends of the rooms, than the file has.",
            expected: first < signed.count ? "'\(signed[first])'" : "the end of the note",
            found: first < lines.count ? "'\(lines[first])'" : "nothing"
        )
    }

    private mutating func readEnd(_ header: RecordHeader, documents: Int) throws(RecordFault) {
        try cursor.expect("end ")
        let place = cursor.offset
        let counts = [
            try cursor.number("count of checkpoints", before: space),
            try cursor.number("count of leaves", before: space),
            try cursor.number("count of entries", before: space),
            try cursor.number("count of documents", before: newline),
        ]
        let expected = [checkpoints, header.size, rooms.reduce(0) { $0 + $1.seq }, documents]
        guard counts == expected else {
            throw cursor.fault(
                .form,
                at: place,
                "The file has not what its last line counts (checkpoints, leaves, entries, documents).",
                expected: counts.map(String.init).joined(separator: " "),
                found: expected.map(String.init).joined(separator: " ")
            )
        }
        guard cursor.isAtEnd else {
            throw cursor.fault(.form, at: cursor.offset, "There is something behind the last line.")
        }
    }
}

let newline = UInt8(ascii: "\n")
let space = UInt8(ascii: " ")
