public import CivilTime
public import Postgres
public import Record
public import Table

/// PostgreSQL as the memory of the record: what is committed here is what happened.
///
/// Every write is part of one transaction in one round trip. Nothing here knows the time: instants are parameters.
public struct Store: Sendable {
    /// The connections.
    public let pool: PostgresPool
    private let commits = CommitQueue()

    /// A store on a pool whose database has been migrated.
    public init(pool: PostgresPool) {
        self.pool = pool
    }

    /// Writes everything or nothing, in one commit with what else is to be written at the same time.
    ///
    /// - Throws: `StoreError.headMoved` when a room's head is no longer where the writing began.
    public func commit(_ writing: Writing) async throws {
        try await commits.commit(writing) { writing in
            let queries = writing.queries
            guard !queries.isEmpty else { return }
            try await mapped { () async throws(PostgresError) in _ = try await pool.batch(queries) }
        }
    }

    /// A new room that the next writing makes.
    public func reserve(_ name: RoomName) async throws -> RoomWriter {
        let rows = try await run(StoredQuery.reserveRoom())
        guard let row = rows.first else {
            throw StoreError(.failed, "The database gave no number for a new room.")
        }
        return RoomWriter(
            Room(id: try row.decode("id"), name: name, seq: 0, digest: EntryDigest.origin),
            isNew: true
        )
    }

    /// The room of a name, with the end of its chain; nil where there is none.
    public func room(_ name: RoomName) async throws -> Room? {
        try await run(StoredQuery.findRoom(name.kind.rawValue, name.handle)).first.map { row in
            Room(
                id: try row.decode("id"),
                name: name,
                seq: try row.decode("head_seq"),
                digest: try row.digest("head_digest")
            )
        }
    }

    /// Every room there is, in the order in which they were made.
    public func rooms() async throws -> [Room] {
        try await run(StoredQuery.listRooms()).compactMap { row in
            guard let kind = RoomName.Kind(rawValue: try row.decode("kind")) else { return nil }
            return Room(
                id: try row.decode("id"),
                name: RoomName(kind: kind, handle: try row.decode("handle")),
                seq: try row.decode("head_seq"),
                digest: try row.digest("head_digest")
            )
        }
    }

    /// The entries of a room behind a sequence number, in order, checked against their chain as they are read.
    ///
    /// - Parameters:
    ///   - room: the room.
    ///   - seq: the last sequence number that is known already.
    ///   - previous: the digest of that entry.
    ///   - limit: the most entries to read.
    /// - Returns: the entries, in order.
    /// - Throws: `StoreError.damaged` naming the first entry that does not fit.
    public func tail(
        of room: Room,
        after seq: Int,
        previous: Hash256,
        limit: Int = 1_000
    ) async throws -> [Entry] {
        var last = (seq: seq, digest: previous)
        return try await run(StoredQuery.tail(room.id, seq, limit)).map { row in
            let entry = try Entry(row)
            try Self.check(entry, of: room.name, follows: last)
            last = (entry.fields.seq, entry.digest)
            return entry
        }
    }

    /// The next entries of several rooms, read at once, in order and checked against their chains.
    ///
    /// - Parameters:
    ///   - rooms: each room with its end as far as it is known already.
    ///   - limit: the most entries to read of each.
    /// - Returns: the entries by the room's number; none for a room that has no more.
    /// - Throws: `StoreError.damaged` naming the first entry that does not fit.
    public func tails(of rooms: [Room], limit: Int = 50) async throws -> [Int: [Entry]] {
        guard !rooms.isEmpty else { return [:] }
        var heads = Dictionary(uniqueKeysWithValues: rooms.map { ($0.id, $0) })
        var tails: [Int: [Entry]] = [:]
        for row in try await run(StoredQuery.tails(rooms.map(\.id), rooms.map(\.seq), limit)) {
            let entry = try Entry(row)
            let id = try row.decode("room_id", as: Int.self)
            guard let head = heads[id] else { continue }
            try Self.check(entry, of: head.name, follows: (head.seq, head.digest))
            heads[id] = head.moved(to: entry)
            tails[id, default: []].append(entry)
        }
        return tails
    }

