import CivilTime
public import Law

extension Negotiation {
    /// A trigger date that one side contests.
    public struct Contest: Hashable, Sendable {
        /// What the side says.
        public internal(set) var contested: TriggerContested
        /// The entry that says it.
        public let seq: Int
        /// The entry that ended it; nil while it is open.
        public internal(set) var endSeq: Int?
        /// How it ended, in words; nil while it is open.
        public internal(set) var end: String?

        /// Whether it is neither withdrawn nor ruled on nor settled by a stipulation.
        public var isOpen: Bool { endSeq == nil }
    }

    /// The docket as it is by a contested date.
    public struct Chain: Hashable, Sendable {
        /// The contest.
        public let contest: Contest
        /// The docket that follows from its date.
        public let docket: Docket
    }

    /// The contests that are open, in order.
    public var openContests: [Contest] { contests.filter(\.isOpen) }

    /// The dockets by the contested dates, beside the one by the recorded date; none where no contest is open.
    ///
    /// - Throws: `LawError` where dates cannot be counted.
    public func chains(under rules: Proceeding) throws(LawError) -> [Chain] {
        var chains: [Chain] = []
        for contest in openContests {
            let docket = try rules.docket(happenings + [.trigger(on: contest.contested.on)])
            chains.append(Chain(contest: contest, docket: docket))
        }
        return chains
    }

    /// The deadline that passes next, with the day by which it has passed by everybody's account.
    ///
    /// Nothing is imposed on a date that is contested: a deadline lapses when the last of the days has passed that it
    /// has by the record and by each contested date.
    func nextLapse(of happenings: [Happening], asOf now: Instant, under rules: Proceeding) throws(LawError)
        -> (item: DocketItem, due: CivilDate)?
    {
        let docket = try rules.docket(happenings)
        let passed = docket.lapses(asOf: now)
        guard !passed.isEmpty else { return nil }
        var others: [Docket] = []
        for contest in openContests {
            others.append(try rules.docket(happenings + [.trigger(on: contest.contested.on)]))
        }
        for item in passed {
            let days = ([item.due] + others.map { $0.item(item.step)?.due }).compactMap(\.self)
            guard let due = days.max() else { continue }
            if rules.end(of: due, at: rules.pack.step(item.step)?.cutoff) <= now { return (item, due) }
        }
        return nil
    }

    func decideContest(
        on day: CivilDate,
        reason: String,
        today: CivilDate,
        by seat: Seat,
        under rules: Proceeding
    ) throws(LawError) -> Verdict<NegotiationFact> {
        guard let side = seat.role.side else {
            return .refused(
                .init(
                    .notPermitted,
                    "The trigger's date is contested by the board or the union; the clerk or the neutral puts it right "
                        + "with 'bargain dispute correct'."
                )
            )
        }
        if let objection = objection(toText: reason, called: "reason", atMost: 2000)
            ?? objection(toFuture: day, today: today)
        {
            return .refused(objection)
        }
        guard let trigger else {
            return .refused(
                .init(
                    .conflict,
                    "The procedure has not begun, so there is no date of its trigger to contest."
                )
            )
        }
        guard trigger != day else {
            return .refused(
                .init(.conflict, "The record says \(day.spelled) already; there is nothing to contest.")
            )
        }
        if let own = openContests.first(where: { $0.contested.side == side }) {
            return .refused(
                .init(
                    .conflict,
                    "The \(side) contests the date already (\(own.contested.number), "
                        + "\(own.contested.on.spelled)); withdraw that first."
                )
            )
        }
        if let end = try docket(under: rules).conclusion {
            return .refused(
                .init(
                    .conflict,
                    "The procedure ended on \(end.on.spelled); a date is then put right with 'bargain dispute correct'."
                )
            )
        }
        let number = "C\(contests.count + 1)"
        return .recorded([
            .triggerContested(TriggerContested(number: number, side: side, on: day, reason: reason))
        ])
    }

    func decideWithdrawal(ofContest number: String, reason: String, by seat: Seat) -> Verdict<NegotiationFact>
    {
        guard let contest = contests.first(where: { $0.contested.number == number.uppercased() }) else {
            let known = contests.map(\.contested.number).joined(separator: ", ")
            return .refused(
                .init(
                    .unknown,
                    "Nobody contests a date as '\(number.prefix(20))'; there are: "
                        + (known.isEmpty ? "none" : known) + "."
                )
            )
        }
        let contested = contest.contested
        guard seat.role.side == contested.side else {
            return .refused(
                .init(
                    .notPermitted,
                    "\(contested.number) is the \(contested.side)'s; it alone takes it back."
                )
            )
        }
        if let objection = objection(toText: reason, called: "reason", atMost: 2000) {
            return .refused(objection)
        }
        if let end = contest.end {
            return .refused(.init(.conflict, "\(contested.number) is over: \(end)."))
        }
        return .recorded([
            .contestWithdrawn(
                ContestWithdrawn(number: contested.number, side: contested.side, reason: reason)
            )
        ])
    }

    func decideRuling(on day: CivilDate, reason: String, today: CivilDate, by seat: Seat) -> Verdict<
        NegotiationFact
    > {
        guard seat.role == .neutral else {
            return .refused(
                .init(
                    .notPermitted,
                    "A contested date is ruled on by the neutral, or stipulated by both sides: 'bargain dispute correct' "
                        + "by one side, which the other joins."
                )
            )
        }
        if let objection = objection(toText: reason, called: "reason", atMost: 2000)
            ?? objection(toFuture: day, today: today)
        {
            return .refused(objection)
        }
        let open = openContests
        guard let trigger, !open.isEmpty else {
            return .refused(.init(.conflict, "Nobody contests the date of the trigger."))
        }
        return .recorded([
            .triggerRuled(
                TriggerRuled(
                    contests: open.map(\.contested.number),
                    from: trigger,
                    to: day,
                    reason: reason
                )
            )
        ])
    }

    /// Why one person alone cannot put the trigger right while it is contested.
    func objection(toCorrectingContested step: String?) -> Refusal? {
        guard step == nil, let contest = openContests.first else { return nil }
        return Refusal(
            .conflict,
            "The trigger's date is contested (\(contest.contested.number), by the \(contest.contested.side)): the neutral "
                + "rules on it with 'bargain dispute rule', or both sides stipulate it."
        )
    }

    mutating func endContests(_ numbers: [String]? = nil, at seq: Int, _ words: String) {
        for index in contests.indices where contests[index].isOpen {
            guard numbers?.contains(contests[index].contested.number) ?? true else { continue }
            contests[index].endSeq = seq
            contests[index].end = words
        }
    }
}

extension ContestWithdrawn {
    var end: String { "withdrawn (\(reason))" }
}

extension TriggerRuled {
    var end: String { "the neutral ruled for \(to.spelled) (\(reason))" }
}
