extension RecordWalk {
    /// A document has at most so many bytes.
    static let largestDocument = 1_073_741_824

    mutating func readDocuments() throws(RecordFault) -> (present: Int, purged: Int) {
        var known: Set<Hash256> = []
        var (present, purged) = (0, 0)
        while true {
            let place = cursor.offset
            let hash: Hash256
            if cursor.isNext("document ") {
                hash = try readDocument()
                present += 1
            } else if cursor.isNext("purged-document ") {
                hash = try readPurgedDocument()
                purged += 1
            } else {
                break
            }
            guard known.insert(hash).inserted else {
                throw cursor.fault(.document, at: place, "The document \(hash) is there twice.")
            }
        }
        for mention in named.mentions where !known.contains(mention.hash) {
            (cursor.room, cursor.seq) = (mention.room, mention.seq)
            throw cursor.fault(
                .document,
                at: mention.place,
                "The entry names a document that is missing.",
                expected: "\(mention.hash)"
            )
        }
        return (present, purged)
    }

    private mutating func readDocument() throws(RecordFault) -> Hash256 {
        let place = cursor.offset
        try cursor.expect("document ")
        let name = try cursor.hash("document's hash", before: space)
        let count = try cursor.number("length of the document", before: newline)
        let range = try cursor.block("document", count: count, atMost: Self.largestDocument)
        try cursor.expect("\n")
        let found = hash(range)
        guard found == name else {
            throw cursor.fault(
                .document,
                at: place,
                "The document does not have its hash.",
                expected: "\(name)",
                found: "\(found)"
            )
        }
        guard named.contains(name) else {
            throw cursor.fault(.document, at: place, "No entry names the document \(name).")
        }
        return name
    }

    private mutating func readPurgedDocument() throws(RecordFault) -> Hash256 {
        let place = cursor.offset
        try cursor.expect("purged-document ")
        let name = try cursor.hash("document's hash", before: space)
        let roomName = cursor.text(try cursor.word("room", before: space))
        let order = try cursor.number("ordering entry's number", before: newline)
        guard rooms.first(where: { $0.name == roomName })?.orders[order] == .document(name) else {
            throw cursor.fault(
                .purge,
                at: place,
                "Entry \(order) of \(roomName) did not order the purge of the document \(name)."
            )
        }
        return name
    }
}
