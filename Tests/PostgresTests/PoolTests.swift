import Postgres
import TestSupport
import Testing

@Suite(.database) struct PoolTests {
    private let one = Statement("one", "select 1 as value")

    /// Returns once `count` callers wait for a connection.
    private func untilWaiting(_ count: Int, _ pool: PostgresPool) async {
        while pool.statistics.waiting < count { await Task.yield() }
    }

    @Test func `Connections are opened when they are needed and kept`() async throws {
        try await withPool(size: 3) { (pool) async throws in
            #expect(pool.statistics.open == 0)
            try await pool.query(Query(one))
            try await pool.query(Query(one))
            #expect(pool.statistics.open == 1)
            #expect(pool.statistics.idle == 1)
            try await pool.withConnection { _ in
                try await pool.withConnection { _ in
                    #expect(pool.statistics.open == 2)
                    #expect(pool.statistics.idle == 0)
                }
            }
            #expect(pool.statistics.idle == 2)
        }
    }

    @Test func `Those who wait are served in the order they came`() async throws {
        try await withPool(size: 1) { (pool) async throws in
            let (order, served) = AsyncStream<Int>.makeStream()
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await pool.withConnection { connection in
                    try await connection.query(Query(one))
                    for number in 0..<20 {
                        group.addTask {
                            try await pool.withConnection { _ in _ = served.yield(number) }
                        }
                        await untilWaiting(number + 1, pool)
                    }
                }
                try await group.waitForAll()
            }
            served.finish()
            #expect(await order.reduce(into: []) { $0.append($1) } == Array(0..<20))
        }
    }

    @Test func `Waiting for a connection ends with the deadline or the task`() async throws {
        try await withPool(size: 1) { (pool) async throws in
            try await pool.withConnection { _ in
                let late = await failure { try await pool.query(Query(one), deadline: .milliseconds(100)) }
                #expect(late?.code == .timedOut)
                let task = Task { await failure { try await pool.query(Query(one)) } }
                await untilWaiting(1, pool)
                task.cancel()
                #expect(await task.value?.code == .cancelled)
                #expect(pool.statistics.waiting == 0)
            }
            try await expect(1, from: "select 1 as value", on: pool)
        }
    }

    @Test func `Closing lets work finish, refuses those who wait, and leaves no connection`() async throws {
        try await withPool(size: 1) { (other) async throws in
            let pool = PostgresPool(
                .init(
                    connectionString: TestDatabase.current.connectionString,
                    size: 1,
                    applicationName: "closing"
                ),
                logger: quiet
            )
            try await pool.withConnection { connection in
                let waiting = Task { await failure { try await pool.query(Query(one)) } }
                await untilWaiting(1, pool)
                let closing = Task { await pool.close() }
                #expect(await waiting.value?.code == .poolClosed)
                try await expect(1, from: "select 1 as value", on: connection)
                withExtendedLifetime(closing) {}
            }
            await pool.close()
            let refused = await failure { try await pool.query(Query(one)) }
            #expect(refused?.code == .poolClosed)
            #expect(pool.statistics.open == 0)
            let left = "select count(*) as value from pg_stat_activity where application_name = 'closing'"
            while try await other.value(left, as: Int.self) > 0 { await Task.yield() }
        }
    }
}
