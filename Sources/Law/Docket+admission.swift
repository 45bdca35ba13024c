public import CivilTime

extension Docket {
    /// Why a step's end cannot be recorded; nil where it can.
    ///
    /// A date in the future is the caller's to refuse. A correction is judged by the docket without what it replaces.
    /// An act that opens under some reading is admitted under every one: it happened, whatever lawyers say of clocks.
    ///
    /// - Parameters:
    ///   - step: the step that ends.
    ///   - outcome: how it ends.
    ///   - date: the day of the act.
    /// - Returns: what stands against it, or nil.
    public func admits(_ step: String, _ outcome: String, on date: CivilDate) -> Objection? {
        admits(step, outcome, on: date, school: nil)
    }

    /// Why a school's vote cannot be recorded; nil where it can.
    ///
    /// - Parameters:
    ///   - step: the step that is voted on school by school.
    ///   - school: the school.
    ///   - outcome: how it voted.
    ///   - date: the day of the vote.
    /// - Returns: what stands against it, or nil.
    public func admitsVote(
        _ step: String,
        of school: String,
        _ outcome: String,
        on date: CivilDate
    ) -> Objection? {
        admits(step, outcome, on: date, school: school)
    }

    /// Why a milestone's date cannot be recorded; nil where it can.
    ///
    /// It may lie ahead, and be recorded anew when it moves.
    ///
    /// - Parameters:
    ///   - milestone: the milestone.
    ///   - date: its day.
    /// - Returns: what stands against it, or nil.
    public func admitsMilestone(_ milestone: String, on date: CivilDate) -> Objection? {
        do {
            _ = try proceeding.plan.milestone(milestone)
        } catch {
            return Objection(.unknownMilestone, error.message)
        }
        guard !proceeding.calendar.verified.contains(date.year) else { return nil }
        let years = proceeding.calendar.verified
        return Objection(
            .notOpen,
            "\(date.spelled) cannot be counted from: the calendar \(proceeding.calendar.id) is verified for "
                + "\(years.lowerBound) to \(years.upperBound)."
        )
    }

    private func admits(
        _ step: String,
        _ outcome: String,
        on date: CivilDate,
        school: String?
    ) -> Objection? {
        do {
            let place = try proceeding.plan.step(step)
            _ = try proceeding.plan.outcome(outcome, of: place)
            if let objection = objection(toSchool: school, at: place, outcome) { return objection }
            return try refusal(place, on: date)
        } catch {
            switch error.code {
            case .unknownOutcome: return Objection(.unknownOutcome, error.message)
            case .noSchoolCalendar: return Objection(.notOpen, "\(error.message) \(LawError.importing)")
            case .uncountable: return Objection(.notOpen, error.message)
            default: return Objection(.unknownStep, error.message)
            }
        }
    }

    private func objection(toSchool school: String?, at place: Int, _ outcome: String) -> Objection? {
        let item = items[place]
        let known = item.schools.map(\.school)
        guard let school else {
            guard !known.isEmpty, proceeding.pack.steps[place].ballot?.outcomes.contains(outcome) == true
            else { return nil }
            return Objection(
                .unknownSchool,
                "\(item.title) is voted on school by school; name the school: \(known.joined(separator: ", "))."
            )
        }
        guard let voted = item.schools.first(where: { $0.school == school }) else {
            return Objection(
                .unknownSchool,
                known.isEmpty
                    ? "\(item.title) is not voted on school by school; leave the school out."
                    : "'\(school.prefix(60))' has no vote on it." + Spelling.hint(for: school, in: known)
            )
        }
        guard let before = voted.outcome, let on = voted.on else { return nil }
        return Objection(
            .alreadyEnded,
            "\(school) voted on \(on.spelled): '\(before)'. If that is wrong, correct that entry."
        )
    }

    /// Why a step cannot be given another last day; nil where it can.
    ///
    /// - Parameters:
    ///   - step: the step.
    ///   - date: its new last day.
    /// - Returns: what stands against it, or nil.
    public func admitsExtension(of step: String, to date: CivilDate) -> Objection? {
        guard let item = item(step) else {
            let known = Spelling.hint(for: step, in: items.map(\.step))
            return Objection(.unknownStep, "\(proceeding.pack.id) has no step '\(step.prefix(60))'." + known)
        }
        if case .lapsed(let since) = item.state {
            if let next = items.first(where: { $0.hasPassed(since: since) && $0.step != step }) {
                return Objection(
                    .notExtensible,
                    "\(item.title) had \(since.spelled) as its last day, and what followed has been acted on "
                        + "(\(next.title)); it can no longer be reopened by an extension."
                )
            }
        } else if let over = overRefusal(item) {
            return over
        }
        guard let due = item.due else {
            return Objection(
                .notOpen,
                "\(item.title) has no last day at this time, so there is nothing to extend."
            )
        }
        if date <= due {
            return Objection(
                .notExtensible,
                "\(item.title) is due on \(due.spelled) already; an extension names a later day, not \(date.spelled)."
            )
        }
        return limitRefusal(step, to: date)
    }

