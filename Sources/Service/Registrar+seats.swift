public import CivilTime
import Identity
public import Store
public import Table

extension Registrar {
    /// What accepting an invitation came to.
    public struct Acceptance: Sendable {
        /// The zone.
        public let zone: Handle
        /// The person, and the seat's handle.
        public let person: Handle
        /// The receipts of the entries made now; none where the same invitation was accepted before.
        public let receipts: [Receipt]
        /// The facts recorded now, in the same order.
        public let facts: [ZoneFact]
        /// The sides whose approval is still awaited; none once the seat is taken.
        public let awaiting: [Side]
        /// A token for the person; nil for one who was signed in already.
        public let token: IssuedToken?
    }

    private static let invitationDays: Int64 = 14

    /// Invites a person to a seat.
    ///
    /// The invitation is recorded first and its token made then; the same request once more makes a new token and ends the
    /// one before it, which nobody may have seen.
    ///
    /// - Parameters:
    ///   - seat: the seat as it will be taken.
    ///   - zone: where.
    ///   - asking: who asks, when and under what key.
    ///   - reply: makes the answer that is kept under the request's key; the token is no part of it.
    /// - Returns: the answer, and the token for whoever invites to hand on.
    /// - Throws: `ClerkError` when the invitation does not stand, `StoreError` when it cannot be written.
    public func invite(
        _ seat: Seat,
        to zone: Handle,
        asking: Clerk.Asking,
        reply: (Clerk.HallwayAccepted) throws -> Reply
    ) async throws -> (reply: Reply, invitation: IssuedInvitation) {
        let answer = try await clerk.act(.invite(seat), inHallwayOf: zone, asking: asking, reply: reply)
        guard let open = try await clerk.zone(zone).invitations[seat.handle], open.seat == seat,
            !open.isAccepted
        else {
            throw ClerkError.refused(
                Refusal(.conflict, "The invitation of '\(seat.handle)' is not open any more.")
            )
        }
        let token = OpaqueToken(.invitation)
        let now = clock.now()
        let expiry = now.adding(seconds: Self.invitationDays * 86_400)
        try await identity.invite(seat.handle, to: zone, digest: token.digest, at: now, until: expiry)
        return (answer, IssuedInvitation(secret: token.secret, expiresAt: expiry))
    }

    /// Accepts an invitation, to take a seat or to set a new password (`reset`).
    ///
    /// A person who is new is made, with the password given. One who is known proves it: signed in as the handle that is
    /// invited, or by the password. The invitation is used up first and the acceptance recorded then; whoever was
    /// interrupted repeats it with the same password, and nothing is recorded twice.
    ///
    /// - Parameters:
    ///   - text: the invitation's token.
    ///   - password: the new password, or the person's own; nil for somebody who is signed in.
    ///   - principal: who is signed in; nil for nobody.
    ///   - arrival: when the request arrived, by the program's clock.
    ///   - origin: from where, as wrong passwords are counted.
    /// - Returns: what was recorded, with a token.
    /// - Throws: `RegistrarError.invitationInvalid`, `.invalid` for a password that is too easily guessed,
    ///   `.signInFailed` for one that is not the person's; `ClerkError` when the acceptance does not stand.
    public func accept(
        _ text: String,
        password: String?,
        as principal: Principal?,
        arrival: Instant,
        from origin: String
    ) async throws -> Acceptance {
        guard let token = try? OpaqueToken(text), token.kind == .invitation,
            let invitation = try await identity.invitation(digest: token.digest, at: clock.now())
        else { throw RegistrarError.invitationInvalid }
        if invitation.isReset {
            return try await regain(
                invitation,
                digest: token.digest,
                password: password ?? "",
                arrival: arrival,
                from: origin
            )
        }
        let zone = try await clerk.zone(invitation.zone)
        let open = zone.invitations[invitation.handle]
        let isSeated = invitation.usedAt != nil && zone.seats[invitation.handle] != nil
        guard open != nil || isSeated else { throw RegistrarError.invitationInvalid }
        let isSignedIn = principal?.person == invitation.handle
        if !isSignedIn {
            let isNew = try await make(
                invitation,
                as: open?.seat,
                digest: token.digest,
                password: password ?? ""
            )
            if !isNew {
                try await check(password ?? "", of: invitation.handle, from: origin)
                try await identity.spend(token.digest, at: clock.now())
            }
        } else {
            try await identity.spend(token.digest, at: clock.now())
        }
        return try await record(invitation, isSeated: isSeated, isSignedIn: isSignedIn, arrival: arrival)
    }

