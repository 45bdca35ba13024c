import Record
import Store

/// A record's file on its way out, in parts as they are read: a page of entries or a document at a time, so that a long
/// record takes no more memory than a short one.
public struct RecordExport: Sendable {
    let store: Store
    let key: LogKey
    var writer: RecordWriter
    /// Which leaf each entry is, by room and number.
    let places: [Int: [Int: Int]]
    var rooms: [Room]
    var documents: [String]
    /// Those of them that are purged, though the same bytes may have been sent anew and not been exchanged yet.
    let purged: Set<String>
    private var head: Room?
    private var isFinished = false

    init(
        store: Store,
        key: LogKey,
        writer: RecordWriter,
        places: [Int: [Int: Int]],
        rooms: [Room],
        documents: [String],
        purged: Set<String>
    ) {
        self.store = store
        self.key = key
        self.writer = writer
        self.places = places
        self.rooms = rooms
        self.documents = documents
        self.purged = purged
    }

    /// The next part; nil after the last.
    ///
    /// - Returns: its bytes.
    /// - Throws: `StoreError`, by which the file ends unfinished.
    public mutating func next() async throws -> [UInt8]? {
        if let room = rooms.first {
            try await add(room)
        } else if !documents.isEmpty {
            try await add(documents.removeFirst())
        } else if !isFinished {
            try writer.finish(signedBy: key)
            isFinished = true
        } else {
            return nil
        }
        return writer.take()
    }

    /// Adds a page of the first room's entries, and goes on to the next room after the last page.
    private mutating func add(_ room: Room) async throws {
        if head == nil { writer.begin(room: room.name.description) }
        var end = head ?? Room(before: room)
        let limit = min(500, room.seq - end.seq)
        let page =
            limit > 0
            ? try await store.tail(of: room, after: end.seq, previous: end.digest, limit: limit) : []
        for entry in page {
            writer.add(RecordEntry(entry, leaf: places[room.id]?[entry.fields.seq]))
            end = end.moved(to: entry)
        }
        head = end
        guard end.seq == room.seq || page.isEmpty else { return }
        guard end.seq == room.seq, end.digest == room.digest else {
            throw StoreError(
                .damaged,
                "The record is damaged: \(room.name) ends at entry \(room.seq) by its head, and its entries end otherwise."
            )
        }
        rooms.removeFirst()
        head = nil
    }

    private mutating func add(_ document: String) async throws {
        guard let digest = Hash256(hexadecimal: document) else { return }
        if !purged.contains(document), let bytes = try await store.content(sha256: digest.bytes) {
            writer.add(document: bytes)
        } else if let order = try await store.purgeOrder(ofDocument: digest.bytes) {
            writer.add(purgedDocument: digest, room: order.room.description, order: order.seq)
        }
    }
}
