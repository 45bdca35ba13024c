import CivilTime

extension Zone {
    /// What somebody wants done in a zone's hallway.
    public enum Command: Hashable, Sendable {
        /// State a fact: what is asked is what is recorded.
        case state(ZoneFact)
        /// Invite a person to a seat.
        case invite(Seat)
        /// Accept one's own invitation.
        case accept(Handle)
        /// Approve, for one's own side, that an invited person takes the seat: the person whose acceptance is the entry with
        /// the SHA-256, by the hallway as it was seen up to an entry.
        case approve(Handle, sha256: String, expectedSeq: Int)
        /// Refuse one's own invitation, or for one's side that the person takes the seat.
        case decline(Handle, reason: String)
        /// Let the person of a seat set a new password.
        case reset(Handle, reason: String)
        /// Set one's own password anew, being let.
        case regain(Handle)
        /// Take an invitation back.
        case withdraw(Handle, reason: String)
    }

    /// Decides on a command: the facts to record, or why it does not stand.
    ///
    /// - Parameters:
    ///   - command: what is asked.
    ///   - seat: who asks; nil for the operator.
    /// - Returns: the facts in order, none where the record says so already; or the refusal.
    public func decide(_ command: Command, by seat: Handle?) -> Verdict<ZoneFact> {
        if established == nil {
            guard case .state(.established) = command else { return .refused(Self.missing) }
        }
        switch command {
        case .state(let fact):
            if let refusal = permission(of: seat, for: fact) ?? objection(to: fact) {
                return .refused(refusal)
            }
            return .recorded([fact])
        case .invite(let invited): return decideInvitation(of: invited, by: seat)
        case .accept(let handle): return decideAcceptance(of: handle, by: seat)
        case .approve(let handle, let sha256, let expectedSeq):
            return decideApproval(of: handle, sha256: sha256, expectedSeq: expectedSeq, by: seat)
        case .decline(let handle, let reason): return decideRefusal(of: handle, reason: reason, by: seat)
        case .reset(let handle, let reason): return decideReset(of: handle, reason: reason, by: seat)
        case .regain(let handle): return decideRegaining(of: handle, by: seat)
        case .withdraw(let handle, let reason): return decideWithdrawal(of: handle, reason: reason, by: seat)
        }
    }

    /// Facts of a zone are stated by those who keep the record, its clerks and neutrals, and by the operator.
    ///
    /// A seat is given up also by its holder and its side, and a side's seat not by those who keep the record: else a clerk
    /// could clear a side's seats and fill them.
    private func permission(of seat: Handle?, for fact: ZoneFact) -> Refusal? {
        guard let seat else { return nil }
        guard let held = seats[seat] else {
            return Refusal(.notPermitted, "'\(seat)' has no seat in this zone.")
        }
        if case .seatVacated(let fields) = fact, let left = seats[fields.handle], let side = left.role.side {
            if fields.handle == seat || held.role.side == side { return nil }
            return Refusal(
                .notPermitted,
                "A seat of the \(side) is given up by its holder or by another seat of the \(side)."
            )
        }
        if case .seatVacated(let fields) = fact, fields.handle == seat { return nil }
        guard held.role.keepsRecord else {
            return Refusal(
                .notPermitted,
                "'\(seat)' sits for the \(held.role.rawValue); zones, schools, units and seats are kept by the clerk."
            )
        }
        return nil
    }

    /// Why a fact cannot be stated in the zone's hallway; nil where it can.
    func objection(to fact: ZoneFact) -> Refusal? {
        if case .established(let fields) = fact {
            guard established == nil else {
                return Refusal(.conflict, "The zone '\(fields.zone)' exists already; choose another handle.")
            }
            return named(fields.name, "zone") ?? named(fields.district, "district")
                ?? named(fields.state, "state")
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
                ?? objection(toEmptying: seats[seat.handle]?.role.side)
        case .calendarAdopted(let fields): objection(toCalendar: fields)
        case .schoolClosed(let closure): objection(toClosure: closure)
        case .negotiationOpened(let fields):
            taken(negotiations.contains(fields.negotiation), "negotiation", fields.negotiation)
        case .seatInvited, .seatAccepted, .seatApproved, .seatDeclined, .invitationWithdrawn, .seatReset,
            .seatRegained:
            Refusal(
                .invalid,
                "An invitation and what becomes of it are not stated; use 'bargain seat invite'."
            )
        }
    }

    /// A side once seated stays seated: with nobody there, nobody could say who comes after, and who reads its caucus.
    private func objection(toEmptying side: Side?) -> Refusal? {
        guard let side, seats.values.filter({ $0.role.side == side }).count == 1 else { return nil }
        return Refusal(
            .conflict,
            "This is the last seat of the \(side); have a successor seated first, whom it approves."
        )
    }

    private func objection(toCalendar fields: SchoolCalendarAdopted) -> Refusal? {
        guard fields.schoolCalendar != nil else {
            return Refusal(
                .invalid,
                "The parts of the school calendar '\(fields.calendar)' do not fit one another."
            )
        }
        if let school = fields.school, let refusal = missing(school, "school", among: schools.keys) {
            return refusal
        }
        return named(fields.name, "name") ?? named(fields.file.name, "file's name")
    }

    private func objection(toClosure closure: SchoolClosed) -> Refusal? {
        guard closure.from <= closure.to else {
            return Refusal(
                .invalid,
                "A closure ends on its first day or later, not on \(closure.to.spelled)."
            )
        }
        guard !calendars.isEmpty else {
            return Refusal(
                .conflict,
                "No school calendar is known in this zone, so nothing is counted in school days; "
                    + "'bargain calendar import FILE' gives one."
            )
        }
        if let refusal = named(closure.reason, "reason") { return refusal }
        var objection: Refusal?
        for calendar in calendars.values.sorted(by: { $0.calendar < $1.calendar }) {
            do {
                guard let school = calendar.schoolCalendar else { continue }
                _ = try school.closing(closure.from...closure.to, because: closure.reason)
                return nil
            } catch {
                objection = Refusal(.conflict, error.message)
            }
        }
        return objection
    }

    private func objection(toSchool school: SchoolJoined) -> Refusal? {
        if let enrolment = school.enrolment, !(1...100_000).contains(enrolment) {
            return Refusal(.invalid, "An enrolment of \(enrolment) cannot be; give the number of pupils.")
        }
        return named(school.name, "school") ?? taken(schools[school.school] != nil, "school", school.school)
    }

    func objection(toSeat seat: Seat) -> Refusal? {
        if let refusal = objection(toStandingOf: seat) { return refusal }
        if let email = seat.email, !Self.looksLikeMailAddress(email) {
            return Refusal(.invalid, "'\(email.prefix(80))' is not a mail address such as name@example.org.")
        }
        return named(seat.person, "person") ?? taken(seats[seat.handle] != nil, "seat", seat.handle)
    }

    private static let missing = Refusal(
        .unknown,
        "There is no such zone; 'bargain zone list' shows those there are."
    )

    private func missing(_ handle: Handle, _ what: String, among known: some Collection<Handle>) -> Refusal? {
        guard !known.contains(handle) else { return nil }
        return Refusal(.unknown, "There is no \(what) '\(handle)' in this zone; there are: \(list(known)).")
    }

    func named(_ name: String, _ what: String) -> Refusal? {
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

func list(_ handles: some Sequence<Handle>) -> String {
    let names = handles.map(\.text).sorted()
    return names.isEmpty ? "none yet" : names.joined(separator: ", ")
}
