import CivilTime

extension Trial {
    /// Each step has the last day that the pack's own words give it under the readings that are taken.
    func auditDays(_ docket: Docket) throws {
        let taken = Set(docket.readings.map { RulePack.Reading(option: $0.option, choice: $0.choice) })
        for step in proceeding.pack.steps {
            guard let item = docket.item(step.id), let opened = item.opened else { continue }
            let counted = try lastDay(of: step, opened, item.openedBy, taken)
            let due = [counted, book[step.id]?.extended].compactMap(\.self).max()
            guard item.due == due else {
                throw fault(
                    "'\(step.id)' is due on \(item.due.map(\.description) ?? "no day"), not on "
                        + "\(due.map(\.description) ?? "no day") as its words have it."
                )
            }
        }
    }

    private func lastDay(
        of step: RulePack.Step,
        _ opened: CivilDate,
        _ by: RulePack.Condition?,
        _ taken: Set<RulePack.Reading>
    ) throws -> CivilDate? {
        var length = step.length
        for other in step.otherLengths where taken.contains(other.reading) { length = other.length }
        guard let length else { return nil }
        let choices = proceeding.pack.options.flatMap { option in
            option.choices.filter { taken.contains(RulePack.Reading(option: option.id, choice: $0.id)) }
        }
        let rule = plan.rule(under: reckoning.facts.choices)
        let named = choices.compactMap(\.countingRule).first ?? proceeding.pack.countingRule
        guard rule.id == named else { throw fault("Days are counted by \(rule.id), not by \(named).") }
        let calendar = reckoning.facts.calendar
        guard let milestone = length.before else {
            let isByMail = by == .trigger && choices.contains(where: \.isByMail)
            let period = Period(length.days, length.kind, isServedByMail: isByMail)
            return try calendar.date(period, from: opened, rule: rule)
        }
        guard let date = self.milestone(milestone) else { return nil }
        let period = Period(length.days, length.kind, .backward)
        return max(try calendar.date(period, from: date, rule: rule), opened)
    }

    private func milestone(_ id: String) -> CivilDate? {
        var found: CivilDate?
        for case .milestone(id, let date) in happenings { found = date }
        return found
    }

    /// What is told of other readings comes out once they are settled, for a step that is taken by chance.
    ///
    /// The span of its last day is that over every combination of open readings, also of those that are said not to move
    /// it.
    func auditReadings(_ docket: Docket, using random: inout some RandomNumberGenerator) throws {
        guard let place = plan.steps.indices.randomElement(using: &random) else { return }
        let item = docket.items[place]
        let dues = try combinations().compactMap { try reckoning.due(of: place, under: $0) }
        guard item.earliest == dues.min(), item.latest == dues.max() else {
            throw fault("'\(item.step)' has another span of last days over all readings.")
        }
        let step = item.step
        let why = try docket.why(step)
        if let counted = why.counted, let opened = why.item.opened, why.overtakenExtension == nil,
            why.item.due != max(counted.date, opened)
        {
            throw fault("'\(step)' is explained by another day than its last.")
        }
        guard let other = why.alternatives.randomElement(using: &random) else { return }
        let settled = Happening.stipulated(option: other.reading.option, choice: other.reading.choice)
        guard try proceeding.docket(happenings + [settled]).item(step)?.due == other.due else {
            throw fault("Under \(other.reading) '\(step)' has another last day than was told.")
        }
    }

    private func combinations() -> [[Int]] {
        var found = [reckoning.facts.choices]
        for option in plan.options.indices where !reckoning.facts.settled[option] {
            found = found.flatMap { choices in
                plan.options[option].rules.indices.map { choice in
                    var other = choices
                    other[option] = choice
                    return other
                }
            }
        }
        return found
    }
}
