import CivilTime

/// Writes a record's file, in the order of its parts; the bytes are taken away as they come about.
///
/// Checkpoints by rising size, all leaves, each room with its entries, documents, ``finish(signedBy:)``. What is given
/// in another order, or does not fit together, is written as it is and is found by ``RecordVerifier``.
public struct RecordWriter: Sendable {
    private var bytes: [UInt8]
    private let header: Hash256
    private var heads: [RecordHeads.Head] = []
    private var checkpoints = 0
    private var leaves = 0
    private var entries = 0
    private var documents = 0

    /// Begins a file.
    public init(_ header: RecordHeader) {
        bytes = Array(header.text.utf8)
        self.header = Hash256(hashing: bytes)
    }

    /// What was written since the last time.
    public mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    /// Adds a checkpoint.
    public mutating func add(checkpoint: SignedNote) {
        let note = checkpoint.bytes
        line("checkpoint \(note.count)")
        bytes += note
        checkpoints += 1
    }

    /// Adds the leaves up to the last checkpoint.
    public mutating func add(leaves hashes: some Sequence<Hash256>) {
        line("leaves")
        for hash in hashes {
            line(hash.description)
            leaves += 1
        }
    }

    /// Begins a room; its entries follow.
    public mutating func begin(room: String) {
        line("room \(room)")
        heads.append(RecordHeads.Head(room: room, seq: 0, digest: EntryDigest.origin))
    }

    /// Adds an entry to the room that was begun last.
    public mutating func add(_ entry: RecordEntry) {
        let place = entry.leaf.map(String.init) ?? "-"
        let fields =
            "\(entry.seq) \(entry.recordedAt.microseconds) \(entry.seat ?? "-") \(entry.kind) \(place) "
            + "\(entry.previous) \(entry.digest)"
        switch entry.content {
        case .body(let salt, let body):
            line("entry \(fields) \(Hexadecimal.text(salt)) \(body.count)")
            bytes += body
            line("")
        case .purged(let digest, let order):
            line("purged \(fields) \(digest) \(order)")
        }
        if let room = heads.popLast()?.room {
            heads.append(RecordHeads.Head(room: room, seq: entry.seq, digest: entry.digest))
        }
        entries += 1
    }

    /// Adds a document's bytes.
    public mutating func add(document: [UInt8]) {
        line("document \(Hash256(hashing: document)) \(document.count)")
        bytes += document
        line("")
        documents += 1
    }

    /// Adds a document that was purged, with the entry that ordered it.
    public mutating func add(purgedDocument hash: Hash256, room: String, order: Int) {
        line("purged-document \(hash) \(room) \(order)")
        documents += 1
    }

    /// Ends the file: the log signs where its rooms end.
    ///
    /// - Throws: ``RecordError`` when the log's key cannot sign.
    public mutating func finish(signedBy key: LogKey) throws(RecordError) {
        let note = try key.sign(RecordHeads(header: header, heads: heads).text).bytes
        line("heads \(note.count)")
        bytes += note
        line("end \(checkpoints) \(leaves) \(entries) \(documents)")
    }

    private mutating func line(_ text: String) {
        bytes += text.utf8
        bytes.append(0x0A)
    }
}
