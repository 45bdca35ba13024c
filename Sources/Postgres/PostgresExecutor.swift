/// Something that queries can be run on: a pool, one of its connections, or a transaction.
public protocol PostgresExecutor: Sendable {
    /// What `batch` does, with nothing left to default; for conforming types.
    func run(
        _ queries: [Query],
        deadline: Duration?,
        fileID: String,
        line: Int
    ) async throws(PostgresError) -> [Rows]
}

extension PostgresExecutor {
    /// Runs one statement.
    ///
    /// It waits for `deadline`, leasing a connection included, or the pool's default if that is nil.
    @discardableResult
    public func query(
        _ query: Query,
        deadline: Duration? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) async throws(PostgresError) -> Rows {
        let results = try await run([query], deadline: deadline, fileID: fileID, line: line)
        guard let rows = results.first else {
            preconditionFailure("run(_:deadline:fileID:line:) must return as many results as it took queries")
        }
        return rows
    }

    /// Runs all statements in one round trip: all of them happen, or none does.
    ///
    /// On a pool or a connection they are a transaction by themselves, which the server commits without
    /// BEGIN and COMMIT. In a transaction they are a part of it. Statements new to the connection are
    /// prepared before the first is run, so none may need a table that another one creates.
    ///
    /// The results come in the order of the queries. An error names the statement that failed; nothing
    /// has been committed then, unless it is `.outcomeUnknown`.
    @discardableResult
    public func batch(
        _ queries: [Query],
        deadline: Duration? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) async throws(PostgresError) -> [Rows] {
        try await run(queries, deadline: deadline, fileID: fileID, line: line)
    }
}
