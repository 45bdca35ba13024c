import CivilTime
import Cluster
import Identity
import Logging
import Packs
import Postgres
import Service
import Store
import Table

/// The parts of the daemon, put together in the one place that knows them all.
struct Composition {
    let settings: Settings
    let logger: Logger
    let clock: ProgramClock
    let cluster: PrivateCluster?
    /// The connection that the operator gave: it prepares the database and is then let go.
    let administration: PostgresPool
    let roles: Roles
    let store: Store
    /// The record as the clock's login sees it.
    let clockStore: Store
    /// Persons and tokens.
    let identity: PostgresPool
    let caucuses: [CaucusParty: CaucusStore]
    let soundness = ClockSoundness()
    let deadlines = Wakeup()
    let alerts = Wakeup()
    let sealing = Wakeup()
    let clerk: Clerk
    /// Goes by the machine's clock, also in a drill.
    let registrar: Registrar

    /// Starts the database where it is a private one, brings its schema up to date and holds it to its kind.
    init(_ settings: Settings, clock: ProgramClock = .real, logging usual: Logger.Level = .warning)
        async throws
    {
        self.settings = settings
        self.clock = clock
        let level = try settings.logLevel(usually: usual)
        let library = try settings.library()
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
        administration = PostgresPool(
            .init(connectionString: connection, size: 1, applicationName: "bargaind"),
            logger: Logger(label: "postgres")
        )
        // Where the database is not our own, the passwords of its logins follow from a secret.
        let secret = SecretFile(path: settings.stateFolder + "/wall.secret")
        let roles = Roles(secret: cluster == nil ? try secret.bytes() : nil)
        self.roles = roles
        func pool(_ login: Login, size: Int) throws -> PostgresPool {
            PostgresPool(
                .init(
                    connectionString: try roles.connectionString(of: login, from: connection),
                    size: size,
                    applicationName: "bargaind"
                ),
                logger: Logger(label: "postgres.\(login.rawValue)")
            )
        }
        store = Store(pool: try pool(.table, size: try settings.poolSize()))
        clockStore = Store(pool: try pool(.clock, size: 2))
        identity = try pool(.identity, size: 2)
        caucuses = try CaucusParty.allCases.reduce(into: [:]) { stores, party in
            stores[party] = CaucusStore(party, pool: try pool(Login(party), size: 3))
        }
        clerk = Clerk(
            store: store,
            library: library,
            clock: clock,
            soundness: soundness,
            quota: try settings.dailyQuota()
        ) { [deadlines, alerts, sealing] writing in
            sealing.ring()
            if writing.touchesDeadlines { deadlines.ring() }
            if writing.hasAlerts { alerts.ring() }
        }
        registrar = Registrar(
            identity: IdentityStore(pool: identity),
            clerk: clerk,
            passwords: Passwords()
        )
    }

    /// Brings the schema up to date and holds the database to its kind.
    func prepare() async throws {
        let migrator = Migrator(pool: administration, roles: roles)
        for name in try await migrator.migrate() {
            logger.notice("migrated", metadata: ["migration": "\(name)"])
        }
        if try await migrator.lacksHardening() {
            logger.warning(
                """
                the database's connection is no superuser's, so the catalogs still show each side's login how much \
                is written; have a superuser run what 'bargaind migrate --hardening' prints
                """
            )
        }
        try await Store(pool: administration).settle(settings.deployment, at: clock.now())
        await administration.close()
    }

    /// Lets go of the database, and stops it where it is a private one.
    func close() async {
        await administration.close()
        for pool in [store.pool, clockStore.pool, identity] + caucuses.values.map(\.pool) {
            await pool.close()
        }
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
            store: clockStore,
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

    /// The secret of the deployment's key.
    func logSeed() throws -> [UInt8] {
        try SecretFile(path: settings.stateFolder + "/log.key").bytes()
    }

    /// Who seals the record, with the deployment's key, which the first daemon makes.
    func notary() throws -> Notary {
        Notary(
            store: store,
            clock: clock,
            seed: try logSeed(),
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
