package import CivilTime

/// One made-up course of a procedure, in which everybody does anything, and which watches that the rules of every
/// procedure hold: a deadline lapses at most once and never before its last day, the end of a step and of the procedure is
/// final, an extension stays within its limit, the docket is what the happenings make it, and silence alone always leads
/// to an end or to a step that the law leaves open.
package struct Trial {
    /// A rule that did not hold.
    package struct Fault: Error, CustomStringConvertible {
        /// What happened, up to the fault.
        package let happenings: [Happening]
        /// What is wrong.
        package let description: String
    }

    /// How many things were done or tried.
    package private(set) var acts = 0
    /// How often the whole docket was computed anew and compared.
    package private(set) var comparisons = 0
    /// What happened so far.
    package private(set) var happenings: [Happening] = []

    let proceeding: Proceeding
    let plan: Plan
    private(set) var reckoning: Reckoning
    private(set) var today: CivilDate
    private(set) var conclusion: Docket.Conclusion?
    var book: [String: Account] = [:]
    var schools: [String] = []
    private var lapses: [Int]
    private var ends: [Facts.End?]
    private let last: CivilDate

    /// A course that begins with the trigger.
    ///
    /// - Parameters:
    ///   - proceeding: the procedure.
    ///   - trigger: the day that sets it going; five years after it the course is over at the latest.
    ///   - schools: the schools that it is about.
    /// - Throws: `LawError` for a trigger that cannot be counted from.
    package init(of proceeding: Proceeding, trigger: CivilDate, schools: [String]) throws {
        self.proceeding = proceeding
        plan = proceeding.plan
        reckoning = Reckoning(proceeding.plan, try Facts(of: proceeding))
        today = trigger
        last = trigger.adding(days: 5 * 365)
        lapses = Array(repeating: 0, count: proceeding.plan.steps.count)
        ends = Array(repeating: nil, count: proceeding.plan.steps.count)
        if !schools.isEmpty { try record(.schools(schools)) }
        try record(.trigger(on: trigger))
    }

    /// Does and tries things at random, then lets everybody fall silent.
    ///
    /// - Parameters:
    ///   - count: how many things.
    ///   - isThorough: whether the whole docket is computed anew after each, and compared.
    ///   - random: where chance comes from.
    /// - Throws: `Fault`, or the engine's own error where it refuses what it had admitted.
    package mutating func run(
        _ count: Int,
        isThorough: Bool,
        using random: inout some RandomNumberGenerator
    ) throws {
        var rest = count
        while rest > 0, today < last {
            // Once the procedure has ended everything is refused: a few attempts are enough to see that.
            rest = conclusion == nil ? rest - 1 : min(rest - 1, 3)
            acts += 1
            try act(using: &random)
            if isThorough { try compareAll(using: &random) }
        }
        try fallSilent()
        if isThorough { try compareAll(using: &random) }
    }

    private mutating func compareAll(using random: inout some RandomNumberGenerator) throws {
        comparisons += 1
        try compare(using: &random)
    }

    func fault(_ what: String) -> Fault { Fault(happenings: happenings, description: what) }

    mutating func record(_ happening: Happening) throws {
        happenings.append(happening)
        try reckoning.apply(happening)
        note(happening)
        if let step = happening.step { try audit(step) }
        if let before = conclusion {
            guard proceeding.conclusion(reckoning) == before else {
                throw fault("The procedure had ended with \(before) and did not stay ended.")
            }
        } else {
            conclusion = proceeding.conclusion(reckoning)
        }
        for step in ends.indices {
            let end = reckoning.end(of: step)
            if let before = ends[step], before != end {
                throw fault("'\(proceeding.pack.steps[step].id)' had ended and did not stay ended.")
            }
            ends[step] = end
        }
    }

    private mutating func act(using random: inout some RandomNumberGenerator) throws {
        guard !plan.steps.isEmpty else { return }
        let step = chosen(using: &random)
        switch random.next() % 16 {
        case 0...7: try end(step, using: &random)
        case 8, 9: try extend(step, using: &random)
        case 10: try setMilestone(using: &random)
        case 11: try stipulate(using: &random)
        case 12, 13: try wait(until: today.adding(days: Int.random(in: 0...12, using: &random)))
        default: try wait(until: nextDue().map { $0.due.adding(days: 1) } ?? today.adding(days: 30))
        }
    }

    /// A step: mostly one that is reached and not over, else any.
    private func chosen(using random: inout some RandomNumberGenerator) -> Int {
        let first = Int.random(in: plan.steps.indices, using: &random)
        guard random.next() % 8 != 0 else { return first }
        for ahead in plan.steps.indices {
            let step = (first + ahead) % plan.steps.count
            if reckoning.reached[step], reckoning.end(of: step) == nil { return step }
        }
        return first
    }

    /// Whether the rules let a step be ended on this day, told a second time and in other words than the docket's.
    func mayEnd(_ step: Int) throws -> Bool {
        guard conclusion == nil, reckoning.end(of: step) == nil else { return false }
        let endsByLapse = plan.steps[step].lapse?.endsStep == true
        if endsByLapse, reckoning.lapse(of: step) != nil { return false }
        guard let opened = try reckoning.earliestOpening(of: step), opened <= today else { return false }
        if endsByLapse, let due = try reckoning.due(of: step, under: reckoning.facts.choices), today > due {
            return false
        }
        switch try reckoning.firstDay(of: step, under: reckoning.facts.choices) {
        case nil: return true
        case .day(let day, _): return today >= day
        case .unknown: return false
        }
    }

    private mutating func end(_ step: Int, using random: inout some RandomNumberGenerator) throws {
        guard try mayEnd(step) else { return }
        let rule = proceeding.pack.steps[step]
        let outcome = rule.outcomes[Int.random(in: rule.outcomes.indices, using: &random)].id
        let schools = reckoning.facts.schools
        if rule.isPerSchool, !schools.isEmpty, rule.ballot?.outcomes.contains(outcome) == true {
            let votes = reckoning.facts.steps[step].votes
            let place = Int.random(in: schools.indices, using: &random)
            guard votes.isEmpty || votes[place] == nil else { return }
            try record(.voted(step: rule.id, school: schools[place], outcome: outcome, on: today))
        } else {
            try record(.ended(step: rule.id, outcome: outcome, on: today))
        }
    }

    private mutating func extend(_ step: Int, using random: inout some RandomNumberGenerator) throws {
        guard conclusion == nil, reckoning.facts.steps[step].lapse == nil, reckoning.end(of: step) == nil,
            let opened = try reckoning.opening(of: step, under: reckoning.facts.choices),
            let due = try reckoning.due(of: step, opened: opened, under: reckoning.facts.choices)
        else { return }
        let date = due.adding(days: Int.random(in: 1...40, using: &random))
        let count = reckoning.facts.steps[step].extensions
        guard try reckoning.refusal(of: step, opened, date, after: count) == nil else { return }
        try record(.extended(step: proceeding.pack.steps[step].id, to: date))
        lapses[step] = 0
        try watchLimit(step, opened)
    }

    private func watchLimit(_ step: Int, _ opened: Opened) throws {
        let rule = proceeding.pack.steps[step]
        guard rule.extending != .forbidden else {
            throw fault("'\(rule.id)' was extended though that is forbidden.")
        }
        guard let limit = rule.extensionLimit else { return }
        guard let most = limit.length, let extended = reckoning.facts.steps[step].extended,
            let counted = try reckoning.counted(step, opened: opened, under: reckoning.facts.choices)
        else { return }
        let choices = reckoning.facts.choices
        if extended
            > (try plan.count(most.period, from: counted, by: reckoning.facts.calendar, under: choices))
        {
            throw fault("'\(rule.id)' was extended to \(extended), beyond \(limit.text).")
        }
    }

    private mutating func setMilestone(using random: inout some RandomNumberGenerator) throws {
        // A date that moves while people act can only be put right by hand; the course sets each once.
        let missing = proceeding.pack.milestones.indices.filter { reckoning.facts.milestones[$0] == nil }
        guard conclusion == nil, let place = missing.randomElement(using: &random) else { return }
        let date = today.adding(days: Int.random(in: 0...300, using: &random))
        try record(.milestone(proceeding.pack.milestones[place].id, on: date))
        try wait(until: today)
    }

    private mutating func stipulate(using random: inout some RandomNumberGenerator) throws {
        // A reading that changes under recorded acts is for people to sort out; the course settles them before.
        guard conclusion == nil, happenings.count < 4,
            let option = proceeding.pack.options.randomElement(using: &random),
            let choice = option.choices.randomElement(using: &random)
        else { return }
        try record(.stipulated(option: option.id, choice: choice.id))
        try wait(until: today)
    }

    /// The step that is due first among those whose time runs.
    private func nextDue() throws -> (step: Int, due: CivilDate)? {
        guard conclusion == nil else { return nil }
        var next: (step: Int, due: CivilDate)?
        for step in plan.steps.indices
        where reckoning.end(of: step) == nil && reckoning.facts.steps[step].lapse == nil {
            guard let due = try reckoning.due(of: step, under: reckoning.facts.choices) else { continue }
            if next.map({ due < $0.due }) ?? true { next = (step, due) }
        }
        return next
    }

    /// Lets time pass, and with it every last day on the way.
    private mutating func wait(until day: CivilDate) throws {
        today = max(today, day)
        while let next = try nextDue(), next.due < today { try lapse(next.step, next.due) }
    }

    private mutating func lapse(_ step: Int, _ due: CivilDate) throws {
        let id = proceeding.pack.steps[step].id
        guard due < today else {
            throw fault("'\(id)' lapses on \(today), before its last day \(due) is over.")
        }
        lapses[step] += 1
        guard lapses[step] == 1 else { throw fault("'\(id)' lapsed \(lapses[step]) times.") }
        try record(.lapsed(step: id, on: due))
    }

    /// Nobody does anything any more: time alone must lead to an end or to a step that only people can end.
    private mutating func fallSilent() throws {
        var rounds = 0
        while let next = try nextDue() {
            rounds += 1
            guard rounds <= 2 * plan.steps.count else { throw fault("Silence goes on for ever.") }
            try wait(until: next.due.adding(days: 1))
        }
        guard conclusion == nil, !plan.steps.isEmpty else { return }
        let rests = try plan.steps.indices.contains { step in
            try reckoning.end(of: step) == nil && reckoning.earliestOpening(of: step) != nil
                && (plan.steps[step].lapse?.endsStep != true || reckoning.lapse(of: step) == nil)
        }
        if !rests { throw fault("Silence leads nowhere: no step is open and the procedure has not ended.") }
    }
}
