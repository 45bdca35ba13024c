import CivilTime

/// A step's opening: its day and the condition that set it.
struct Opened {
    let date: CivilDate
    let by: Plan.Condition
}

/// The dates that follow from some facts, under the chosen readings or any others.
struct Reckoning {
    let plan: Plan
    private(set) var facts: Facts
    /// Whether each step is opened under some reading: only then do its end and its lapse count.
    private(set) var reached: [Bool]

    init(_ plan: Plan, _ facts: Facts) {
        self.plan = plan
        self.facts = facts
        reached = Array(repeating: false, count: plan.steps.count)
        findReached(among: plan.order)
    }

    /// Takes what happened; returns the steps whose days can change with it, each after those that it waits for.
    @discardableResult
    mutating func apply(_ happening: Happening) throws(LawError) -> [Int] {
        let touched = try facts.apply(happening, in: plan).map { plan.steps[$0].followers } ?? plan.order
        findReached(among: touched)
        return touched
    }

    private mutating func findReached(among steps: [Int]) {
        for step in steps {
            var isReached = false
            for place in plan.waysOfStep[step] where !isReached { isReached = holds(plan.ways[place]) }
            reached[step] = isReached
        }
    }

    /// The outcome by which a step is over, recorded or deemed; nil while it is not over or where it lapsed.
    func end(of step: Int) -> Facts.End? {
        guard reached[step] else { return nil }
        if let end = facts.steps[step].end { return end }
        guard case .deemed(let outcome) = plan.steps[step].lapse, let date = facts.steps[step].lapse else {
            return nil
        }
        return Facts.End(outcome: outcome, date: date)
    }

    /// The recorded lapse of a step that no act has ended.
    func lapse(of step: Int) -> CivilDate? {
        reached[step] && facts.steps[step].end == nil ? facts.steps[step].lapse : nil
    }

    /// The day on which a step opens under some choices, and the condition that sets it.
    func opening(of step: Int, under choices: [Int]) throws(LawError) -> Opened? {
        guard reached[step] else { return nil }
        for place in plan.waysOfStep[step] {
            let way = plan.ways[place]
            if let option = way.option, choices[option] != way.choice { continue }
            if let found = try latest(of: way, under: choices) { return found }
        }
        return nil
    }

    /// The earliest day on which a step opens under any reading.
    func earliestOpening(of step: Int) throws(LawError) -> CivilDate? {
        var earliest: CivilDate?
        for place in plan.waysOfStep[step] {
            guard let found = try latest(of: plan.ways[place], under: facts.choices) else { continue }
            earliest = min(earliest ?? found.date, found.date)
        }
        return earliest
    }

    /// A step's last day under some choices; nil where it is not open under them or has no number of days.
    func due(of step: Int, under choices: [Int]) throws(LawError) -> CivilDate? {
        guard plan.steps[step].period != nil else { return nil }
        return try due(of: step, opened: opening(of: step, under: choices), under: choices)
    }

    /// A step's last day when it opened on a day: as it is counted, or the later day that it was extended to.
    ///
    /// An extension gives time; where what the step opens by has moved since, so that the count alone comes to more, it
    /// takes none away.
    func due(of step: Int, opened: Opened?, under choices: [Int]) throws(LawError) -> CivilDate? {
        guard plan.steps[step].period != nil, let opened else { return nil }
        guard let extended = facts.steps[step].extended else {
            return try counted(step, opened: opened, under: choices)
        }
        // What cannot be counted does not undo what was agreed.
        let counted = (try? counted(step, opened: opened, under: choices)) ?? nil
        return max(extended, counted ?? extended)
    }

    /// A step's last day as it is counted, whatever extended it; nil while the milestone has no date.
    func counted(_ step: Int, opened: Opened, under choices: [Int]) throws(LawError) -> CivilDate? {
        guard let period = plan.period(of: step, under: choices) else { return nil }
        if let milestone = plan.steps[step].before {
            guard let date = facts.milestones[milestone] else { return nil }
            // An act that cannot be done before the step opens is not late on the day that it does.
            return max(try plan.count(period, from: date, by: facts.calendar, under: choices), opened.date)
        }
        let isByMail = opened.by == .trigger && plan.isByMail(under: choices)
        return try plan.count(
            isByMail ? period.servedByMail : period,
            from: opened.date,
            by: facts.calendar,
            under: choices
        )
    }

    /// The first day on which a step's act may be done.
    enum FirstDay: Equatable {
        case day(CivilDate, wait: Int)
        case unknown(milestone: Int)
    }

    /// The first day on which a step's act may be done, and the wait that sets it; nil where nothing must be waited
    /// for, or where the step is not open.
    func firstDay(of step: Int, under choices: [Int]) throws(LawError) -> FirstDay? {
        var latest: FirstDay?
        for (place, wait) in plan.steps[step].waits.enumerated() {
            let start: CivilDate
            switch wait.anchor {
            case .after(let condition):
                guard let date = try date(of: condition, under: choices) else { return nil }
                start = date
            case .before(let milestone):
                guard let date = facts.milestones[milestone] else { return .unknown(milestone: milestone) }
                start = date
            }
            let day = try plan.earliest(wait, from: start, by: facts.calendar, under: choices)
            if case .day(let before, _) = latest, before >= day { continue }
            latest = .day(day, wait: place)
        }
        return latest
    }

    /// The options that can move a step and are not settled.
    func openOptions(of step: Int) -> [Int] {
        plan.steps[step].options.filter { !facts.settled[$0] }
    }

    /// Goes on to the next combination of choices on some options; after the last one comes the first.
    func turn(_ choices: inout [Int], over options: [Int]) {
        for option in options {
            choices[option] += 1
            guard choices[option] == plan.options[option].rules.count else { return }
            choices[option] = 0
        }
    }

    private func latest(
        of way: Plan.Way,
        under choices: [Int]
    ) throws(LawError) -> Opened? {
        var latest: Opened?
        for place in way.conditions {
            let condition = plan.conditions[place]
            guard let date = try date(of: condition, under: choices) else { return nil }
            if latest.map({ date > $0.date }) ?? true { latest = Opened(date: date, by: condition) }
        }
        return latest
    }

    /// A condition's day under some choices; nil while it does not hold.
    func date(of condition: Plan.Condition, under choices: [Int]) throws(LawError) -> CivilDate? {
        switch condition {
        case .trigger: return facts.trigger
        case .ended(let step, let outcome):
            guard let end = end(of: step), end.outcome == outcome else { return nil }
            return end.date
        case .lapsed(let step): return lapse(of: step)
        case .due(let step): return try due(of: step, under: choices)
        }
    }

    private func holds(_ way: Plan.Way) -> Bool {
        for place in way.conditions where !holds(plan.conditions[place]) { return false }
        return true
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
