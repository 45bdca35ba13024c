import CivilTime

extension PathWalk {
    /// All that what lies ahead depends on, as numbers that can be compared.
    ///
    /// For each step that can still come: the days of the conditions of its ways, and how the options are read that
    /// move it. What became of other steps is past and makes no difference.
    ///
    /// - Parameters:
    ///   - simulation: where the way stands.
    ///   - isRead: the options on which the way depends so far; another one's choice is still to come.
    /// - Returns: numbers that are equal where what lies ahead is.
    /// - Throws: `LawError` for a date beyond the calendar.
    func situation(_ simulation: Simulation, _ isRead: [Bool]) throws(LawError) -> [Int32] {
        let plan = simulation.plan
        let facts = simulation.facts
        let reckoning = Reckoning(plan, facts)
        var canCome = simulation.isDone.map { _ in false }
        var numbers: [Int32] = []
        for step in plan.order where !simulation.isDone[step] {
            let ways = plan.waysOfStep[step].filter { place in
                let way = plan.ways[place]
                if let option = way.option, isRead[option], facts.choices[option] != way.choice {
                    return false
                }
                return way.conditions.allSatisfy {
                    canHold(plan.conditions[$0], simulation, reckoning, canCome)
                }
            }
            guard !ways.isEmpty else { continue }
            canCome[step] = true
            numbers.append(Int32(-1 - step))
            for place in ways {
                numbers.append(Int32(place))
                for condition in plan.ways[place].conditions {
                    let day = try reckoning.date(of: plan.conditions[condition], under: facts.choices)
                    numbers.append(day.map { Int32($0.dayNumber) } ?? .min)
                }
            }
            for option in plan.steps[step].options {
                numbers.append(isRead[option] ? Int32(facts.choices[option]) : -1)
            }
            if plan.steps[step].waitsAfterTrigger {
                numbers.append(facts.trigger.map { Int32($0.dayNumber) } ?? .min)
            }
            for milestone in plan.steps[step].milestones {
                numbers.append(facts.milestones[milestone].map { Int32($0.dayNumber) } ?? .min)
            }
        }
        return numbers
    }

    private func canHold(
        _ condition: Plan.Condition,
        _ simulation: Simulation,
        _ reckoning: Reckoning,
        _ canCome: [Bool]
    ) -> Bool {
        switch condition {
        case .trigger: true
        case .ended(let step, let outcome):
            simulation.isDone[step] ? reckoning.end(of: step)?.outcome == outcome : canCome[step]
        case .lapsed(let step):
            simulation.isDone[step] ? reckoning.lapse(of: step) != nil : canCome[step]
        case .due(let step):
            simulation.isDone[step] || canCome[step]
        }
    }
}