    static func check(_ entry: Entry, of room: RoomName, follows last: (seq: Int, digest: Hash256))
        throws
    {
        let place = "entry \(entry.fields.seq) of \(room)"
        guard entry.fields.seq == last.seq + 1 else {
            throw StoreError(
                .damaged,
                "The record is damaged: after entry \(last.seq) of \(room) comes \(place)."
            )
        }
        guard entry.previous == last.digest else {
            throw StoreError(
                .damaged,
                "The record is damaged: \(place) does not name the digest of the one before it."
            )
        }
        if let fault = entry.fault(in: room) {
            throw StoreError(.damaged, "The record is damaged: \(place) \(fault).")
        }
    }

    /// A document's bytes, hashed again as they are read; nil where there is none of that hash, or it was purged.
    public func content(sha256 wanted: [UInt8]) async throws -> [UInt8]? {
        guard let row = try await run(StoredQuery.getContent(wanted)).first else { return nil }
        guard let bytes = try row.decode("bytes", as: [UInt8]?.self) else { return nil }
        guard sha256(bytes) == wanted else {
            throw StoreError(
                .damaged,
                "The document \(hexadecimal(wanted)) is damaged: its bytes hash otherwise."
            )
        }
        return bytes
    }

    /// The text of the rule pack that a negotiation was opened under, hashed again; nil where the record has none.
    ///
    /// Unlike other documents, this one can be read by the clock's login.
    public func packText(of negotiation: Handle, sha256 digest: [UInt8]) async throws -> [UInt8]? {
        guard let row = try await run(StoredQuery.packText(negotiation.text)).first else { return nil }
        let bytes = try row.decode("bytes", as: [UInt8].self)
        return sha256(bytes) == digest ? bytes : nil
    }

    /// The texts of calendars and counting rules that a negotiation's dates are counted by, under their SHA-256 in
    /// hexadecimal, as far as the record has them; hashed again.
    ///
    /// Like the rule pack's, they can be read by the clock's login.
    public func pinnedTexts(of negotiation: Handle) async throws -> [String: [UInt8]] {
        let texts = try await run(StoredQuery.pinnedTexts(negotiation.text)).map { row in
            try row.decode("bytes", as: [UInt8].self)
        }
        return Dictionary(texts.map { (hexadecimal(sha256($0)), $0) }) { first, _ in first }
    }

    /// What a request was answered before; nil where its key is new.
    ///
    /// - Returns: the fingerprint of the request as it was, and the reply.
    public func answered(_ request: RequestKey) async throws -> (fingerprint: [UInt8], reply: Reply)? {
        try await run(StoredQuery.findAct(request.seat, request.key)).first.map { row in
            (
                try row.decode("fingerprint"),
                Reply(status: try row.decode("status"), body: try row.decode("reply"))
            )
        }
    }

    /// The database server's own clock.
    public func clock() async throws -> Instant {
        guard let row = try await run(StoredQuery.readClock()).first else {
            throw StoreError(.failed, "The database did not tell the time.")
        }
        return try row.decode("now")
    }

    func run(_ query: Query) async throws -> Rows {
        try await mapped { () async throws(PostgresError) in try await pool.query(query) }
    }
}

/// Runs a body and says in the record's words what goes wrong; a task that was cancelled learns of that.
func mapped<Value>(_ body: () async throws(PostgresError) -> Value) async throws -> Value {
    do {
        return try await body()
    } catch {
        if error.code == .cancelled, Task.isCancelled { throw CancellationError() }
        throw StoreError(error)
    }
}

extension Entry {
    init(_ row: Row) throws(PostgresError) {
        let fields = EntryFields(
            seq: try row.decode("seq"),
            recordedAt: try row.decode("recorded_at"),
            seat: try row.decode("seat"),
            kind: try row.decode("kind"),
            body: try row.decode("body")
        )
        self.init(
            fields: fields,
            salt: try row.decode("salt"),
            bodyDigest: try row.digest("body_digest"),
            previous: try row.digest("previous"),
            digest: try row.digest("digest"),
            purgedBy: try row.decode("order_seq")
        )
    }
}
