import CivilTime

/// A pack with its names resolved to places, so that dates are computed without looking anything up.
///
/// Immutable, and a class so that dockets and simulations share one.
final class Plan: Sendable {
    struct Step: Sendable {
        let openings: [Opening]
        /// How much time it has, as calendars count it, where no reading gives it another.
        let period: Period?
        /// The milestone that its time is counted back from.
        let before: Int?
        let waits: [Wait]
        let ballot: Ballot?
        let isPerSchool: Bool
        let lapse: Lapse?
        let outcomes: [RulePack.Outcome]
        /// Where its time hangs on a reading.
        var variation: Variation?
        /// The options that can move its due date.
        var options: [Int] = []
        /// The steps whose days can change with what becomes of it, itself among them, each after those that it waits
        /// for.
        var followers: [Int] = []

        /// The milestones on which its days depend.
        var milestones: [Int] {
            waits.reduce(into: before.map { [$0] } ?? []) { found, wait in
                if case .before(let milestone) = wait.anchor { found.append(milestone) }
            }
        }

        /// Whether its act must wait for some time after the trigger.
        var waitsAfterTrigger: Bool { waits.contains { $0.anchor == .after(.trigger) } }
    }

    /// A step's times under the choices of one option.
    struct Variation: Sendable {
        let option: Int
        /// The place of the first choice's time; those of the others follow it.
        let first: Int
    }

    struct Wait: Sendable {
        enum Anchor: Hashable, Sendable {
            case after(Condition)
            case before(milestone: Int)
        }

        let period: Period
        let waiting: Waiting
        let anchor: Anchor
    }

    struct Ballot: Sendable {
        let passes: Int
        let fails: Int
    }

    struct Opening: Sendable {
        let reading: (option: Int, choice: Int)?
        let conditions: [Condition]
    }

    enum Condition: Hashable, Sendable {
        case trigger
        case ended(step: Int, outcome: Int)
        case lapsed(step: Int)
        case due(step: Int)

        var step: Int? {
            switch self {
            case .trigger: nil
            case .ended(let step, _), .lapsed(let step), .due(let step): step
            }
        }
    }

    enum Lapse: Hashable, Sendable {
        case advance
        case refer(outcome: Int)
        case deemed(outcome: Int)
        case none

        /// Whether the step is over with it.
        var endsStep: Bool {
            switch self {
            case .advance, .deemed: true
            case .refer, .none: false
            }
        }
    }

    struct Way: Sendable {
        let option: Int?
        let choice: Int
        let conditions: Range<Int>
    }

    struct Option: Sendable {
        let standard: Int
        /// The counting rule of each choice, where it sets one.
        let rules: [CountingRule?]
        /// Whether each choice says that the trigger came by mail.
        let mails: [Bool]
    }

    let calendar: HolidayCalendar
    let steps: [Step]
    let options: [Option]
    /// The ways in which steps open and their conditions, laid end to end: dates are computed far more often than
    /// anything else, and walking nested lists costs more than the arithmetic.
    let ways: [Way]
    let conditions: [Condition]
    /// Each step's part of the ways.
    let waysOfStep: [Range<Int>]
    /// The times of the steps whose time hangs on a reading, one for each choice, laid end to end.
    let periods: [Period]
    /// The steps, each after those that it waits for.
    let order: [Int]
    /// The steps in the pack's own words.
    var rules: [RulePack.Step] { names.steps }
    private let standardRule: CountingRule
    private let ruleOption: Int?
    private let mailOption: Int?
    private let names: RulePack
    private let places: [String: Int]

