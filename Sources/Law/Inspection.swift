import CivilTime

/// A check of a pack in progress.
struct Inspection {
    let pack: RulePack
    let calendars: [HolidayCalendar]
    let rules: [CountingRule]
    let zone: CivilZone
    private var findings: [PackCheck.Finding] = []

    init(pack: RulePack, calendars: [HolidayCalendar], rules: [CountingRule], zone: CivilZone) {
        self.pack = pack
        self.calendars = calendars
        self.rules = rules
        self.zone = zone
    }

    func result(walk: PathWalk?) -> PackCheck {
        let isSound = !findings.contains { $0.severity == .error }
        return PackCheck(
            findings: findings.filter { $0.severity == .error } + findings.filter { $0.severity == .warning },
            pathCount: isSound ? walk?.count ?? 0 : 0,
            shortest: isSound ? walk?.shortest : nil,
            longest: isSound ? walk?.longest : nil,
            rests: pack.steps.filter(\.rests).map(\.id)
        )
    }

    mutating func error(_ step: String?, in field: String = "steps", _ message: String) {
        findings.append(PackCheck.Finding(severity: .error, step: step, field: field, message: message))
    }

    mutating func warning(_ step: String?, in field: String, _ message: String) {
        findings.append(PackCheck.Finding(severity: .warning, step: step, field: field, message: message))
    }

    /// The pack with its own calendar; nil, and a finding, where a name leads nowhere.
    mutating func proceeding(readings: [String: String] = [:]) -> Proceeding? {
        proceeding(
            calendar: pack.calendar,
            readings: readings,
            in: "calendar",
            school: try? pack.standInSchool
        )
    }

    mutating func proceeding(
        calendar id: String,
        readings: [String: String],
        in field: String,
        school: SchoolCalendar?
    ) -> Proceeding? {
        guard rules.contains(where: { $0.id == pack.countingRule }) else {
            let hint = Spelling.hint(for: pack.countingRule, in: rules.map(\.id))
            error(nil, in: "counting", "The counting rule '\(pack.countingRule)' is not known." + hint)
            return nil
        }
        guard let calendar = calendars.first(where: { $0.id == id }) else {
            error(
                nil,
                in: field,
                "The calendar '\(id)' is not known." + Spelling.hint(for: id, in: calendars.map(\.id))
            )
            return nil
        }
        do {
            return try Proceeding(
                pack: pack,
                calendar: try keeping(school, calendar),
                rules: rules,
                zone: zone,
                readings: readings
            )
        } catch {
            self.error(nil, error.message)
            return nil
        }
    }

    private func keeping(_ school: SchoolCalendar?, _ calendar: HolidayCalendar) throws(LawError)
        -> HolidayCalendar
    {
        guard let school else { return calendar }
        do {
            return try calendar.keeping(school)
        } catch {
            throw LawError(.uncountable, error.message)
        }
    }

    mutating func inspectParts() {
        inspectNames("step", pack.steps.map(\.id), of: nil)
        inspectNames("option", pack.options.map(\.id), of: nil, in: "options")
        inspectNames("milestone", pack.milestones.map(\.id), of: nil, in: "milestones")
        inspectNames("topic", pack.topics?.list.map(\.id) ?? [], of: nil, in: "topics")
        for milestone in pack.milestones where !pack.steps.contains(where: { $0.uses(milestone) }) {
            error(
                nil,
                in: "milestones",
                "Nothing is counted from the milestone '\(milestone.id)'; delete it or use it."
            )
        }
        for option in pack.options { inspect(option) }
        for step in pack.steps { inspect(step) }
        if pack.examples.isEmpty, pack.steps.contains(where: { $0.length != nil }) {
            warning(
                nil,
                in: "steps",
                "The pack has no worked example; give it at least one whose dates somebody counted by hand."
            )
        }
    }

    private mutating func inspect(_ option: RulePack.Option) {
        inspectNames("choice of \(option.id)", option.choices.map(\.id), of: nil, in: "options")
        if option.choices.count < 2 {
            error(nil, in: "options", "The option '\(option.id)' needs at least two choices.")
        }
        for choice in option.choices where choice.countingRule == nil && !choice.isByMail {
            let reading = RulePack.Reading(option: option.id, choice: choice.id)
            let isUsed = pack.steps.contains { step in
                step.openings.contains { $0.reading == reading }
                    || step.otherLengths.contains { $0.reading == reading }
            }
            if !isUsed, choice.id != option.standard {
                error(
                    nil,
                    in: "options",
                    "The choice '\(reading)' changes nothing: tie an opening, a length, a counting rule or 'served: by-mail' "
                        + "to it."
                )
            }
        }
    }

