import CivilTime

/// The dates that follow from some facts, under the chosen readings or any others.
struct Reckoning {
    let plan: Plan
    let calendar: HolidayCalendar
    let facts: Facts
    /// Whether each step is opened under some reading: only then do its end and its lapse count.
    private(set) var reached: [Bool]

    init(_ proceeding: Proceeding, _ facts: Facts) {
        plan = proceeding.plan
        calendar = proceeding.calendar
        self.facts = facts
        reached = Array(repeating: false, count: plan.steps.count)
        for step in plan.order {
            reached[step] = plan.steps[step].openings.contains { $0.conditions.allSatisfy(holds) }
        }
    }

    /// The outcome by which a step is over, recorded or deemed; nil while it is not over or where it lapsed.
    func end(of step: Int) -> Facts.End? {
        guard reached[step] else { return nil }
        if let end = facts.ends[step] { return end }
        guard case .deemed(let outcome) = plan.steps[step].lapse, let date = facts.lapses[step] else { return nil }
        return Facts.End(outcome: outcome, date: date)
    }

    /// The recorded lapse of a step that no act has ended.
    func lapse(of step: Int) -> CivilDate? {
        reached[step] && facts.ends[step] == nil ? facts.lapses[step] : nil
    }

    /// The day on which a step opens under some choices, and the condition that sets it.
    func opening(of step: Int, under choices: [Int]) throws(LawError) -> (date: CivilDate, by: Plan.Condition)? {
        for opening in plan.steps[step].openings {
            if let reading = opening.reading, choices[reading.option] != reading.choice { continue }
            if let found = try latest(of: opening.conditions, under: choices) { return found }
        }
        return nil
    }

    /// The earliest day on which a step opens under any reading.
    func earliestOpening(of step: Int) throws(LawError) -> CivilDate? {
        var earliest: CivilDate?
        for opening in plan.steps[step].openings {
            guard let found = try latest(of: opening.conditions, under: facts.choices) else { continue }
            earliest = min(earliest ?? found.date, found.date)
        }
        return earliest
    }

    /// A step's last day under some choices; nil where it is not open under them or has no number of days.
    func due(of step: Int, under choices: [Int]) throws(LawError) -> CivilDate? {
        guard plan.steps[step].length != nil else { return nil }
        return try due(of: step, opened: opening(of: step, under: choices)?.date, under: choices)
    }

    /// A step's last day when it opened on a day.
    func due(of step: Int, opened: CivilDate?, under choices: [Int]) throws(LawError) -> CivilDate? {
        guard let length = plan.steps[step].length, let opened else { return nil }
        if let extended = facts.extensions[step] { return extended }
        do {
            return try calendar.date(length.days, length.kind, from: opened, rule: plan.rule(under: choices))
        } catch {
            throw LawError(.uncountable, error.message)
        }
    }

    /// Calls back with every combination of choices on the options that can move a step and are not settled.
    func forEachReading(of step: Int, _ body: ([Int]) throws(LawError) -> Void) throws(LawError) {
        try vary(plan.steps[step].options.filter { !facts.settled[$0] }[...], facts.choices, body)
    }

    private func vary(
        _ options: ArraySlice<Int>,
        _ choices: [Int],
        _ body: ([Int]) throws(LawError) -> Void
    ) throws(LawError) {
        guard let option = options.first else { return try body(choices) }
        var varied = choices
        for choice in plan.options[option].rules.indices {
            varied[option] = choice
            try vary(options.dropFirst(), varied, body)
        }
    }

    private func latest(
        of conditions: [Plan.Condition],
        under choices: [Int]
    ) throws(LawError) -> (date: CivilDate, by: Plan.Condition)? {
        var latest: (date: CivilDate, by: Plan.Condition)?
        for condition in conditions {
            guard let date = try date(of: condition, under: choices) else { return nil }
            if latest.map({ date > $0.date }) ?? true { latest = (date, condition) }
        }
        return latest
    }

    private func date(of condition: Plan.Condition, under choices: [Int]) throws(LawError) -> CivilDate? {
        switch condition {
        case .trigger: return facts.trigger
        case .ended(let step, let outcome):
            guard let end = end(of: step), end.outcome == outcome else { return nil }
            return end.date
        case .lapsed(let step): return lapse(of: step)
        case .due(let step): return try due(of: step, under: choices)
        }
    }

    /// Whether a condition holds, whatever its day is.
    private func holds(_ condition: Plan.Condition) -> Bool {
        switch condition {
        case .trigger: facts.trigger != nil
        case .ended(let step, let outcome): end(of: step)?.outcome == outcome
        case .lapsed(let step): lapse(of: step) != nil
        case .due(let step): reached[step]
        }
    }
}
