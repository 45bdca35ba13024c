public import CivilTime

/// An entry as a record's file shows it.
public struct RecordEntry: Hashable, Sendable {
    /// What is left of its body.
    public enum Content: Hashable, Sendable {
        /// The body with its salt.
        case body(salt: [UInt8], bytes: [UInt8])
        /// Its digest alone, with the number of the entry of the same room that ordered the purge.
        case purged(digest: Hash256, order: Int)
    }

    /// Its place in the room, from 1.
    public var seq: Int
    /// When it was recorded.
    public var recordedAt: Instant
    /// Whose act it is: a seat's handle; nil for the clock and the operator.
    public var seat: String?
    /// The word for its kind.
    public var kind: String
    /// What is left of its body.
    public var content: Content
    /// The digest of the entry before it.
    public var previous: Hash256
    /// Its own digest.
    public var digest: Hash256
    /// Its place among the leaves of the zone's tree, from 0; nil while no checkpoint covers it.
    public var leaf: Int?

    /// An entry by its fields.
    public init(
        seq: Int,
        recordedAt: Instant,
        seat: String?,
        kind: String,
        content: Content,
        previous: Hash256,
        digest: Hash256,
        leaf: Int?
    ) {
        self.seq = seq
        self.recordedAt = recordedAt
        self.seat = seat
        self.kind = kind
        self.content = content
        self.previous = previous
        self.digest = digest
        self.leaf = leaf
    }

    /// The digest of its body, as the entry's own digest covers it.
    public var bodyDigest: Hash256 {
        switch content {
        case .body(let salt, let bytes): BodyDigest.of(salt: salt, body: bytes)
        case .purged(let digest, _): digest
        }
    }
}
