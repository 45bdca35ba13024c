import CivilTime
import Packs
public import Store
public import Table

extension Clerk {
    /// What a fact in a hallway came to.
    public struct HallwayAccepted: Sendable {
        /// The receipt of its entry.
        public let receipt: Receipt
        /// The zone after it.
        public let zone: Zone
    }

    /// Has a fact recorded in a zone's hallway, with what follows from it at the tables of its negotiations.
    public func record(
        _ fact: ZoneFact,
        in zone: Handle,
        asking: Asking,
        reply: (HallwayAccepted) throws -> Reply
    ) async throws -> Reply {
        if case .negotiationOpened = fact {
            throw ClerkError.refused(
                Refusal(.invalid, "A negotiation is opened with 'bargain negotiation open'.")
            )
        }
        if case .established(let fields) = fact {
            guard fields.zone == zone else {
                throw ClerkError.refused(
                    Refusal(.invalid, "The fact names the zone '\(fields.zone)', not '\(zone)'.")
                )
            }
            do { _ = try library.calendar(fields.calendar) } catch {
                throw ClerkError.refused(Refusal(.unknown, "\(error)"))
            }
        }
        let hallway = hallway(of: zone)
        return try await hallway.attend {
            try await decidingAgain { _ in
                try await self.record(fact, at: hallway, in: zone, asking, reply)
            } answered: {
                try await answered(asking)
            }
        }
    }

    private func record(
        _ fact: ZoneFact,
        at hallway: HallwayDesk,
        in zone: Handle,
        _ asking: Asking,
        _ reply: (HallwayAccepted) throws -> Reply
    ) async throws -> Reply {
        let standing = try await hallway.current()
        if let refusal = permission(of: asking.seat, in: standing?.zone)
            ?? (standing?.zone ?? Zone()).objection(to: fact)
        {
            if let earlier = try await answered(asking) { return earlier }
            throw ClerkError.refused(refusal)
        }
        var stage: HallwayStage
        if let standing {
            stage = HallwayStage(standing, randomness)
        } else {
            stage = HallwayStage(establishing: try await store.reserve(.hallway(zone.text)), randomness)
        }
        let entry = try stage.record(fact, by: asking.seat, at: asking.arrival)
        let answer = try reply(
            HallwayAccepted(receipt: Receipt(entry, in: stage.writer.base.name), zone: stage.zone)
        )
        var writing = Writing(now: clock.now())
        stage.join(&writing)
        for table in try await tables(touchedBy: fact, in: zone, asking) { table.join(&writing) }
        if let request = asking.request { writing.add(answer, to: request) }
        do {
            try await commit(writing)
        } catch let error as StoreError {
            guard let refusal = try await refusal(for: error, of: fact, room: stage.writer.base.id) else {
                throw error
            }
            throw ClerkError.refused(refusal)
        }
        return answer
    }

    /// Only those who keep the record state facts of a zone: its clerks and neutrals, and the operator.
    private func permission(of seat: Handle?, in zone: Zone?) -> Refusal? {
        guard let seat else { return nil }
        guard let held = zone?.seats[seat] else {
            return Refusal(.notPermitted, "'\(seat)' has no seat in this zone.")
        }
        guard held.role.keepsRecord else {
            return Refusal(
                .notPermitted,
                "'\(seat)' sits for the \(held.role.rawValue); zones, schools, units and seats are kept by the clerk."
            )
        }
        return nil
    }

    /// A seat taken or given up in the zone is one at each of its negotiations that is not closed.
    private func tables(touchedBy fact: ZoneFact, in zone: Handle, _ asking: Asking) async throws -> [Stage] {
        let atTable: NegotiationFact
        switch fact {
        case .seatTaken(let seat): atTable = .seatTaken(seat)
        case .seatVacated(let seat): atTable = .seatVacated(seat)
        default: return []
        }
        var stages: [Stage] = []
        for handle in try await store.openNegotiations(in: zone) {
            guard let standing = try await desk(of: handle).current() else { continue }
            var stage = Stage(standing, randomness)
            try stage.record(atTable, by: asking.seat, at: asking.arrival)
            stages.append(stage)
        }
        return stages
    }

    private func refusal(for error: StoreError, of fact: ZoneFact, room: Int) async throws -> Refusal? {
        switch (error.code, fact) {
        case (.constraint("school_is_in_one_zone"), .schoolJoined(let school)):
            let owner = try await store.ownerOfSchool(named: school.name, inDistrictOf: room)
            return Refusal(
                .conflict,
                "'\(school.name)' belongs to the zone '\(owner ?? "another")' already; a school is in one zone."
            )
        default:
            return nil
        }
    }
}
