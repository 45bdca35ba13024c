/// A room of a record's file as far as it was read.
struct RoomWalk {
    let name: String
    let nameBytes: [UInt8]
    var seq = 0
    var recordedAt: Int64?
    var digest = EntryDigest.origin
    var leaf = -1
    var unsealed = 0
    var purged: [Purged] = []
    /// What entries purge, by their numbers.
    var orders: [Int: PurgeOrder] = [:]

    /// A purged entry with the number of the entry that ordered it.
    struct Purged {
        let seq: Int
        let order: Int
        /// Whether it ordered a purge itself, and so must never be purged.
        let isOrder: Bool
        /// Where its line begins.
        let place: Int
    }

    init(_ name: String) {
        self.name = name
        nameBytes = Array(name.utf8)
    }

    var summary: RecordSummary.Room {
        RecordSummary.Room(
            name: name,
            entries: seq,
            digest: digest,
            unsealed: unsealed,
            purged: purged.count
        )
    }
}
