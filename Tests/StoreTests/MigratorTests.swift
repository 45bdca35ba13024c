import Logging
import Postgres
import Service
import Store
import TestSupport
import Testing

@Suite(.database) struct MigratorTests {
    private func pool() -> PostgresPool {
        PostgresPool(
            .init(connectionString: TestDatabase.current.connectionString, size: 4, applicationName: "tests"),
            logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    private func migration(_ name: String, _ sql: String) throws -> Migrator.Migration {
        try #require(Migrator.Migration(name: name, sql: sql))
    }

    @Test func `Eight at once apply each file once`() async throws {
        let pools = (0..<8).map { _ in pool() }
        let applied = try await withThrowingTaskGroup(of: [String].self) { group in
            for pool in pools { group.addTask { try await Migrator(pool: pool).migrate() } }
            return try await group.reduce(into: [String]()) { $0 += $1 }
        }
        #expect(applied.sorted() == Migrator.migrations.map(\.name))
        #expect(try await Migrator(pool: pools[0]).pending().isEmpty)
        for pool in pools { await pool.close() }
    }

    @Test func `A file edited after it was applied is refused by name`() async throws {
        let pool = pool()
        let first = try migration("0001_one", "create table one (a int)")
        _ = try await Migrator(pool: pool, migrations: [first]).migrate()
        let edited = try migration("0001_one", "create table one (a bigint)")
        do {
            _ = try await Migrator(pool: pool, migrations: [edited]).migrate()
            Issue.record("an edited migration was accepted")
        } catch let error as StoreError {
            #expect(error.code == .unfit)
            #expect(error.message.contains("0001_one"))
        }
        await pool.close()
    }

    @Test func `A file that the program does not know is refused`() async throws {
        let pool = pool()
        let files = [try migration("0001_one", "select 1"), try migration("0002_two", "select 2")]
        _ = try await Migrator(pool: pool, migrations: files).migrate()
        do {
            _ = try await Migrator(pool: pool, migrations: [files[0]]).migrate()
            Issue.record("a newer database was accepted")
        } catch let error as StoreError {
            #expect(error.code == .unfit)
            #expect(error.message.contains("0002_two"))
        }
        await pool.close()
    }

    @Test func `A file that fails leaves nothing behind, and the next run finishes`() async throws {
        let pool = pool()
        let broken = try migration("0001_one", "create table one (a int); select nonsense")
        await #expect(throws: StoreError.self) {
            try await Migrator(pool: pool, migrations: [broken]).migrate()
        }
        let mended = try migration("0001_one", "create table one (a int)")
        #expect(try await Migrator(pool: pool, migrations: [mended]).migrate() == ["0001_one"])
        await pool.close()
    }

    @Test func `A late file before one that was applied is refused`() async throws {
        let pool = pool()
        _ = try await Migrator(pool: pool, migrations: [try migration("0002_two", "select 2")]).migrate()
        let both = [try migration("0001_one", "select 1"), try migration("0002_two", "select 2")]
        await #expect(throws: StoreError.self) { try await Migrator(pool: pool, migrations: both).migrate() }
        await pool.close()
    }

    @Test func `A drill is no live database, nor the other way round`() async throws {
        try await TestOffice.open(deployment: .drill) { office in
            do {
                try await Store(pool: office.pool).settle(.live, at: office.clock.now())
                Issue.record("a drill was taken for a live database")
            } catch let error as StoreError {
                #expect(error.code == .unfit)
                #expect(error.message.contains("drill"))
            }
        }
    }
}
