public import CivilTime
import Postgres
public import Record

/// A checkpoint of a zone's tree, as it was signed.
public struct SealedCheckpoint: Hashable, Sendable {
    /// How many entries it covers.
    public let size: Int
    /// The signed note.
    public let note: String
}

/// Where an entry stands in its zone's tree.
public struct LeafPlace: Hashable, Sendable {
    /// The room's number.
    public let room: Int
    /// The entry's number.
    public let seq: Int
    /// Its place in the tree, from 0.
    public let index: Int
}

extension Store {
    /// The zones with entries that no checkpoint covers yet, by the numbers of their hallways.
    public func sealableZones() async throws -> [Int] {
        try await run(StoredQuery.sealableZones()).map { try $0.decode("zone_id") }
    }

    /// Puts a zone's new entries into its tree and keeps the checkpoint that is signed over it.
    ///
    /// Only one daemon at a time extends a tree. Every entry is hashed anew from what is read back: a checkpoint is never
    /// signed over something that the record does not hold.
    ///
    /// - Parameters:
    ///   - zone: the number of the zone's hallway.
    ///   - now: the instant of sealing.
    ///   - limit: the most entries to take in at once.
    ///   - sign: makes the note of a tree from the zone's handle, the size and the root.
    /// - Returns: how many entries were taken in.
    /// - Throws: `StoreError.damaged` naming an entry that is not what was recorded; nothing is then sealed.
    public func seal(
        zone: Int,
        at now: Instant,
        limit: Int,
        sign: (_ zone: String, _ size: Int, _ root: Hash256) throws -> String
    ) async throws -> Int {
        do {
            return try await pool.transaction { transaction in
                _ = try await transaction.query(StoredQuery.beginTree(zone))
                guard let tree = try await transaction.query(StoredQuery.holdTree(zone)).first,
                    var frontier = Frontier(bytes: try tree.decode("frontier"))
                else { throw StoreError(.damaged, "The tree of the zone in room \(zone) cannot be read.") }
                let leaves = try await transaction.query(StoredQuery.unsealed(zone, limit)).map(Self.leaf)
                guard !leaves.isEmpty else { return 0 }
                let start = frontier.size
                for leaf in leaves { frontier.append(MerkleTree.leaf(leaf.digest)) }
                let note = try sign(try tree.decode("handle"), frontier.size, frontier.root)
                var ends: [Int: Int] = [:]
                for leaf in leaves { ends[leaf.room] = leaf.seq }
                let rooms = ends.keys.sorted()
                _ = try await transaction.batch([
                    StoredQuery.insertLeaves(
                        zone,
                        Array(start..<frontier.size),
                        leaves.map(\.room),
                        leaves.map(\.seq),
                        leaves.map { MerkleTree.leaf($0.digest).bytes }
                    ),
                    StoredQuery.finishSeal(
                        zone,
                        frontier.bytes,
                        rooms,
                        rooms.map { ends[$0] ?? 0 },
                        frontier.size,
                        note,
                        now
                    ),
                ])
                return leaves.count
            }
        } catch let error as PostgresError {
            throw StoreError(error)
        }
    }

    private static func leaf(_ row: Row) throws -> (room: Int, seq: Int, digest: Hash256) {
        let entry = try Entry(row)
        let kind = RoomName.Kind(rawValue: try row.decode("room_kind")) ?? .table
        let room = RoomName(kind: kind, handle: try row.decode("handle"))
        if let fault = entry.fault(in: room) {
            throw StoreError(
                .damaged,
                "The record is damaged: entry \(entry.fields.seq) of \(room) \(fault). Nothing is sealed."
            )
        }
        return (try row.decode("room_id"), entry.fields.seq, entry.digest)
    }

    /// The last checkpoint of a zone; nil while it has none.
    public func latestCheckpoint(ofZone zone: Int) async throws -> SealedCheckpoint? {
        try await run(StoredQuery.latestCheckpoint(zone)).first.map(Self.checkpoint)
    }

    /// Every checkpoint of a zone, oldest first.
    public func checkpoints(ofZone zone: Int) async throws -> [SealedCheckpoint] {
        try await run(StoredQuery.checkpoints(zone)).map(Self.checkpoint)
    }

    /// The leaves of a zone's tree below a size, in order.
    public func leaves(ofZone zone: Int, below size: Int) async throws -> [Hash256] {
        try await run(StoredQuery.leaves(zone, size)).map { try $0.digest("hash") }
    }

    /// Where the entries of some rooms stand in their zone's tree, as far as it is sealed up to a size.
    public func places(of rooms: [Int], below size: Int) async throws -> [LeafPlace] {
        try await run(StoredQuery.places(rooms, size)).map(Self.place)
    }

    /// Which entry each leaf of a zone's tree is, in order.
    public func places(inZone zone: Int) async throws -> [LeafPlace] {
        try await run(StoredQuery.zonePlaces(zone)).map(Self.place)
    }

    private static func place(_ row: Row) throws -> LeafPlace {
        LeafPlace(
            room: try row.decode("room_id"),
            seq: try row.decode("seq"),
            index: try row.decode("leaf_index")
        )
    }

    /// The room and the number of the entry that ordered a document to be purged; nil where none did.
    public func purgeOrder(ofDocument digest: [UInt8]) async throws -> (room: RoomName, seq: Int)? {
        guard let row = try await run(StoredQuery.contentPurgeOrder(digest)).first,
            let kind = RoomName.Kind(rawValue: try row.decode("kind"))
        else { return nil }
        return (RoomName(kind: kind, handle: try row.decode("handle")), try row.decode("order_seq"))
    }

    /// Whether somebody sent the bytes of a document.
    public func hasUpload(by person: String, of digest: [UInt8]) async throws -> Bool {
        try await run(StoredQuery.findUpload(person, digest)).first?.decode("found") ?? false
    }

    /// How much somebody uploaded since an instant: when each document came, and its bytes.
    public func uploads(by person: String, since instant: Instant) async throws -> [(at: Instant, bytes: Int)]
    {
        try await run(StoredQuery.listUploads(person, instant)).map { row in
            (at: try row.decode("sent_at"), bytes: try row.decode("bytes"))
        }
    }

    /// Names the key by which checkpoints are signed, unless one is named already.
    ///
    /// - Returns: the key that is named.
    public func settleLogKey(_ vkey: String) async throws -> String {
        _ = try await run(StoredQuery.insertLogKey(vkey))
        return try await logKey() ?? vkey
    }

    /// The key by which checkpoints are signed; nil while none is named.
    public func logKey() async throws -> String? {
        try await run(StoredQuery.logKey()).first?.decode("vkey")
    }

    private static func checkpoint(_ row: Row) throws -> SealedCheckpoint {
        SealedCheckpoint(size: try row.decode("size"), note: try row.decode("note"))
    }
}
