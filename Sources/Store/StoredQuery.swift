import Postgres

/// One file of `sql/queries` with what it takes and gives, which a test compares with the migrated schema.
struct StoredQuery: Sendable {
    /// The file's name under `sql/queries`, without its ending.
    let name: String
    /// What is given for `$1`, `$2`, …, in order.
    let takes: [any PostgresEncodable.Type]
    /// The columns that are read, with their types.
    let gives: [String: any PostgresEncodable.Type]
    private let statement: Statement

    /// A query by its file's name.
    init(
        _ name: String,
        takes: [any PostgresEncodable.Type] = [],
        gives: [String: any PostgresEncodable.Type] = [:]
    ) {
        self.name = name
        self.takes = takes
        self.gives = gives
        guard let sql = Embedded.files["queries/\(name).sql"] else {
            preconditionFailure("sql/queries/\(name).sql is not embedded")
        }
        statement = Statement(name, sql)
    }

    /// The query with its parameters.
    func callAsFunction(_ parameters: (any PostgresEncodable)?...) -> Query {
        precondition(parameters.count == takes.count, "\(name) takes \(takes.count) parameters")
        return Query(statement, parameters: parameters)
    }

    /// The statement itself, to be described by a server.
    var described: Statement { statement }
}
