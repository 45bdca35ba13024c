import CivilTime
import Hummingbird
import Service
import Store
import Table
import Wire

extension API {
    func addAlertRoutes(to alerts: RouterGroup<BasicRequestContext>) {
        alerts.get { request, context in
            let negotiation = try context.handle("negotiation")
            let seat = try await self.seated(request, at: negotiation)
            let items = try await self.store.alerts(
                of: seat,
                in: negotiation,
                until: self.clock.now(),
                unacknowledgedOnly: request.query("unacknowledged") == "true",
                limit: try request.query("limit", in: 1...1_000, otherwise: 100)
            )
            return try self.answer(try await self.views(of: items, in: negotiation))
        }
        alerts.post("acknowledge") { request, context in
            let negotiation = try context.handle("negotiation")
            let seat = try await self.seated(request, at: negotiation)
            let key = try await request.json(AcknowledgeRequest.self).value.key
            let found = try await self.store.acknowledge(key, of: seat, in: negotiation, at: self.clock.now())
            guard found else {
                throw RequestFault(
                    "'\(seat)' has no alert '\(key.prefix(120))' at \(negotiation); 'bargain alert list' shows them.",
                    status: 404
                )
            }
            return try self.answer(
                ActReply(recorded: ["The alert \(key) is acknowledged."], name: nil, receipts: [])
            )
        }
    }

    private func seated(_ request: Request, at negotiation: Handle) async throws -> Handle {
        guard let seat = try request.seat() else {
            throw RequestFault("Alerts are a seat's own; say whose with --as SEAT or BARGAIN_SEAT.")
        }
        let standing = try await clerk.standing(of: negotiation)
        guard standing.negotiation.seats[seat] != nil else {
            throw ClerkError.refused(Refusal(.notPermitted, "'\(seat)' has no seat at \(negotiation)."))
        }
        return seat
    }

    private func views(of items: [AlertSummary], in negotiation: Handle) async throws -> [AlertView] {
        let standing = try await clerk.standing(of: negotiation)
        var views: [AlertView] = []
        for item in items {
            let entry = try await store.entry(item.seq, of: standing.room)
            let sentence = try entry.map {
                try JSONText.value(NegotiationFact.self, from: $0.fields.body).sentence
            }
            let about = item.step.map { step in "Reminder: '\(step)' comes near." } ?? sentence ?? ""
            views.append(
                AlertView(
                    negotiation: item.negotiation,
                    key: item.key,
                    kind: item.kind,
                    seq: item.seq,
                    step: item.step,
                    about: about,
                    sendAt: item.sendAt,
                    acknowledgedAt: item.acknowledgedAt,
                    deliveries: item.deliveries
                )
            )
        }
        return views
    }
}
