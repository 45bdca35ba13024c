extension Zone {
    /// Whether a seat may let the person of another set a new password, as far as this zone is concerned.
    ///
    /// Whoever lets another in could go in as that one; so only such a seat may that sees all of it anyway: one of the same
    /// side, another neutral, and for clerks and observers a clerk. The operator may where no other clerk could.
    ///
    /// - Parameters:
    ///   - handle: whose password.
    ///   - resetter: who asks; nil for the operator.
    /// - Returns: true also where the person neither sits nor has agreed to sit here.
    public func mayReset(_ handle: Handle, by resetter: Handle?) -> Bool {
        let accepted = invitations[handle].flatMap { $0.isAccepted ? $0.seat : nil }
        guard let seat = seats[handle] ?? accepted else { return true }
        return objection(toResetting: seat, by: resetter) == nil
    }

    func decideReset(of handle: Handle, reason: String, by resetter: Handle?) -> Verdict<ZoneFact> {
        guard let seat = seats[handle] else {
            return .refused(
                Refusal(
                    .unknown,
                    "There is no seat '\(handle)' in this zone; there are: \(list(seats.keys))."
                )
            )
        }
        if let refusal = objection(toResetting: seat, by: resetter) ?? named(reason, "reason") {
            return .refused(refusal)
        }
        let reset = SeatReset(handle: handle, resetBy: resetter, reason: reason)
        // The same once more: nothing new to record, and a new token for whoever lost the first.
        return .recorded(resets[handle] == reset ? [] : [.seatReset(reset)])
    }

    func decideRegaining(of handle: Handle, by person: Handle?) -> Verdict<ZoneFact> {
        guard resets[handle] != nil, seats[handle] != nil else {
            return .refused(
                Refusal(.unknown, "The password of '\(handle)' is not to be set anew in this zone.")
            )
        }
        guard person == handle else {
            return .refused(Refusal(.notPermitted, "Only '\(handle)' sets the password of '\(handle)'."))
        }
        return .recorded([.seatRegained(SeatRegained(handle: handle))])
    }

    /// Taking back what lets a person set a new password: its person may, whoever gave it, and whoever could have.
    func decideWithdrawal(of reset: SeatReset, reason: String, by seat: Handle?) -> Verdict<ZoneFact> {
        if let refusal = named(reason, "reason") { return .refused(refusal) }
        if seat != reset.handle, seat != reset.resetBy, let held = seats[reset.handle],
            let refusal = objection(toResetting: held, by: seat)
        {
            return .refused(refusal)
        }
        return .recorded([.invitationWithdrawn(InvitationWithdrawn(handle: reset.handle, reason: reason))])
    }

    private func objection(toResetting seat: Seat, by resetter: Handle?) -> Refusal? {
        let isKeeper = seat.role == .clerk || seat.role == .observer
        let asked = isKeeper ? "clerk" : seat.role.rawValue
        let others = seats.values.filter { $0.role.rawValue == asked && $0.handle != seat.handle }
        let alone =
            others.isEmpty
            ? " There is none: '\(seat.handle)' is the only seat that sees what the \(asked) sees." : ""
        guard let resetter else {
            if isKeeper, others.isEmpty { return nil }
            return Refusal(
                .notPermitted,
                "The operator has a clerk or observer set a new password where no other clerk sits; for '\(seat.handle)' "
                    + "another \(asked)'s seat does.\(isKeeper ? "" : alone)"
            )
        }
        if resetter == seat.handle {
            return Refusal(
                .notPermitted,
                "Another seat has you set a new password; if you know yours, use 'bargain password'."
            )
        }
        guard let held = seats[resetter] else {
            return Refusal(.notPermitted, "'\(resetter)' has no seat in this zone.")
        }
        if held.role.rawValue == asked { return nil }
        return Refusal(
            .notPermitted,
            "'\(seat.handle)' sits as \(seat.role.rawValue), and is let in again only by another seat of the "
                + "\(asked).\(alone)"
        )
    }
}

/// A person with a seat who may set a new password, by an invitation.
public struct SeatReset: Hashable, Sendable, Codable {
    /// Whose password.
    public let handle: Handle
    /// Who let the person; nil for the operator.
    public let resetBy: Handle?
    /// Why.
    public let reason: String

    /// A reset with its author.
    public init(handle: Handle, resetBy: Handle?, reason: String) {
        self.handle = handle
        self.resetBy = resetBy
        self.reason = reason
    }
}

/// A person with a seat who set a new password by an invitation.
public struct SeatRegained: Hashable, Sendable, Codable {
    /// Whose password.
    public let handle: Handle

    /// A new password of a person.
    public init(handle: Handle) {
        self.handle = handle
    }
}
