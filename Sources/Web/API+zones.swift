import CivilTime
import Hummingbird
import Law
import Packs
import Service
import Store
import Table
import Wire

extension API {
    func addZoneRoutes(to zones: RouterGroup<BasicRequestContext>) {
        zones.get { _, _ in
            let items = try await self.store.zones().map { zone in
                ZoneItem(
                    zone: zone.handle,
                    name: zone.name,
                    district: zone.district,
                    state: zone.state,
                    schools: zone.schools,
                    negotiations: zone.negotiations
                )
            }
            return try self.answer(items)
        }
        zones.get(":zone") { _, context in
            let zone = try await self.clerk.zone(try context.handle("zone"))
            let today = CivilDate(dayNumber: Int(self.clock.now().microseconds / 86_400_000_000))
            guard let view = ZoneView(zone, on: today) else { throw HTTPError(.notFound) }
            return try self.answer(view)
        }
        zones.post(":zone/facts") { request, context in
            let (fact, body) = try await request.json(ZoneFact.self)
            // Arrived is what has arrived whole.
            let arrival = self.clock.now()
            let reply = try await self.clerk.record(
                fact,
                in: try context.handle("zone"),
                asking: try request.asking(arrival: arrival, body: body)
            ) { accepted in
                try self.reply(
                    ActReply(
                        recorded: [fact.sentence],
                        name: nil,
                        receipts: accepted.receipts.map { ReceiptView($0) }
                    )
                )
            }
            return self.answer(reply)
        }
    }
}
