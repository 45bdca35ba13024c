import CivilTime
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

    /// The standing at the head of a room that was just read.
    func standing(upTo room: Room) async throws -> Standing? {
        let known = remembered.withLock { $0 }
        if let known, known.room.seq == room.seq { return known }
        if let known, known.room.seq > room.seq { return known }
        let standing = try await read(room, from: known)
        if let standing { remember(standing) }
        return standing
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
        return try await read(room, from: nil, until: instant)
    }

    private func read(_ room: Room, from known: Standing?, until instant: Instant? = nil) async throws
        -> Standing?
    {
        var head = known?.room ?? Room(before: room)
        var state = known?.state ?? .none
        var rules = known?.rules
        while true {
            let entries = try await store.tail(of: room, after: head.seq, previous: head.digest)
            for entry in entries {
                if let instant, entry.fields.recordedAt > instant { break }
                let fact = try JSONText.value(NegotiationFact.self, from: entry.fields.body)
                if rules == nil, case .opened(let opened) = fact {
                    rules = try await rulebook.proceeding(for: opened)
                }
                guard let rules else {
                    throw StoreError(.damaged, "The first entry of \(name) does not open a negotiation.")
                }
                state = try state.applying(
                    fact,
                    seq: entry.fields.seq,
                    recordedAt: entry.fields.recordedAt,
                    under: rules
                )
                head = head.moved(to: entry)
            }
            if entries.isEmpty || head.seq < (entries.last?.fields.seq ?? 0) { break }
        }
        return rules.map { Standing(room: head, state: state, rules: $0) }
    }
}
