extension Zone {
    /// The sides that are asked before a person takes a seat: for a side's seat that side, for any other seat both, and of
    /// these only the ones for which somebody sits.
    public func approvers(of seat: Seat) -> [Side] {
        let asked = seat.role.side.map { [$0] } ?? Side.allCases
        return asked.filter { side in seats.values.contains { $0.role.side == side } }
    }

    /// The sides whose approval an open invitation still needs.
    public func awaited(by invitation: Invitation) -> [Side] {
        approvers(of: invitation.seat).filter { !invitation.approvals.contains($0) }
    }

    func decideInvitation(of seat: Seat, by inviter: Handle?) -> Verdict<ZoneFact> {
        if let refusal = objection(toInviting: seat.role, by: inviter) ?? objection(toSeat: seat) {
            return .refused(refusal)
        }
        if let open = invitations[seat.handle] {
            // The same once more: nothing new to record, and a new token for whoever lost the first.
            if open.seat == seat, !open.isAccepted, open.invitedBy == inviter { return .recorded([]) }
            return .refused(
                Refusal(
                    .conflict,
                    open.isAccepted
                        ? "'\(seat.handle)' has accepted an invitation already; it awaits approval."
                        : "'\(seat.handle)' is invited already, to another seat or by somebody else; that invitation is "
                            + "withdrawn first."
                )
            )
        }
        return .recorded([.seatInvited(SeatInvited(seat: seat, invitedBy: inviter))])
    }

    func decideAcceptance(of handle: Handle, by person: Handle?) -> Verdict<ZoneFact> {
        guard let invitation = invitations[handle] else { return .refused(noInvitation(handle)) }
        guard person == handle else {
            return .refused(Refusal(.notPermitted, "Only '\(handle)' accepts the invitation of '\(handle)'."))
        }
        if invitation.isAccepted { return .recorded([]) }
        if let refusal = objection(toSeat: invitation.seat) { return .refused(refusal) }
        let awaiting = awaited(by: invitation)
        let accepted = SeatAccepted(
            handle: handle,
            approved: Side.allCases.filter(invitation.approvals.contains),
            awaiting: awaiting
        )
        return .recorded([.seatAccepted(accepted)] + (awaiting.isEmpty ? [.seatTaken(invitation.seat)] : []))
    }

    func decideApproval(
        of handle: Handle,
        sha256: String,
        expectedSeq: Int,
        by approver: Handle?
    ) -> Verdict<ZoneFact> {
        guard let invitation = invitations[handle] else { return .refused(noInvitation(handle)) }
        guard let side = side(of: approver), approvers(of: invitation.seat).contains(side) else {
            return .refused(notAsked(about: invitation))
        }
        // Whoever approves first asks the person: a token is what somebody holds, not who it was meant for.
        guard invitation.isAccepted else {
            return .refused(
                Refusal(
                    .conflict,
                    "'\(handle)' has not accepted the invitation yet. Approve when it is accepted, after asking the person "
                        + "whether it was them."
                )
            )
        }
        guard !invitation.approvals.contains(side) else {
            return .refused(Refusal(.conflict, "The \(side) has approved '\(handle)' already."))
        }
        if let refusal = objection(toApproving: invitation, as: sha256, seenUpTo: expectedSeq) {
            return .refused(refusal)
        }
        let approved = ZoneFact.seatApproved(SeatApproved(handle: handle, side: side))
        guard awaited(by: invitation) == [side] else { return .recorded([approved]) }
        if let refusal = objection(toSeat: invitation.seat) { return .refused(refusal) }
        return .recorded([approved, .seatTaken(invitation.seat)])
    }

    /// An approval is of what was read: this acceptance, in a hallway to which nothing was added since.
    private func objection(toApproving invitation: Invitation, as sha256: String, seenUpTo expectedSeq: Int)
        -> Refusal?
    {
        let again = "Nothing was recorded; look at 'bargain seat list' again."
        guard sha256.lowercased() == invitation.acceptance else {
            return Refusal(
                .conflict,
                "The acceptance of '\(invitation.seat.handle)' is not the entry that you approve: its SHA-256 is "
                    + "\(invitation.acceptance ?? ""), not \(sha256.prefix(64)). " + again
            )
        }
        guard expectedSeq != seq else { return nil }
        return Refusal(
            .conflict,
            expectedSeq < seq
                ? "The hallway went on since you looked: you saw it up to entry \(expectedSeq), and now it has \(seq). "
                    + again
                : "The hallway has \(seq) entries, not \(expectedSeq). " + again
        )
    }

