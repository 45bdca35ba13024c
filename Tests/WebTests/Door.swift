import Dispatch
import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Service
import ServiceLifecycle

@testable import Web

/// A server of two routes behind the daemon's own door: who asks, and how many bytes were sent.
struct Door {
    let socket: String
    let port: Int

    /// Runs a body, which may block, while the server listens on a Unix socket and on a port of this machine.
    static func open(certificate: ServerCertificate? = nil, _ body: @escaping @Sendable (Door) throws -> Void)
        async throws
    {
        let path = "/tmp/bargain-door-\(UInt64.random(in: 0 ... .max))"
        let router = Router(context: CallContext.self)
        router.add(middleware: Problems(isDrill: true))
        router.get("who") { _, context in
            let uid = context.peer.map { "uid \($0.uid) pid \($0.pid)" } ?? "nobody"
            return "\(uid) at \(context.address ?? "no address")"
        }
        router.post("count") { request, _ in
            String(try await request.body.collect(upTo: 1 << 20).readableBytes)
        }
        let responder = router.buildResponder()
        // What is tried here is what is answered, however slow the machine is.
        let ages = TimeAmount.hours(1)
        let times = EdgeTimes(handshake: ages, idle: .seconds(3_600), body: ages, stall: ages, linger: ages)
        let doorkeeper = Doorkeeper(isDrill: true, arrivals: Arrivals(clock: .real), times: times)
        let logger = Logger(label: "door", factory: { _ in SwiftLogNoOpLogHandler() })
        let (ports, found) = AsyncStream<Int>.makeStream()
        let applications = [BindAddress.unixDomainSocket(path: path), .hostname("127.0.0.1", port: 0)].map {
            address in
            Application(
                responder: responder,
                server: .guarded(by: doorkeeper, certificate: certificate),
                configuration: .init(address: address),
                onServerRunning: { found.yield($0.localAddress?.port ?? 0) },
                logger: logger
            )
        }
        let services = ServiceGroup(services: applications, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            var running = ports.makeAsyncIterator()
            let one = await running.next() ?? 0
            let other = await running.next() ?? 0
            let door = Door(socket: path, port: max(one, other))
            let outcome = try await waiting { Result { try body(door) } }
            // A server that is cancelled drops, with a crash, a connection that it accepted and has not come to yet.
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
            try outcome.get()
        }
        unlink(path)
    }
}

/// Runs what blocks on a thread of its own, so that the server's tasks go on.
func waiting<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { outcome in
        // A queue of its own has a thread at once, where the shared ones wait for one.
        DispatchQueue(label: "waiting").async { outcome.resume(with: Result { try body() }) }
    }
}
