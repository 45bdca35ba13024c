import Postgres
import TestSupport
import Testing

private let insert = Statement("item.insert", "insert into item (id) values ($1)")
private let count = "select count(*) as value from item"
private let processID = "select pg_backend_pid() as value"

@Suite(.database) struct FaultTests {
    private func withProxy(_ body: (Proxy, _ direct: PostgresPool) async throws -> Void) async throws {
        let proxy = try Proxy(to: TestDatabase.current.connectionString)
        defer { proxy.close() }
        try await withPool { direct in
            try await direct.script("create table item (id bigint primary key)")
            try await body(proxy, direct)
        }
    }

    private func terminate(_ process: Int, _ pool: PostgresPool) async throws {
        // The second argument waits until the process is gone.
        let isGone: Bool = try await pool.value(
            "select pg_terminate_backend($1::integer, 10000) as value",
            process
        )
        #expect(isGone)
    }

    @Test func `A connection that died while idle is replaced before use`() async throws {
        try await withPool(size: 1) { (pool) async throws in
            try await withPool(size: 1) { (other) async throws in
                for _ in 0..<5 {
                    try await terminate(try await pool.value(processID), other)
                    let rows = try await pool.batch([Query(Statement("one", "select 1 as value"))])
                    #expect(try rows[0][0].decode("value", as: Int.self) == 1)
                }
            }
        }
    }

    @Test func `A server process that dies in a statement has committed nothing`() async throws {
        try await withPool(size: 1) { (pool) async throws in
            try await withPool(size: 1) { (other) async throws in
                let process: Int = try await pool.value(processID)
                async let lost = failure { try await pool.query(Query(pause)) }
                try await untilServerRuns("select pg_sleep", other, database: TestDatabase.current.name)
                try await terminate(process, other)
                let error = await lost
                #expect(error?.code == .connectionLost)
                #expect(error?.sqlState == "57P01")
                #expect(error?.statement == "pause")
                let next: Int = try await pool.value(processID)
                #expect(next != process)
            }
        }
    }

    @Test func `A black hole after the batch was sent leaves the outcome unknown, in time`() async throws {
        try await withProxy { (proxy, direct) async throws in
            try await withPool(size: 1, connectionString: proxy.connectionString) { (pool) async throws in
                try await pool.batch([Query(insert, 1)])
                proxy.swallowReplies()
                let start = ContinuousClock.now
                let error = await failure {
                    try await pool.batch([Query(insert, 2)], deadline: .milliseconds(200))
                }
                #expect(ContinuousClock.now - start < .seconds(10))
                #expect(error?.code == .outcomeUnknown)
                #expect(error?.statement == "item.insert")
                proxy.cut()
                try await pool.batch([Query(insert, 3)])
            }
            // It had been committed indeed.
            try await expect(3, from: count, on: direct)
        }
    }

    @Test func `A black hole inside a transaction is a timeout, since nothing can be committed`() async throws
    {
        try await withProxy { (proxy, direct) async throws in
            let error = await failure {
                try await withPool(connectionString: proxy.connectionString) { (pool) async throws in
                    try await pool.transaction { transaction in
                        try await transaction.query(Query(insert, 1))
                        proxy.swallowReplies()
                        _ = try await transaction.query(Query(insert, 2), deadline: .milliseconds(200))
                    }
                }
            }
            #expect(error?.code == .timedOut)
            proxy.cut()
            try await expect(0, from: count, on: direct)
        }
    }

    @Test func `A socket cut after COMMIT was sent leaves the outcome unknown`() async throws {
        try await withProxy { (proxy, direct) async throws in
            try await withPool(connectionString: proxy.connectionString) { (pool) async throws in
                async let lost = failure {
                    try await pool.transaction { transaction in
                        try await transaction.query(Query(insert, 1))
                        proxy.swallowReplies()
                    }
                }
                while try await direct.value(count, as: Int.self) == 0 { await Task.yield() }
                proxy.cut()
                let error = await lost
                #expect(error?.code == .outcomeUnknown)
                #expect(error?.statement == "COMMIT")
            }
        }
    }

    @Test func `A cancelled task stops its statement and leaves the connection usable`() async throws {
        try await withPool(size: 1) { (pool) async throws in
            try await withPool(size: 1) { (other) async throws in
                let process: Int = try await pool.value(processID)
                let task = Task { await failure { try await pool.query(Query(pause)) } }
                try await untilServerRuns("select pg_sleep", other, database: TestDatabase.current.name)
                task.cancel()
                #expect(await task.value?.code == .cancelled)
                try await expect(process, from: processID, on: pool)
            }
        }
    }

    @Test func `A cancelled transaction is rolled back, also when cancelled before its commit`() async throws
    {
        try await withProxy { (_, pool) async throws in
            let task = Task {
                await failure {
                    try await pool.transaction { transaction in
                        try await transaction.query(Query(insert, 1))
                        withUnsafeCurrentTask { $0?.cancel() }
                    }
                }
            }
            #expect(await task.value?.code == .cancelled)
            try await expect(0, from: count, on: pool)
        }
    }

    @Test func `A deadline stops its statement and leaves the connection usable`() async throws {
        try await withPool(size: 1) { (pool) async throws in
            let process: Int = try await pool.value(processID)
            let error = await failure { try await pool.query(Query(pause), deadline: .milliseconds(100)) }
            #expect(error?.code == .timedOut)
            #expect(error?.sqlState == "57014")
            try await expect(process, from: processID, on: pool)
        }
    }

    @Test func `A statement that waits behind another's is timed out without harm to the first`() async throws
    {
        try await withPool(size: 1) { (pool) async throws in
            let (first, second) = try await pool.withConnection { connection in
                _ = try await connection.query(Query(Statement("short", "select pg_sleep(0.6)")))
                async let first = failure {
                    try await connection.query(Query(Statement("short", "select pg_sleep(0.6)")))
                }
                async let second = failure {
                    try await connection.query(Query(pause), deadline: .milliseconds(300))
                }
                return await (first, second)
            }
            #expect(first == nil)
            #expect(second?.code == .timedOut)
        }
    }

    @Test func `A dead host in the connection string is passed over`() async throws {
        let words = TestDatabase.current.connectionString.split(separator: " ")
        let host = try #require(words.first { $0.hasPrefix("host=") }).dropFirst(5)
        let others = words.filter { !$0.hasPrefix("host=") }.joined(separator: " ")
        let string = "host=/nonexistent,\(host) target_session_attrs=read-write " + others
        try await withPool(connectionString: string) { (pool) async throws in
            try await expect(1, from: "select 1 as value", on: pool)
        }
    }

    @Test func `No server is an error that says so, when the deadline has passed`() async throws {
        try await withPool(connectionString: "host=/nonexistent") { (pool) async throws in
            let error = await failure {
                try await pool.query(Query(Statement("one", "select 1")), deadline: .milliseconds(300))
            }
            #expect(error?.code == .cannotConnect)
            #expect(error?.message.contains("/nonexistent") == true)
        }
        try await withPool(connectionString: "host=/nonexistent pasword=secret") { (pool) async throws in
            let error = await failure { try await pool.query(Query(Statement("one", "select 1"))) }
            #expect(error?.code == .cannotConnect)
            #expect(error?.description.contains("secret") == false)
        }
    }
}
