public import CivilTime
import Record
public import Store

/// What a recorded act can be proved by: its place in the record and the digest there.
public struct Receipt: Hashable, Sendable {
    /// The room, `table/springfield-2026-1`.
    public let room: String
    /// The entry's sequence number.
    public let seq: Int
    /// The word for the entry's kind.
    public let kind: String
    /// When it was recorded.
    public let recordedAt: Instant
    /// The entry's digest, in hexadecimal.
    public let digest: String

    /// The receipt of an entry.
    public init(_ entry: Entry, in room: RoomName) {
        self.room = room.description
        seq = entry.fields.seq
        kind = entry.fields.kind
        recordedAt = entry.fields.recordedAt
        digest = entry.digest.description
    }
}
