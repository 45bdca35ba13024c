import Postgres
import TestSupport
import Testing

@Suite(.database) struct NotificationTests {
    private let notify = Statement("notify", "select pg_notify($1, $2)")

    /// The process that listens, asked of the server.
    private let listener = """
        select pid as value from pg_stat_activity where datname = current_database() and query like 'LISTEN%'
        """

    @Test(.timeLimit(.minutes(1)))
    func `What is sent arrives in order, and a lost connection is told`() async throws {
        try await withPool(size: 1) { (pool) async throws in
            let stream = pool.notifications(on: ["deadline", "odd \"name\""]).makeAsyncIterator()
            #expect(await stream.next() == .connected)
            try await pool.batch([Query(notify, "deadline", "1"), Query(notify, "odd \"name\"", "")])
            #expect(await stream.next() == .message(channel: "deadline", payload: "1"))
            #expect(await stream.next() == .message(channel: "odd \"name\"", payload: ""))
            let process: Int = try await pool.value(listener)
            _ = try await pool.value(
                "select pg_terminate_backend($1::integer) as value",
                process,
                as: Bool.self
            )
            #expect(await stream.next() == .reconnected)
            try await pool.query(Query(notify, "deadline", "2"))
            #expect(await stream.next() == .message(channel: "deadline", payload: "2"))
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `The sequence ends with its task`() async throws {
        try await withPool(size: 1) { (pool) async throws in
            let (isListening, begun) = AsyncStream<Void>.makeStream()
            let task = Task {
                var count = 0
                for await _ in pool.notifications(on: ["deadline"]) {
                    count += 1
                    begun.yield()
                }
                return count
            }
            for await _ in isListening { break }
            task.cancel()
            #expect(await task.value == 1)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `The sequence ends with its pool`() async throws {
        try await withPool(size: 1) { (pool) async throws in
            let (isListening, begun) = AsyncStream<Void>.makeStream()
            let task = Task {
                for await _ in pool.notifications(on: ["deadline"]) { begun.yield() }
                return true
            }
            for await _ in isListening { break }
            await pool.close()
            #expect(await task.value)
        }
    }
}
