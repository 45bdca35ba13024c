import CivilTime

/// What is known of a procedure after some happenings.
struct Facts: Sendable {
    struct End: Hashable, Sendable {
        let outcome: Int
        let date: CivilDate
    }

    struct OfStep: Sendable {
        var end: End?
        var lapse: CivilDate?
        var extended: CivilDate?
    }

    var trigger: CivilDate?
    var steps: [OfStep]
    var choices: [Int]
    var settled: [Bool]
    /// The holidays and, once a school's calendar is there, the days on which school is in session.
    var calendar: HolidayCalendar

    init(of proceeding: Proceeding) throws(LawError) {
        steps = Array(repeating: OfStep(), count: proceeding.plan.steps.count)
        calendar = proceeding.calendar
        (choices, settled) = try proceeding.outset()
    }

    mutating func apply(_ happening: Happening, in plan: Plan) throws(LawError) {
        switch happening {
        case .trigger(let date):
            trigger = date
        case .ended(let id, let outcome, let date):
            let step = try plan.step(id)
            steps[step].end = End(outcome: try plan.outcome(outcome, of: step), date: date)
            if plan.steps[step].lapse?.endsStep == true { steps[step].lapse = nil }
        case .lapsed(let id, let date):
            let step = try plan.step(id)
            guard let lapse = plan.steps[step].lapse else {
                throw LawError(.impossibleDate, "The step '\(id)' has no last day, so it cannot lapse.")
            }
            steps[step].lapse = date
            if lapse.endsStep { steps[step].end = nil }
        case .extended(let id, let date):
            let step = try plan.step(id)
            steps[step].extended = date
            // A deadline that passed and is given a new day runs again.
            steps[step].lapse = nil
        case .reopened(let id):
            let step = try plan.step(id)
            steps[step].end = nil
            steps[step].lapse = nil
        case .school(let school):
            do { calendar = try plan.calendar.keeping(school) } catch {
                throw LawError(.uncountable, error.message)
            }
        case .stipulated(let option, let choice):
            let place = try plan.reading(option, choice)
            choices[place.option] = place.choice
            settled[place.option] = true
        }
    }
}
