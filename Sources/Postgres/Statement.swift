/// A piece of SQL with a name, prepared on each connection the first time it is used there.
///
/// The name stands in errors and logs; one name must always mean the same SQL.
public struct Statement: Sendable, Hashable {
    /// What errors and logs call it.
    public let name: String
    /// One SQL statement, with parameters as `$1`, `$2`, ….
    public let sql: String

    /// A statement to be used for the life of the program, since connections keep what they prepared.
    public init(_ name: String, _ sql: String) {
        self.name = name
        self.sql = sql
    }
}

/// A statement with its parameters, ready to be sent.
public struct Query: Sendable {
    /// What is to be run.
    public let statement: Statement
    let parameters: [(any PostgresEncodable)?]

    /// The statement with `$1`, `$2`, … in order; nil is NULL.
    public init(_ statement: Statement, _ parameters: (any PostgresEncodable)?...) {
        self.statement = statement
        self.parameters = parameters
    }

    /// The same, for parameters that are already in an array.
    public init(_ statement: Statement, parameters: [(any PostgresEncodable)?]) {
        self.statement = statement
        self.parameters = parameters
    }
}

/// What the server says of a statement that it has prepared.
public struct StatementDescription: Sendable, Hashable {
    /// A result column.
    public struct Column: Sendable, Hashable {
        /// What the statement calls it.
        public let name: String
        /// Its type; a domain shows as the type below it.
        public let type: PostgresType
    }

    /// The types of `$1`, `$2`, … in order.
    public let parameterTypes: [PostgresType]
    /// Empty for a statement that returns no rows.
    public let columns: [Column]
}
