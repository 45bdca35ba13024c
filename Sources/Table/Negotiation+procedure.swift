public import CivilTime
public import Law

extension Negotiation {
    /// The docket as the entries make it under the rules: a pure function, the same wherever and whenever computed.
    public func docket(under rules: Proceeding) throws(LawError) -> Docket {
        try rules.docket(happenings)
    }

    /// The lapses that are due at an instant and not yet recorded, in their order.
    ///
    /// What each opens is taken into account. Empty for a closed negotiation.
    public func lapses(asOf now: Instant, under rules: Proceeding) throws(LawError) -> [NegotiationFact] {
        guard closed == nil, trigger != nil else { return [] }
        var happenings = happenings
        var facts: [NegotiationFact] = []
        while let (item, due) = try nextLapse(of: happenings, asOf: now, under: rules) {
            let lapse = rules.pack.step(item.step)?.lapse
            facts.append(
                .lapsed(
                    DeadlineLapsed(
                        step: item.step,
                        due: due,
                        occurrence: item.former.count + 1,
                        consequence: lapse?.text ?? "No consequence is stated."
                    )
                )
            )
            happenings.append(.lapsed(step: item.step, on: due))
        }
        return facts
    }

    /// Why one person alone may not set a date: it would let a deadline pass that nobody saw run.
    func objection(toLapsingAtOnce changed: [Happening], at now: Instant, under rules: Proceeding)
        throws(LawError) -> Refusal?
    {
        guard let item = try rules.docket(changed).lapses(asOf: now).first else { return nil }
        return Refusal(
            .conflict,
            "With that date '\(item.step)' would have lapsed already, which one party alone cannot bring about. Record the "
                + "date that starts the clock from now on, and offer the other with 'bargain dispute correct'; it counts "
                + "when both sides have joined."
        )
    }

    func decideTrigger(
        on day: CivilDate,
        today: CivilDate,
        at now: Instant,
        by seat: Seat,
        under rules: Proceeding
    ) throws(LawError) -> Verdict<NegotiationFact> {
        if let trigger {
            return .refused(
                .init(
                    .conflict,
                    "The procedure's clock runs since \(trigger.spelled). To put that date right, use "
                        + "'bargain dispute correct --to DATE --reason TEXT'."
                )
            )
        }
        if let objection = objection(toFuture: day, today: today) { return .refused(objection) }
        let started = happenings + [.trigger(on: day)]
        // Whoever keeps the record may take a procedure in that has long been running.
        if !seat.role.keepsRecord,
            let objection = try objection(toLapsingAtOnce: started, at: now, under: rules)
        {
            return .refused(objection)
        }
        return .recorded([.triggered(ProcedureTriggered(on: day))])
    }

    /// The docket by the date on record, and by each contested date.
    struct Dockets {
        let recorded: Docket
        let contested: [Docket]
    }

    func dockets(under rules: Proceeding) throws(LawError) -> Dockets {
        Dockets(
            recorded: try docket(under: rules),
            contested: try chains(under: rules).map(\.docket)
        )
    }

    struct StepAct {
        let step: String?
        let outcome: String
        let on: CivilDate
        let note: String?
    }

    func decideEnd(
        _ act: StepAct,
        today: CivilDate,
        by seat: Seat,
        dockets: Dockets
    ) -> Verdict<NegotiationFact> {
        let docket = dockets.recorded
        let pack = docket.proceeding.pack
        switch stepMeant(by: act.step, in: docket, having: { $0.outcomes.contains { $0.id == act.outcome } })
        {
        case .failure(let refusal): return .refused(refusal)
        case .success(let step):
            if let ballot = pack.step(step)?.ballot, ballot.outcomes.contains(act.outcome) {
                return .refused(
                    .init(.invalid, "'\(step)' is decided by a vote; report its figures with 'bargain vote'.")
                )
            }
            if let note = act.note, let objection = objection(toText: note, called: "note", atMost: 2000) {
                return .refused(objection)
            }
            if let objection = objection(
                toEnding: step,
                as: act.outcome,
                on: act.on,
                today: today,
                by: seat,
                dockets
            ) {
                return .refused(objection)
            }
            return .recorded([
                .stepEnded(StepEnded(step: step, outcome: act.outcome, on: act.on, note: act.note))
            ])
        }
    }

