import CivilTime
import Crypto
public import Postgres

/// Brings a database's schema to this program's, forward only, one file of `sql/migrations` after the other.
///
/// Any number of programs may try at once: the list of what was applied is read only behind a lock. A file that was
/// applied and has changed since, or that this program does not know, is refused rather than passed over.
public struct Migrator: Sendable {
    /// One file of `sql/migrations`.
    public struct Migration: Hashable, Sendable {
        /// The number before the name.
        public let version: Int
        /// The file's name without its ending, `0001_record`.
        public let name: String
        /// The statements.
        public let sql: String
        /// SHA-256 of the statements, in hexadecimal.
        public let sha256: String

        /// A migration from its file's name and text; nil for another name.
        public init?(name: String, sql: String) {
            guard let number = name.split(separator: "_").first, number.count == 4, let version = Int(number)
            else {
                return nil
            }
            self.version = version
            self.name = name
            self.sql = sql
            sha256 = hexadecimal(SHA256.hash(data: Array(sql.utf8)))
        }
    }

    /// What this program brings, in order.
    public static let migrations: [Migration] = Embedded.files
        .filter { $0.key.hasPrefix("migrations/") }
        .compactMap {
            Migration(
                name: String($0.key.dropFirst("migrations/".count).dropLast(".sql".count)),
                sql: $0.value
            )
        }
        .sorted { $0.version < $1.version }

    private let pool: PostgresPool
    private let roles: Roles
    private let migrations: [Migration]

    /// A migrator for a database.
    ///
    /// - Parameters:
    ///   - pool: connections of whoever administers the database: a superuser, or its owner who may create roles.
    ///   - roles: the roles that the schema's rights are granted to.
    ///   - migrations: the files.
    public init(
        pool: PostgresPool,
        roles: Roles = Roles(),
        migrations: [Migration] = Migrator.migrations
    ) {
        self.pool = pool
        self.roles = roles
        self.migrations = migrations
    }

    /// Makes the roles, applies what is missing, each file in a transaction of its own, and hardens the database.
    ///
    /// - Returns: the names of the files applied now.
    /// - Throws: `StoreError.unfit` for a file that was changed after it was applied, or is unknown.
    public func migrate() async throws -> [String] {
        try await mappingErrors {
            try await pool.withConnection { connection in
                // Held by the session, so that it spans the files' own transactions.
                try await connection.script("select pg_advisory_lock(\(Self.lock))", deadline: .seconds(120))
                do {
                    try await roles.make(on: connection)
                    let applied = try await migrate(on: connection)
                    try await Hardening.apply(on: connection)
                    try await connection.script("select pg_advisory_unlock(\(Self.lock))")
                    return applied
                } catch {
                    try? await connection.script("select pg_advisory_unlock(\(Self.lock))")
                    throw error
                }
            }
        }
    }

    /// The files that are still to be applied; what does not fit is refused as in `migrate()`.
    public func pending() async throws -> [String] {
        try await mappingErrors {
            try await pool.withConnection { connection in
                let table = try await connection.query(Query(Statement("migration/exists", Self.existence)))
                guard try table.first?.decode("found", as: Bool.self) == true else {
                    return migrations.map(\.name)
                }
                return try await missing(on: connection).map(\.name)
            }
        }
    }

    /// Whether the database still shows a login what others do, because only a superuser could have closed it.
    public func lacksHardening() async throws -> Bool {
        try await mappingErrors {
            try await pool.withConnection { try await Hardening.isLacking(on: $0) }
        }
    }

    private func migrate(on connection: PostgresConnection) async throws -> [String] {
        try await connection.script(Self.ledger)
        let missing = try await missing(on: connection)
        for migration in missing {
            let note =
                "insert into migration (version, name, sha256) values "
                + "(\(migration.version), '\(migration.name)', '\(migration.sha256)');"
            // From here on the owner of everything makes what is new; before, there was none.
            let author = migration.version > Self.lastWithoutOwner ? "set local role bargain_owner;" : ""
            try await connection.script(
                "begin;\n\(author)\n\(migration.sql)\n;\nreset role;\n\(note)\ncommit;",
                deadline: .seconds(600)
            )
        }
        return missing.map(\.name)
    }

    private func missing(on connection: PostgresConnection) async throws -> [Migration] {
        let rows = try await connection.query(Query(Statement("migration/list", Self.listing)))
        var applied: Set<Int> = []
        for row in rows {
            let version = try row.decode("version", as: Int.self)
            let name = try row.decode("name", as: String.self)
            guard let known = migrations.first(where: { $0.version == version }) else {
                throw StoreError(
                    .unfit,
                    "The database has the migration \(name), which this program does not know: the database is newer. "
                        + "Use the program that migrated it, or a later one."
                )
            }
            guard try row.decode("sha256", as: String.self) == known.sha256 else {
                throw StoreError(
                    .unfit,
                    "The migration \(name) was changed after it was applied to this database. A migration is never "
                        + "edited: restore the file and write a new one."
                )
            }
            applied.insert(version)
        }
        let missing = migrations.filter { !applied.contains($0.version) }
        if let late = missing.first, let last = applied.max(), late.version < last {
            throw StoreError(
                .unfit,
                "The migration \(late.name) comes before one that the database has; number it after \(last)."
            )
        }
        return missing
    }

    private func mappingErrors<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as PostgresError {
            throw StoreError(error)
        }
    }

    /// An arbitrary number, the same in every version of this program.
    private static let lock = 7_204_118_015
    private static let lastWithoutOwner = 4
    private static let ledger = """
        create table if not exists migration (
            version    int primary key,
            name       text not null,
            sha256     text not null,
            applied_at timestamptz not null default clock_timestamp())
        """
    private static let existence = "select to_regclass('migration') is not null as found"
    private static let listing = "select version, name, sha256 from migration order by version"
}
