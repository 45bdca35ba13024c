public import CivilTime
import Postgres
public import Table

extension IdentityStore {
    /// What using an invitation came to.
    public enum Use: Sendable {
        /// It was used, and the person made.
        case made
        /// It was used, and somebody has the handle already.
        case known
        /// It was used before, or has expired.
        case spent
    }

    /// Keeps an invitation by its digest, to take a seat or to set a new password; one to the same seat that nobody used
    /// ends.
    public func invite(
        _ handle: Handle,
        to zone: Handle,
        digest: [UInt8],
        at now: Instant,
        until expiry: Instant,
        isReset: Bool = false
    ) async throws {
        try await batch([
            StoredQuery.endInvitations(zone.text, handle.text),
            StoredQuery.insertInvitation(digest, zone.text, handle.text, now, expiry, isReset),
        ])
    }

    /// Ends the invitation to a seat, unless it was used.
    public func endInvitation(of handle: Handle, to zone: Handle) async throws {
        _ = try await run(StoredQuery.endInvitations(zone.text, handle.text))
    }

    /// What an invitation leads to; nil where there is none, or it has expired.
    public func invitation(digest: [UInt8], at now: Instant) async throws -> InvitationRecord? {
        try await run(StoredQuery.findInvitation(digest, now)).first.map { row in
            InvitationRecord(
                zone: try row.handle("zone"),
                handle: try row.handle("handle"),
                usedAt: try row.decode("used_at"),
                isReset: try row.decode("is_reset")
            )
        }
    }

    /// Uses an invitation and makes the person with it, in one commit, so that of two who try one makes the person.
    public func use(
        _ digest: [UInt8],
        making name: String,
        email: String?,
        password: String,
        at now: Instant
    ) async throws -> Use {
        let rows = try await run(StoredQuery.useInvitation(digest, now, name, email, password))
        guard let row = rows.first, try row.decode("used", as: Bool.self) else { return .spent }
        return try row.decode("made", as: Bool.self) ? .made : .known
    }

    /// Uses an invitation to set a new password, and ends every token of the person, in one commit.
    ///
    /// - Returns: whether it was good.
    public func reset(_ digest: [UInt8], to password: String, at now: Instant) async throws -> Bool {
        try await run(StoredQuery.useReset(digest, now, password)).first?.decode("used", as: Bool.self)
            ?? false
    }

    /// Uses an invitation for a person who is known.
    public func spend(_ digest: [UInt8], at now: Instant) async throws {
        _ = try await run(StoredQuery.spendInvitation(digest, now))
    }
}