    init(of pack: RulePack, calendar: HolidayCalendar, rules: [CountingRule]) throws(LawError) {
        names = pack
        self.calendar = calendar
        places = Dictionary(pack.steps.enumerated().map { ($1.id, $0) }) { first, _ in first }
        func rule(_ id: String) throws(LawError) -> CountingRule {
            guard let rule = rules.first(where: { $0.id == id }) else {
                throw LawError(
                    .badPack,
                    "The counting rule '\(id)' is not known." + Spelling.hint(for: id, in: rules.map(\.id))
                )
            }
            return rule
        }
        standardRule = try rule(pack.countingRule)
        var options: [Option] = []
        for option in pack.options {
            guard let standard = option.choices.firstIndex(where: { $0.id == option.standard }) else {
                throw LawError(
                    .badPack,
                    "The option '\(option.id)' has no choice '\(option.standard)' to start from."
                )
            }
            var chosen: [CountingRule?] = []
            for choice in option.choices {
                if let id = choice.countingRule { chosen.append(try rule(id)) } else { chosen.append(nil) }
            }
            options.append(
                Option(standard: standard, rules: chosen, mails: option.choices.map(\.isByMail))
            )
        }
        let counting = options.indices.filter { options[$0].rules.contains { $0 != nil } }
        guard counting.count <= 1 else {
            throw LawError(
                .badPack,
                "Only one option may name counting rules, so that they cannot contradict."
            )
        }
        ruleOption = counting.first
        let mailing = options.indices.filter { options[$0].mails.contains(true) }
        guard mailing.count <= 1 else {
            throw LawError(.badPack, "Only one option may say whether the trigger came by mail.")
        }
        mailOption = mailing.first
        self.options = options
        var steps: [Step] = []
        var periods: [Period] = []
        for step in pack.steps {
            var resolved = try Names(pack).resolve(step)
            if let variation = try Names(pack).variation(of: step) {
                resolved.variation = Variation(option: variation.option, first: periods.count)
                periods += variation.periods
            }
            steps.append(resolved)
        }
        self.periods = periods
        order = try Self.order(of: steps, in: pack)
        let standard = standardRule
        let chosen = counting.first.map { options[$0].rules.map { $0 ?? standard } } ?? []
        for index in order {
            let movesWithRule = Self.differs(
                pack.steps[index].lengths,
                under: chosen,
                canBeMailed: mailing.first != nil
            )
            steps[index].options = Self.options(
                of: index,
                in: steps,
                counting: movesWithRule ? counting.first : nil,
                mail: mailing.first
            )
        }
        for index in steps.indices { steps[index].followers = Self.followers(of: index, in: steps, order) }
        self.steps = steps

        var ways: [Way] = []
        var conditions: [Condition] = []
        var waysOfStep: [Range<Int>] = []
        for step in steps {
            let first = ways.count
            for opening in step.openings {
                let start = conditions.count
                conditions += opening.conditions
                let span = start..<conditions.count
                let reading = opening.reading
                ways.append(Way(option: reading?.option, choice: reading?.choice ?? 0, conditions: span))
            }
            waysOfStep.append(first..<ways.count)
        }
        self.ways = ways
        self.conditions = conditions
        self.waysOfStep = waysOfStep
    }

    /// The counting rule under some choices.
    func rule(under choices: [Int]) -> CountingRule {
        guard let ruleOption, let rule = options[ruleOption].rules[choices[ruleOption]] else {
            return standardRule
        }
        return rule
    }

    /// Whether the trigger came by mail under some choices.
    func isByMail(under choices: [Int]) -> Bool {
        mailOption.map { options[$0].mails[choices[$0]] } ?? false
    }

    /// The place of a milestone.
    func milestone(_ id: String) throws(LawError) -> Int {
        try Names(names).milestone(id, .unknownMilestone)
    }

    /// The places of a reading.
    func reading(_ option: String, _ choice: String) throws(LawError) -> (option: Int, choice: Int) {
        try Names(names).reading(option, choice, .unknownReading)
    }

    /// The place of a step.
    func step(_ id: String) throws(LawError) -> Int {
        if let place = places[id] { return place }
        return try Names(names).step(id)
    }

    /// The place of a step's outcome.
    func outcome(_ id: String, of step: Int) throws(LawError) -> Int {
        if let place = steps[step].outcomes.firstIndex(where: { $0.id == id }) { return place }
        return try Names(names).outcome(id, of: step)
    }

    private static func order(of steps: [Step], in pack: RulePack) throws(LawError) -> [Int] {
        var order: [Int] = []
        var rest = Array(steps.indices)
        while !rest.isEmpty {
            let ready = rest.filter { index in
                steps[index].openings.allSatisfy { opening in
                    opening.conditions.allSatisfy { $0.step.map(order.contains) ?? true }
                }
            }
            guard !ready.isEmpty else {
                let circle = rest.map { "'\(pack.steps[$0].id)'" }.joined(separator: ", ")
                throw LawError(
                    .badPack,
                    "The steps \(circle) wait for one another; a step opens once, never in a loop."
                )
            }
            order += ready
            rest.removeAll { ready.contains($0) }
        }
        return order
    }

    /// Whether last days of some lengths can differ from one counting rule to another.
    private static func differs(
        _ lengths: [RulePack.Length],
        under rules: [CountingRule],
        canBeMailed: Bool
    ) -> Bool {
        guard let first = rules.first else { return false }
        if canBeMailed || lengths.contains(where: { $0.kind == .calendar }) { return true }
        // A period of other days ends on one of them and does not move.
        return rules.contains { rule in
            rule.excludesTriggerDay != first.excludesTriggerDay
                || rule.countsHalfHolidays != first.countsHalfHolidays
        }
    }

    private static func followers(of index: Int, in steps: [Step], _ order: [Int]) -> [Int] {
        var found: Set = [index]
        return order.filter { step in
            let follows = steps[step].openings.contains { opening in
                opening.conditions.contains { $0.step.map(found.contains) ?? false }
            }
            if follows { found.insert(step) }
            return follows || step == index
        }
    }

    private static func options(of index: Int, in steps: [Step], counting: Int?, mail: Int?) -> [Int] {
        var found = Set(steps[index].openings.compactMap { $0.reading?.option })
        if let variation = steps[index].variation { found.insert(variation.option) }
        if let counting, steps[index].period != nil { found.insert(counting) }
        let followsTrigger = steps[index].openings.contains { $0.conditions.contains(.trigger) }
        if let mail, followsTrigger, steps[index].period != nil { found.insert(mail) }
        for opening in steps[index].openings {
            for case .due(let other) in opening.conditions { found.formUnion(steps[other].options) }
        }
        return found.sorted()
    }
}
