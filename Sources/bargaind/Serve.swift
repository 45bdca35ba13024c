import ArgumentParser
import CivilTime
import Cluster
import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Service
import ServiceLifecycle
import Store
import UnixSignals
import Web

/// Serves the API and keeps time until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the API, keep time and send alerts, until stopped by SIGTERM or Ctrl-C."
    )

    @OptionGroup var settings: Settings
    @OptionGroup var listening: ListenSettings
    @OptionGroup var mail: MailSettings

    @Option(
        help: """
            The Unix socket to serve on. (BARGAIN_SOCKET; default: bargaind.sock in the state folder if one is \
            named, else in $XDG_RUNTIME_DIR/bargain, or /run/bargain for root)
            """
    )
    var socket: String?

    @Option(
        help:
            "In a drill: the instant at which the clock starts, such as 2026-04-17T23:59:50-04:00. (BARGAIN_CLOCK)"
    )
    var clock: String?

    @Option(
        help:
            "How many requests a second each side of a zone may make in the long run; 0 for any number. (BARGAIN_RATE; default: 50)"
    )
    var rate: Double?

    func run() async throws {
        try await reporting {
            let clock = try programClock()
            let listening = try listening.listening()
            try makePrivateFolder(settings.stateFolder)
            let path = Settings.absolute(
                socket ?? Settings.environment("BARGAIN_SOCKET") ?? settings.usualSocket
            )
            guard path.utf8.count <= 103 else {
                throw Fault(
                    .settings,
                    "The socket's path has \(path.utf8.count) bytes; at most 103 can be. Give a shorter one with --socket."
                )
            }
            if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
                try makePrivateFolder(String(path[..<slash]))
            }
            let folder = try FileLock(
                path: settings.stateFolder + "/lock",
                for: "The state folder \(settings.stateFolder)"
            )
            let claim = try FileLock(path: path + ".lock", for: "The socket \(path)")
            try await Composition.with(settings, clock: clock, logging: .info) { parts in
                try await serve(parts, at: path, and: listening)
            }
            _ = consume folder
            _ = consume claim
        }
    }

    /// How many requests a second each side may make; nil for any number.
    private func requestRate() throws -> Double? {
        let text = Settings.environment("BARGAIN_RATE")
        let rate = rate ?? text.map { Double($0) ?? -1 } ?? 50
        guard rate >= 0, rate <= 1_000_000 else {
            throw Fault(
                .settings,
                "--rate (BARGAIN_RATE) must be a number of requests a second, or 0 for any."
            )
        }
        return rate == 0 ? nil : rate
    }

    private func programClock() throws -> ProgramClock {
        guard let text = clock ?? Settings.environment("BARGAIN_CLOCK") else { return .real }
        guard settings.deployment == .drill else {
            throw Fault(
                .settings,
                "--clock is for drills only: a live record runs on the real clock. Add --drill."
            )
        }
        guard let instant = Instant(text) else {
            throw Fault(
                .settings,
                "--clock must be an instant with its offset, such as 2026-04-17T23:59:50-04:00; it is '\(text.prefix(60))'."
            )
        }
        return ProgramClock(startingAt: instant)
    }

    private func serve(_ parts: Composition, at path: String, and listening: ListenSettings.Listening?)
        async throws
    {
        let channels = try parts.channels(mail)
        let notary = try parts.notary()
        try await notary.settle()
        let api = API(
            clerk: parts.clerk,
            caucus: CaucusClerk(clerk: parts.clerk, stores: parts.caucuses),
            store: parts.store,
            notary: notary,
            sealing: parts.sealing,
            clock: parts.clock,
            soundness: parts.soundness,
            deployment: settings.deployment,
            version: Bargaind.version,
            channels: channels.map(\.name),
            secret: try parts.logSeed(),
            registrar: parts.registrar,
            rate: try requestRate()
        )
        let responder = api.router().buildResponder()
        let doorkeeper = Doorkeeper(
            isDrill: settings.deployment == .drill,
            arrivals: parts.clerk.arrivals
        )
        var services: [any ServiceLifecycle.Service] = []
        if let cluster = parts.cluster { services.append(Running { try await cluster.run() }) }
        let timekeeper = parts.timekeeper
        let courier = parts.courier(channels)
        services.append(Running { await timekeeper.run() })
        services.append(Running { await courier.run() })
        services.append(Running { [sealing = parts.sealing] in await notary.run(on: sealing) })
        services.append(socketServer(responder, doorkeeper, at: path, parts.logger))
        if let listening {
            services.append(server(responder, doorkeeper, at: listening, parts.logger))
            if let certificate = listening.certificate {
                services.append(Running { await Self.reload(certificate, parts.logger) })
            }
        }
        let group = ServiceGroup(
            configuration: .init(
                services: services,
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: parts.logger
            )
        )
        defer { unlink(path) }
        try await group.run()
    }

    private func socketServer<Responder: HTTPResponder>(
        _ responder: Responder,
        _ doorkeeper: Doorkeeper,
        at path: String,
        _ logger: Logger
    ) -> Application<Responder>
    where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
        let unfinished = path + ".new"
        return Application(
            responder: responder,
            server: .guarded(by: doorkeeper),
            configuration: Self.configuration(.unixDomainSocket(path: unfinished)),
            onServerRunning: { _ in
                // Under its own name only once it listens. Whoever connects is known by his user, or by his token.
                chmod(unfinished, 0o666)
                rename(unfinished, path)
                logger.notice("serving", metadata: ["socket": "\(path)"])
            },
            logger: Self.quietLogger
        )
    }

    private func server<Responder: HTTPResponder>(
        _ responder: Responder,
        _ doorkeeper: Doorkeeper,
        at listening: ListenSettings.Listening,
        _ logger: Logger
    ) -> Application<Responder>
    where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
        Application(
            responder: responder,
            server: .guarded(by: doorkeeper, certificate: listening.certificate),
            configuration: Self.configuration(.hostname(listening.host, port: listening.port)),
            onServerRunning: { channel in
                logger.notice(
                    "serving",
                    metadata: [
                        "host": "\(listening.host)",
                        "port": "\(channel.localAddress?.port ?? listening.port)",
                        "tls": "\(listening.certificate == nil ? "none" : "1.3")",
                    ]
                )
            },
            logger: Self.quietLogger
        )
    }

    /// Twice what the doorkeeper lets in: whoever finds no room is told so, and not left waiting.
    private static func configuration(_ address: BindAddress) -> ApplicationConfiguration {
        .init(
            address: address,
            serverName: nil,
            availableConnectionsDelegate: MaximumAvailableConnections(512)
        )
    }

    private static var quietLogger: Logger {
        var logger = Logger(label: "http")
        logger.logLevel = .warning
        return logger
    }

    /// Reads the certificate again whenever the operator sends SIGHUP.
    private static func reload(_ certificate: ServerCertificate, _ logger: Logger) async {
        for await _ in await UnixSignalsSequence(trapping: .sighup) {
            do throws(ServerCertificate.Fault) {
                try certificate.reload()
                logger.notice("the certificate was read again")
            } catch {
                logger.error(
                    "the certificate cannot be used; the one before stays",
                    metadata: ["error": "\(error)"]
                )
            }
        }
    }
}

/// A loop as a service: it runs until the group stops it.
private struct Running: ServiceLifecycle.Service {
    let loop: @Sendable () async throws -> Void

    init(_ loop: @escaping @Sendable () async throws -> Void) {
        self.loop = loop
    }

    @concurrent
    func run() async throws {
        try await cancelWhenGracefulShutdown { try await loop() }
    }
}
