import CivilTime

/// What is known of a procedure after some happenings.
struct Facts: Sendable {
    struct End: Hashable, Sendable {
        let outcome: Int
        let date: CivilDate
    }

    var trigger: CivilDate?
    var ends: [End?]
    var lapses: [CivilDate?]
    var extensions: [CivilDate?]
    var choices: [Int]
    var settled: [Bool]

    init(of proceeding: Proceeding) throws(LawError) {
        let count = proceeding.plan.steps.count
        ends = Array(repeating: nil, count: count)
        lapses = Array(repeating: nil, count: count)
        extensions = Array(repeating: nil, count: count)
        (choices, settled) = try proceeding.outset()
    }

    mutating func apply(_ happening: Happening, in plan: Plan) throws(LawError) {
        switch happening {
        case .trigger(let date):
            trigger = date
        case .ended(let id, let outcome, let date):
            let step = try plan.step(id)
            ends[step] = End(outcome: try plan.outcome(outcome, of: step), date: date)
            if plan.steps[step].lapse?.endsStep == true { lapses[step] = nil }
        case .lapsed(let id, let date):
            let step = try plan.step(id)
            guard let lapse = plan.steps[step].lapse else {
                throw LawError(.impossibleDate, "The step '\(id)' has no last day, so it cannot lapse.")
            }
            lapses[step] = date
            if lapse.endsStep { ends[step] = nil }
        case .extended(let id, let date):
            let step = try plan.step(id)
            extensions[step] = date
            // A missed deadline that is given a new day runs again; a step that is over stays so until annulled.
            if plan.steps[step].lapse?.endsStep == false { lapses[step] = nil }
        case .stipulated(let option, let choice):
            let place = try plan.reading(option, choice)
            choices[place.option] = place.choice
            settled[place.option] = true
        case .annulled(let id):
            let step = try plan.step(id)
            if ends[step] != nil { ends[step] = nil } else { lapses[step] = nil }
        }
    }
}