    private mutating func inspect(_ step: RulePack.Step) {
        inspectNames("outcome", step.outcomes.map(\.id), of: step.id)
        if step.openings.isEmpty || step.openings.contains(where: { $0.conditions.isEmpty }) {
            error(step.id, "The step never opens: give it at least one opening with a condition.")
        }
        if step.citation.isEmpty { error(step.id, "The step has no citation.") }
        if step.source.isEmpty { error(step.id, "The step does not say where its text can be read.") }
        if step.actors.isEmpty { error(step.id, "The step does not say who must act.") }
        inspectParticulars(of: step)
        for outcome in step.ballot?.outcomes ?? [] where step.outcome(outcome) == nil {
            error(step.id, "The vote leads to '\(outcome)', which is no outcome of the step.")
        }
        if step.outcomes.isEmpty { error(step.id, "The step has no outcome.") }
        if step.outcomes.filter(\.isUsual).count != 1 {
            error(step.id, "Exactly one outcome is the usual one.")
        }
        for length in step.lengths where !(1...1000).contains(length.days) {
            error(step.id, "A length of \(length.days) days is not sane; expected 1 to 1000.")
        }
        switch (step.length, step.lapse) {
        case (nil, .some):
            error(step.id, "An open step has no last day, so it cannot lapse; delete the lapse.")
        case (.some, nil):
            error(step.id, "The step has a last day but does not say what follows when it passes.")
        case (.some, .some(let lapse)):
            if lapse.text.isEmpty { error(step.id, "The lapse does not say in a sentence what follows.") }
        case (nil, nil): break
        }
    }

    private mutating func inspectNames(
        _ what: String,
        _ names: [String],
        of step: String?,
        in field: String = "steps"
    ) {
        var seen: Set<String> = []
        for name in names {
            if !seen.insert(name).inserted { error(step, in: field, "The \(what) '\(name)' stands twice.") }
            if name == "lapsed" || name == "trigger" {
                error(step, in: field, "'\(name)' has its own meaning; rename the \(what).")
            }
            let isName =
                !name.isEmpty
                && name.utf8.allSatisfy {
                    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
                }
            if !isName {
                error(step, in: field, "'\(name)' is no name: use small letters, digits and hyphens.")
            }
        }
    }

    /// Each outcome and each lapse that ends a step must open something or end the procedure, and not both.
    mutating func inspectDeadEnds() {
        let conditions = Set(pack.steps.flatMap { $0.openings.flatMap(\.conditions) })
        for step in pack.steps {
            for outcome in step.outcomes {
                let leads = conditions.contains(.ended(step: step.id, outcome: outcome.id))
                inspectEnd(step.id, "outcome '\(outcome.id)'", leads: leads, ends: outcome.ending)
            }
            guard let lapse = step.lapse else { continue }
            if lapse.consequence == .advance {
                let leads = conditions.contains(.lapsed(step: step.id))
                inspectEnd(step.id, "lapse", leads: leads, ends: lapse.ending)
            } else if lapse.ending != nil {
                error(step.id, "Only a lapse that advances can end the procedure by itself.")
            }
        }
    }

    private mutating func inspectEnd(_ step: String, _ what: String, leads: Bool, ends: RulePack.Ending?) {
        if !leads, ends == nil {
            error(
                step,
                "The \(what) is a dead end: no step waits for it and it does not end the procedure. Let a step wait "
                    + "for it, or write 'ends: yes', or 'ends: step' where other steps go on beside it."
            )
        }
        if leads, ends != nil {
            error(step, "The \(what) ends the procedure or the step alone, so no step can wait for it.")
        }
    }

    mutating func walk(_ proceeding: Proceeding, everyDays: Int) -> PathWalk? {
        do {
            var walk = PathWalk(proceeding)
            try walk.run(everyDays: everyDays)
            for id in walk.deadEnds.sorted() { error(nil, "A way through ends nowhere: \(id).") }
            for (place, step) in pack.steps.enumerated() where !walk.visited[place] {
                error(
                    step.id,
                    "The step is unreachable: no way through opens it. It waits for \(step.awaited)."
                )
            }
            return walk
        } catch {
            self.error(nil, error.message)
            return nil
        }
    }

    mutating func inspectExamples() {
        for example in pack.examples {
            let readings = Dictionary(example.readings.map { ($0.option, $0.choice) }) { _, last in last }
            guard
                let proceeding = proceeding(
                    calendar: example.calendar ?? pack.calendar,
                    readings: readings,
                    in: "examples",
                    school: example.school
                )
            else {
                continue
            }
            do {
                let steps = try proceeding.simulate(
                    trigger: example.trigger,
                    assumptions: example.assumptions,
                    milestones: example.milestones
                )
                for known in example.dates { compare(known, with: steps, in: example) }
            } catch {
                self.error(
                    nil,
                    in: "examples",
                    "The example '\(example.title)' cannot be followed: \(error.message)"
                )
            }
        }
    }

    private mutating func compare(
        _ known: RulePack.Example.Known,
        with steps: [SimulatedStep],
        in example: RulePack.Example
    ) {
        let found = steps.first { $0.step == known.step }
        guard found?.due != known.due else { return }
        let instead = found.map { $0.due?.spelled ?? "no date" } ?? "a step that is not reached"
        error(
            nil,
            in: "examples",
            "The example '\(example.title)' expects \(known.due.spelled) as the last day of '\(known.step)'; the pack gives \(instead)."
        )
    }
}
