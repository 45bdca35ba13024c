public import CivilTime
import Law
public import Packs
public import Store
import Synchronization
public import Table

/// Takes acts in: judges each by the record as it stands, and has it written with everything that follows from it.
///
/// Any number of clerks may work on one database: a clerk whose knowledge is behind loses the race for the next
/// entry, reads what it missed and judges again.
public final class Clerk: Sendable {
    /// What an act came to.
    public struct Accepted: Sendable {
        /// The receipts of the entries made, the act's own last.
        public let receipts: [Receipt]
        /// The facts recorded, in the same order.
        public let facts: [NegotiationFact]
        /// The negotiation after them.
        public let standing: Standing
    }

    /// Who asks for an act, when the request arrived, and under what key.
    public struct Asking: Sendable {
        /// The seat; nil for the operator.
        public let seat: Handle?
        /// When the request arrived.
        public let arrival: Instant
        /// What makes a repeated request the same act; nil where the program gave no key.
        public let request: RequestKey?
        /// The number of the last entry that the asker knows of, where the act is to stand behind no other.
        public let expectedSeq: Int?

        /// An asking seat with its request.
        public init(seat: Handle?, arrival: Instant, request: RequestKey?, expectedSeq: Int? = nil) {
            self.seat = seat
            self.arrival = arrival
            self.request = request
            self.expectedSeq = expectedSeq
        }
    }

    let store: Store
    let library: Library
    let rulebook: Rulebook
    let clock: ProgramClock
    let soundness: ClockSoundness
    let randomness: Randomness
    /// How many documents are taken within a day; nil for any number.
    public let quota: Quota?
    /// When the acts on their way here arrived.
    public let arrivals: Arrivals
    private let committed: @Sendable (Writing) -> Void
    private let desks = Mutex<[Handle: TableDesk]>([:])
    private let hallways = Mutex<[Handle: HallwayDesk]>([:])

    /// A clerk for a database.
    ///
    /// - Parameters:
    ///   - store: the record.
    ///   - library: the rule packs and calendars.
    ///   - clock: the program's clock.
    ///   - soundness: whether lapses may be recorded.
    ///   - randomness: where the salts of entries come from.
    ///   - quota: how many documents are taken within a day; nil for any number.
    ///   - committed: called after each commit with what it wrote, for those who wait for deadlines and alerts.
    public init(
        store: Store,
        library: Library,
        clock: ProgramClock,
        soundness: ClockSoundness,
        randomness: Randomness = .system,
        quota: Quota? = .usual,
        committed: @escaping @Sendable (Writing) -> Void
    ) {
        self.store = store
        self.library = library
        rulebook = Rulebook(library: library)
        self.clock = clock
        self.soundness = soundness
        self.randomness = randomness
        self.quota = quota
        arrivals = Arrivals(clock: clock)
        self.committed = committed
    }

    /// Has one act recorded at the table, together with the lapses that were due before it.
    ///
    /// - Parameters:
    ///   - command: what is asked.
    ///   - negotiation: where.
    ///   - asking: who asks, when and under what key.
    ///   - content: a document that the act refers to by its hash, kept with it.
    ///   - reply: makes the answer that is kept under the request's key.
    /// - Returns: the answer, or that of the same request before.
    /// - Throws: `ClerkError` when the act does not stand, `StoreError` when the record cannot be written.
    public func act(
        _ command: Negotiation.Command,
        in negotiation: Handle,
        asking: Asking,
        content: [UInt8]? = nil,
        reply: (Accepted) throws -> Reply
    ) async throws -> Reply {
        try await arrivals.during(asking.arrival, at: negotiation) {
            while true {
                do {
                    return try await attended(command, in: negotiation, asking, content, reply)
                } catch let earlier as EarlierUnderWay {
                    // Nobody waits with the turn in hand: the earlier act needs it.
                    await arrivals.waitForThose(at: negotiation, before: earlier.due)
                }
            }
        }
    }

    private func attended(
        _ command: Negotiation.Command,
        in negotiation: Handle,
        _ asking: Asking,
        _ content: [UInt8]?,
        _ reply: (Accepted) throws -> Reply
    ) async throws -> Reply {
        let desk = desk(of: negotiation)
        return try await desk.attend {
            try await decidingAgain { isFirst in
                let standing = isFirst ? try await desk.remembering() : try await desk.current()
                guard let standing else { throw ClerkError.refused(noSuch(negotiation)) }
                return try await self.act(command, at: desk, on: standing, asking, content, reply)
            } answered: {
                try await answered(asking)
            }
        }
    }

