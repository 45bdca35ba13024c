public import CivilTime
public import Postgres
import Record
public import Table

/// The private rooms of one party, by that party's own login.
///
/// Nothing is remembered from one request to the next, and none carries rights of its own: each is one transaction
/// that brings the caller's token, by which the database decides what is to be seen. Without a live token of a person
/// with a seat of the party, every room is as if nobody had ever used it.
public struct CaucusStore: Sendable {
    /// Whose rooms.
    public let party: CaucusParty
    /// The party's connections.
    public let pool: PostgresPool

    /// The rooms of a party.
    public init(_ party: CaucusParty, pool: PostgresPool) {
        self.party = party
        self.pool = pool
    }

    /// Every entry of a room in order, checked against its chain, with the room's end.
    ///
    /// - Throws: `StoreError.damaged` naming the first entry that does not fit.
    public func entries(of negotiation: Handle, token: String) async throws -> (room: Room, entries: [Entry])
    {
        var room = Room(
            id: 0,
            name: .caucus(of: party, at: negotiation.text),
            seq: 0,
            digest: EntryDigest.origin
        )
        var entries: [Entry] = []
        while true {
            let results = try await run(
                [
                    StoredQuery.findCaucus(negotiation.text),
                    StoredQuery.caucusTail(negotiation.text, room.seq, Self.page),
                ],
                token: token,
                writes: false
            )
            let head = try results[0].first.map { try $0.decode("head_seq", as: Int.self) } ?? 0
            for row in results[1] {
                let entry = try Entry(row)
                try Store.check(entry, of: room.name, follows: (room.seq, room.digest))
                room = room.moved(to: entry)
                entries.append(entry)
            }
            if results[1].count == Self.page { continue }
            // One may have been added after the head was read; none may be missing.
            guard room.seq >= head else {
                throw StoreError(
                    .damaged,
                    "The record is damaged: \(room.name) ends at entry \(head) by its head, and its entries end before."
                )
            }
            return (room, entries)
        }
    }

    /// A draft's bytes, hashed again as they are read; nil where the room has none of that hash.
    public func content(sha256 digest: [UInt8], of negotiation: Handle, token: String) async throws
        -> [UInt8]?
    {
        let rows = try await run(
            [StoredQuery.getDraft(negotiation.text, digest)],
            token: token,
            writes: false
        )
        guard let row = rows[0].first else { return nil }
        let bytes = try row.decode("bytes", as: [UInt8].self)
        guard sha256(bytes) == digest else {
            throw StoreError(.damaged, "A draft is damaged: its bytes hash otherwise.")
        }
        return bytes
    }

    /// What a request was answered before; nil where its key is new.
    ///
    /// - Returns: the fingerprint of the request as it was, and the reply.
    public func answered(
        _ request: RequestKey,
        in negotiation: Handle,
        token: String
    ) async throws -> (fingerprint: [UInt8], reply: Reply)? {
        let query = StoredQuery.caucusAnswered(negotiation.text, request.seat, request.key)
        return try await run([query], token: token, writes: false)[0].first.map { row in
            (
                try row.decode("fingerprint"),
                Reply(status: try row.decode("status"), body: try row.decode("reply"))
            )
        }
    }

    /// Appends what was added to a room, all or nothing.
    ///
    /// - Parameters:
    ///   - writer: the room with its new entry.
    ///   - content: a draft's text.
    ///   - answer: what the request is answered, and when.
    ///   - token: whose token speaks.
    /// - Throws: `StoreError.headMoved` when the room's head is no longer where the writing began, `.denied` when the
    ///   token does not let its bearer write there.
    public func append(
        _ writer: RoomWriter,
        content: [UInt8]?,
        answer: (request: RequestKey, reply: Reply, at: Instant)?,
        token: String
    ) async throws {
        let negotiation = writer.base.name.handle
        var queries = [StoredQuery.createCaucus(negotiation)]
        if let content {
            queries.append(StoredQuery.putDraft(negotiation, sha256(content), content))
        }
        for entry in writer.entries {
            let fields = entry.fields
            queries.append(StoredQuery.advanceCaucus(negotiation, fields.seq - 1, entry.digest.bytes))
            queries.append(
                StoredQuery.appendToCaucus(
                    negotiation,
                    fields.seq,
                    fields.recordedAt,
                    fields.seat,
                    fields.kind,
                    entry.salt,
                    fields.body,
                    entry.bodyDigest.bytes,
                    entry.previous.bytes,
                    entry.digest.bytes
                )
            )
        }
        if let (request, reply, instant) = answer {
            queries.append(
                StoredQuery.answerInCaucus(
                    negotiation,
                    request.seat,
                    request.key,
                    request.fingerprint,
                    instant,
                    reply.status,
                    reply.body
                )
            )
        }
        _ = try await run(queries, token: token, writes: true)
    }

    /// Runs the queries behind the caller's token, in one transaction and one round trip.
    private func run(_ queries: [Query], token: String, writes: Bool) async throws -> [Rows] {
        let all = [StoredQuery.enterCaucus(token, writes ? "off" : "on")] + queries
        return try await mapped { () async throws(PostgresError) in
            Array(try await pool.batch(all).dropFirst())
        }
    }

    private static let page = 1_000
}
