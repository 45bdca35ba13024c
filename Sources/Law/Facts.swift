import CivilTime

/// What is known of a procedure after some happenings.
struct Facts: Sendable {
    struct End: Hashable, Sendable {
        let outcome: Int
        let date: CivilDate
    }

    struct OfStep: Hashable, Sendable {
        var end: End?
        var lapse: CivilDate?
        var extended: CivilDate?
        var extensions = 0
        /// How each school voted, in the order of the schools; empty until one has.
        var votes: [End?] = []
    }

    var trigger: CivilDate?
    var steps: [OfStep]
    var choices: [Int]
    var settled: [Bool]
    /// The holidays and, once a school's calendar is there, the days on which school is in session.
    var calendar: HolidayCalendar
    var milestones: [CivilDate?]
    var schools: [String] = []

    init(of proceeding: Proceeding) throws(LawError) {
        steps = Array(repeating: OfStep(), count: proceeding.plan.steps.count)
        calendar = proceeding.calendar
        milestones = Array(repeating: nil, count: proceeding.pack.milestones.count)
        (choices, settled) = try proceeding.outset()
    }

    /// Takes what happened; returns the step that it happened to, nil where it can change any.
    @discardableResult
    mutating func apply(_ happening: Happening, in plan: Plan) throws(LawError) -> Int? {
        switch happening {
        case .trigger(let date):
            trigger = date
        case .milestone(let id, let date):
            milestones[try plan.milestone(id)] = date
        case .schools(let schools):
            enter(schools, in: plan)
        case .school(let school):
            do { calendar = try plan.calendar.keeping(school) } catch {
                throw LawError(.uncountable, error.message)
            }
        case .stipulated(let option, let choice):
            let place = try plan.reading(option, choice)
            choices[place.option] = place.choice
            settled[place.option] = true
        case .voted(let id, let school, let outcome, let date):
            let step = try plan.step(id)
            let end = End(outcome: try plan.outcome(outcome, of: step), date: date)
            try vote(step, school, end, in: plan)
            return step
        case .ended(let id, let outcome, let date):
            let step = try plan.step(id)
            end(step, End(outcome: try plan.outcome(outcome, of: step), date: date))
            return step
        case .lapsed(let id, let date):
            let step = try plan.step(id)
            guard let lapse = plan.steps[step].lapse else {
                throw LawError(.impossibleDate, "The step '\(id)' has no last day, so it cannot lapse.")
            }
            steps[step].lapse = date
            if lapse.endsStep { steps[step].end = nil }
            return step
        case .extended(let id, let date):
            let step = try plan.step(id)
            extend(step, to: date)
            return step
        case .reopened(let id):
            let step = try plan.step(id)
            steps[step].end = nil
            steps[step].lapse = nil
            steps[step].votes = []
            return step
        }
        return nil
    }

    mutating func end(_ step: Int, _ end: End) {
        steps[step].end = end
    }

    mutating func extend(_ step: Int, to date: CivilDate) {
        steps[step].extended = date
        steps[step].extensions += 1
        // A deadline that passed and is given a new day runs again.
        steps[step].lapse = nil
    }

    /// Takes the schools, keeping the votes of those that were there before.
    private mutating func enter(_ schools: [String], in plan: Plan) {
        let before = self.schools
        self.schools = schools
        for step in steps.indices where !steps[step].votes.isEmpty {
            let votes = steps[step].votes
            steps[step].votes = schools.map { school in
                before.firstIndex(of: school).flatMap { votes[$0] }
            }
            settle(step, in: plan)
        }
    }

    mutating func vote(_ step: Int, _ school: String, _ end: End, in plan: Plan) throws(LawError) {
        guard let place = schools.firstIndex(of: school) else {
            throw LawError(
                .unknownSchool,
                "The negotiation is not about the school '\(school.prefix(60))'."
                    + Spelling.hint(for: school, in: schools)
            )
        }
        if steps[step].votes.isEmpty { steps[step].votes = Array(repeating: nil, count: schools.count) }
        steps[step].votes[place] = end
        settle(step, in: plan)
    }

    /// Ends a step once every school has voted: it carries where it carried in each, on the day of the last vote.
    private mutating func settle(_ step: Int, in plan: Plan) {
        let votes = steps[step].votes.compactMap(\.self)
        guard let ballot = plan.steps[step].ballot, votes.count == schools.count,
            let last = votes.map(\.date).max()
        else { return }
        let isCarried = votes.allSatisfy { $0.outcome == ballot.passes }
        end(step, End(outcome: isCarried ? ballot.passes : ballot.fails, date: last))
    }
}