    private func limitRefusal(_ step: String, to date: CivilDate) -> Objection? {
        do {
            let place = try proceeding.plan.step(step)
            guard let opened = try reckoning.opening(of: place, under: facts.choices),
                let refusal = try reckoning.refusal(
                    of: place,
                    opened,
                    date,
                    after: facts.steps[place].extensions
                )
            else { return nil }
            return Objection(.notExtensible, refusal)
        } catch {
            return Objection(.notExtensible, error.message)
        }
    }

    private func refusal(_ place: Int, on date: CivilDate) throws(LawError) -> Objection? {
        let item = items[place]
        if let over = overRefusal(item) { return over }
        guard let opened = try reckoning.earliestOpening(of: place) else {
            return Objection(
                .notOpen,
                "\(item.title) is not open yet: it waits for \(proceeding.pack.steps[place].awaited)."
            )
        }
        if date < opened {
            return Objection(
                .beforeOpening,
                "\(item.title) opened on \(opened.spelled); it cannot have ended on \(date.spelled). Check the date."
            )
        }
        if let due = item.due, date > due, proceeding.plan.steps[place].lapse?.endsStep == true {
            return tooLate(item, since: due)
        }
        return try earlyRefusal(place, on: date)
    }

    /// The refusal of an act before the law lets it be done.
    private func earlyRefusal(_ place: Int, on date: CivilDate) throws(LawError) -> Objection? {
        let rule = proceeding.pack.steps[place]
        switch try reckoning.firstDay(of: place, under: facts.choices) {
        case nil: return nil
        case .day(let day, _) where date >= day: return nil
        case .day(let day, let wait):
            return Objection(
                .tooEarly,
                "\(rule.title) may be done from \(day.spelled) on (\(rule.waits[wait].text), \(rule.citation)); "
                    + "\(date.spelled) is too early."
            )
        case .unknown(let milestone):
            let awaited = proceeding.pack.milestones[milestone]
            return Objection(
                .tooEarly,
                "\(rule.title) has a first day that depends on '\(awaited.id)' (\(awaited.text)), of which no date is "
                    + "recorded. Record that date first."
            )
        }
    }

    /// The refusal of every act on a step that is over.
    private func overRefusal(_ item: DocketItem) -> Objection? {
        if case .ended(let outcome, let date) = item.state {
            return Objection(
                .alreadyEnded,
                "\(item.title) ended on \(date.spelled) with '\(outcome)'. If that is wrong, correct that entry."
            )
        }
        if case .lapsed(let date) = item.state { return tooLate(item, since: date) }
        if let conclusion {
            return Objection(
                .concluded,
                "The procedure ended on \(conclusion.on.spelled): \(conclusion.step)=\(conclusion.outcome)."
            )
        }
        return nil
    }

    private func tooLate(_ item: DocketItem, since date: CivilDate) -> Objection {
        let consequence = proceeding.pack.step(item.step)?.lapse?.text ?? ""
        return Objection(
            .tooLate,
            "\(item.title) had \(date.spelled) as its last day, and that day has passed. \(consequence) "
                + "Only both sides together can reopen it, by stipulating a later day "
                + "('bargain dispute extend') before what followed is acted on."
        )
    }
}

extension DocketItem {
    /// Whether it ended or passed on a day or after it.
    fileprivate func hasPassed(since date: CivilDate) -> Bool {
        switch state {
        case .ended(_, let on), .lapsed(let on), .overdue(let on), .referred(let on): on >= date
        case .notReached, .running, .closed: false
        }
    }
}

extension RulePack.Step {
    /// What it waits for, in words: `bargaining=agreed, or bargaining=lapsed`.
    var awaited: String {
        openings.map { opening in
            opening.conditions.map(\.description).joined(separator: " and ")
                + (opening.reading.map { " (where \($0))" } ?? "")
        }
        .joined(separator: ", or ")
    }
}
