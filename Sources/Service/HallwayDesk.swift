import CivilTime
import Record
import Store
import Synchronization
import Table

/// Where the facts of one zone are taken in, one after the other.
final class HallwayDesk: Sendable {
    /// A zone with the room that its entries stand in.
    struct Standing: Sendable {
        let room: Room
        let zone: Zone
        let lastRecorded: Instant?
    }

    private let name: RoomName
    private let store: Store
    private let turn = Turn()
    private let remembered = Mutex<Standing?>(nil)

    init(zone: Handle, store: Store) {
        name = .hallway(zone.text)
        self.store = store
    }

    /// Runs one act when the desk is free.
    func attend<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await turn.take(body)
    }

    /// The zone as the record has it now; nil where there is no such zone.
    func current() async throws -> Standing? {
        guard let room = try await store.room(name) else { return nil }
        let known = remembered.withLock { $0 }
        if let known, known.room.seq >= room.seq { return known }
        var head = known?.room ?? Room(before: room)
        var zone = known?.zone ?? Zone()
        var lastRecorded = known?.lastRecorded
        while true {
            let entries = try await store.tail(of: room, after: head.seq, previous: head.digest)
            for entry in entries {
                zone.apply(
                    try JSONText.value(ZoneFact.self, from: entry.fields.body),
                    digest: entry.digest.description
                )
                head = head.moved(to: entry)
                lastRecorded = entry.fields.recordedAt
            }
            if entries.isEmpty { break }
        }
        let standing = Standing(room: head, zone: zone, lastRecorded: lastRecorded)
        remembered.withLock { known in
            if head.seq >= known?.room.seq ?? 0 { known = standing }
        }
        return standing
    }
}

/// New entries of a zone on their way into the record, with the rows that they make.
struct HallwayStage: Sendable {
    private(set) var writer: RoomWriter
    private(set) var zone: Zone
    private(set) var facts: [ZoneFact] = []
    private var lastRecorded: Instant?
    private let randomness: Randomness

    init(_ standing: HallwayDesk.Standing, _ randomness: Randomness) {
        self.randomness = randomness
        writer = RoomWriter(standing.room)
        zone = standing.zone
        lastRecorded = standing.lastRecorded
    }

    init(establishing room: RoomWriter, _ randomness: Randomness) {
        self.randomness = randomness
        writer = room
        zone = Zone()
    }

    /// Adds a fact as the next entry; its time is never before that of the entry before it.
    @discardableResult
    mutating func record(_ fact: ZoneFact, by seat: Handle?, at now: Instant) throws -> Entry {
        let earliest = lastRecorded?.adding(microseconds: 1) ?? now
        let entry = writer.add(
            kind: fact.kind,
            body: try JSONText.bytes(fact),
            salt: randomness.salt,
            seat: seat?.text,
            recordedAt: max(now, earliest)
        )
        zone.apply(fact, digest: entry.digest.description)
        facts.append(fact)
        lastRecorded = entry.fields.recordedAt
        return entry
    }

    /// Adds the entries and their rows to what a commit writes.
    func join(_ writing: inout Writing) {
        writing.add(writer)
        for fact in facts { writing.add(fact, room: writer.base.id) }
    }
}
