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
        case .negotiationOpened(let fields): "The negotiation \(fields.negotiation) was opened."
        }
    }
}
