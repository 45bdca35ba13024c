import Hummingbird
import Law
import Service
import Store
import Table
import Wire

extension API {
    func addEvidenceRoutes(to table: RouterGroup<BasicRequestContext>) {
        table.get("requests") { _, context in
            let standing = try await self.clerk.standing(of: try context.handle("negotiation"))
            let now = self.clock.now()
            return try self.answer(
                standing.negotiation.requests.map {
                    InformationRequestView($0, asOf: now, in: standing.rules.zone)
                }
            )
        }
        table.get("sessions") { _, context in
            let standing = try await self.clerk.standing(of: try context.handle("negotiation"))
            return try self.answer(standing.negotiation.sessions.map(SessionView.init))
        }
        table.get("bundle") { _, context in
            let (bundle, digest) = try await self.clerk.bundle(of: try context.handle("negotiation"))
            return try self.answer(BundleView(bundle, digest: hexadecimal(digest)))
        }
    }
}