    func decideRefusal(of handle: Handle, reason: String, by seat: Handle?) -> Verdict<ZoneFact> {
        guard let invitation = invitations[handle] else { return .refused(noInvitation(handle)) }
        if let refusal = named(reason, "reason") { return .refused(refusal) }
        if seat == handle {
            return .recorded([.seatDeclined(SeatDeclined(handle: handle, side: nil, reason: reason))])
        }
        guard let side = side(of: seat), approvers(of: invitation.seat).contains(side) else {
            return .refused(notAsked(about: invitation))
        }
        return .recorded([.seatDeclined(SeatDeclined(handle: handle, side: side, reason: reason))])
    }

    func decideWithdrawal(of handle: Handle, reason: String, by seat: Handle?) -> Verdict<ZoneFact> {
        if let reset = resets[handle] { return decideWithdrawal(of: reset, reason: reason, by: seat) }
        guard let invitation = invitations[handle] else { return .refused(noInvitation(handle)) }
        if let refusal = named(reason, "reason") { return .refused(refusal) }
        if seat != invitation.invitedBy,
            let refusal = objection(toInviting: invitation.seat.role, by: seat)
        {
            return .refused(refusal)
        }
        return .recorded([.invitationWithdrawn(InvitationWithdrawn(handle: handle, reason: reason))])
    }

    /// A clerk invites to any seat, a side to its own seats, and the operator a clerk where the zone has none.
    private func objection(toInviting role: SeatRole, by inviter: Handle?) -> Refusal? {
        guard let inviter else {
            if role == .clerk, !seats.values.contains(where: { $0.role == .clerk }) { return nil }
            return Refusal(
                .notPermitted,
                "The operator invites a clerk where a zone has none; everybody else is invited by the clerk, or by "
                    + "their own side."
            )
        }
        guard let held = seats[inviter] else {
            return Refusal(.notPermitted, "'\(inviter)' has no seat in this zone.")
        }
        if held.role == .clerk || (held.role.side != nil && held.role.side == role.side) { return nil }
        return Refusal(
            .notPermitted,
            held.role.side.map { "A seat of the \($0) invites to seats of the \($0) only." }
                ?? "'\(inviter)' sits as \(held.role.rawValue); seats are given by the clerk, or by a side for its own."
        )
    }

    /// Nobody is on both sides or both neutral and on a side, ever: what a person or a mail address once stood for counts
    /// also after leaving, and an acceptance counts as much as a seat.
    func objection(toStandingOf seat: Seat) -> Refusal? {
        guard seat.role.isExclusive else { return nil }
        for key in seat.keys {
            guard let other = standings[key, default: []].first(where: { $0 != seat.role }) else { continue }
            return Refusal(
                .conflict,
                "\(key.contains("@") ? "Whoever has the mail address \(key)" : "'\(key)'") has sat, or agreed to "
                    + "sit, as \(other.rawValue) in this zone; nobody sits on both sides or on one after being neutral."
            )
        }
        let mails = invitations.values.filter { open in
            open.seat.handle != seat.handle && open.seat.role.isExclusive && open.seat.role != seat.role
                && open.seat.mailKey != nil && open.seat.mailKey == seat.mailKey
        }
        return mails.map(\.seat.handle.text).min().map { other in
            Refusal(
                .conflict,
                "The mail address of '\(seat.handle)' is also that of '\(other)', who is invited to sit elsewhere."
            )
        }
    }

    private func side(of handle: Handle?) -> Side? {
        handle.flatMap { seats[$0] }?.role.side
    }

    private func notAsked(about invitation: Invitation) -> Refusal {
        let asked = approvers(of: invitation.seat).map(\.rawValue).joined(separator: " and of the ")
        return Refusal(
            .notPermitted,
            asked.isEmpty
                ? "Nobody sits who could be asked about '\(invitation.seat.handle)'; no approval is needed."
                : "About '\(invitation.seat.handle)' the seats of the \(asked) are asked, each for its own side."
        )
    }

    private func noInvitation(_ handle: Handle) -> Refusal {
        Refusal(
            .unknown,
            "There is no open invitation of '\(handle)' in this zone; there are: \(list(invitations.keys))."
        )
    }
}

extension SeatRole {
    /// Whether holding it rules out ever holding another such role in the zone.
    var isExclusive: Bool { self == .neutral || side != nil }
}

extension Seat {
    /// The mail address as two are compared.
    var mailKey: String? { email?.lowercased() }
    /// What a person is known by: the handle and the mail address; no handle has an @.
    var keys: [String] { [handle.text] + (mailKey.map { [$0] } ?? []) }
}
