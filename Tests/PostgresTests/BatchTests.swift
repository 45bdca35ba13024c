import Postgres
import TestSupport
import Testing

private let insert = Statement("item.insert", "insert into item (id) values ($1)")
private let count = "select count(*) as value from item"

@Suite(.database) struct BatchTests {
    private func withItems(_ body: (PostgresPool) async throws -> Void) async throws {
        try await withPool { (pool) async throws in
            try await pool.script(
                "create table item (id bigint primary key, constraint small check (id < 1000000))"
            )
            try await body(pool)
        }
    }

    @Test func `A batch happens whole, in order`() async throws {
        try await withItems { (pool) async throws in
            let results = try await pool.batch([
                Query(insert, 1), Query(insert, 2),
                Query(Statement("item.all", "select id from item order by id")),
            ])
            #expect(results.map(\.affected) == [1, 1, 2])
            #expect(try results[2].map { try $0.decode("id", as: Int.self) } == [1, 2])
            #expect(try await pool.batch([]).isEmpty)
        }
    }

    @Test func `A failing statement undoes its batch and is named`() async throws {
        try await withItems { (pool) async throws in
            let error = await failure {
                let fatal = Statement("item.twice", "insert into item (id) values ($1), ($1)")
                _ = try await pool.batch([Query(insert, 1), Query(fatal, 2), Query(insert, 3)])
            }
            #expect(error?.code == .server("23505"))
            #expect(error?.statement == "item.twice")
            #expect(error?.constraint == "item_pkey")
            #expect(error?.table == "item")
            #expect(error?.description.contains("(2)") == false)
            #expect(error?.serverDetail?.contains("(2)") == true)
            try await expect(0, from: count, on: pool)
        }
    }

    @Test func `Data in the server's messages stay out of the description`() async throws {
        try await withPool { (pool) async throws in
            let error = await failure {
                _ = try await pool.value("select $1::text::integer as value", "secret", as: Int.self)
            }
            #expect(error?.sqlState == "22P02")
            #expect(error?.description.contains("secret") == false)
        }
    }

    @Test func `Ten thousand pipelined statements fail and succeed each by itself`() async throws {
        try await withItems { (pool) async throws in
            try await pool.withConnection { connection in
                // Ten thousand commits would only measure the disk.
                try await connection.script("set synchronous_commit = off")
                try await withThrowingTaskGroup(of: (Int, PostgresError?).self) { group in
                    for id in 0..<10_000 {
                        group.addTask {
                            // Every seventh is refused by the check.
                            let value = id % 7 == 0 ? 1_000_000 + id : id
                            do throws(PostgresError) {
                                let rows = try await connection.query(Query(insert, value))
                                return (
                                    id, rows.affected == 1 ? nil : PostgresError(.decoding, "not one row")
                                )
                            } catch {
                                return (id, error)
                            }
                        }
                    }
                    for try await (id, error) in group {
                        #expect(error?.code == (id % 7 == 0 ? .server("23514") : nil))
                    }
                }
            }
            try await expect(10_000 - 1_429, from: count, on: pool)
        }
    }

    @Test func `Thirty-two tasks share four connections`() async throws {
        try await withItems { (pool) async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<32 {
                    group.addTask {
                        for step in 0..<50 {
                            let id = task * 50 + step
                            try await pool.batch([Query(insert, id)])
                            let back: Int = try await pool.value(
                                "select id as value from item where id = $1",
                                id
                            )
                            #expect(back == id)
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await expect(1600, from: count, on: pool)
            #expect(pool.statistics.open <= 4)
            #expect(pool.statistics.waiting == 0)
        }
    }

    @Test func `Two statements of one name are refused`() async throws {
        try await withPool(size: 1) { (pool) async throws in
            _ = try await pool.query(Query(Statement("same", "select 1 as value")))
            let error = await failure {
                _ = try await pool.query(Query(Statement("same", "select 2 as value")))
            }
            #expect(error?.code == .misuse)
        }
    }

    @Test func `A statement the server cannot parse is named, and may be tried again`() async throws {
        try await withPool(size: 1) { (pool) async throws in
            for _ in 0..<2 {
                let error = await failure { _ = try await pool.query(Query(Statement("bad", "selec 1"))) }
                #expect(error?.code == .server("42601"))
                #expect(error?.statement == "bad")
            }
        }
    }

    @Test func `COPY, which has no place here, costs the connection and nothing else`() async throws {
        try await withItems { (pool) async throws in
            let error = await failure {
                _ = try await pool.query(Query(Statement("copy", "copy item to stdout")))
            }
            #expect(error != nil)
            try await expect(0, from: count, on: pool)
            let script = await failure { try await pool.script("copy item from stdin") }
            #expect(script != nil)
            try await expect(0, from: count, on: pool)
        }
    }

    @Test func `A script runs several statements, and says where it was called when one fails`() async throws
    {
        try await withItems { (pool) async throws in
            let error = await failure { try await pool.script("insert into item values (1); select 1/0") }
            #expect(error?.code == .server("22012"))
            #expect(error?.statement == "script")
            #expect(error?.fileID == "PostgresTests/BatchTests.swift")
            try await expect(0, from: count, on: pool)
        }
    }
}
