public import CivilTime

/// Why a deadline is when it is: what set it going, the rule, every day that was passed over, and what follows.
public struct Explanation: Hashable, Sendable {
    /// What a sentence is about.
    public enum Topic: String, Sendable, Codable {
        /// What opened the step, and when.
        case opening
        /// The time that the law gives, with its citation.
        case length
        /// The first day on which the act may be done.
        case firstDay = "first-day"
        /// How each school voted.
        case schools
        /// How the days were counted, and which were not.
        case counting
        /// Whether the last day moved.
        case roll
        /// An extension that replaced the count.
        case extended
        /// The last day with its zone and its last moment.
        case cutoff
        /// Last days that it had before.
        case former
        /// How the step stands.
        case state
        /// What follows if it passes.
        case lapse
        /// Whether it can be extended.
        case extending
        /// What other readings of the law would give.
        case readings
        /// What follows from a date that is contested.
        case contested
        /// The rule pack, its status and how far it was verified.
        case source
        /// By which texts of calendars and counting rules the days were counted.
        case texts
    }

    /// One numbered sentence, or a few that belong together.
    public struct Point: Hashable, Sendable, Codable {
        /// What it is about.
        public let topic: Topic
        /// What it says.
        public let sentence: String

        /// A sentence on a topic.
        public init(_ topic: Topic, _ sentence: String) {
            self.topic = topic
            self.sentence = sentence
        }
    }

    /// The last day under another reading.
    public struct Alternative: Hashable, Sendable {
        /// The reading.
        public let reading: RulePack.Reading
        /// The last day; nil where the step is not open under it.
        public let due: CivilDate?
    }

    /// The step with its dates.
    public var item: DocketItem { docket.items[place] }
    /// The last day under each choice of an option that can move it and is not settled, one at a time.
    public let alternatives: [Alternative]
    /// What whoever asks knows besides, told after all else.
    public var remarks: [Point] = []

    let docket: Docket
    let place: Int

    /// The step as the pack has it.
    public var rule: RulePack.Step { pack.steps[place] }

    /// The counting rule that was used.
    public var counting: CountingRule { docket.proceeding.plan.rule(under: docket.facts.choices) }

    /// The time that the law gives under the readings that are taken; nil for an open step.
    public var length: RulePack.Length? { docket.length(of: rule) }

    /// How the days were counted; nil for open steps, for extended ones and while the step is not reached.
    public var counted: Counted? {
        let plan = docket.proceeding.plan
        let facts = docket.facts
        guard let opened = item.opened, !item.isExtended,
            let period = plan.period(of: place, under: facts.choices),
            let start = plan.steps[place].before.map({ facts.milestones[$0] }) ?? opened
        else { return nil }
        let isByMail = item.openedBy == .trigger && plan.isByMail(under: facts.choices)
        // The docket has counted the same days before: this fails only where it found no school's calendar.
        return try? calendar.count(isByMail ? period.servedByMail : period, from: start, rule: counting)
    }

    /// An extension to a day before what the count comes to by now.
    var overtakenExtension: CivilDate? {
        guard let extended = docket.facts.steps[place].extended, let due = item.due, extended < due else {
            return nil
        }
        return extended
    }

    var milestones: [String: CivilDate] {
        let dates = zip(pack.milestones, docket.facts.milestones).compactMap { milestone, date in
            date.map { (milestone.id, $0) }
        }
        return Dictionary(uniqueKeysWithValues: dates)
    }

    /// The procedure.
    public var pack: RulePack { docket.proceeding.pack }
    var zone: CivilZone { docket.proceeding.zone }
    var calendar: HolidayCalendar { docket.facts.calendar }
    var trigger: CivilDate? { docket.trigger }
    var taken: [Docket.SettledReading] { docket.readings }

    /// The sentences, in the order in which a person checks a date.
    public var points: [Point] { Telling(of: self).points + remarks }

    /// An instant as people of the procedure's zone write it.
    public func spelled(_ instant: Instant) -> String { zone.spelled(instant) }

    /// The sentences as plain text under a heading, numbered, in lines of at most 100 columns.
    public var text: String {
        var lines = Paragraph.lines(of: "\(rule.title) (\(rule.id)): \(heading)", indent: "")
        for (index, point) in points.enumerated() {
            let number = "\(index + 1)"
            let mark = String(repeating: " ", count: max(0, 2 - number.count)) + number + ". "
            lines += Paragraph.lines(of: point.sentence, indent: "    ", first: mark)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var heading: String {
        if let due = item.due, let dueAt = item.dueAt {
            return "due \(due.spelled), by \(zone.spelled(dueAt.adding(microseconds: -1)))"
        }
        if item.opened == nil { return "not reached" }
        guard rule.length != nil else { return "open, with no date in law" }
        if item.missingCalendar != nil { return "not counted yet, for want of a school's calendar" }
        if let milestone = item.awaitedMilestone { return "not counted yet, for want of '\(milestone)'" }
        return "open, with no date in law"
    }
}

extension Docket {
    /// Why a step's deadline is when it is.
    ///
    /// - Throws: `LawError.unknownStep`.
    public func why(_ step: String) throws(LawError) -> Explanation {
        let place = try proceeding.plan.step(step)
        return Explanation(alternatives: try alternatives(to: place), docket: self, place: place)
    }

    private func alternatives(to step: Int) throws(LawError) -> [Explanation.Alternative] {
        guard items[step].earliest != nil else { return [] }
        let pack = proceeding.pack
        var found: [Explanation.Alternative] = []
        var choices = facts.choices
        for option in proceeding.plan.steps[step].options where !facts.settled[option] {
            let taken = choices[option]
            for choice in pack.options[option].choices.indices where choice != taken {
                choices[option] = choice
                var due: CivilDate?
                do { due = try reckoning.due(of: step, under: choices) } catch {
                    _ = try error.missingCalendar()
                }
                let reading = RulePack.Reading(
                    option: pack.options[option].id,
                    choice: pack.options[option].choices[choice].id
                )
                found.append(Explanation.Alternative(reading: reading, due: due))
            }
            choices[option] = taken
        }
        return found
    }
}
