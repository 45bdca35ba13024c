import Postgres
import TestSupport
import Testing

private let insert = Statement("item.insert", "insert into item (id) values ($1)")
private let count = "select count(*) as value from item"

@Suite(.database) struct TransactionTests {
    private struct Refusal: Error, Equatable {}

    private func withItems(_ body: (PostgresPool) async throws -> Void) async throws {
        try await withPool { (pool) async throws in
            try await pool.script("create table item (id bigint primary key)")
            try await body(pool)
        }
    }

    @Test func `A transaction commits when its body returns`() async throws {
        try await withItems { (pool) async throws in
            let sum = try await pool.transaction { transaction in
                try await transaction.query(Query(insert, 1))
                try await transaction.batch([Query(insert, 2), Query(insert, 3)])
                try await expect(0, from: count, on: pool)
                return try await transaction.value("select sum(id)::bigint as value from item", as: Int.self)
            }
            #expect(sum == 6)
            try await expect(3, from: count, on: pool)
        }
    }

    @Test func `A transaction whose body throws is undone, and the error comes out as it is`() async throws {
        try await withItems { (pool) async throws in
            await #expect(throws: Refusal()) {
                try await pool.transaction { transaction in
                    try await transaction.query(Query(insert, 1))
                    throw Refusal()
                }
            }
            let error = await failure {
                try await pool.transaction { transaction in
                    _ = try await transaction.batch([Query(insert, 1), Query(insert, 1)])
                }
            }
            #expect(error?.code == .server("23505"))
            try await expect(0, from: count, on: pool)
            #expect(pool.statistics.open == pool.statistics.idle)
        }
    }

    @Test func `A transaction that hides a failure is not said to be committed`() async throws {
        try await withItems { (pool) async throws in
            let error = await failure {
                try await pool.transaction { transaction in
                    try await transaction.query(Query(insert, 1))
                    _ = await failure { try await transaction.query(Query(insert, 1)) }
                }
            }
            #expect(error?.code == .rolledBack)
            try await expect(0, from: count, on: pool)
        }
    }

    @Test func `A transaction without statements asks nothing of the server`() async throws {
        try await withPool { (pool) async throws in
            #expect(try await pool.transaction { _ in 5 } == 5)
        }
    }

    @Test func `A script in a transaction is a part of it`() async throws {
        try await withItems { (pool) async throws in
            await #expect(throws: Refusal()) {
                try await pool.transaction { (transaction) async throws in
                    try await transaction.script(
                        "create table other (id bigint); insert into item values (1)"
                    )
                    #expect(
                        try await transaction.value("select count(*) as value from other", as: Int.self) == 0
                    )
                    throw Refusal()
                }
            }
            #expect(
                try await pool.value("select to_regclass('other')::text as value", as: String?.self) == nil
            )
        }
    }

    @Test func `A connection is refused outside its scope`() async throws {
        try await withItems { (pool) async throws in
            let connection = try await pool.withConnection { $0 }
            let error = await failure { _ = try await connection.query(Query(insert, 1)) }
            #expect(error?.code == .misuse)
            let transaction = try await pool.transaction { $0 }
            let other = await failure { _ = try await transaction.query(Query(insert, 1)) }
            #expect(other?.code == .misuse)
            let mixed = await failure {
                try await pool.withConnection { connection in
                    try await connection.transaction { transaction in
                        try await transaction.query(Query(insert, 1))
                        try await connection.query(Query(insert, 2))
                    }
                }
            }
            #expect(mixed?.code == .misuse)
            try await expect(0, from: count, on: pool)
        }
    }
}
