import Glibc
public import Logging

/// A PostgreSQL of our own under a folder, for an installation that was given no server to talk to.
///
/// Only root and the account it runs as can reach it, through a Unix socket in a folder closed to everyone else;
/// it has no TCP port. Who can reach it is trusted to be any role, so that separate logins for separate rights work
/// without passwords. It ends when this process ends, also by SIGKILL, with an orderly shutdown.
///
/// Started by root, it runs as the account that owns the data, or `postgres`, or `nobody`, since PostgreSQL
/// refuses root. A lock in the folder keeps a second process away.
public actor PrivateCluster {
    enum Phase {
        case stopped
        case starting
        case running(Child)
        case stopping(Child)
    }

    /// The state folder, as an absolute path: `data`, `server.log`, `lock` and mostly `socket` are in it.
    public nonisolated let folder: String

    /// What libpq needs in order to connect as the superuser `postgres` to the cluster's database.
    ///
    /// It is fixed from the beginning and stays the same over restarts; it answers once the server is up.
    public nonisolated var connectionString: String { connectionString(database: database) }

    let layout: ClusterLayout
    let database: String
    let durable: Bool
    let serverUser: String?
    let binaries: String?
    let startWithin: Duration
    let stopWithin: Duration
    let logger: Logger
    var phase = Phase.stopped
    private var lock: FolderLock?

    /// Describes a cluster; nothing happens before it is started.
    ///
    /// - Parameters:
    ///   - folder: The state folder, for this cluster alone; made when it is missing.
    ///   - database: The database that a new cluster comes with: lower-case letters, digits and underscores.
    ///   - durable: Whether what was committed must survive a power cut. Only tests can do without.
    ///   - serverUser: The account to run as, when this process is root's; otherwise it has no meaning.
    ///   - binaries: The folder of PostgreSQL's programs; otherwise the newest from 15 on that can be found.
    ///   - startWithin: How long the server may take until it answers, recovery after a crash included.
    ///   - stopWithin: How long an orderly shutdown may take before it becomes an immediate one.
    ///   - logger: Where starts, ends and restarts are told.
    public init(
        folder: String,
        database: String = "bargain",
        durable: Bool = true,
        serverUser: String? = nil,
        binaries: String? = nil,
        startWithin: Duration = .seconds(300),
        stopWithin: Duration = .seconds(30),
        logger: Logger = Logger(label: "bargain.cluster")
    ) {
        let plain = "abcdefghijklmnopqrstuvwxyz0123456789_"
        precondition(
            !database.isEmpty && database.allSatisfy(plain.contains),
            "not a plain name: \(database)"
        )
        self.layout = ClusterLayout(folder: folder)
        self.folder = layout.folder
        self.database = database
        self.durable = durable
        self.serverUser = serverUser
        self.binaries = binaries
        self.startWithin = startWithin
        self.stopWithin = stopWithin
        self.logger = logger
    }

    /// What libpq needs in order to connect as a given role to a given database of this cluster.
    ///
    /// - Parameters:
    ///   - database: The database's name.
    ///   - user: The role's name.
    /// - Returns: A connection string of keywords and values.
    public nonisolated func connectionString(database: String, user: String = "postgres") -> String {
        let pairs =
            [("host", layout.socketFolder), ("port", "\(ServerConfiguration.port)")]
            + [("user", user), ("dbname", database)]
        return pairs.map { "\($0)=\(Self.quoted($1))" }.joined(separator: " ")
    }

    /// The number of the server's first process, or nil while there is none.
    public var serverProcess: Int32? {
        guard case .running(let child) = phase, child.ending == nil else { return nil }
        return child.pid
    }

    /// Starts the server and returns when it answers; a cluster that is up already stays as it is.
    ///
    /// A new folder is initialised first. What an earlier owner who was killed has left is cleared away:
    /// a half-made data folder, stale files, a server that still runs.
    ///
    /// - Throws: `ClusterError`; after it the cluster is stopped and the folder free.
    public func start() async throws(ClusterError) {
        switch phase {
        case .running(let child):
            // One that ended by itself still holds the folder, and is brought up again.
            if child.ending == nil { return }
        case .stopped:
            try takeFolder()
        case .starting, .stopping:
            throw ClusterError(
                .inUse,
                "The cluster on \(folder) is being started or stopped by another task."
            )
        }
        do throws(ClusterError) {
            try await bringUp()
        } catch {
            release()
            throw error
        }
    }

    /// Stops the server in good order and frees the folder; nothing happens when it is not running.
    ///
    /// While `run()` or `start()` is at work, cancel its task instead.
    public func stop() async {
        switch phase {
        case .running(let child):
            phase = .stopping(child)
            let ending = await child.end(with: SIGINT, after: stopWithin, with: SIGQUIT)
            logger.info(
                "PostgreSQL stopped",
                metadata: ["cluster.folder": "\(folder)", "cluster.ending": "\(ending)"]
            )
            release()
        case .stopping(let child):
            _ = await child.end()
        case .starting, .stopped:
            break
        }
    }

    private func takeFolder() throws(ClusterError) {
        // A service of root's lets the server's account pass; anybody else keeps the folder to themselves.
        try File.createFolders(layout.folder, mode: geteuid() == 0 ? 0o755 : 0o700)
        lock = try FolderLock(path: layout.lock, folder: layout.folder)
    }

    func release() {
        lock = nil
        phase = .stopped
    }

    private static func quoted(_ value: String) -> String {
        var text = "'"
        for character in value {
            if character == "'" || character == "\\" { text.append("\\") }
            text.append(character)
        }
        return text + "'"
    }
}
