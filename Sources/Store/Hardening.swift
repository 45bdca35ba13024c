import Postgres

/// Takes the catalogs and the server's own functions from everybody, since they tell of others' activity.
public enum Hardening {
    /// The statements, for a superuser to run where the daemon's own connection is none.
    public static let script = Embedded.text("administration/hardening.sql")

    /// Runs the statements where the connection is a superuser's; changes nothing that is closed already.
    static func apply(on connection: PostgresConnection) async throws {
        guard try await answer(to: superuser, on: connection) else { return }
        try await connection.script(script, deadline: .seconds(60))
    }

    /// Whether somebody without rights can still read what the statements close.
    static func isLacking(on connection: PostgresConnection) async throws -> Bool {
        try await answer(to: openness, on: connection)
    }

    private static func answer(to statement: Statement, on connection: PostgresConnection) async throws
        -> Bool
    {
        try await connection.query(Query(statement)).first?.decode("answer", as: Bool.self) == true
    }

    private static let superuser = Statement(
        "hardening/superuser",
        "select rolsuper as answer from pg_catalog.pg_roles where rolname = current_user"
    )
    private static let openness = Statement(
        "hardening/openness",
        """
        select has_table_privilege('bargain_board', 'pg_catalog.pg_class', 'select')
            or has_table_privilege('bargain_board', 'pg_catalog.pg_stat_activity', 'select')
            or has_function_privilege('bargain_board', 'pg_catalog.pg_relation_size(regclass, text)', 'execute') as answer
        """
    )
}
