import CivilTime
import HTTPTypes
public import Hummingbird
import NIOCore
public import Service
public import Store
import Table

/// The JSON API: every act and every view of the record over HTTP.
public struct API: Sendable {
    let clerk: Clerk
    let caucus: CaucusClerk
    let store: Store
    let notary: Notary
    let sealing: Wakeup
    let clock: ProgramClock
    let soundness: ClockSoundness
    let deployment: Deployment
    let version: String
    let channels: [String]
    let registrar: Registrar
    let cursors: Cursor
    let gate: RateGate?
    let door: RateGate?
    let strangers: RateGate?

    var isDrill: Bool { deployment == .drill }

    /// An API over a clerk and the record.
    ///
    /// - Parameters:
    ///   - clerk: who takes acts in.
    ///   - caucus: who keeps the private rooms.
    ///   - store: the record.
    ///   - notary: who seals the record and proves what is in it.
    ///   - sealing: wakes the notary.
    ///   - clock: the program's clock.
    ///   - soundness: whether lapses are being recorded.
    ///   - deployment: live, or a drill, which every answer then says.
    ///   - version: the program's version.
    ///   - channels: the names of the alert channels that are set up.
    ///   - secret: what the cursors of lists are sealed with, the same for all daemons of a deployment.
    ///   - registrar: who knows the persons and their tokens.
    ///   - rate: how many requests a second each side may make in the long run; nil for any number.
    public init(
        clerk: Clerk,
        caucus: CaucusClerk,
        store: Store,
        notary: Notary,
        sealing: Wakeup,
        clock: ProgramClock,
        soundness: ClockSoundness,
        deployment: Deployment,
        version: String,
        channels: [String],
        secret: [UInt8],
        registrar: Registrar,
        rate: Double?
    ) {
        self.clerk = clerk
        self.caucus = caucus
        self.store = store
        self.notary = notary
        self.sealing = sealing
        self.clock = clock
        self.soundness = soundness
        self.deployment = deployment
        self.version = version
        self.channels = channels
        self.registrar = registrar
        cursors = Cursor(secret: secret)
        // Many may share an origin, behind a proxy for instance.
        door = rate.map { _ in RateGate(RateLimit(rate: 10, burst: 300)) }
        // Wrong passwords, invitations and tokens from one origin.
        strangers = rate.map { _ in RateGate(RateLimit(rate: 1, burst: 60)) }
        gate = rate.map { RateGate(RateLimit(rate: $0, burst: max(1, Int($0 * 4)))) }
    }

    /// Every address of the API; what is not here is not served.
    static let routes: [Route] =
        statusRoutes + zoneRoutes + negotiationRoutes + documentRoutes + alertRoutes + recordRoutes
        + evidenceRoutes + identityRoutes + invitationRoutes + caucusRoutes

    /// Every route.
    public func router() -> Router<CallContext> {
        let router = Router(context: CallContext.self)
        router.add(middleware: Problems(isDrill: isDrill))
        for route in Self.routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                try await self.answer(request, context, by: route)
            }
        }
        return router
    }

    /// Answers when the caller belongs to the route's audience.
    private func answer(_ request: Request, _ context: CallContext, by route: Route) async throws -> Response
    {
        if route.audience == .anyone, route.method == .post { try door?.admit(context.origin) }
        let early = early(request, context, route)
        do {
            let response = try await answer(request, context, by: route, early)
            await early?.end()
            return response
        } catch {
            await early?.end()
            throw error
        }
    }

    private func answer(
        _ request: Request,
        _ context: CallContext,
        by route: Route,
        _ early: Task<[UInt8], any Error>?
    ) async throws -> Response {
        let caller = try await caller(of: request, context)
        let ask = Ask(request: request, context: context, caller: caller, route: route, early: early)
        let bucket = try await admit(ask)
        if let bucket { try gate?.admit(bucket) }
        do {
            return try await route.answer(self, ask)
        } catch ClerkError.refused(let refusal) where refusal.code == .notPermitted {
            try await denyIfUnseated(ask)
            throw ClerkError.refused(refusal)
        }
    }

    /// Begins to read an act before it is known who asks: an act has arrived when its last byte has, and what nobody reads
    /// stays on its way.
    private func early(_ request: Request, _ context: CallContext, _ route: Route) -> Task<
        [UInt8], any Error
    >? {
        guard route.needsKey, request.headers[.authorization] != nil || context.isOperator else { return nil }
        return Task { try await request.bytes(atMost: route.largestBody) }
    }

    /// When a request arrived, which is to be asked when it has been read; outside of a guarded connection, now.
    func arrival(of ask: Ask) -> Instant {
        ask.context.mark?.instant ?? clock.now()
    }
}

extension Task where Success == [UInt8], Failure == any Error {
    /// Whoever had the request answered reads on alone.
    fileprivate func end() async {
        cancel()
        _ = await result
    }
}
