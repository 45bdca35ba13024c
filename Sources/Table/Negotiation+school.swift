import CivilTime
public import Law

extension Negotiation {
    /// What a fact of the zone's hallway is at this table; nil where it changes nothing here.
    ///
    /// - Parameters:
    ///   - fact: what the hallway records.
    ///   - zone: the zone with the fact taken in.
    /// - Returns: the fact to record at the table.
    public func echo(of fact: ZoneFact, in zone: Zone) -> NegotiationFact? {
        switch fact {
        case .seatTaken(let seat): return .seatTaken(seat)
        case .seatVacated(let seat): return .seatVacated(seat)
        case .calendarAdopted(let fields):
            guard zone.calendar(for: opened?.schools ?? [])?.school == fields.school else { return nil }
            return .calendarAdopted(fields)
        case .schoolClosed(let closure):
            guard let school, school.taking(closure) != school else { return nil }
            return .schoolClosed(closure)
        default: return nil
        }
    }

    /// Why a closure cannot be recorded: it lies in the time of a step that is over, whose days were counted already.
    ///
    /// - Throws: `LawError` where dates cannot be counted.
    public func objection(toClosing closure: SchoolClosed, under rules: Proceeding) throws(LawError)
        -> Refusal?
    {
        let docket = try docket(under: rules)
        for item in docket.items {
            guard let step = rules.pack.step(item.step), docket.length(of: step)?.kind == .school,
                let opened = item.opened,
                let end = item.over, closure.from <= end, closure.to > opened
            else { continue }
            return Refusal(
                .conflict,
                "The closure of \(closure.days) lies in the time of '\(item.step)' at \(name), counted from "
                    + "\(opened.spelled), which was over on \(end.spelled). What is over is not counted again: both sides "
                    + "can stipulate another day there, and then record the closure."
            )
        }
        return nil
    }
}

extension Docket {
    /// Why a calendar cannot be taken in at a table: a last day that is counted now could then be counted no more.
    ///
    /// - Parameters:
    ///   - before: the docket without it.
    ///   - negotiation: whose table it is.
    /// - Returns: the refusal, or nil.
    public func objection(toReplacing before: Docket, at negotiation: Handle) -> Refusal? {
        for (old, new) in zip(before.items, items) where old.awaitsAct {
            guard let due = old.due, let missing = new.missingCalendar else { continue }
            return Refusal(
                .conflict,
                "'\(old.step)' at \(negotiation) is due on \(due.spelled), which could then be counted no more. \(missing)"
            )
        }
        return nil
    }
}

extension VoteHeld {
    /// What it is to the procedure: the end of a step, or one school's part of it.
    var happening: Happening {
        guard let school else { return .ended(step: step, outcome: outcome, on: on) }
        return .voted(step: step, school: school.text, outcome: outcome, on: on)
    }
}

extension Negotiation {
    func decideMilestone(
        _ milestone: String,
        on day: CivilDate,
        reason: String,
        at now: Instant,
        by seat: Seat,
        under rules: Proceeding
    ) throws(LawError) -> Verdict<NegotiationFact> {
        guard seat.role.keepsRecord else {
            return .refused(
                .init(
                    .notPermitted,
                    "A date such as '\(milestone.prefix(60))' is recorded by the clerk or the neutral."
                )
            )
        }
        if let objection = objection(toText: reason, called: "reason", atMost: 2000) {
            return .refused(objection)
        }
        if let objection = try docket(under: rules).admitsMilestone(milestone, on: day) {
            return .refused(Refusal(objection))
        }
        guard milestones[milestone] != day else {
            return .refused(.init(.conflict, "The record says \(day.spelled) already; nothing changes."))
        }
        let changed = happenings + [.milestone(milestone, on: day)]
        if let objection = try objection(toLapsingAtOnce: changed, at: now, under: rules) {
            return .refused(objection)
        }
        let fields = MilestoneRecorded(
            milestone: milestone,
            on: day,
            from: milestones[milestone],
            reason: reason
        )
        return .recorded([.milestoneRecorded(fields)])
    }
}

extension DocketItem {
    /// The day on which the step was over; nil while it is not.
    fileprivate var over: CivilDate? {
        switch state {
        case .ended(_, let on), .lapsed(let on): on
        case .notReached, .running, .overdue, .referred, .closed: nil
        }
    }
}
