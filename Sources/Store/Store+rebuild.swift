import Postgres
import Record

extension Store {
    /// Empties every projection and writes it anew, in one transaction that holds all rooms.
    ///
    /// - Parameter make: what is to be written for a room whose entries are given, entry by entry: rows that a later
    ///   entry changes or takes back depend on the order.
    /// - Returns: how many rooms were read.
    /// - Throws: `StoreError`, or what `make` throws; nothing is then changed.
    public func rebuild(make: (Room, [Entry]) async throws -> [Writing])
        async throws -> Int
    {
        do {
            return try await pool.transaction { transaction in
                var rooms: [Room] = []
                for room in try await self.rooms() {
                    guard let row = try await transaction.query(StoredQuery.lockRoom(room.id)).first else {
                        continue
                    }
                    rooms.append(
                        Room(
                            id: room.id,
                            name: room.name,
                            seq: try row.decode("head_seq"),
                            digest: try row.digest("head_digest")
                        )
                    )
                }
                let tables = rooms.filter { $0.name.kind == .table }
                let hallways = rooms.filter { $0.name.kind == .hallway }
                for room in tables { _ = try await transaction.query(StoredQuery.clearNegotiation(room.id)) }
                for room in hallways { _ = try await transaction.query(StoredQuery.clearZone(room.id)) }
                for room in hallways + tables {
                    for queries in try await make(room, try await entries(of: room)).map(\.queries) {
                        guard !queries.isEmpty else { continue }
                        _ = try await transaction.batch(queries, deadline: .seconds(120))
                    }
                }
                return rooms.count
            }
        } catch let error as PostgresError {
            throw StoreError(error)
        }
    }

    /// Every entry of a room, checked against its chain and the chain's end.
    ///
    /// - Throws: `StoreError.damaged` naming the first entry that does not fit.
    public func entries(of room: Room) async throws -> [Entry] {
        var entries: [Entry] = []
        var digest = EntryDigest.origin
        while entries.count < room.seq {
            let more = try await tail(of: room, after: entries.count, previous: digest)
            guard let last = more.last else { break }
            entries += more
            digest = last.digest
        }
        let read = Array(entries.prefix(room.seq))
        guard read.count == room.seq, read.last?.digest ?? EntryDigest.origin == room.digest else {
            throw StoreError(
                .damaged,
                "The record is damaged: \(room.name) ends at entry \(room.seq) by its head, "
                    + "and its entries end otherwise."
            )
        }
        return read
    }
}

extension Store {
    /// One entry of a room, with its digest checked; nil where the room has none of that number.
    public func entry(_ seq: Int, of room: Room) async throws -> Entry? {
        guard let row = try await run(StoredQuery.tail(room.id, seq - 1, 1)).first else { return nil }
        let entry = try Entry(row)
        guard entry.fields.seq == seq else { return nil }
        if let fault = entry.fault(in: room.name) {
            throw StoreError(.damaged, "The record is damaged: entry \(seq) of \(room.name) \(fault).")
        }
        return entry
    }
}
