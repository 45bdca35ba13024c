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

    func run() async throws {
        try await reporting {
            let clock = try programClock()
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
                try await serve(parts, at: path)
            }
            _ = consume folder
            _ = consume claim
        }
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

    private func serve(_ parts: Composition, at path: String) async throws {
        let channels = try parts.channels(mail)
        let notary = try parts.notary()
        try await notary.settle()
        let api = API(
            clerk: parts.clerk,
            store: parts.store,
            notary: notary,
            sealing: parts.sealing,
            clock: parts.clock,
            soundness: parts.soundness,
            deployment: settings.deployment,
            version: Bargaind.version,
            channels: channels.map(\.name),
            signedIn: { _ in nil }
        )
        let unfinished = path + ".new"
        var http = Application(
            router: api.router(),
            server: .guarded(),
            configuration: .init(
                address: .unixDomainSocket(path: unfinished),
                serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(256)
            ),
            onServerRunning: { _ in
                // Under its own name only once it listens. Whoever connects is known by his user, or by his token.
                chmod(unfinished, 0o666)
                rename(unfinished, path)
                parts.logger.notice("serving", metadata: ["socket": "\(path)"])
            },
            logger: Logger(label: "http")
        )
        http.logger.logLevel = .warning
        var services: [any ServiceLifecycle.Service] = []
        if let cluster = parts.cluster { services.append(Running { try await cluster.run() }) }
        let timekeeper = parts.timekeeper
        let courier = parts.courier(channels)
        services.append(Running { await timekeeper.run() })
        services.append(Running { await courier.run() })
        services.append(Running { [sealing = parts.sealing] in await notary.run(on: sealing) })
        services.append(http)
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
