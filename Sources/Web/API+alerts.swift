import CivilTime
import Hummingbird
import Service
import Store
import Table
import Wire

extension API {
    static let alertRoutes: [Route] = [
        Route(.get, "/v1/negotiations/:negotiation/alerts", "listAlerts", for: .table) { api, ask in
            let negotiation = try ask.handle("negotiation")
            let items = try await api.store.alerts(
                of: try ask.ownSeat(),
                in: negotiation,
                until: api.clock.now(),
                unacknowledgedOnly: try ask.request.query("unacknowledged", among: ["true", "false"])
                    == "true",
                limit: try ask.request.query("limit", in: 1...1_000, otherwise: 100)
            )
            return try api.answer(try await api.views(of: items, in: negotiation))
        },
        Route(
            .post,
            "/v1/negotiations/:negotiation/alerts/acknowledge",
            "acknowledgeAlert",
            for: .table,
            needs: .exchange
        ) { api, ask in
            let negotiation = try ask.handle("negotiation")
            let seat = try ask.ownSeat()
            let key = try await ask.json(AcknowledgeRequest.self).value.key
            let found = try await api.store.acknowledge(key, of: seat, in: negotiation, at: api.clock.now())
            guard found else {
                throw RequestFault(
                    "'\(seat)' has no alert '\(key.prefix(120))' at \(negotiation); 'bargain alert list' shows them.",
                    status: 404
                )
            }
            return try api.answer(
                ActReply(recorded: ["The alert \(key) is acknowledged."], name: nil, receipts: [])
            )
        },
    ]

    private func views(of items: [AlertSummary], in negotiation: Handle) async throws -> [AlertView] {
        let standing = try await clerk.standing(of: negotiation)
        var views: [AlertView] = []
        for item in items {
            let entry = try await store.entry(item.seq, of: standing.room)
            let sentence = try entry.map {
                try JSONText.value(NegotiationFact.self, from: $0.fields.body).sentence
            }
            let about = item.about(in: standing.negotiation) ?? sentence ?? ""
            views.append(
                AlertView(
                    negotiation: item.negotiation,
                    key: item.key,
                    kind: item.kind,
                    seq: item.seq,
                    matter: item.matter,
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

extension AlertSummary {
    /// What the day is of that comes near or passed; nil for what happened with its entry.
    fileprivate func about(in negotiation: Negotiation) -> String? {
        switch matter {
        case .deadline(let step, _): return "Reminder: '\(step)' comes near."
        case .package(let number, _):
            let day = negotiation.proposals[number]?.served.package?.expires?.spelled ?? ""
            return kind == .lapsed
                ? "The package \(number) was not agreed by its last day, \(day)."
                : "Reminder: the package \(number) can be agreed until \(day)."
        case nil: return nil
        }
    }
}

extension Ask {
    /// The seat whose own things are asked for.
    fileprivate func ownSeat() throws -> Handle {
        guard let seat else {
            throw RequestFault(
                "Alerts are a seat's own, and nobody is signed in; sign in with 'bargain login', or say in a drill whose they "
                    + "are with --as SEAT or BARGAIN_SEAT."
            )
        }
        return seat
    }
}
