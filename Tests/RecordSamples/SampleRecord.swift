import CivilTime
public import Record

/// A history as a log recorded it: entries with their digests, leaves and checkpoints, and the file of it.
public struct SampleRecord: Sendable {
    /// The log's key.
    public var key: LogKey
    /// The file's header.
    public var header: RecordHeader
    /// The entries of the rooms of the history.
    public var rooms: [[RecordEntry]]
    /// The rooms' names.
    public var names: [String]
    /// The leaf hashes up to the last checkpoint.
    public var leaves: [Hash256]
    /// The checkpoints.
    public var checkpoints: [SignedNote]
    /// The documents that are there.
    public var documents: [[UInt8]]
    /// The documents that are purged.
    public var purgedDocuments: [(hash: Hash256, room: String, order: Int)]

    /// The record of a history.
    public init(_ history: SampleHistory, key: LogKey) throws(RecordError) {
        self.key = key
        names = history.rooms
        rooms = history.rooms.map { _ in [] }
        leaves = []
        let size = history.seals.last ?? 0
        for (index, fact) in history.facts.enumerated() {
            let entry = Self.entry(
                fact,
                in: rooms[fact.room],
                room: names[fact.room],
                index < size ? index : nil
            )
            rooms[fact.room].append(entry)
            if index < size { leaves.append(MerkleTree.leaf(entry.digest)) }
        }
        checkpoints = []
        for size in history.seals {
            checkpoints.append(try key.checkpoint(size: size, root: MerkleTree.root(leaves[..<size])))
        }
        header = RecordHeader(
            zone: history.zone,
            negotiation: String(history.rooms[1].dropFirst("table/".count)),
            isDrill: false,
            key: key.verifier,
            exportedAt: history.facts.last?.recordedAt ?? Instant(microseconds: 0),
            size: size
        )
        documents = history.documents.filter { history.purgedDocuments[Hash256(hashing: $0)] == nil }
        purgedDocuments = history.documents.compactMap { document in
            let hash = Hash256(hashing: document)
            return history.purgedDocuments[hash].map { (hash, history.rooms[$0.room], $0.order) }
        }
    }

    /// The record's file.
    ///
    /// - Parameters:
    ///   - signer: who signs the rooms' ends; the log, unless another is given.
    ///   - shown: which rooms are written, by their indexes.
    /// - Returns: the bytes.
    /// - Throws: when the signer cannot sign.
    public func file(signedBy signer: LogKey? = nil, rooms shown: [Int] = [0, 1]) throws(RecordError)
        -> [UInt8]
    {
        var writer = RecordWriter(header)
        for checkpoint in checkpoints { writer.add(checkpoint: checkpoint) }
        writer.add(leaves: leaves)
        for room in shown {
            writer.begin(room: names[room])
            for entry in rooms[room] { writer.add(entry) }
        }
        for document in documents { writer.add(document: document) }
        for document in purgedDocuments {
            writer.add(purgedDocument: document.hash, room: document.room, order: document.order)
        }
        try writer.finish(signedBy: signer ?? key)
        return writer.take()
    }

    /// The receipt of a sealed entry; nil while no checkpoint covers it.
    public func receipt(room: Int, seq: Int) -> SealedReceipt? {
        guard let leaf = rooms[room][seq - 1].leaf, let checkpoint = checkpoints.last else { return nil }
        return SealedReceipt(
            of: rooms[room][seq - 1],
            room: names[room],
            leaf: leaf,
            proof: MerkleTree.inclusionProof(of: leaf, in: leaves),
            checkpoint: checkpoint,
            key: key.verifier
        )
    }

    /// Numbers a room's entries anew and computes their digests, as somebody would who rewrites it.
    public mutating func rehash(room: Int) {
        var (previous, seq) = (EntryDigest.origin, 0)
        for index in rooms[room].indices {
            seq += 1
            rooms[room][index].seq = seq
            rooms[room][index].previous = previous
            rooms[room][index].digest = Self.digest(of: rooms[room][index], names[room])
            previous = rooms[room][index].digest
        }
    }

    private static func entry(
        _ fact: SampleHistory.Fact,
        in room: [RecordEntry],
        room name: String,
        _ leaf: Int?
    ) -> RecordEntry {
        var entry = RecordEntry(
            seq: room.count + 1,
            recordedAt: fact.recordedAt,
            seat: fact.seat,
            kind: fact.kind,
            content: .body(salt: fact.salt, bytes: fact.body),
            previous: room.last?.digest ?? EntryDigest.origin,
            digest: EntryDigest.origin,
            leaf: leaf
        )
        if let order = fact.purgeOrder { entry.content = .purged(digest: entry.bodyDigest, order: order) }
        entry.digest = digest(of: entry, name)
        return entry
    }

    private static func digest(of entry: RecordEntry, _ room: String) -> Hash256 {
        EntryDigest.digest(
            room: room,
            seq: entry.seq,
            recordedAt: entry.recordedAt,
            seat: entry.seat,
            kind: entry.kind,
            bodyDigest: entry.bodyDigest,
            previous: entry.previous
        )
    }
}
