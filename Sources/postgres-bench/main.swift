import Glibc
import Logging
import Postgres

/// Runs one prepared statement as often as it can, and prints how often, as one line of JSON.
struct Bench {
    var connection = ""
    var tasks = 1
    var seconds = 5
    var kind = "select"

    static let usage = """
        Measures the Postgres module: one single-row statement, again and again, in some tasks at a time.

        usage: postgres-bench --connection STRING [--tasks N] [--seconds N] [--kind select|insert]

        Creates, fills and uses the table postgres_bench. Prints operations per second as JSON.

        """

    static let setUp = """
        create table if not exists postgres_bench (id bigint primary key, body text not null);
        insert into postgres_bench select n, 'row ' || n from generate_series(1, 10000) n on conflict do nothing;
        create table if not exists postgres_bench_entry (id bigint generated always as identity, body text not null);
        """

    static let select = Statement("bench.select", "select body from postgres_bench where id = $1::bigint")
    static let insert = Statement("bench.insert", "insert into postgres_bench_entry (body) values ($1::text)")

    init?(_ arguments: [String]) {
        var rest = arguments[...]
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch (option, Int(value)) {
            case ("--connection", _): connection = value
            case ("--tasks", let number?) where number > 0: tasks = number
            case ("--seconds", let number?) where number > 0: seconds = number
            case ("--kind", _) where value == "select" || value == "insert": kind = value
            default: return nil
            }
        }
        if connection.isEmpty { return nil }
    }

    func run() async throws {
        let pool = PostgresPool(
            .init(connectionString: connection, size: tasks, applicationName: "postgres-bench"),
            logger: Logger(label: "postgres-bench")
        )
        try await pool.script(Self.setUp)
        _ = try await count(pool, for: .milliseconds(500))
        let start = ContinuousClock.now
        let operations = try await count(pool, for: .seconds(seconds))
        let elapsed = (ContinuousClock.now - start) / Duration.seconds(1)
        await pool.close()
        let rate = Int(Double(operations) / elapsed)
        print(#"{"kind":"\#(kind)","tasks":\#(tasks),"operations_per_second":\#(rate)}"#)
    }

    private func count(_ pool: PostgresPool, for duration: Duration) async throws -> Int {
        let end = ContinuousClock.now + duration
        let isSelect = kind == "select"
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<tasks {
                group.addTask {
                    var count = 0
                    var id = task &* 7919 % 10_000
                    while ContinuousClock.now < end {
                        id = (id &* 1_103_515_245 &+ 12_345) % 10_000
                        if isSelect {
                            let rows = try await pool.query(Query(Self.select, id + 1))
                            for row in rows { _ = try row.decode("body", as: String.self) }
                        } else {
                            _ = try await pool.query(Query(Self.insert, "entry \(id)"))
                        }
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
    }
}

guard let bench = Bench(Array(CommandLine.arguments.dropFirst())) else {
    print(Bench.usage)
    exit(2)
}
try await bench.run()
