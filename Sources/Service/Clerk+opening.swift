import CivilTime
import Law
import Packs
public import Store
public import Table

extension Clerk {
    /// What a person gives to open a negotiation; the rest is pinned by the clerk.
    public struct Opening: Hashable, Sendable {
        /// The zone.
        public let zone: Handle
        /// What it is about.
        public let title: String
        /// The schools that it concerns.
        public let schools: [Handle]
        /// The bargaining unit.
        public let unit: Handle
        /// The rule pack's id.
        public let pack: String
        /// The holiday calendar; nil for the zone's.
        public let calendar: String?
        /// The readings chosen at the outset.
        public let readings: [String: String]
        /// The contract in force, kept by its hash before.
        public let contract: DocumentReference?

        /// An opening as it is asked for.
        public init(
            zone: Handle,
            title: String,
            schools: [Handle],
            unit: Handle,
            pack: String,
            calendar: String?,
            readings: [String: String],
            contract: DocumentReference?
        ) {
            self.zone = zone
            self.title = title
            self.schools = schools
            self.unit = unit
            self.pack = pack
            self.calendar = calendar
            self.readings = readings
            self.contract = contract
        }
    }

    /// Opens a negotiation: the first entry of its room and a note in the zone's hallway, in one commit.
    public func open(
        _ opening: Opening,
        asking: Asking,
        reply: (Accepted) throws -> Reply
    ) async throws -> Reply {
        let hallway = hallway(of: opening.zone)
        return try await hallway.attend {
            try await decidingAgain { _ in
                guard let standing = try await hallway.current() else {
                    throw ClerkError.refused(
                        Refusal(
                            .unknown,
                            "There is no zone '\(opening.zone)'; 'bargain zone list' shows them."
                        )
                    )
                }
                if let earlier = try await answered(asking) { return earlier }
                return try await self.open(opening, in: standing, asking, reply)
            } answered: {
                try await answered(asking)
            }
        }
    }

    private func open(
        _ opening: Opening,
        in standing: HallwayDesk.Standing,
        _ asking: Asking,
        _ reply: (Accepted) throws -> Reply
    ) async throws -> Reply {
        let zone = standing.zone
        if let refusal = Self.objection(to: opening, by: asking.seat, in: zone) {
            throw ClerkError.refused(refusal)
        }
        let (fields, texts) = try pinned(opening, in: zone, asking)
        let rules = try await rulebook.proceeding(for: fields, through: store)
        guard case .recorded(let facts) = Negotiation().decide(opening: fields) else {
            throw ClerkError.refused(Refusal(.invalid, "The title must have 1 to 200 characters."))
        }
        var table = Stage(
            opening: try await store.reserve(.table(fields.negotiation.text)),
            under: rules,
            randomness
        )
        for fact in facts { try table.record(fact, by: asking.seat, at: asking.arrival) }
        if let calendar = zone.calendar(for: fields.schools) {
            try table.record(.calendarAdopted(calendar), by: asking.seat, at: asking.arrival)
        }
        var stage = HallwayStage(standing, randomness)
        let note = ZoneFact.negotiationOpened(NegotiationNamed(negotiation: fields.negotiation))
        _ = try stage.record(note, by: asking.seat, at: asking.arrival)
        let accepted = Accepted(
            receipts: table.writer.entries.map { Receipt($0, in: table.writer.base.name) },
            facts: table.changes.map(\.fact),
            standing: table.standing
        )
        let answer = try reply(accepted)
        var writing = Writing(now: clock.now())
        stage.join(&writing)
        try table.join(&writing)
        for text in texts { writing.add(content: Array(text.utf8)) }
        if let request = asking.request { writing.add(answer, to: request) }
        try await commit(writing)
        return answer
    }

    /// What a negotiation is held to from its opening on: the texts of the pack, the calendar and the counting rules,
    /// and the seats.
    private func pinned(
        _ opening: Opening,
        in zone: Zone,
        _ asking: Asking
    ) throws -> (fields: NegotiationOpened, texts: [String]) {
        let pack: RulePack
        let text: String
        let calendar: String
        let counting: [Library.Text]
        do {
            pack = try library.pack(opening.pack)
            text = try library.text(of: opening.pack)
            calendar = opening.calendar ?? zone.established?.calendar ?? pack.calendar
            counting = try library.texts(countingFor: pack, by: calendar)
            // As from the record later: what is pinned must be enough to count by.
            _ = try Library(texts: Dictionary(uniqueKeysWithValues: counting.map { ($0.path, $0.text) }))
                .proceeding(pack: pack, calendar: calendar, readings: opening.readings)
        } catch {
            throw ClerkError.refused(Refusal(.unknown, "\(error)"))
        }
        let year = rulesYear(of: asking, pack: pack)
        let base = "\(opening.zone)-\(year)-"
        let count = zone.negotiations.filter { $0.text.hasPrefix(base) }.count
        guard let handle = Handle(base + String(count + 1)) else {
            throw ClerkError.refused(
                Refusal(.invalid, "The zone's handle is too long to number negotiations by.")
            )
        }
        let fields = NegotiationOpened(
            negotiation: handle,
            zone: opening.zone,
            title: opening.title,
            schools: opening.schools,
            unit: opening.unit,
            pack: pack.id,
            packSHA256: pack.digest,
            calendar: calendar,
            pinned: counting.map { PinnedText($0) },
            readings: opening.readings,
            contract: opening.contract,
            seats: zone.seats.values.sorted { $0.handle.text < $1.handle.text }
        )
        return (fields, [text] + counting.map(\.text))
    }

    private func rulesYear(of asking: Asking, pack: RulePack) -> Int {
        let rules = try? library.proceeding(pack: pack)
        return rules?.zone.date(at: asking.arrival).year ?? 0
    }

    private static func objection(to opening: Opening, by seat: Handle?, in zone: Zone) -> Refusal? {
        if let seat {
            guard let held = zone.seats[seat] else {
                return Refusal(.notPermitted, "'\(seat)' has no seat in the zone '\(opening.zone)'.")
            }
            guard held.role.acts else {
                return Refusal(.notPermitted, "'\(seat)' is an observer: an observer reads and does not act.")
            }
        }
        if let seat, !opening.readings.isEmpty, zone.seats[seat]?.role.keepsRecord == false {
            return Refusal(
                .notPermitted,
                "Where lawyers differ, one side alone does not choose the reading: open without it, and offer it with "
                    + "'bargain dispute stipulate'."
            )
        }
        if opening.schools.isEmpty {
            return Refusal(.invalid, "Name the schools that the negotiation concerns with --school.")
        }
        if let stray = opening.schools.first(where: { zone.schools[$0] == nil }) {
            return Refusal(
                .unknown,
                "The school '\(stray)' is not in the zone '\(opening.zone)'; its schools are "
                    + zone.schools.keys.map(\.text).sorted().joined(separator: ", ") + "."
            )
        }
        guard zone.units[opening.unit] != nil else {
            return Refusal(
                .unknown,
                "The zone '\(opening.zone)' has no unit '\(opening.unit)'; 'bargain unit add' recognises one."
            )
        }
        for side in Side.allCases where !zone.seats.values.contains(where: { $0.role.side == side }) {
            return Refusal(
                .conflict,
                "Nobody sits for the \(side) yet; the clerk invites somebody with 'bargain seat invite'."
            )
        }
        return nil
    }
}
