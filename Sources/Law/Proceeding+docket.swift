public import CivilTime

extension Proceeding {
    /// All steps as they stand after what has happened.
    ///
    /// - Parameter happenings: in the order in which they were recorded.
    /// - Returns: every step, in the pack's order, with what it rests on.
    /// - Throws: `LawError` for a step, outcome or reading that the pack does not have, and for dates beyond the
    ///   calendar's verified years. A step in school days without a school's calendar has no last day and says so.
    public func docket(_ happenings: [Happening]) throws(LawError) -> Docket {
        var reckoning = Reckoning(plan, try Facts(of: self))
        var standings: [Standing] = Array(repeating: Standing(), count: plan.steps.count)
        for place in happenings.indices {
            for step in try reckoning.apply(happenings[place])
            where reckoning.reached[step] || standings[step].isSet {
                try standings[step].renew(step, reckoning)
            }
        }
        let conclusion = conclusion(reckoning)
        var items: [DocketItem] = []
        items.reserveCapacity(plan.steps.count)
        for step in plan.steps.indices {
            items.append(try item(step, standings[step], reckoning, isConcluded: conclusion != nil))
        }
        let facts = reckoning.facts
        return Docket(
            proceeding: self,
            trigger: facts.trigger,
            items: items,
            readings: pack.options.indices.map { place in
                Docket.SettledReading(
                    option: pack.options[place].id,
                    choice: pack.options[place].choices[facts.choices[place]].id,
                    isSettled: facts.settled[place]
                )
            },
            conclusion: conclusion,
            reckoning: reckoning
        )
    }

    private func item(
        _ step: Int,
        _ standing: Standing,
        _ reckoning: Reckoning,
        isConcluded: Bool
    ) throws(LawError) -> DocketItem {
        let (opening, due) = (standing.opened, standing.due)
        let (earliest, latest) = try span(of: step, standing, reckoning)
        let lapse = reckoning.lapse(of: step)
        var missing = standing.missing
        var firstDay: CivilDate?
        var milestone = due == nil && opening != nil ? plan.steps[step].before : nil
        if opening != nil, !plan.steps[step].waits.isEmpty {
            do {
                switch try reckoning.firstDay(of: step, under: reckoning.facts.choices) {
                case .day(let day, _): firstDay = day
                case .unknown(let unknown): milestone = unknown
                case nil: break
                }
            } catch {
                let first = try error.missingCalendar()
                missing = missing ?? first
            }
        }
        return DocketItem(
            step: pack.steps[step].id,
            title: pack.steps[step].title,
            state: state(step, reckoning, isOpen: opening != nil, isConcluded: isConcluded),
            opened: opening?.date,
            openedBy: opening.map { condition($0.by) },
            due: due,
            dueAt: due.map { end(of: $0, at: pack.steps[step].cutoff) },
            earliest: earliest,
            latest: latest,
            former: standing.former,
            isExtended: due != nil && due == reckoning.facts.steps[step].extended,
            wouldChange: lapse != nil && due != lapse,
            firstDay: firstDay,
            awaitedMilestone: milestone.map { pack.milestones[$0].id },
            missingCalendar: missing,
            schools: schools(of: step, reckoning.facts)
        )
    }

    /// The earliest and the latest last day of a step over all readings; those that cannot be counted are left out.
    private func span(
        of step: Int,
        _ standing: Standing,
        _ reckoning: Reckoning
    ) throws(LawError) -> (CivilDate?, CivilDate?) {
        guard plan.steps[step].period != nil, reckoning.reached[step] else { return (nil, nil) }
        let open = reckoning.openOptions(of: step)
        var (earliest, latest) = (standing.due, standing.due)
        // The standing is what the taken choices come to; all others are gone through until they come round again.
        var choices = reckoning.facts.choices
        reckoning.turn(&choices, over: open)
        while choices != reckoning.facts.choices {
            do {
                if let date = try reckoning.due(of: step, under: choices) {
                    earliest = min(earliest ?? date, date)
                    latest = max(latest ?? date, date)
                }
            } catch {
                _ = try error.missingCalendar()
            }
            reckoning.turn(&choices, over: open)
        }
        return (earliest, latest)
    }

