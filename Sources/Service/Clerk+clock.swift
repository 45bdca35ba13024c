public import CivilTime
public import Store
import Law
import Table

/// What a look at the due deadlines came to.
public struct LapseReport: Hashable, Sendable {
    /// How many lapses were recorded.
    public internal(set) var recorded = 0
    /// The negotiations whose deadlines could not be computed, with the reason.
    public internal(set) var failures: [String: String] = [:]
}

extension Clerk {
    /// Records the lapses that are due, with everything that follows from each, a batch of negotiations to a commit.
    ///
    /// Run by any number of daemons at once, it records each lapse once: rooms are claimed under a lock, the heads
    /// move only from where they were read, and the database holds each lapse to be unique besides.
    ///
    /// - Parameters:
    ///   - now: the instant as of which deadlines are due.
    ///   - other: the clock's own way to the record; nil for the clerk's.
    ///   - batch: the most deadlines to claim for one commit.
    /// - Returns: how many lapses were recorded, and the negotiations whose deadlines could not be computed.
    /// - Throws: `StoreError` when the record cannot be written.
    public func recordDueLapses(
        asOf now: Instant,
        through other: Store? = nil,
        batch: Int = 500
    ) async throws -> LapseReport {
        let store = other ?? store
        var report = LapseReport()
        while true {
            let pass = Pass()
            let rooms = try await store.claimDue(asOf: now, limit: batch) { rooms in
                try await self.writing(for: rooms, asOf: now, through: store, noting: pass)
            }
            for (desk, standing) in pass.standings { desk.remember(standing) }
            report.recorded += pass.lapses
            report.failures.merge(pass.failures) { _, latest in latest }
            // A negotiation may lie due and yet have nothing to record, when its rows are behind its entries.
            guard rooms > 0, pass.lapses > 0 else { return report }
        }
    }

    /// What one commit did, known only when it is through.
    private final class Pass {
        var standings: [(TableDesk, Standing)] = []
        var lapses = 0
        var failures: [String: String] = [:]
    }

    private func writing(
        for rooms: [Room],
        asOf now: Instant,
        through store: Store,
        noting pass: Pass
    ) async throws -> Writing {
        var writing = Writing(now: now)
        let claimed = rooms.compactMap { room in
            Handle(room.name.handle).map { (desk: desk(of: $0), room: room) }
        }
        try await readTails(of: claimed, through: store)
        for (desk, room) in claimed {
            do {
                guard let standing = try await desk.standing(upTo: room, through: store),
                    standing.room.seq == room.seq
                else { continue }
                // What arrived in time is judged first, and does not find the lapse there before it.
                if let due = standing.state.nextLapse(asOf: now),
                    let negotiation = Handle(room.name.handle),
                    arrivals.hasOne(at: negotiation, before: due)
                {
                    continue
                }
                var stage = Stage(standing, randomness)
                try stage.recordLapses(asOf: now, noticedAt: max(now, clock.now()))
                guard !stage.changes.isEmpty else { continue }
                try stage.join(&writing)
                pass.standings.append((desk, stage.standing))
                pass.lapses += stage.changes.count
            } catch let error where !(error is CancellationError) {
                // One negotiation whose record or rules are unusable does not hold up the others.
                pass.failures[room.name.handle] = "\(error)"
            }
        }
        return writing
    }

    /// Reads what several desks are behind by in one round trip; a room that does not fit its chain is left to its desk,
    /// which says so.
    private func readTails(of claimed: [(desk: TableDesk, room: Room)], through store: Store) async throws {
        let behind = claimed.map { ($0.desk.known(of: $0.room), $0.room) }.filter { $0.seq < $1.seq }.map(\.0)
        let tails: [Int: [Entry]]
        do {
            tails = try await store.tails(of: behind)
        } catch let error as StoreError where error.code == .damaged {
            return
        }
        for (desk, room) in claimed {
            if let entries = tails[room.id] { try? await desk.take(entries, of: room, through: store) }
        }
    }

    /// Makes every projection anew from the entries, in one transaction.
    ///
    /// - Returns: how many rooms were read.
    public func rebuild() async throws -> Int {
        let now = clock.now()
        return try await store.rebuild { room, entries in
            switch room.name.kind {
            case .hallway:
                try entries.map { entry in
                    var writing = Writing(now: now)
                    writing.add(try JSONText.value(ZoneFact.self, from: entry.fields.body), room: room.id)
                    return writing
                }
            case .table:
                try await self.replay(entries, of: room, at: now)
            case .boardCaucus, .unionCaucus, .chamber: []
            }
        }
    }

    private func replay(_ entries: [Entry], of room: Room, at now: Instant) async throws -> [Writing] {
        guard let first = entries.first,
            case .opened(let opened) = try JSONText.value(NegotiationFact.self, from: first.fields.body)
        else { return [] }
        let rules = try await rulebook.proceeding(for: opened, through: store)
        var state = Projection.State.none
        var writings: [Writing] = []
        for entry in entries {
            let fact = try JSONText.value(NegotiationFact.self, from: entry.fields.body)
            let next = try state.applying(
                fact,
                seq: entry.fields.seq,
                recordedAt: entry.fields.recordedAt,
                under: rules
            )
            var writing = Writing(now: now)
            let projection = Projection(of: fact, from: state, to: next)
            writing.add(projection, of: fact, room: room.id, negotiation: next.negotiation)
            writings.append(writing)
            state = next
        }
        return writings
    }
}
