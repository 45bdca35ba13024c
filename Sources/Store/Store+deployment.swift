public import CivilTime
import Postgres

/// Whether a database holds a real record or a rehearsal.
public enum Deployment: String, Sendable, Codable {
    /// Real negotiations, on the real clock.
    case live
    /// A rehearsal; its clock may be shifted, and every output of it says so.
    case drill
}

extension Store {
    /// Marks a new database, and holds an old one to its mark.
    ///
    /// - Throws: `StoreError.unfit` when the database is of the other kind.
    public func settle(_ deployment: Deployment, at now: Instant) async throws {
        _ = try await run(StoredQuery.createDeployment(deployment.rawValue, now))
        guard let row = try await run(StoredQuery.readDeployment()).first else {
            throw StoreError(.unfit, "The database does not say whether it is live or a drill.")
        }
        let found = try row.decode("kind", as: String.self)
        guard found == deployment.rawValue else {
            throw StoreError(
                .unfit,
                deployment == .live
                    ? "This database is a drill: its record is a rehearsal. Serve it with --drill, or use another one."
                    : "This database is live: a drill may not touch it. Use another database or state folder."
            )
        }
    }
}