    /// The first moment after a last day, or after its hour where the step has one.
    public func end(of day: CivilDate, at cutoff: ClockTime?) -> Instant {
        guard let cutoff else { return zone.startOfDay(day.adding(days: 1)) }
        let start = zone.startOfDay(day)
        let plain = start.adding(microseconds: Int64(cutoff.minutes) * 60_000_000)
        // Where the clock was set between midnight and that hour, the day so far was shorter or longer.
        let set = zone.clock(at: plain).offsetSeconds - zone.clock(at: start).offsetSeconds
        return plain.adding(microseconds: -Int64(set) * 1_000_000)
    }

    private func schools(of step: Int, _ facts: Facts) -> [DocketItem.School] {
        guard plan.steps[step].isPerSchool else { return [] }
        let votes = facts.steps[step].votes
        return facts.schools.enumerated().map { place, school in
            let vote = votes.isEmpty ? nil : votes[place]
            return DocketItem.School(
                school: school,
                outcome: vote.map { plan.steps[step].outcomes[$0.outcome].id },
                on: vote?.date
            )
        }
    }

    private func state(
        _ step: Int,
        _ reckoning: Reckoning,
        isOpen: Bool,
        isConcluded: Bool
    ) -> DocketItem.State {
        if reckoning.reached[step], let end = reckoning.facts.steps[step].end {
            return .ended(outcome: plan.steps[step].outcomes[end.outcome].id, on: end.date)
        }
        if let date = reckoning.lapse(of: step), let lapse = plan.steps[step].lapse {
            switch lapse {
            case .advance, .deemed: return .lapsed(on: date)
            case .refer: return isConcluded ? .closed : .referred(since: date)
            case .none: return isConcluded ? .closed : .overdue(since: date)
            }
        }
        return isOpen ? (isConcluded ? .closed : .running) : .notReached
    }

    /// The first end or lapse that ends the whole procedure.
    func conclusion(_ reckoning: Reckoning) -> Docket.Conclusion? {
        var found: Docket.Conclusion?
        for step in plan.steps.indices {
            var own: Docket.Conclusion?
            if let end = reckoning.end(of: step), plan.steps[step].outcomes[end.outcome].endsProcedure {
                let outcome = plan.steps[step].outcomes[end.outcome].id
                own = Docket.Conclusion(step: pack.steps[step].id, outcome: outcome, on: end.date)
            } else if let lapse = pack.steps[step].lapse, lapse.endsProcedure,
                let date = reckoning.lapse(of: step)
            {
                own = Docket.Conclusion(step: pack.steps[step].id, outcome: "lapsed", on: date)
            }
            if let own, own.on < found?.on ?? CivilDate.range.upperBound { found = own }
        }
        return found
    }

    /// A resolved condition in the pack's own names.
    func condition(_ condition: Plan.Condition) -> RulePack.Condition {
        switch condition {
        case .trigger: .trigger
        case .ended(let step, let outcome):
            .ended(step: pack.steps[step].id, outcome: pack.steps[step].outcomes[outcome].id)
        case .lapsed(let step): .lapsed(step: pack.steps[step].id)
        case .due(let step): .due(step: pack.steps[step].id)
        }
    }
}

/// The days of a step under the chosen readings, as they stand after each happening.
private struct Standing {
    var opened: Opened?
    var due: CivilDate?
    /// Why its days cannot be counted before a school's calendar is there.
    var missing: String?
    /// The last days that it had before.
    var former: [CivilDate] = []

    /// Whether there is anything of now to renew.
    var isSet: Bool { opened != nil || missing != nil }

    mutating func renew(_ step: Int, _ reckoning: Reckoning) throws(LawError) {
        let before = due
        (opened, due, missing) = (nil, nil, nil)
        do {
            opened = try reckoning.opening(of: step, under: reckoning.facts.choices)
            due = try reckoning.due(of: step, opened: opened, under: reckoning.facts.choices)
        } catch {
            missing = try error.missingCalendar()
        }
        if let before, before != due { former.append(before) }
    }
}

extension LawError {
    /// What is missing where days cannot be counted for want of a school's calendar; throws every other error on.
    func missingCalendar() throws(LawError) -> String {
        guard code == .noSchoolCalendar else { throw self }
        return message
    }
}
