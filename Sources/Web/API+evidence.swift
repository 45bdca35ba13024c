import Hummingbird
import Law
import Record
import Service
import Store
import Table
import Wire

extension API {
    static let evidenceRoutes: [Route] = [
        Route(.get, "/v1/negotiations/:negotiation/requests", "listRequests", for: .table) { api, ask in
            let standing = try await api.clerk.standing(of: try ask.handle("negotiation"))
            let now = api.clock.now()
            return try api.answer(
                standing.negotiation.requests.map {
                    InformationRequestView($0, asOf: now, in: standing.rules.zone)
                }
            )
        },
        Route(.get, "/v1/negotiations/:negotiation/sessions", "listSessions", for: .table) { api, ask in
            let standing = try await api.clerk.standing(of: try ask.handle("negotiation"))
            return try api.answer(standing.negotiation.sessions.map(SessionView.init))
        },
        Route(.get, "/v1/negotiations/:negotiation/bundle", "readBundle", for: .table) { api, ask in
            let (bundle, digest) = try await api.clerk.bundle(of: try ask.handle("negotiation"))
            return try api.answer(BundleView(bundle, digest: digest.description))
        },
    ]
}
