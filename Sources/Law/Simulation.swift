public import CivilTime

extension Proceeding {
    /// How the procedure would go from a trigger on.
    ///
    /// A step without an assumption ends on its last day: by lapse where the pack attaches a consequence to that,
    /// otherwise by its usual outcome. Where a lapse refers the step to somebody, that is taken to happen the same
    /// day. An open step ends on the day it opens.
    ///
    /// - Parameters:
    ///   - trigger: the day that sets the procedure going.
    ///   - assumptions: how steps end, where it is not as above.
    ///   - milestones: the dates of milestones; what counts from one without a date is taken as open.
    ///   - extensions: other last days of steps.
    /// - Returns: the steps that are reached, in the order in which they open.
    /// - Throws: `LawError` for an assumption about an unknown step or outcome, about a step that is never reached, or
    ///   with a date before the step opens or after its last day; for an extension that the procedure does not allow.
    public func simulate(
        trigger: CivilDate,
        assumptions: [Assumption] = [],
        milestones: [String: CivilDate] = [:],
        extensions: [String: CivilDate] = [:]
    ) throws(LawError) -> [SimulatedStep] {
        var simulation = try Simulation(self, trigger: trigger, assumptions: assumptions)
        for (milestone, date) in milestones.sorted(by: { $0.key < $1.key }) {
            try simulation.assume(.milestone(milestone, on: date))
        }
        for (step, date) in extensions.sorted(by: { $0.key < $1.key }) {
            try simulation.assume(.extended(step: step, to: date))
        }
        return try simulation.run()
    }
}

/// One run through a procedure.
struct Simulation {
    let proceeding: Proceeding
    let plan: Plan
    private let assumptions: [Assumption?]
    private(set) var facts: Facts
    private(set) var told: [(step: Int, result: SimulatedStep)] = []
    private(set) var isDone: [Bool]

    init(_ proceeding: Proceeding, trigger: CivilDate, assumptions: [Assumption]) throws(LawError) {
        self.proceeding = proceeding
        plan = proceeding.plan
        var placed: [Assumption?] = Array(repeating: nil, count: plan.steps.count)
        for assumption in assumptions {
            let step = try plan.step(assumption.step)
            if assumption.outcome == "lapsed" {
                guard let lapse = plan.steps[step].lapse, lapse != .none else {
                    throw LawError(
                        .unknownOutcome,
                        "The step '\(assumption.step)' does not end by lapse: the text attaches nothing to its passing."
                    )
                }
            } else {
                _ = try plan.outcome(assumption.outcome, of: step)
            }
            placed[step] = assumption
        }
        self.assumptions = placed
        facts = try Facts(of: proceeding)
        facts.trigger = trigger
        isDone = plan.steps.map { _ in false }
    }

    /// Reads an open question so.
    mutating func read(_ option: Int, as choice: Int) {
        facts.choices[option] = choice
    }

    /// Takes something for granted from the outset.
    mutating func assume(_ happening: Happening) throws(LawError) {
        try facts.apply(happening, in: plan)
    }

    mutating func run() throws(LawError) -> [SimulatedStep] {
        var conclusion: Docket.Conclusion?
        while conclusion == nil, let next = try nextEnding() {
            conclusion = finish(next, with: outcome(of: next))
        }
        if let conclusion { try close(on: conclusion.on) }
        for assumption in assumptions {
            guard let assumption, !told.contains(where: { $0.result.step == assumption.step }) else {
                continue
            }
            throw LawError(
                .neverReached,
                "'\(assumption.step)' is never reached here, so '\(assumption)' assumes nothing. Reached are "
                    + "\(told.map(\.result.step).joined(separator: ", ")); "
                    + "'\(assumption.step)' waits for \(awaited(assumption.step))."
            )
        }
        return told.sorted { ($0.result.opened, $0.step) < ($1.result.opened, $1.step) }.map(\.result)
    }

    /// Of the steps that are open, the one that ends first.
    func nextEnding() throws(LawError) -> Ending? {
        // The first of those that end on one day: the pack's order decides.
        try endings().min { $0.date < $1.date }
    }

    /// How each step that is open will end.
    func endings() throws(LawError) -> [Ending] {
        let reckoning = Reckoning(plan, facts)
        var endings: [Ending] = []
        for step in plan.steps.indices where !isDone[step] {
            guard let opened = try reckoning.opening(of: step, under: facts.choices) else { continue }
            endings.append(try ending(of: step, opened: opened, reckoning))
        }
        return endings
    }

    private func ending(of step: Int, opened: Opened, _ reckoning: Reckoning) throws(LawError) -> Ending {
        let due = try reckoning.due(of: step, opened: opened, under: facts.choices)
        if let extended = facts.steps[step].extended,
            let refusal = try reckoning.refusal(of: step, opened, extended)
        {
            throw LawError(.impossibleDate, refusal)
        }
        var first = opened.date
        if case .day(let day, _)? = try reckoning.firstDay(of: step, under: facts.choices) {
            first = max(first, day)
        }
        let ending = Ending(
            step: step,
            opened: opened.date,
            first: first,
            due: due,
            lapse: plan.steps[step].lapse,
            assumption: assumptions[step]
        )
        if let refusal = ending.refusal { throw LawError(.impossibleDate, refusal) }
        return ending
    }

    /// Ends a step with an outcome, or by lapse where there is none; returns what that concludes.
    mutating func finish(_ ending: Ending, with outcome: Int?) -> Docket.Conclusion? {
        let step = plan.steps[ending.step]
        let date = ending.date
        isDone[ending.step] = true
        var word = "lapsed"
        if let outcome {
            facts.steps[ending.step].end = Facts.End(outcome: outcome, date: date)
            word = step.outcomes[outcome].id
        } else {
            facts.steps[ending.step].lapse = date
            if case .refer(let outcome) = step.lapse {
                facts.steps[ending.step].end = Facts.End(outcome: outcome, date: date)
            }
        }
        tell(ending.step, opened: ending.opened, due: ending.due, ended: word, on: date)
        return proceeding.conclusion(Reckoning(plan, facts))
    }

    /// The outcome that a step ends with; nil where it ends by lapse.
    private func outcome(of ending: Ending) -> Int? {
        let step = plan.steps[ending.step]
        if let assumption = ending.assumption {
            return step.outcomes.firstIndex { $0.id == assumption.outcome }
        }
        if ending.lapses { return nil }
        return step.outcomes.firstIndex { $0.isUsual } ?? step.outcomes.indices.first
    }

    /// Tells of the steps that are still open when the procedure ends.
    private mutating func close(on date: CivilDate) throws(LawError) {
        let reckoning = Reckoning(plan, facts)
        for step in plan.steps.indices where !isDone[step] {
            guard let opened = try reckoning.opening(of: step, under: facts.choices), opened.date <= date
            else {
                continue
            }
            let due = try reckoning.due(of: step, opened: opened, under: facts.choices)
            tell(step, opened: opened.date, due: due, ended: "closed", on: date)
        }
    }

    private mutating func tell(
        _ step: Int,
        opened: CivilDate,
        due: CivilDate?,
        ended: String,
        on date: CivilDate
    ) {
        let id = proceeding.pack.steps[step].id
        told.append((step, SimulatedStep(step: id, opened: opened, due: due, ended: ended, on: date)))
    }

    private func awaited(_ id: String) -> String {
        proceeding.pack.step(id)?.awaited ?? ""
    }
}