    func decideVote(
        _ count: VoteCount,
        today: CivilDate,
        by seat: Seat,
        dockets: Dockets
    ) -> Verdict<NegotiationFact> {
        if let objection = Self.objection(to: count) { return .refused(objection) }
        let pack = dockets.recorded.proceeding.pack
        switch stepMeant(by: count.step, in: dockets.recorded, having: { $0.ballot != nil }) {
        case .failure(let refusal): return .refused(refusal)
        case .success(let name):
            guard let ballot = pack.step(name)?.ballot else {
                return .refused(.init(.invalid, "'\(name)' is not decided by a vote under \(pack.id)."))
            }
            let outcome = ballot.outcome(electorate: count.electorate, cast: count.cast, yes: count.yes)
            let schools = dockets.recorded.item(name)?.schools ?? []
            // Where the negotiation is about one school, its vote is meant.
            let only = schools.count == 1 ? schools.first.flatMap { Handle($0.school) } : nil
            let school = count.school ?? only
            if let objection = objection(
                toEnding: name,
                as: outcome,
                on: count.on,
                today: today,
                by: seat,
                dockets,
                school: school
            ) {
                return .refused(objection)
            }
            return .recorded([
                .voteHeld(
                    VoteHeld(
                        step: name,
                        on: count.on,
                        electorate: count.electorate,
                        cast: count.cast,
                        yes: count.yes,
                        no: count.no,
                        outcome: outcome,
                        school: school
                    )
                )
            ])
        }
    }

    private static func objection(to count: VoteCount) -> Refusal? {
        if [count.electorate, count.cast, count.yes, count.no].contains(where: {
            !(0...10_000_000).contains($0)
        }) {
            return Refusal(.invalid, "A vote's figures are whole numbers from 0 to 10,000,000.")
        }
        if count.electorate == 0 {
            return Refusal(.invalid, "The electorate is the number of members who may vote; it cannot be 0.")
        }
        if count.cast > count.electorate {
            return Refusal(
                .invalid,
                "\(count.cast) votes were cast by \(count.electorate) members; the figures cannot be. Check them."
            )
        }
        if count.yes + count.no > count.cast {
            return Refusal(
                .invalid,
                "\(count.yes) yes and \(count.no) no are more than the \(count.cast) votes cast. Check the figures."
            )
        }
        return nil
    }

    /// The step that an act means: the one named, or the only running one that fits.
    private func stepMeant(
        by name: String?,
        in docket: Docket,
        having fits: (RulePack.Step) -> Bool
    ) -> Result<String, Refusal> {
        if let name { return .success(name) }
        guard trigger != nil else {
            return .failure(
                Refusal(
                    .conflict,
                    "The procedure has not begun; 'bargain dispute request --on DATE' starts its clock."
                )
            )
        }
        let waiting = docket.items.filter(\.awaitsAct)
        let fitting = waiting.filter { item in docket.proceeding.pack.step(item.step).map(fits) ?? false }
        if let only = fitting.first, fitting.count == 1 { return .success(only.step) }
        let possible = (fitting.isEmpty ? waiting : fitting).map(\.step).joined(separator: ", ")
        return .failure(
            Refusal(
                .invalid,
                fitting.isEmpty
                    ? "No step that is running ends that way; running are: \(possible.isEmpty ? "none" : possible)."
                    : "Several steps could be meant (\(possible)); name one with --step."
            )
        )
    }

    private func objection(
        toEnding step: String,
        as outcome: String,
        on day: CivilDate,
        today: CivilDate,
        by seat: Seat,
        _ dockets: Dockets,
        school: Handle? = nil
    ) -> Refusal? {
        if let objection = objection(toFuture: day, today: today) { return objection }
        func refusal(by docket: Docket) -> Objection? {
            guard let school else { return docket.admits(step, outcome, on: day) }
            return docket.admitsVote(step, of: school.text, outcome, on: day)
        }
        // While the trigger's date is contested, what is in order by anybody's account is taken in.
        if let objection = refusal(by: dockets.recorded),
            dockets.contested.allSatisfy({ refusal(by: $0) != nil })
        {
            return Refusal(objection)
        }
        if let side = seat.role.side, let party = dockets.recorded.proceeding.pack.step(step)?.party,
            side.rawValue != party.rawValue
        {
            return Refusal(
                .notPermitted,
                "'\(step)' is the \(party.rawValue)'s act; it is recorded by the \(party.rawValue), the clerk or a "
                    + "neutral."
            )
        }
        return nil
    }

    func objection(toFuture day: CivilDate, today: CivilDate) -> Refusal? {
        guard day > today else { return nil }
        return Refusal(
            .invalid,
            "\(day.spelled) is in the future (today is \(today.spelled)); only what has happened is recorded."
        )
    }
}

extension DocketItem {
    /// Whether the step waits for its act: running, or its deadline passed without ending it.
    public var awaitsAct: Bool {
        switch state {
        case .running, .overdue, .referred: true
        case .notReached, .ended, .lapsed, .closed: false
        }
    }
}

extension Refusal {
    init(_ refusal: Objection) {
        let code: Code =
            switch refusal.code {
            case .unknownStep, .unknownOutcome, .unknownSchool, .unknownMilestone: .unknown
            case .notOpen, .alreadyEnded, .tooLate, .concluded: .conflict
            case .beforeOpening, .tooEarly, .notExtensible, .badFigures, .offList: .invalid
            }
        self.init(code, refusal.message)
    }
}