    /// Makes the person.
    ///
    /// - Returns: whether it was made now; otherwise the person is known, and is to prove to be the one.
    private func make(_ invitation: InvitationRecord, as seat: Seat?, digest: [UInt8], password: String)
        async throws -> Bool
    {
        if invitation.usedAt == nil, let seat, try await identity.person(seat.handle) == nil {
            let hash = try await hash(password, of: [seat.handle.text, seat.person, seat.email])
            let use = try await identity.use(
                digest,
                making: seat.person,
                email: seat.email,
                password: hash,
                at: clock.now()
            )
            if case .made = use { return true }
        }
        return false
    }

    private func record(
        _ invitation: InvitationRecord,
        isSeated: Bool,
        isSignedIn: Bool,
        arrival: Instant
    ) async throws -> Acceptance {
        var accepted: Clerk.HallwayAccepted?
        if !isSeated {
            let asking = Clerk.Asking(seat: invitation.handle, arrival: arrival, request: nil)
            _ = try await clerk.act(
                .accept(invitation.handle),
                inHallwayOf: invitation.zone,
                asking: asking
            ) { made in
                accepted = made
                return Reply(status: 201, body: [])
            }
        }
        return Acceptance(
            zone: invitation.zone,
            person: invitation.handle,
            receipts: accepted?.receipts ?? [],
            facts: accepted?.facts ?? [],
            awaiting: accepted.flatMap { accepted in
                accepted.zone.invitations[invitation.handle].map { accepted.zone.awaited(by: $0) }
            } ?? [],
            token: isSignedIn ? nil : try await issueToken(to: invitation.handle, kind: .token)
        )
    }

    /// Approves, for the side of the seat that asks, that an invited person takes the seat.
    ///
    /// - Parameters:
    ///   - handle: the person.
    ///   - zone: where.
    ///   - sha256: the digest of the entry by which the person accepted, as the approver read it.
    ///   - expectedSeq: the number of the hallway's last entry, as the approver saw it.
    ///   - asking: who asks, when and under what key.
    ///   - reply: makes the answer that is kept under the request's key.
    /// - Returns: the answer.
    /// - Throws: `ClerkError` when the approval does not stand, `StoreError` when it cannot be written.
    public func approve(
        _ handle: Handle,
        in zone: Handle,
        sha256: String,
        expectedSeq: Int,
        asking: Clerk.Asking,
        reply: (Clerk.HallwayAccepted) throws -> Reply
    ) async throws -> Reply {
        try await clerk.act(
            .approve(handle, sha256: sha256, expectedSeq: expectedSeq),
            inHallwayOf: zone,
            asking: asking,
            reply: reply
        )
    }

    /// Refuses an invited person for a side, or declines one's own invitation; its token is dead.
    public func decline(
        _ handle: Handle,
        in zone: Handle,
        reason: String,
        asking: Clerk.Asking,
        reply: (Clerk.HallwayAccepted) throws -> Reply
    ) async throws -> Reply {
        try await end(.decline(handle, reason: reason), of: handle, in: zone, asking, reply)
    }

    /// Takes an invitation back, also one to set a new password; its token is dead.
    public func withdraw(
        _ handle: Handle,
        in zone: Handle,
        reason: String,
        asking: Clerk.Asking,
        reply: (Clerk.HallwayAccepted) throws -> Reply
    ) async throws -> Reply {
        try await end(.withdraw(handle, reason: reason), of: handle, in: zone, asking, reply)
    }

    /// The record decides whether a token is good for anything, so it comes first.
    private func end(
        _ command: Zone.Command,
        of handle: Handle,
        in zone: Handle,
        _ asking: Clerk.Asking,
        _ reply: (Clerk.HallwayAccepted) throws -> Reply
    ) async throws -> Reply {
        let answer = try await clerk.act(command, inHallwayOf: zone, asking: asking, reply: reply)
        try await identity.endInvitation(of: handle, to: zone)
        return answer
    }
}
