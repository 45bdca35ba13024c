import Synchronization

/// A connection that belongs to one caller for a while.
///
/// Concurrent calls are sent one behind the other without waiting, and answered in order; each is a
/// transaction by itself, and the failure of one does not touch its neighbours. (Only a deadline or a
/// cancellation does: it stops what the server is doing, or in the end cuts the connection.)
public struct PostgresConnection: PostgresExecutor {
    let session: Session
    let lease: Lease
    let deadline: Duration

    /// Runs the queries in one round trip.
    public func run(
        _ queries: [Query],
        deadline: Duration?,
        fileID: String,
        line: Int
    ) async throws(PostgresError) -> [Rows] {
        let terms = try terms(deadline, CallSite(fileID, line))
        return try await session.run(queries, scope: .whole, terms: terms)
    }

    /// Runs several statements without parameters, one transaction unless they say otherwise themselves.
    ///
    /// For migrations. The connection is not used by anybody else afterwards, so that no setting stays.
    public func script(
        _ sql: String,
        deadline: Duration? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) async throws(PostgresError) {
        let terms = try terms(deadline, CallSite(fileID, line))
        try await session.script(sql, isPart: false, terms: terms)
    }

    /// The types of the statement's parameters and columns, as the server sees them now.
    public func describe(
        _ statement: Statement,
        fileID: String = #fileID,
        line: Int = #line
    ) async throws(PostgresError) -> StatementDescription {
        let terms = try terms(nil, CallSite(fileID, line))
        return try await session.describe(statement, terms: terms)
    }

    /// Runs `body` as one transaction, committed when it returns and rolled back when it throws.
    ///
    /// BEGIN travels with the first statement. Nothing else may use the connection meanwhile. What `body`
    /// throws is thrown on as it is; the commit throws a `PostgresError`.
    public func transaction<Result>(
        fileID: String = #fileID,
        line: Int = #line,
        _ body: (PostgresTransaction) async throws -> Result
    ) async throws -> Result {
        let site = CallSite(fileID, line)
        _ = try terms(nil, site)
        let transaction = PostgresTransaction(
            session: session,
            lease: Lease(within: lease),
            deadline: deadline
        )
        let result: Result
        do {
            result = try await body(transaction)
        } catch {
            transaction.lease.end()
            await rollBack(site)
            throw error
        }
        transaction.lease.end()
        guard session.isInTransaction else { return result }
        if Task.isCancelled {
            await rollBack(site)
            throw PostgresError(.cancelled, "the task was cancelled before the commit").at(site)
        }
        try await session.end(commits: true, terms: Terms(within: deadline, at: site))
        return result
    }

    /// If this fails too, the session is seen to be in an unknown state, and the pool drops it.
    private func rollBack(_ site: CallSite) async {
        guard session.isInTransaction else { return }
        try? await session.end(commits: false, terms: Terms(within: Session.grace, at: site))
    }

    private func terms(_ deadline: Duration?, _ site: CallSite) throws(PostgresError) -> Terms {
        try lease.check(site)
        return Terms(within: deadline ?? self.deadline, at: site)
    }
}

/// A transaction that has not ended yet.
public struct PostgresTransaction: PostgresExecutor {
    let session: Session
    let lease: Lease
    let deadline: Duration

    /// Runs the queries in one round trip.
    public func run(
        _ queries: [Query],
        deadline: Duration?,
        fileID: String,
        line: Int
    ) async throws(PostgresError) -> [Rows] {
        let terms = try terms(deadline, CallSite(fileID, line))
        return try await session.run(queries, scope: .part, terms: terms)
    }

    /// Runs several statements without parameters as a part of the transaction; see
    /// `PostgresConnection.script`.
    public func script(
        _ sql: String,
        deadline: Duration? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) async throws(PostgresError) {
        let terms = try terms(deadline, CallSite(fileID, line))
        if !session.isInTransaction {
            _ = try await session.perform(Request(commands: [], scope: .part, terms: terms))
        }
        try await session.script(sql, isPart: true, terms: terms)
    }

    private func terms(_ deadline: Duration?, _ site: CallSite) throws(PostgresError) -> Terms {
        try lease.check(site)
        return Terms(within: deadline ?? self.deadline, at: site)
    }
}

/// The right to use a session, until the scope ends in which it was given.
final class Lease: Sendable {
    private let isEnded = Atomic(false)
    private let outer: Lease?

    init(within outer: Lease? = nil) { self.outer = outer }

    func end() { isEnded.store(true, ordering: .releasing) }

    func check(_ site: CallSite) throws(PostgresError) {
        if isEnded.load(ordering: .acquiring) {
            throw PostgresError(.misuse, "the connection was used outside the scope it was given for").at(
                site
            )
        }
        try outer?.check(site)
    }
}
