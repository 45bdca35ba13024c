import CivilTime

extension SealedReceipt {
    /// A proof never has more hashes: a tree of 2⁶³ leaves has paths of this length.
    private static let longestProof = 63

    /// Reads a receipt file.
    ///
    /// - Throws: a fault of the form, which names line and byte.
    public init(_ bytes: [UInt8]) throws(RecordFault) {
        var cursor = RecordCursor(bytes, .receipt)
        try cursor.expect("bargain receipt 2\n")
        try cursor.expect("room ")
        let room = cursor.text(try cursor.word("room", before: newline))
        try cursor.expect("seq ")
        let seq = try cursor.number("entry's number", before: newline)
        try cursor.expect("recorded_at ")
        let recordedAt = try cursor.moment("moment", before: newline)
        try cursor.expect("seat ")
        let seat = cursor.text(try cursor.word("seat", before: newline))
        try cursor.expect("kind ")
        let kind = cursor.text(try cursor.word("kind", before: newline))
        try cursor.expect("body_digest ")
        let bodyDigest = try cursor.hash("body's digest", before: newline)
        try cursor.expect("previous ")
        let previous = try cursor.hash("digest of the entry before", before: newline)
        try cursor.expect("digest ")
        let digest = try cursor.hash("entry's digest", before: newline)
        try cursor.expect("leaf ")
        let leaf = try cursor.number("leaf's place", before: newline)
        let proof = try Self.proof(&cursor)
        try cursor.expect("key ")
        let place = cursor.offset
        let keyText = cursor.text(try cursor.word("log's key", before: newline))
        guard let key = try? LogVerifier(keyText) else {
            throw cursor.fault(
                .form,
                at: place,
                "This is no log's key.",
                expected: "NAME+HASH+BASE64",
                found: keyText
            )
        }
        try cursor.expect("checkpoint ")
        let count = try cursor.number("length of the checkpoint", before: newline)
        let note = try cursor.block("checkpoint", count: count, atMost: SignedNote.largest)
        guard cursor.isAtEnd else {
            throw cursor.fault(.form, at: cursor.offset, "There is something behind the checkpoint.")
        }
        self.init(
            room: room,
            seq: seq,
            recordedAt: Instant(microseconds: recordedAt),
            seat: seat == "-" ? nil : seat,
            kind: kind,
            bodyDigest: bodyDigest,
            previous: previous,
            digest: digest,
            leaf: leaf,
            proof: proof,
            key: key,
            checkpoint: Array(bytes[note])
        )
    }

    /// Checks the receipt by itself: the entry's digest, the checkpoint's signature, the way from leaf to root.
    ///
    /// - Parameter key: the key that is trusted.
    /// - Returns: the checkpoint.
    /// - Throws: the first thing that does not fit.
    @discardableResult
    public func check(trusting key: LogVerifier) throws(RecordFault) -> Checkpoint {
        guard self.key == key else {
            throw fault(
                .key,
                "The receipt names another log's key than the one that is trusted.",
                "\(key)",
                "\(self.key)"
            )
        }
        let recomputed = EntryDigest.digest(
            room: room,
            seq: seq,
            recordedAt: recordedAt,
            seat: seat,
            kind: kind,
            bodyDigest: bodyDigest,
            previous: previous
        )
        guard recomputed == digest else {
            throw fault(
                .digest,
                "The digest is not that of the receipt's fields.",
                "\(recomputed)",
                "\(digest)"
            )
        }
        let sealed: Checkpoint
        do throws(RecordError) {
            sealed = try key.checkpoint(checkpoint)
        } catch {
            throw fault(error.check, error.message)
        }
        guard
            MerkleTree.proves(
                proof,
                leaf: MerkleTree.leaf(digest),
                at: leaf,
                size: sealed.size,
                root: sealed.root
            )
        else {
            throw fault(.leaf, "The proof does not lead from leaf \(leaf) to the root of its checkpoint.")
        }
        return sealed
    }

    private func fault(
        _ check: RecordFault.Check,
        _ message: String,
        _ expected: String? = nil,
        _ found: String? = nil
    ) -> RecordFault {
        var cursor = RecordCursor(bytes, .receipt)
        (cursor.room, cursor.seq) = (room, seq)
        return cursor.fault(check, at: 0, message, expected: expected, found: found)
    }

    private static func proof(_ cursor: inout RecordCursor) throws(RecordFault) -> [Hash256] {
        try cursor.expect("proof ")
        let place = cursor.offset
        let count = try cursor.number("length of the proof", before: newline)
        guard count <= longestProof else {
            throw cursor.fault(
                .form,
                at: place,
                "A proof is not so long.",
                expected: "at most \(longestProof)",
                found: "\(count)"
            )
        }
        var proof: [Hash256] = []
        for _ in 0..<count { proof.append(try cursor.hash("hash of the proof", before: newline)) }
        return proof
    }
}
