import CivilTime
import Cluster
import Identity
import Logging
import Packs
import Postgres
import Service
import Store

/// The parts of the daemon, put together in the one place that knows them all.
struct Composition {
    let settings: Settings
    let logger: Logger
    let clock: ProgramClock
    let cluster: PrivateCluster?
    let pool: PostgresPool
    let store: Store
    let soundness = ClockSoundness()
    let deadlines = Wakeup()
    let alerts = Wakeup()
    let sealing = Wakeup()
    let clerk: Clerk

    /// Starts the database where it is a private one, brings its schema up to date and holds it to its kind.
    init(_ settings: Settings, clock: ProgramClock = .real, logging usual: Logger.Level = .warning)
        async throws
    {
        self.settings = settings
        self.clock = clock
        let level = try settings.logLevel(usually: usual)
        let isDrill = settings.deployment == .drill
        LoggingSystem.bootstrap { JSONLogHandler(label: $0, isDrill: isDrill, logLevel: level) }
        logger = Logger(label: "bargaind")
        try makePrivateFolder(settings.stateFolder)
        let connection: String
        if let given = settings.databaseString {
            cluster = nil
            connection = given
        } else {
            let cluster = PrivateCluster(
                folder: settings.stateFolder + "/postgres",
                logger: Logger(label: "cluster")
            )
            try await cluster.start()
            self.cluster = cluster
            connection = cluster.connectionString
        }
        pool = PostgresPool(
            .init(connectionString: connection, size: try settings.poolSize(), applicationName: "bargaind"),
            logger: Logger(label: "postgres")
        )
        store = Store(pool: pool)
        clerk = Clerk(
            store: store,
            library: .standard,
            clock: clock,
            soundness: soundness
        ) { [deadlines, alerts, sealing] writing in
            sealing.ring()
            if writing.touchesDeadlines { deadlines.ring() }
            if writing.hasAlerts { alerts.ring() }
        }
    }

    /// Brings the schema up to date and holds the database to its kind.
    func prepare() async throws {
        let applied = try await Migrator(pool: pool).migrate()
        for name in applied { logger.notice("migrated", metadata: ["migration": "\(name)"]) }
        try await store.settle(settings.deployment, at: clock.now())
    }

    /// Goes by the machine's clock, also in a drill.
    var registrar: Registrar {
        Registrar(identity: IdentityStore(pool: pool), clerk: clerk, passwords: Passwords())
    }

    /// Lets go of the database, and stops it where it is a private one.
    func close() async {
        await pool.close()
        await cluster?.stop()
    }

    /// Runs something on the prepared parts, and lets go of the database whatever comes of it.
    static func with<Value>(
        _ settings: Settings,
        clock: ProgramClock = .real,
        logging usual: Logger.Level = .warning,
        _ body: (Composition) async throws -> Value
    ) async throws -> Value {
        let parts = try await Composition(settings, clock: clock, logging: usual)
        do {
            try await parts.prepare()
            let value = try await body(parts)
            await parts.close()
            return value
        } catch {
            await parts.close()
            throw error
        }
    }

    var timekeeper: Timekeeper {
        Timekeeper(
            clerk: clerk,
            store: store,
            clock: clock,
            soundness: soundness,
            wakeup: deadlines,
            logger: Logger(label: "timekeeper")
        )
    }

    func courier(_ channels: [any AlertChannel]) -> Courier {
        Courier(
            clerk: clerk,
            store: store,
            clock: clock,
            channels: channels,
            isDrill: settings.deployment == .drill,
            wakeup: alerts,
            logger: Logger(label: "courier")
        )
    }

    /// Who seals the record, with the deployment's key, which the first daemon makes.
    func notary() throws -> Notary {
        Notary(
            store: store,
            clock: clock,
            seed: try SecretFile(path: settings.stateFolder + "/log.key").bytes(),
            isDrill: settings.deployment == .drill,
            logger: Logger(label: "notary")
        )
    }

    func channels(_ mail: MailSettings) throws -> [any AlertChannel] {
        let file = FileChannel(path: settings.stateFolder + "/alerts.txt")
        guard let (relay, sender) = try mail.relay() else { return [file] }
        return [file, MailChannel(relay: relay, sender: sender)]
    }
}
