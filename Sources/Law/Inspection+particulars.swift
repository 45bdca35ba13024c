import CivilTime

extension Inspection {
    /// What a step says besides its outcomes: votes, waits and extensions that fit it.
    mutating func inspectParticulars(of step: RulePack.Step) {
        if step.isPerSchool, step.ballot == nil {
            error(
                step.id,
                "Only a vote can be held school by school; give the step a vote, or delete 'per: school'."
            )
        }
        if let ballot = step.ballot, ballot.passes == ballot.fails {
            error(step.id, "The vote leads to '\(ballot.passes)' whether it carries or fails.")
        }
        if step.extensionLimit != nil {
            if step.extending == .forbidden || step.extending == .noneStated {
                error(
                    step.id,
                    "An extension that is \(step.extending.rawValue) has no limit; delete the limit."
                )
            }
            if step.length == nil { error(step.id, "An open step has no last day that could be extended.") }
        }
        for wait in step.waits { inspect(wait, of: step) }
        for other in step.otherLengths
        where pack.option(other.reading.option)?.standard == other.reading.choice {
            error(
                step.id,
                "'\(other.reading)' is the choice that is taken until one is settled: write its length as 'length', and "
                    + "those of the other choices as 'other-lengths'."
            )
        }
    }

    private mutating func inspect(_ wait: RulePack.Wait, of step: RulePack.Step) {
        if !(1...1000).contains(wait.length.days) {
            error(step.id, "A wait of \(wait.length.days) days is not sane; expected 1 to 1000.")
        }
        guard let condition = wait.after, condition != .trigger else { return }
        let holdsAlways = step.openings.allSatisfy { $0.conditions.contains(condition) }
        if !holdsAlways {
            error(
                step.id,
                "The step must wait after '\(condition)', which not every way of opening it includes; add the condition "
                    + "to each way."
            )
        }
    }
}

extension RulePack.Step {
    /// Whether the procedure stands still at it while everybody is silent.
    var rests: Bool {
        switch lapse?.consequence {
        case nil, .some(.none), .some(.refer): true
        case .advance, .deemed: length?.before != nil
        }
    }

    /// Whether anything of the step is counted back from a milestone.
    func uses(_ milestone: RulePack.Milestone) -> Bool {
        length?.before == milestone.id || waits.contains { $0.length.before == milestone.id }
    }
}

extension RulePack {
    /// A school that is in session on every business day; nil where no step counts school days.
    ///
    /// It is what is measured with where no school's own calendar is at hand.
    var standInSchool: SchoolCalendar? {
        get throws(CivilTimeError) {
            let countsSchoolDays = steps.contains { step in
                step.lengths.contains { $0.kind == .school }
                    || step.waits.contains { $0.length.kind == .school }
                    || step.extensionLimit?.length?.kind == .school
            }
            guard countsSchoolDays else { return nil }
            let first = try CivilDate(year: asOf.year, month: 1, day: 1)
            let last = try CivilDate(year: asOf.year + 5, month: 12, day: 31)
            return try SchoolCalendar(id: "stand-in", name: "every business day", term: first...last)
        }
    }
}
