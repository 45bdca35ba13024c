import ArgumentParser
import Logging
import Packs
import Postgres
import Service
import Store

/// A clerk at work on a drill's database, without the daemon around it.
struct Office: Sendable {
    let store: Store
    let clerk: Clerk
    let clock = ProgramClock.real
}

/// Where the office's database is.
struct OfficeOptions: ParsableArguments {
    @Option(help: "A libpq connection string.")
    var database: String

    @Option(help: "How many database connections to keep at most.")
    var pool = 8

    /// Runs the body in an office on the migrated database.
    func open(_ body: (Office) async throws -> Void) async throws {
        let administration = connections(to: database)
        let connections = connections(to: try Roles().connectionString(of: .table, from: database))
        do {
            _ = try await Migrator(pool: administration).migrate()
            let store = Store(pool: connections)
            let clock = ProgramClock.real
            try await Store(pool: administration).settle(.drill, at: clock.now())
            await administration.close()
            let clerk = Clerk(store: store, library: .standard, clock: clock, soundness: ClockSoundness()) {
                _ in
            }
            try await body(Office(store: store, clerk: clerk))
        } catch {
            await connections.close()
            throw error
        }
        await connections.close()
    }

    private func connections(to text: String) -> PostgresPool {
        PostgresPool(
            .init(
                connectionString: text,
                size: pool,
                applicationName: "bargain-bench",
                deadline: .seconds(60)
            ),
            logger: Logger(label: "bargain-bench")
        )
    }
}
