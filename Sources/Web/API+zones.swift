import CivilTime
import Hummingbird
import Law
import Packs
import Service
import Store
import Table
import Wire

extension API {
    static let zoneRoutes: [Route] = [
        Route(.get, "/v1/zones", "listZones", for: .person) { api, ask in
            let zones = try await api.store.zones(of: ask.caller.handle)
            let items = try await api.within(zones, ask.caller).map { zone in
                ZoneItem(
                    zone: zone.handle,
                    name: zone.name,
                    district: zone.district,
                    state: zone.state,
                    schools: zone.schools,
                    negotiations: zone.negotiations
                )
            }
            return try api.page(items, by: \.zone, ask)
        },
        Route(.get, "/v1/zones/:zone", "readZone", for: .hallway) { api, ask in
            let zone = try await api.clerk.zone(try ask.handle("zone"))
            let today = CivilDate(dayNumber: Int(api.clock.now().microseconds / 86_400_000_000))
            guard let view = ZoneView(zone, on: today) else { throw HTTPError(.notFound) }
            return try api.answer(view)
        },
        Route(.post, "/v1/zones/:zone/facts", "recordFact", for: .hallway, needs: .exchange, key: true) {
            try await $0.recordFact($1)
        },
    ]

    /// Of zones, those with a negotiation that the caller's token is good for.
    private func within(_ zones: [ZoneSummary], _ caller: Caller) async throws -> [ZoneSummary] {
        guard case .person(let principal, _) = caller, let limits = principal.negotiations else {
            return zones
        }
        var within: [ZoneSummary] = []
        for zone in zones {
            guard let handle = Handle(zone.handle) else { continue }
            if !limits.isDisjoint(with: try await clerk.zone(handle).negotiations) { within.append(zone) }
        }
        return within
    }

    /// Holds a school calendar to the file that it was read from, which the same person sent before.
    private func requireFile(of calendar: SchoolCalendarAdopted, by ask: Ask) async throws {
        let bytes = try await requireContent(calendar.file, by: ask, called: "school calendar")
        let read = try SchoolImport(
            bytes,
            file: calendar.file.name,
            id: calendar.calendar,
            title: calendar.name
        )
        guard SchoolCalendarAdopted(read.calendar, of: calendar.school, file: calendar.file) == calendar
        else {
            throw RequestFault(
                "The file \(calendar.file.name) says otherwise than the calendar that was sent with it.",
                status: 422
            )
        }
    }

    private func recordFact(_ ask: Ask) async throws -> Response {
        let (fact, body) = try await ask.json(ZoneFact.self)
        let arrival = arrival(of: ask)
        if case .seatVacated = fact { try ask.requireConfirmation(by: registrar) }
        if case .theOperator = ask.caller, !isDrill {
            guard case .established = fact else {
                throw ClerkError.refused(
                    Refusal(
                        .notPermitted,
                        "The operator establishes a zone and invites its first clerk; the rest is recorded by those who sit."
                    )
                )
            }
        }
        if case .seatTaken = fact, !isDrill {
            throw ClerkError.refused(
                Refusal(.notPermitted, "A seat is taken by invitation: 'bargain seat invite' makes one.")
            )
        }
        if case .calendarAdopted(let calendar) = fact { try await requireFile(of: calendar, by: ask) }
        let reply = try await clerk.record(
            fact,
            in: try ask.handle("zone"),
            asking: try ask.asking(arrival: arrival, body: body)
        ) { accepted in
            try self.reply(
                ActReply(
                    recorded: accepted.facts.map(\.sentence),
                    name: nil,
                    receipts: accepted.receipts.map(ReceiptView.init)
                )
            )
        }
        return answer(reply)
    }
}
