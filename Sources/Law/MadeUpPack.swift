package import CivilTime

/// A procedure that nobody laid down: steps, ways of opening, times, waits, votes, lapses and open questions by chance.
///
/// Most are sound; which are is for a check to say.
package struct MadeUpPack {
    /// Where a made-up procedure may take place.
    package struct Place {
        let calendar: String
        let zone: String

        /// A place by the names of its calendar and zone.
        package init(calendar: String, zone: String) {
            self.calendar = calendar
            self.zone = zone
        }
    }

    private struct Draft {
        let id: String
        let length: RulePack.Length?
        var otherLengths: [RulePack.OtherLength] = []
        let outcomes: [String]
        let lapse: RulePack.Consequence?
        var openings: [RulePack.Opening] = []
        var waits: [RulePack.Wait] = []

        /// The conditions that its ends make true, which something must follow.
        var ends: [RulePack.Condition] {
            outcomes.map { .ended(step: id, outcome: $0) } + (lapse == .advance ? [.lapsed(step: id)] : [])
        }
    }

    private static let question = "clock"
    /// The question whose answers only give steps other lengths; the first is the standard one.
    private static let days = (question: "days", answers: ["plain", "long", "short"])
    private static let milestone = "school-start"

    private let places: [Place]
    private let rules: [String]
    private var drafts: [Draft] = []
    private var asksWhen = false
    private var asksWhatDays = false

    private init(_ places: [Place], _ rules: [String]) {
        self.places = places
        self.rules = rules
    }

    /// A made-up procedure of one to nine steps.
    ///
    /// - Parameters:
    ///   - places: where it may take place, at least one.
    ///   - rules: the names of the counting rules that it may use, at least one.
    ///   - asOf: the day on which it claims to have been compared.
    ///   - random: where chance comes from.
    /// - Returns: the procedure.
    package static func make(
        in places: [Place],
        rules: [String],
        asOf: CivilDate,
        using random: inout some RandomNumberGenerator
    ) -> RulePack {
        var making = MadeUpPack(places, rules)
        for place in 0..<Int.random(in: 1...9, using: &random) { making.addStep(place, using: &random) }
        return making.pack(asOf, using: &random)
    }

    private mutating func addStep(_ place: Int, using random: inout some RandomNumberGenerator) {
        let outcomes = (0..<Int.random(in: 1...3, using: &random)).map { "o\($0)" }
        let length: RulePack.Length? =
            chance(4, in: 5, &random)
            ? RulePack.Length(
                days: Int.random(in: 1...45, using: &random),
                kind: chance(1, in: 2, &random) ? .calendar : .business,
                before: chance(1, in: 12, &random) ? Self.milestone : nil
            ) : nil
        var draft = Draft(
            id: "s\(place)",
            length: length,
            outcomes: outcomes,
            lapse: length == nil ? nil : consequence(outcomes, using: &random)
        )
        if let length { draft.otherLengths = otherLengths(than: length, using: &random) }
        draft.openings = openings(using: &random)
        draft.waits = waits(draft.openings, using: &random)
        drafts.append(draft)
    }

    /// Mostly none; else one or two that hang on the question when, or on the question what days.
    private mutating func otherLengths(
        than length: RulePack.Length,
        using random: inout some RandomNumberGenerator
    ) -> [RulePack.OtherLength] {
        guard chance(1, in: 3, &random) else { return [] }
        let isOfClock = asksWhen && chance(1, in: 2, &random)
        if !isOfClock { asksWhatDays = true }
        let answers = isOfClock ? ["early"] : Array(Self.days.answers.dropFirst())
        return answers.map { answer in
            RulePack.OtherLength(
                reading: RulePack.Reading(
                    option: isOfClock ? Self.question : Self.days.question,
                    choice: answer
                ),
                length: RulePack.Length(
                    days: chance(1, in: 2, &random) ? length.days : Int.random(in: 1...45, using: &random),
                    kind: length.kind == .calendar ? .business : .calendar,
                    before: length.before
                )
            )
        }
    }

    private func consequence(_ outcomes: [String], using random: inout some RandomNumberGenerator)
        -> RulePack.Consequence
    {
        let outcome = outcomes[Int.random(in: outcomes.indices, using: &random)]
        return switch random.next() % 8 {
        case 0...3: .advance
        case 4, 5: .deemed(outcome: outcome)
        case 6: .refer(to: "somebody", outcome: outcome)
        default: .none
        }
    }

    /// Mostly one way, of one or two conditions, on what nothing waits for yet.
    private mutating func openings(using random: inout some RandomNumberGenerator) -> [RulePack.Opening] {
        guard !drafts.isEmpty, chance(9, in: 10, &random) else {
            return [RulePack.Opening(conditions: [.trigger])]
        }
        if chance(1, in: 6, &random) {
            asksWhen = true
            return ["early", "late"].map { choice in
                RulePack.Opening(
                    reading: RulePack.Reading(option: Self.question, choice: choice),
                    conditions: conditions(using: &random)
                )
            }
        }
        return (0..<(chance(1, in: 4, &random) ? 2 : 1)).map { _ in
            RulePack.Opening(conditions: conditions(using: &random))
        }
    }

    private func conditions(using random: inout some RandomNumberGenerator) -> [RulePack.Condition] {
        let awaited = Set(drafts.flatMap { $0.openings.flatMap(\.conditions) })
        let all = drafts.flatMap(\.ends)
        let fresh = all.filter { !awaited.contains($0) }
        let source = fresh.isEmpty || chance(1, in: 4, &random) ? all : fresh
        let first = source[Int.random(in: source.indices, using: &random)]
        guard chance(1, in: 4, &random) else { return [first] }
        let others =
            all.filter { $0.step != first.step }
            + drafts.filter { $0.length != nil && $0.length?.before == nil }.map { .due(step: $0.id) }
        guard let second = others.randomElement(using: &random) else { return [first] }
        return [first, second]
    }

    private func waits(_ openings: [RulePack.Opening], using random: inout some RandomNumberGenerator)
        -> [RulePack.Wait]
    {
        guard chance(1, in: 6, &random) else { return [] }
        let days = Int.random(in: 1...20, using: &random)
        let kind: DayKind = chance(1, in: 2, &random) ? .calendar : .business
        let isExceeded = chance(1, in: 2, &random)
        if chance(1, in: 6, &random) {
            let length = RulePack.Length(days: days, kind: kind, before: Self.milestone)
            return [RulePack.Wait(length: length, isExceeded: isExceeded)]
        }
        let condition = openings.count == 1 ? openings[0].conditions.randomElement(using: &random) : .trigger
        let length = RulePack.Length(days: days, kind: kind)
        return [RulePack.Wait(length: length, isExceeded: isExceeded, after: condition)]
    }

    private func pack(_ asOf: CivilDate, using random: inout some RandomNumberGenerator) -> RulePack {
        let awaited = Set(drafts.flatMap { $0.openings.flatMap(\.conditions) })
        let usesMilestone = drafts.contains { draft in
            draft.length?.before != nil || draft.waits.contains { $0.length.before != nil }
        }
        let place = places[Int.random(in: places.indices, using: &random)]
        return RulePack(
            id: "made-up",
            title: "A made-up procedure",
            status: .policy,
            evidence: .memory,
            source: "nowhere",
            asOf: asOf,
            jurisdiction: place.calendar,
            zone: place.zone,
            calendar: place.calendar,
            countingRule: rules[Int.random(in: rules.indices, using: &random)],
            trigger: RulePack.Trigger(id: "request", text: "The request."),
            applies: "Nowhere.",
            milestones: usesMilestone ? [RulePack.Milestone(id: Self.milestone, text: "The first day.")] : [],
            options: options(using: &random),
            steps: drafts.map { step($0, awaited, using: &random) },
            examples: [],
            notes: [],
            digest: ""
        )
    }

    private func options(using random: inout some RandomNumberGenerator) -> [RulePack.Option] {
        var options: [RulePack.Option] = []
        if asksWhen {
            let choices = ["early", "late"].map { RulePack.Choice(id: $0, text: $0) }
            options.append(
                RulePack.Option(id: Self.question, question: "When?", choices: choices, standard: "late")
            )
        }
        if asksWhatDays {
            let choices = Self.days.answers.map { RulePack.Choice(id: $0, text: "\($0).") }
            options.append(
                RulePack.Option(
                    id: Self.days.question,
                    question: "What days?",
                    choices: choices,
                    standard: Self.days.answers[0]
                )
            )
        }
        if chance(1, in: 3, &random) {
            let choices = (0..<2).map { number in
                RulePack.Choice(
                    id: "c\(number)",
                    text: "Count so.",
                    countingRule: rules[Int.random(in: rules.indices, using: &random)]
                )
            }
            options.append(
                RulePack.Option(id: "counting", question: "How?", choices: choices, standard: "c0")
            )
        }
        return options
    }

    private func step(
        _ draft: Draft,
        _ awaited: Set<RulePack.Condition>,
        using random: inout some RandomNumberGenerator
    ) -> RulePack.Step {
        let end: (RulePack.Condition, Bool) -> RulePack.Ending? = { condition, isAlone in
            awaited.contains(condition) ? nil : isAlone ? .step : .procedure
        }
        let isAlone = chance(1, in: 3, &random)
        let hasVote = draft.outcomes.count > 1 && chance(1, in: 5, &random)
        let extending = RulePack.Extending.allCases.randomElement(using: &random) ?? .forbidden
        return RulePack.Step(
            id: draft.id,
            title: "Step \(draft.id)",
            actors: ["both"],
            openings: draft.openings,
            length: draft.length,
            otherLengths: draft.otherLengths,
            waits: draft.waits,
            isPerSchool: hasVote && chance(1, in: 2, &random),
            countingNote: nil,
            citation: "§ \(draft.id)",
            source: "nowhere",
            evidence: .memory,
            extending: extending,
            extensionLimit: limit(draft, extending, using: &random),
            outcomes: draft.outcomes.map { outcome in
                RulePack.Outcome(
                    id: outcome,
                    text: "It ends so.",
                    isUsual: outcome == draft.outcomes[0],
                    ending: end(.ended(step: draft.id, outcome: outcome), isAlone)
                )
            },
            ballot: hasVote ? ballot(draft) : nil,
            lapse: draft.lapse.map { consequence in
                RulePack.Lapse(
                    consequence: consequence,
                    text: "It passes.",
                    ending: consequence == .advance ? end(.lapsed(step: draft.id), isAlone) : nil
                )
            }
        )
    }

    private func ballot(_ draft: Draft) -> RulePack.Ballot? {
        RulePack.Share("more than 1/2").map {
            RulePack.Ballot(passes: draft.outcomes[0], fails: draft.outcomes[1], measure: .cast, share: $0)
        }
    }

    private func limit(
        _ draft: Draft,
        _ extending: RulePack.Extending,
        using random: inout some RandomNumberGenerator
    ) -> RulePack.ExtensionLimit? {
        let canBeLimited = extending == .byAgreement || extending == .byAuthority
        guard draft.length != nil, canBeLimited, chance(2, in: 3, &random) else { return nil }
        let kind: DayKind = chance(1, in: 2, &random) ? .calendar : .business
        let most = RulePack.Length(days: Int.random(in: 1...40, using: &random), kind: kind)
        return switch random.next() % 3 {
        case 0: RulePack.ExtensionLimit(length: most, times: nil)
        case 1: RulePack.ExtensionLimit(length: nil, times: Int.random(in: 1...3, using: &random))
        default: RulePack.ExtensionLimit(length: most, times: Int.random(in: 1...3, using: &random))
        }
    }

    private func chance(_ part: UInt64, in whole: UInt64, _ random: inout some RandomNumberGenerator) -> Bool
    {
        random.next() % whole < part
    }
}
