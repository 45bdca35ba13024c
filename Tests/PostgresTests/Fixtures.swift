import Logging
import Postgres
import TestSupport
import Testing

let quiet = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

/// A pool on the test's own database, or through `connectionString`.
func withPool<Result>(
    size: Int = 4,
    deadline: Duration = .seconds(30),
    connectionString: String? = nil,
    _ body: (PostgresPool) async throws -> Result
) async throws -> Result {
    let pool = PostgresPool(
        .init(
            connectionString: connectionString ?? TestDatabase.current.connectionString,
            size: size,
            applicationName: "tests",
            deadline: deadline
        ),
        logger: quiet
    )
    do {
        let result = try await body(pool)
        await pool.close()
        return result
    } catch {
        await pool.close()
        throw error
    }
}

extension PostgresExecutor {
    /// The only value of the only row.
    func value<Value: PostgresDecodable>(
        _ sql: String,
        _ parameters: (any PostgresEncodable)?...,
        as type: Value.Type = Value.self
    ) async throws -> Value {
        let rows = try await query(Query(Statement(sql.prefix(60).description, sql), parameters: parameters))
        return try rows[0].decode("value", as: Value.self)
    }
}

/// The error that `body` throws, if it is one of the module's.
func failure(_ body: () async throws -> Void) async -> PostgresError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? PostgresError
    }
}

let pause = Statement("pause", "select pg_sleep(60)")

/// Returns once the server runs a statement that begins with `prefix`; asked of the server, not the clock.
func untilServerRuns(_ prefix: String, _ pool: PostgresPool, database: String) async throws {
    let running = Statement(
        "running",
        """
        select count(*) as value from pg_stat_activity
        where datname = $1 and state = 'active' and pid <> pg_backend_pid() and starts_with(query, $2)
        """
    )
    while true {
        let rows = try await pool.query(Query(running, database, prefix))
        if try rows[0].decode("value", as: Int.self) > 0 { return }
        await Task.yield()
    }
}

/// Checks the only value of the only row.
func expect(
    _ expected: Int,
    from sql: String,
    on executor: some PostgresExecutor,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let value: Int = try await executor.value(sql)
    #expect(value == expected, sourceLocation: sourceLocation)
}
