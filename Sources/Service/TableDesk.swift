import CivilTime
import Law
import Store
import Synchronization
import Table

/// Where the acts of one negotiation are taken in, one after the other.
///
/// It remembers the standing after the last commit and decides on that; when another daemon wrote in the meantime, the
/// commit fails whole, the tail is read, and it decides again.
final class TableDesk: Sendable {
    private let name: RoomName
    private let store: Store
    private let rulebook: Rulebook
    private let turn = Turn()
    private let remembered = Mutex<Standing?>(nil)

    init(negotiation: Handle, store: Store, rulebook: Rulebook) {
        name = .table(negotiation.text)
        self.store = store
        self.rulebook = rulebook
    }

    /// Runs one act when the desk is free.
    func attend<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await turn.take(body)
    }

    /// The standing after the last commit that this desk knows of; nil where there is no such negotiation.
    func remembering() async throws -> Standing? {
        if let standing = remembered.withLock({ $0 }) { return standing }
        return try await current()
    }

    /// The standing as the record has it now; nil where there is no such negotiation.
    func current() async throws -> Standing? {
        guard let room = try await store.room(name) else { return nil }
        return try await standing(upTo: room)
    }

    /// The standing at the head of a room that was just read, its tail read through the desk's own store or another.
    func standing(upTo room: Room, through other: Store? = nil) async throws -> Standing? {
        let known = remembered.withLock { $0 }
        if let known, known.room.seq >= room.seq { return known }
        let standing = try await read(room, from: known, through: other ?? store)
        if let standing { remember(standing) }
        return standing
    }

    /// How much of a room is known: its end as of the last commit that this desk knows of.
    func known(of room: Room) -> Room {
        remembered.withLock { $0?.room } ?? Room(before: room)
    }

    /// Takes in entries that were read elsewhere, unless they are not the next behind what is known by now.
    func take(_ entries: [Entry], of room: Room, through other: Store? = nil) async throws {
        let known = remembered.withLock { $0 }
        guard entries.first?.fields.seq == (known?.room.seq ?? 0) + 1 else { return }
        let store = other ?? store
        if let standing = try await standing(entries[...], behind: known, of: room, through: store) {
            remember(standing)
        }
    }

    /// Remembers a standing, unless a later one is known.
    func remember(_ standing: Standing) {
        remembered.withLock { known in
            if standing.room.seq >= known?.room.seq ?? 0 { known = standing }
        }
    }

    /// The standing as it was at an instant, read from the first entry.
    func past(asOf instant: Instant) async throws -> Standing? {
        guard let room = try await store.room(name) else { return nil }
        return try await read(room, from: nil, until: instant, through: store)
    }

    private func read(
        _ room: Room,
        from known: Standing?,
        until instant: Instant? = nil,
        through store: Store
    ) async throws -> Standing? {
        let page = 1_000
        var standing = known
        while true {
            let head = standing?.room ?? Room(before: room)
            let entries = try await store.tail(of: room, after: head.seq, previous: head.digest, limit: page)
            let wanted = entries.prefix { entry in instant.map { entry.fields.recordedAt <= $0 } ?? true }
            standing = try await self.standing(wanted, behind: standing, of: room, through: store)
            if wanted.count < page { return standing }
        }
    }

    /// A standing so many entries later, its docket computed once for the last of them.
    private func standing(
        _ entries: ArraySlice<Entry>,
        behind known: Standing?,
        of room: Room,
        through store: Store
    ) async throws -> Standing? {
        guard let last = entries.last else { return known }
        var negotiation = known?.negotiation ?? Negotiation()
        for entry in entries {
            let fact = try JSONText.value(NegotiationFact.self, from: entry.fields.body)
            negotiation.apply(fact, seq: entry.fields.seq, recordedAt: entry.fields.recordedAt)
        }
        guard let opened = negotiation.opened else {
            throw StoreError(.damaged, "The first entry of \(name) does not open a negotiation.")
        }
        let rules: Proceeding
        if let known {
            rules = known.rules
        } else {
            rules = try await rulebook.proceeding(for: opened, through: store)
        }
        let state = try Projection.State(negotiation, under: rules)
        return Standing(room: room.moved(to: last), state: state, rules: rules)
    }
}
