import CivilTime

extension ZoneFact {
    /// What happened, in one sentence for people.
    public var sentence: String {
        switch self {
        case .established(let zone):
            "The zone '\(zone.zone)' (\(zone.name), \(zone.district), \(zone.state)) was established."
        case .schoolJoined(let school): "\(school.name) ('\(school.school)') joined the zone."
        case .schoolDesignated(let fields):
            "'\(fields.school)' is designated \(fields.designation.words) from \(fields.effective.spelled)."
        case .unitRecognised(let unit): "\(unit.local) was recognised for \(unit.name) ('\(unit.unit)')."
        case .seatTaken(let seat): "\(seat.person) took the seat '\(seat.handle)' (\(seat.role.rawValue))."
        case .seatVacated(let seat): "The seat '\(seat.handle)' was given up: \(seat.reason)."
        case .seatInvited(let fields):
            "\(fields.seat.person) was invited to the seat '\(fields.seat.handle)' (\(fields.seat.role.rawValue)) by "
                + "\(fields.invitedBy.map { "'\($0)'" } ?? "the operator")."
        case .seatAccepted(let fields): "'\(fields.handle)' accepted the invitation; \(fields.approvals)."
        case .seatApproved(let fields): "The \(fields.side) approved that '\(fields.handle)' takes the seat."
        case .seatDeclined(let fields):
            fields.side.map { "The \($0) will not have '\(fields.handle)': \(fields.reason)." }
                ?? "'\(fields.handle)' declined the invitation: \(fields.reason)."
        case .invitationWithdrawn(let fields):
            "The invitation of '\(fields.handle)' was withdrawn: \(fields.reason)."
        case .seatReset(let fields):
            "\(fields.resetBy.map { "'\($0)'" } ?? "The operator") let '\(fields.handle)' set a new password: "
                + "\(fields.reason)."
        case .seatRegained(let fields):
            "'\(fields.handle)' set a new password by invitation; all that was signed in as '\(fields.handle)' has ended."
        case .calendarAdopted(let fields): fields.sentence
        case .schoolClosed(let fields): fields.sentence
        case .negotiationOpened(let fields): "The negotiation \(fields.negotiation) was opened."
        }
    }
}

extension SeatAccepted {
    fileprivate var approvals: String {
        let awaited = awaiting.map(\.rawValue).joined(separator: " and the ")
        if !awaited.isEmpty { return "the approval of the \(awaited) is awaited" }
        return approved.isEmpty ? "nobody sits who could be asked to approve" : "the approvals are all there"
    }
}
