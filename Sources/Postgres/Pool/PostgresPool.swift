public import Logging

/// A fixed number of connections to one database, lent to whoever asks, in the order of asking.
///
/// Connections are opened when they are needed and replaced when they break; while no server answers,
/// callers wait until their deadline.
public final class PostgresPool: PostgresExecutor {
    /// What a pool is made from.
    public struct Configuration: Sendable {
        /// As libpq reads it, several hosts and `target_session_attrs` included.
        public var connectionString: String
        /// How many connections there are at most; those of `notifications(on:)` come on top.
        public var size: Int
        /// What the server shows for these connections, unless the connection string says otherwise.
        public var applicationName: String
        /// How long a call may take if it says nothing else.
        public var deadline: Duration

        /// What a pool is made from; the connection string is read when a connection is wanted.
        public init(
            connectionString: String,
            size: Int = 8,
            applicationName: String,
            deadline: Duration = .seconds(10)
        ) {
            self.connectionString = connectionString
            self.size = size
            self.applicationName = applicationName
            self.deadline = deadline
        }
    }

    /// How busy the pool is.
    public struct Statistics: Sendable, Hashable {
        /// Connections that stand, idle or lent.
        public let open: Int
        /// Connections that nobody uses.
        public let idle: Int
        /// Callers who wait for a connection.
        public let waiting: Int
    }

    let core: PoolCore

    /// Connects to nothing yet.
    public init(_ configuration: Configuration, logger: Logger) {
        core = PoolCore(configuration, logger: logger)
    }

    deinit { core.abandon() }

    /// How busy the pool is now.
    public var statistics: Statistics {
        core.state.withLock { Statistics(open: $0.open, idle: $0.idle.count, waiting: $0.waiters.count) }
    }

    /// Runs the queries as one transaction on a connection of the pool.
    public func run(
        _ queries: [Query],
        deadline: Duration?,
        fileID: String,
        line: Int
    ) async throws(PostgresError) -> [Rows] {
        let terms = Terms(within: deadline ?? core.configuration.deadline, at: CallSite(fileID, line))
        do {
            return try await runOnce(queries, terms)
        } catch  where error.isUnsent && error.code == .connectionLost {
            // Nothing left this program, so nothing can happen twice.
            return try await runOnce(queries, terms)
        }
    }

    private func runOnce(_ queries: [Query], _ terms: Terms) async throws(PostgresError) -> [Rows] {
        let session = try await core.lease(terms)
        defer { core.release(session) }
        return try await session.run(queries, scope: .whole, terms: terms)
    }

    /// Lends a connection to `body`, for statements that must see the same session or share a pipeline.
    public func withConnection<Result>(
        deadline: Duration? = nil,
        fileID: String = #fileID,
        line: Int = #line,
        _ body: (PostgresConnection) async throws -> Result
    ) async throws -> Result {
        let duration = deadline ?? core.configuration.deadline
        let session = try await core.lease(Terms(within: duration, at: CallSite(fileID, line)))
        let lease = Lease()
        defer {
            lease.end()
            core.release(session)
        }
        return try await body(PostgresConnection(session: session, lease: lease, deadline: duration))
    }

    /// Runs `body` as one transaction on one connection; see `PostgresConnection.transaction`.
    ///
    /// Leasing the connection may take as long as `deadline`, and then each call in it. What `body`
    /// throws is thrown on as it is, after a rollback.
    public func transaction<Result>(
        deadline: Duration? = nil,
        fileID: String = #fileID,
        line: Int = #line,
        _ body: (PostgresTransaction) async throws -> Result
    ) async throws -> Result {
        try await withConnection(deadline: deadline, fileID: fileID, line: line) { connection in
            try await connection.transaction(fileID: fileID, line: line, body)
        }
    }

    /// Runs several statements without parameters; see `PostgresConnection.script`.
    public func script(
        _ sql: String,
        deadline: Duration? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) async throws(PostgresError) {
        let terms = Terms(within: deadline ?? core.configuration.deadline, at: CallSite(fileID, line))
        let session = try await core.lease(terms)
        defer { core.release(session) }
        try await session.script(sql, isPart: false, terms: terms)
    }

    /// The types of the statement's parameters and columns, as the server sees them.
    public func describe(
        _ statement: Statement,
        fileID: String = #fileID,
        line: Int = #line
    ) async throws(PostgresError) -> StatementDescription {
        let terms = Terms(within: core.configuration.deadline, at: CallSite(fileID, line))
        let session = try await core.lease(terms)
        defer { core.release(session) }
        return try await session.describe(statement, terms: terms)
    }

    /// What is sent with NOTIFY on these channels from now on, on a connection of its own.
    ///
    /// A hint and no record: what is sent while the connection is away is lost, and `.reconnected` says
    /// so. The sequence ends when the task is cancelled or the pool is closed.
    public func notifications(on channels: [String]) -> PostgresNotifications {
        PostgresNotifications(core: core, channels: channels)
    }

    /// Refuses new calls, lets those under way finish until their default deadline, and disconnects.
    public func close() async { await core.close() }
}
