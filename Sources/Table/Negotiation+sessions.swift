import CivilTime

extension Negotiation {
    func decideSession(
        _ report: SessionReport,
        today: CivilDate,
        by seat: Seat
    ) -> Verdict<NegotiationFact> {
        if let objection = objection(to: report, today: today) { return .refused(objection) }
        switch attendees(of: report.attendance) {
        case .failure(let refusal): return .refused(refusal)
        case .success(let attendees):
            return .recorded([
                .sessionHeld(
                    SessionHeld(
                        number: sessions.count + 1,
                        side: seat.role.side,
                        on: report.on,
                        from: report.from,
                        to: report.to,
                        place: report.place,
                        attendance: attendees,
                        minutes: report.minutes,
                        next: report.next
                    )
                )
            ])
        }
    }

    func decideCorrection(
        ofSession number: Int,
        to minutes: Wording,
        reason: String,
        by seat: Seat
    ) -> Verdict<NegotiationFact> {
        guard sessions.indices.contains(number - 1) else {
            return .refused(
                .init(
                    .unknown,
                    "There is no session \(number); "
                        + (sessions.isEmpty
                            ? "none was recorded yet." : "they are numbered 1 to \(sessions.count).")
                )
            )
        }
        if let objection = minutes.objection(called: "minutes", atMost: 100_000) {
            return .refused(objection)
        }
        if let objection = objection(toText: reason, called: "reason", atMost: 2000) {
            return .refused(objection)
        }
        guard sessions[number - 1].minutes != minutes else {
            return .refused(
                .init(.conflict, "The minutes of session \(number) say so already; nothing is to correct.")
            )
        }
        return .recorded([
            .sessionCorrected(
                SessionCorrected(session: number, side: seat.role.side, minutes: minutes, reason: reason)
            )
        ])
    }

    private func objection(to report: SessionReport, today: CivilDate) -> Refusal? {
        if let objection = objection(toFuture: report.on, today: today) { return objection }
        if let from = report.from, let to = report.to, to <= from {
            return Refusal(.invalid, "The session cannot have ended at \(to), having begun at \(from).")
        }
        if let next = report.next, next <= report.on {
            return Refusal(
                .invalid,
                "The next meeting, \(next.spelled), must come after this one, \(report.on.spelled)."
            )
        }
        if let place = report.place,
            let objection = objection(toText: place, called: "place", atMost: 200)
        {
            return objection
        }
        return report.minutes?.objection(called: "minutes", atMost: 100_000)
    }

    private func attendees(of attendance: SessionReport.Attendance?) -> Result<[Attendee], Refusal> {
        let groups: [(Side?, [String])] = [
            (.board, attendance?.board ?? []), (.union, attendance?.union ?? []),
            (nil, attendance?.others ?? []),
        ]
        guard groups.reduce(0, { $0 + $1.1.count }) <= 200 else {
            return .failure(Refusal(.invalid, "At most 200 people are recorded as present."))
        }
        var attendees: [Attendee] = []
        for (side, names) in groups {
            for name in names {
                switch attendee(name, of: side) {
                case .failure(let refusal): return .failure(refusal)
                case .success(let attendee):
                    guard !attendees.contains(where: { $0.isSame(as: attendee) }) else {
                        return .failure(Refusal(.invalid, "'\(name)' is named twice."))
                    }
                    attendees.append(attendee)
                }
            }
        }
        return .success(attendees)
    }

    /// Whoever sits at the table is known by the seat; anybody else by name.
    private func attendee(_ name: String, of side: Side?) -> Result<Attendee, Refusal> {
        if let handle = Handle(name), handle.text == name, let seat = seats[handle] {
            guard seat.role.side == side else {
                return .failure(
                    Refusal(
                        .invalid,
                        "'\(handle)' sits as \(seat.role.rawValue), not for \(side.map { "the \($0)" } ?? "others")."
                    )
                )
            }
            return .success(Attendee(side: side, seat: handle, name: seat.person))
        }
        if name.contains("-"), Handle(name)?.text == name {
            return .failure(
                Refusal(
                    .unknown,
                    "'\(name)' has no seat at \(self.name); the seats are \(list(seats.keys)). "
                        + "For somebody without a seat write the full name."
                )
            )
        }
        if let objection = PlainText.objection(to: name, called: "name", atMost: 200, isName: true) {
            return .failure(objection)
        }
        return .success(Attendee(side: side, seat: nil, name: name))
    }
}

extension Attendee {
    fileprivate func isSame(as other: Attendee) -> Bool {
        seat == nil && other.seat == nil ? self == other : seat == other.seat
    }
}
