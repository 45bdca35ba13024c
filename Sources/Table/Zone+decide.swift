extension Zone {
    /// Why a fact cannot be recorded in the zone's hallway; nil where it can.
    ///
    /// In a hallway what is asked is what is recorded, so the command is the fact that somebody wants to state.
    public func objection(to fact: ZoneFact) -> Refusal? {
        if case .established(let fields) = fact {
            guard established == nil else {
                return Refusal(.conflict, "The zone '\(fields.zone)' exists already; choose another handle.")
            }
            return named(fields.name, "zone") ?? named(fields.district, "district")
                ?? named(fields.state, "state")
        }
        guard established != nil else {
            return Refusal(.unknown, "There is no such zone; 'bargain zone list' shows those there are.")
        }
        return switch fact {
        case .established: nil
        case .schoolJoined(let school): objection(toSchool: school)
        case .schoolDesignated(let designation): missing(designation.school, "school", among: schools.keys)
        case .unitRecognised(let unit):
            named(unit.name, "unit") ?? named(unit.local, "local")
                ?? taken(units[unit.unit] != nil, "unit", unit.unit)
        case .seatTaken(let seat): objection(toSeat: seat)
        case .seatVacated(let seat):
            missing(seat.handle, "seat", among: seats.keys) ?? named(seat.reason, "reason")
        case .negotiationOpened(let fields):
            taken(negotiations.contains(fields.negotiation), "negotiation", fields.negotiation)
        }
    }

    private func objection(toSchool school: SchoolJoined) -> Refusal? {
        if let enrolment = school.enrolment, !(1...100_000).contains(enrolment) {
            return Refusal(.invalid, "An enrolment of \(enrolment) cannot be; give the number of pupils.")
        }
        return named(school.name, "school") ?? taken(schools[school.school] != nil, "school", school.school)
    }

    private func objection(toSeat seat: Seat) -> Refusal? {
        if let other = seat.role.side.map({ SeatRole(side: $0.other) }),
            formerRoles[seat.handle, default: []].contains(other)
        {
            return Refusal(
                .conflict,
                "'\(seat.handle)' has sat for the \(other.rawValue) side of this zone; nobody sits on both sides."
            )
        }
        if let email = seat.email, !Self.looksLikeMailAddress(email) {
            return Refusal(.invalid, "'\(email.prefix(80))' is not a mail address such as name@example.org.")
        }
        return named(seat.person, "person") ?? taken(seats[seat.handle] != nil, "seat", seat.handle)
    }

    private func missing(_ handle: Handle, _ what: String, among known: some Collection<Handle>) -> Refusal? {
        guard !known.contains(handle) else { return nil }
        return Refusal(.unknown, "There is no \(what) '\(handle)' in this zone; there are: \(list(known)).")
    }

    private func named(_ name: String, _ what: String) -> Refusal? {
        PlainText.objection(to: name, called: "name of the \(what)", atMost: 200, isName: true)
    }

    private func taken(_ isTaken: Bool, _ what: String, _ handle: Handle) -> Refusal? {
        isTaken ? Refusal(.conflict, "The \(what) '\(handle)' exists already in this zone.") : nil
    }

    static func looksLikeMailAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && text.utf8.count <= 254
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !#"<>()[],;:\""#.utf8.contains($0) }
    }
}

extension SeatRole {
    init(side: Side) {
        self = side == .board ? .board : .union
    }
}

func list(_ handles: some Sequence<Handle>) -> String {
    let names = handles.map(\.text).sorted()
    return names.isEmpty ? "none yet" : names.joined(separator: ", ")
}
