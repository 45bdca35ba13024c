import CivilTime
import HTTPTypes
public import Hummingbird
import NIOCore
public import Service
public import Store

/// The JSON API: every act and every view of the record over HTTP.
public struct API: Sendable {
    let clerk: Clerk
    let store: Store
    let clock: ProgramClock
    let soundness: ClockSoundness
    let deployment: Deployment
    let version: String
    let channels: [String]

    var isDrill: Bool { deployment == .drill }

    /// An API over a clerk and the record.
    ///
    /// - Parameters:
    ///   - clerk: who takes acts in.
    ///   - store: the record.
    ///   - clock: the program's clock.
    ///   - soundness: whether lapses are being recorded.
    ///   - deployment: live, or a drill, which every answer then says.
    ///   - version: the program's version.
    ///   - channels: the names of the alert channels that are set up.
    public init(
        clerk: Clerk,
        store: Store,
        clock: ProgramClock,
        soundness: ClockSoundness,
        deployment: Deployment,
        version: String,
        channels: [String]
    ) {
        self.clerk = clerk
        self.store = store
        self.clock = clock
        self.soundness = soundness
        self.deployment = deployment
        self.version = version
        self.channels = channels
    }

    /// Every route.
    public func router() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.add(middleware: Problems(isDrill: isDrill))
        let v1 = router.group("v1")
        v1.get("status") { _, _ in try await self.status() }
        addZoneRoutes(to: v1.group("zones"))
        addNegotiationRoutes(to: v1.group("negotiations"))
        addTableRoutes(to: v1.group("negotiations/:negotiation"))
        addDocumentRoutes(to: v1.group("documents"))
        return router
    }
}
