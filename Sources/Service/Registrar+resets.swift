import CivilTime
import Identity
public import Store
public import Table

extension Registrar {
    private static let resetDays: Int64 = 3

    /// Lets a person who has a seat set a new password: makes an invitation that is good for that alone.
    ///
    /// The password until now stays good until the invitation is accepted. A person is the same in every zone, so whoever
    /// asks must have the say in each zone where the person sits.
    ///
    /// - Parameters:
    ///   - handle: whose password.
    ///   - reason: why, for both sides to read.
    ///   - zone: where the one who asks sits with the person.
    ///   - asking: who asks, when and under what key.
    ///   - reply: makes the answer that is kept under the request's key; the token is no part of it.
    /// - Returns: the answer, and the token to hand on.
    /// - Throws: `ClerkError` when the reset does not stand, `StoreError` when it cannot be written.
    public func reset(
        _ handle: Handle,
        because reason: String,
        in zone: Handle,
        asking: Clerk.Asking,
        reply: (Clerk.HallwayAccepted) throws -> Reply
    ) async throws -> (reply: Reply, invitation: IssuedInvitation) {
        // What the zone itself has against it is said by the zone, and of others nothing to somebody who has no say here.
        let here = try await clerk.zone(zone)
        if here.seats[handle] != nil, here.mayReset(handle, by: asking.seat) {
            guard try await mayReset(handle, by: asking.seat) else {
                throw ClerkError.refused(
                    Refusal(
                        .notPermitted,
                        "'\(handle)' also sits in another zone, where that is not yours to decide; whoever may in each "
                            + "of them has the password set anew."
                    )
                )
            }
        }
        let answer = try await clerk.act(
            .reset(handle, reason: reason),
            inHallwayOf: zone,
            asking: asking,
            reply: reply
        )
        guard let open = try await clerk.zone(zone).resets[handle], open.resetBy == asking.seat else {
            throw ClerkError.refused(
                Refusal(.conflict, "The password of '\(handle)' is not to be set anew any more.")
            )
        }
        let token = OpaqueToken(.invitation)
        let now = clock.now()
        let expiry = now.adding(seconds: Self.resetDays * 86_400)
        try await identity.invite(
            handle,
            to: zone,
            digest: token.digest,
            at: now,
            until: expiry,
            isReset: true
        )
        return (answer, IssuedInvitation(secret: token.secret, expiresAt: expiry))
    }

    /// Sets the new password of a person who has a seat, and ends all that was signed in as that person.
    ///
    /// - Parameters:
    ///   - invitation: what the token leads to.
    ///   - digest: the token's digest.
    ///   - password: the new password, or, where it was set already and not recorded, the same once more.
    ///   - arrival: when the request arrived, by the program's clock.
    ///   - origin: from where, as wrong passwords are counted.
    /// - Returns: what was recorded, with a token.
    /// - Throws: `RegistrarError.invitationInvalid`, `.invalid` for a password that is too easily guessed.
    func regain(
        _ invitation: InvitationRecord,
        digest: [UInt8],
        password: String,
        arrival: Instant,
        from origin: String
    ) async throws -> Acceptance {
        let handle = invitation.handle
        let zone = try await clerk.zone(invitation.zone)
        let open = zone.resets[handle]
        guard zone.seats[handle] != nil else { throw RegistrarError.invitationInvalid }
        if invitation.usedAt == nil {
            // Whoever gave it must have the say still, also where the person has come to sit since.
            guard let open, try await mayReset(handle, by: open.resetBy),
                let person = try await identity.person(handle)
            else { throw RegistrarError.invitationInvalid }
            let hash = try await hash(password, of: [handle.text, person.name, person.email])
            guard try await identity.reset(digest, to: hash, at: clock.now()) else {
                throw RegistrarError.invitationInvalid
            }
        } else {
            try await check(password, of: handle, from: origin)
        }
        var accepted: Clerk.HallwayAccepted?
        if open != nil {
            let asking = Clerk.Asking(seat: handle, arrival: arrival, request: nil)
            _ = try await clerk.act(.regain(handle), inHallwayOf: invitation.zone, asking: asking) { made in
                accepted = made
                return Reply(status: 201, body: [])
            }
        }
        return Acceptance(
            zone: invitation.zone,
            person: handle,
            receipts: accepted?.receipts ?? [],
            facts: accepted?.facts ?? [],
            awaiting: [],
            token: try await issueToken(to: handle, kind: .token)
        )
    }

    private func mayReset(_ handle: Handle, by resetter: Handle?) async throws -> Bool {
        for zone in try await clerk.zones() {
            guard try await clerk.zone(zone).mayReset(handle, by: resetter) else { return false }
        }
        return true
    }
}
