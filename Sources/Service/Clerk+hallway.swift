import CivilTime
import Law
import Packs
public import Store
public import Table

extension Clerk {
    /// What a command in a hallway came to.
    public struct HallwayAccepted: Sendable {
        /// The receipts of the entries made, in order; none where the record said so already.
        public let receipts: [Receipt]
        /// The facts recorded, in the same order.
        public let facts: [ZoneFact]
        /// The zone after them.
        public let zone: Zone
    }

    /// Has a fact recorded in a zone's hallway, with what follows from it at the tables of its negotiations.
    public func record(
        _ fact: ZoneFact,
        in zone: Handle,
        asking: Asking,
        reply: (HallwayAccepted) throws -> Reply
    ) async throws -> Reply {
        try await act(.state(fact), inHallwayOf: zone, asking: asking, reply: reply)
    }

    /// Has a command carried out in a zone's hallway, with what follows from it at the tables of its negotiations.
    public func act(
        _ command: Zone.Command,
        inHallwayOf zone: Handle,
        asking: Asking,
        reply: (HallwayAccepted) throws -> Reply
    ) async throws -> Reply {
        if case .state(let fact) = command { try check(fact, of: zone) }
        let hallway = hallway(of: zone)
        return try await hallway.attend {
            try await decidingAgain { _ in
                try await self.act(command, at: hallway, in: zone, asking, reply)
            } answered: {
                try await answered(asking)
            }
        }
    }

    private func check(_ fact: ZoneFact, of zone: Handle) throws {
        if case .negotiationOpened = fact {
            throw ClerkError.refused(
                Refusal(.invalid, "A negotiation is opened with 'bargain negotiation open'.")
            )
        }
        guard case .established(let fields) = fact else { return }
        guard fields.zone == zone else {
            throw ClerkError.refused(
                Refusal(.invalid, "The fact names the zone '\(fields.zone)', not '\(zone)'.")
            )
        }
        do { _ = try library.calendar(fields.calendar) } catch {
            throw ClerkError.refused(Refusal(.unknown, "\(error)"))
        }
    }

    private func act(
        _ command: Zone.Command,
        at hallway: HallwayDesk,
        in zone: Handle,
        _ asking: Asking,
        _ reply: (HallwayAccepted) throws -> Reply
    ) async throws -> Reply {
        let standing = try await hallway.current()
        if let expected = asking.expectedSeq, expected != standing?.room.seq ?? 0 {
            if let earlier = try await answered(asking) { return earlier }
            throw ClerkError.movedOn(expected: expected, found: standing?.room.seq ?? 0)
        }
        let facts: [ZoneFact]
        switch (standing?.zone ?? Zone()).decide(command, by: asking.seat) {
        case .recorded(let decided): facts = decided
        case .refused(let refusal):
            if let earlier = try await answered(asking) { return earlier }
            throw ClerkError.refused(refusal)
        }
        var stage: HallwayStage
        if let standing {
            stage = HallwayStage(standing, randomness)
        } else {
            stage = HallwayStage(establishing: try await store.reserve(.hallway(zone.text)), randomness)
        }
        for fact in facts { try stage.record(fact, by: asking.seat, at: asking.arrival) }
        let answer = try reply(
            HallwayAccepted(
                receipts: stage.writer.entries.map { Receipt($0, in: stage.writer.base.name) },
                facts: facts,
                zone: stage.zone
            )
        )
        var writing = Writing(now: clock.now())
        stage.join(&writing)
        for table in try await tables(touchedBy: facts, in: stage.zone, zone, asking) {
            try table.join(&writing)
        }
        if let request = asking.request { writing.add(answer, to: request) }
        do {
            try await commit(writing)
        } catch let error as StoreError {
            guard let refusal = try await refusal(for: error, of: facts, room: stage.writer.base.id) else {
                throw error
            }
            throw ClerkError.refused(refusal)
        }
        return answer
    }

    /// What happens to the zone happens at each of its negotiations that is not closed: a seat taken or given up, a
    /// school calendar adopted, a school closed.
    private func tables(
        touchedBy facts: [ZoneFact],
        in zone: Zone,
        _ handle: Handle,
        _ asking: Asking
    ) async throws -> [Stage] {
        guard facts.contains(where: \.reachesTables) else { return [] }
        var stages: [Stage] = []
        for negotiation in try await store.openNegotiations(in: handle) {
            guard let standing = try await standing(of: negotiation, for: asking) else { continue }
            var stage = Stage(standing, randomness)
            // A day that has passed is not given back: what was due until now lapses by the days as they were.
            if facts.contains(where: \.movesDays), soundness.isSound {
                try stage.recordLapses(asOf: asking.arrival, noticedAt: asking.arrival)
            }
            for fact in facts {
                guard let echo = stage.state.negotiation.echo(of: fact, in: zone) else { continue }
                if case .schoolClosed(let closure) = echo,
                    let objection = try stage.state.negotiation.objection(
                        toClosing: closure,
                        under: stage.rules
                    )
                {
                    throw ClerkError.refused(objection)
                }
                let before = stage.state.docket
                try stage.record(echo, by: asking.seat, at: asking.arrival)
                if fact.movesDays, let before, let after = stage.state.docket,
                    let objection = after.objection(toReplacing: before, at: negotiation)
                {
                    throw ClerkError.refused(objection)
                }
            }
            if !stage.changes.isEmpty { stages.append(stage) }
        }
        return stages
    }

    /// A table as it stands when those who came before a deadline that passed meanwhile have had their turn.
    private func standing(of negotiation: Handle, for asking: Asking) async throws -> Standing? {
        while true {
            guard let standing = try await desk(of: negotiation).current() else { return nil }
            do {
                if soundness.isSound { try requireNoneEarlier(than: asking.arrival, on: standing) }
                return standing
            } catch let earlier as EarlierUnderWay {
                await arrivals.waitForThose(at: negotiation, before: earlier.due)
            }
        }
    }

    private func refusal(for error: StoreError, of facts: [ZoneFact], room: Int) async throws -> Refusal? {
        guard error.code == .constraint("school_is_in_one_zone"), case .schoolJoined(let school) = facts.first
        else { return nil }
        return Refusal(
            .conflict,
            "'\(school.name)' belongs to another zone already; a school is in one zone."
        )
    }
}

extension ZoneFact {
    /// Whether the negotiations of the zone take note of it.
    fileprivate var reachesTables: Bool {
        switch self {
        case .seatTaken, .seatVacated: true
        default: movesDays
        }
    }

    /// Whether it changes which days count.
    fileprivate var movesDays: Bool {
        switch self {
        case .calendarAdopted, .schoolClosed: true
        default: false
        }
    }
}