    private func act(
        _ command: Negotiation.Command,
        at desk: TableDesk,
        on standing: Standing,
        _ asking: Asking,
        _ content: [UInt8]?,
        _ reply: (Accepted) throws -> Reply
    ) async throws -> Reply {
        if let expected = asking.expectedSeq, expected != standing.room.seq {
            if let earlier = try await answered(asking) { return earlier }
            if try await desk.current()?.room.seq != standing.room.seq { throw StoreError.behind }
            throw ClerkError.movedOn(expected: expected, found: standing.room.seq)
        }
        if soundness.isSound { try requireNoneEarlier(than: asking.arrival, on: standing) }
        var stage = Stage(standing, randomness)
        if soundness.isSound { try stage.recordLapses(asOf: asking.arrival, noticedAt: asking.arrival) }
        guard let seat = asking.seat else { throw ClerkError.refused(Self.seatMissing) }
        let verdict = try stage.state.negotiation.decide(
            try await completed(command, on: standing),
            by: seat,
            at: asking.arrival,
            under: stage.rules
        )
        switch verdict {
        case .refused(let refusal):
            if let earlier = try await answered(asking) { return earlier }
            // What was remembered may be behind the record, and a refusal must not rest on that.
            if try await desk.current()?.room.seq != standing.room.seq { throw StoreError.behind }
            if !stage.changes.isEmpty { try await commit(stage, at: desk) }
            throw ClerkError.refused(refusal)
        case .recorded(let facts):
            do {
                try hold(facts, of: stage.state.negotiation, toQuotaAt: asking.arrival)
            } catch {
                if let earlier = try await answered(asking) { return earlier }
                throw error
            }
            for fact in facts { try stage.record(fact, by: seat, at: asking.arrival) }
            let accepted = Accepted(
                receipts: stage.writer.entries.map { Receipt($0, in: standing.room.name) },
                facts: stage.changes.map(\.fact),
                standing: stage.standing
            )
            let answer = try reply(accepted)
            do {
                try await commit(stage, at: desk) { writing in
                    if let content { writing.add(content: content) }
                    if let request = asking.request { writing.add(answer, to: request) }
                }
            } catch let error as StoreError where error.code == .constraint("document_is_of_one_room") {
                throw ClerkError.refused(
                    Refusal(
                        .conflict,
                        "The document is part of another record too, which the order does not reach; nothing was purged."
                    )
                )
            }
            return answer
        }
    }

    /// Holds what a side serves to its quota at the table.
    private func hold(_ facts: [NegotiationFact], of negotiation: Negotiation, toQuotaAt arrival: Instant)
        throws(QuotaExceeded)
    {
        guard let quota else { return }
        for case .served(let fields) in facts {
            let side = fields.number.side
            let sent = negotiation.proposals.values.filter { $0.number.side == side }
            try quota.check(
                sent.map { (at: $0.servedAt, bytes: $0.served.document.bytes) },
                adding: fields.document.bytes,
                at: arrival,
                for: "To this negotiation the \(side)"
            )
        }
    }

    /// An act that comes after a deadline does not have it lapse while one that came before is still on its way.
    func requireNoneEarlier(than arrival: Instant, on standing: Standing) throws {
        guard let due = standing.state.docket?.lapses(asOf: arrival).first?.dueAt,
            let negotiation = Handle(standing.room.name.handle),
            arrivals.hasOne(at: negotiation, before: due)
        else { return }
        throw EarlierUnderWay(due: due)
    }

    private func commit(
        _ stage: Stage,
        at desk: TableDesk,
        with more: (inout Writing) -> Void = { _ in }
    ) async throws {
        var writing = Writing(now: clock.now())
        try stage.join(&writing)
        more(&writing)
        try await store.commit(writing)
        desk.remember(stage.standing)
        committed(writing)
    }

    /// Commits a writing that was made elsewhere in this module.
    func commit(_ writing: Writing) async throws {
        try await store.commit(writing)
        committed(writing)
    }

    /// Decides, and decides again when somebody else wrote first.
    func decidingAgain(
        _ attempt: (_ isFirst: Bool) async throws -> Reply,
        answered: () async throws -> Reply?
    ) async throws -> Reply {
        for round in 0..<12 {
            do {
                return try await attempt(round == 0)
            } catch let error as StoreError where error.code == .headMoved {
                continue
            } catch let error as StoreError where error.code == .requestKnown {
                if let reply = try await answered() { return reply }
                throw error
            }
        }
        throw ClerkError.crowded
    }

    /// What the very same request was answered before; nil for a new one.
    func answered(_ asking: Asking) async throws -> Reply? {
        guard let request = asking.request, let earlier = try await store.answered(request) else {
            return nil
        }
        guard earlier.fingerprint == request.fingerprint else { throw ClerkError.keyReused }
        return earlier.reply
    }

    func desk(of negotiation: Handle) -> TableDesk {
        desks.withLock { desks in
            if let desk = desks[negotiation] { return desk }
            let desk = TableDesk(negotiation: negotiation, store: store, rulebook: rulebook)
            desks[negotiation] = desk
            return desk
        }
    }

    func hallway(of zone: Handle) -> HallwayDesk {
        hallways.withLock { hallways in
            if let hallway = hallways[zone] { return hallway }
            let hallway = HallwayDesk(zone: zone, store: store)
            hallways[zone] = hallway
            return hallway
        }
    }

    func noSuch(_ negotiation: Handle) -> Refusal {
        Refusal(
            .unknown,
            "There is no negotiation '\(negotiation)'; 'bargain negotiation list' shows those there are."
        )
    }

    static let seatMissing = Refusal(
        .notPermitted,
        "Nobody is signed in; sign in with 'bargain login', or say in a drill who acts with --as SEAT or BARGAIN_SEAT."
    )
}
