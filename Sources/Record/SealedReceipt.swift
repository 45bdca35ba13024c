public import CivilTime

/// What a side keeps of an act: the entry, and the proof that the log committed to it.
public struct SealedReceipt: Hashable, Sendable {
    /// The first line of every receipt.
    public static let magic = "bargain receipt 2"

    /// The room's name.
    public let room: String
    /// The entry's place in the room, from 1.
    public let seq: Int
    /// When it was recorded.
    public let recordedAt: Instant
    /// Whose act it is; nil for the clock and the operator.
    public let seat: String?
    /// The word for its kind.
    public let kind: String
    /// The digest of its body.
    public let bodyDigest: Hash256
    /// The digest of the entry before it.
    public let previous: Hash256
    /// The entry's digest.
    public let digest: Hash256
    /// Its place among the leaves of the zone's tree, from 0.
    public let leaf: Int
    /// The hashes that lead from the leaf to the checkpoint's root.
    public let proof: [Hash256]
    /// The log's public key, for information.
    public let key: LogVerifier
    /// The checkpoint's note.
    public let checkpoint: [UInt8]

    /// A receipt for an entry that a checkpoint covers.
    ///
    /// - Parameters:
    ///   - entry: the entry.
    ///   - room: its room's name.
    ///   - leaf: its place among the leaves.
    ///   - proof: what leads from there to the checkpoint's root.
    ///   - checkpoint: the checkpoint.
    ///   - key: the log's public key.
    public init(
        of entry: RecordEntry,
        room: String,
        leaf: Int,
        proof: [Hash256],
        checkpoint: SignedNote,
        key: LogVerifier
    ) {
        self.init(
            room: room,
            seq: entry.seq,
            recordedAt: entry.recordedAt,
            seat: entry.seat,
            kind: entry.kind,
            bodyDigest: entry.bodyDigest,
            previous: entry.previous,
            digest: entry.digest,
            leaf: leaf,
            proof: proof,
            key: key,
            checkpoint: checkpoint.bytes
        )
    }

    init(
        room: String,
        seq: Int,
        recordedAt: Instant,
        seat: String?,
        kind: String,
        bodyDigest: Hash256,
        previous: Hash256,
        digest: Hash256,
        leaf: Int,
        proof: [Hash256],
        key: LogVerifier,
        checkpoint: [UInt8]
    ) {
        self.room = room
        self.seq = seq
        self.recordedAt = recordedAt
        self.seat = seat
        self.kind = kind
        self.bodyDigest = bodyDigest
        self.previous = previous
        self.digest = digest
        self.leaf = leaf
        self.proof = proof
        self.key = key
        self.checkpoint = checkpoint
    }

    /// The receipt as a file.
    public var bytes: [UInt8] {
        let lines =
            [
                Self.magic, "room \(room)", "seq \(seq)", "recorded_at \(recordedAt.microseconds)",
                "seat \(seat ?? "-")", "kind \(kind)", "body_digest \(bodyDigest)", "previous \(previous)",
                "digest \(digest)", "leaf \(leaf)", "proof \(proof.count)",
            ] + proof.map(\.description) + ["key \(key)", "checkpoint \(checkpoint.count)"]
        return Array(lines.map { $0 + "\n" }.joined().utf8) + checkpoint
    }
}
