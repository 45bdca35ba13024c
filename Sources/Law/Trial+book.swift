import CivilTime

extension Trial {
    /// What happened to a step, kept apart from the engine and by names.
    struct Account {
        var outcome: String?
        var ended: CivilDate?
        var lapsed: CivilDate?
        var extended: CivilDate?
        var extensions = 0
        var votes: [String: (outcome: String, date: CivilDate)] = [:]
    }

    /// Writes a happening down.
    mutating func note(_ happening: Happening) {
        switch happening {
        case .ended(let step, let outcome, let date):
            book[step, default: Account()].outcome = outcome
            book[step, default: Account()].ended = date
        case .lapsed(let step, let date):
            book[step, default: Account()].lapsed = date
        case .extended(let step, let date):
            book[step, default: Account()].extended = date
            book[step, default: Account()].extensions += 1
        case .voted(let step, let school, let outcome, let date):
            book[step, default: Account()].votes[school] = (outcome, date)
            noteResult(of: step)
        case .schools(let schools): self.schools = schools
        case .trigger, .milestone, .reopened, .school, .stipulated: break
        }
    }

    /// The step ends with the last school's vote, and carries where every school carried it.
    private mutating func noteResult(of step: String) {
        guard let votes = book[step]?.votes, votes.count == schools.count,
            let ballot = proceeding.pack.step(step)?.ballot
        else { return }
        let isCarried = votes.values.filter { $0.outcome == ballot.passes }.count == schools.count
        book[step]?.outcome = isCarried ? ballot.passes : ballot.fails
        book[step]?.ended = votes.values.map(\.date).reduce(nil) { max($0 ?? $1, $1) }
    }

    /// What the engine makes of a step is what was written down of it.
    func audit(_ id: String) throws {
        guard let account = book[id], let step = proceeding.pack.steps.firstIndex(where: { $0.id == id })
        else { return }
        let end = reckoning.end(of: step)
        let (outcome, date) = self.end(of: id)
        guard end.map({ plan.steps[step].outcomes[$0.outcome].id }) == outcome, end?.date == date else {
            throw fault(
                "'\(id)' ended with \(outcome ?? "nothing") on record, which the engine does not have."
            )
        }
        guard reckoning.lapse(of: step) == (account.ended == nil ? account.lapsed : nil) else {
            throw fault("'\(id)' has another lapse on record than the engine has.")
        }
        // Under another reading than the one it was extended under, the step may not open at all.
        if let extended = account.extended,
            let due = try reckoning.due(of: step, under: reckoning.facts.choices),
            due < extended
        {
            throw fault("'\(id)' was extended to \(extended), but its last day is \(due).")
        }
        if let times = proceeding.pack.steps[step].extensionLimit?.times, account.extensions > times {
            throw fault("'\(id)' was extended more often than \(times) times.")
        }
    }

    /// How a step ended by what was written down: by an act, or by a lapse that is deemed one.
    private func end(of step: String) -> (outcome: String?, date: CivilDate?) {
        guard let account = book[step] else { return (nil, nil) }
        if let outcome = account.outcome { return (outcome, account.ended) }
        guard case .deemed(let outcome) = proceeding.pack.step(step)?.lapse?.consequence,
            let date = account.lapsed
        else { return (nil, nil) }
        return (outcome, date)
    }

    /// Each step opens on the day that follows from what was written down and the pack's own words.
    func auditOpenings(_ docket: Docket) throws {
        let readings = Dictionary(uniqueKeysWithValues: docket.readings.map { ($0.option, $0.choice) })
        for step in proceeding.pack.steps {
            let ways = step.openings.filter { way in
                way.reading.map { readings[$0.option] == $0.choice } ?? true
            }
            let opened = ways.lazy.compactMap { latest(of: $0, docket) }.first
            guard docket.item(step.id)?.opened == opened else {
                throw fault("'\(step.id)' does not open on \(opened.map(\.description) ?? "no day").")
            }
        }
    }

    private func latest(of way: RulePack.Opening, _ docket: Docket) -> CivilDate? {
        let days = way.conditions.map { condition -> CivilDate? in
            switch condition {
            case .trigger: return docket.trigger
            case .ended(let step, let outcome):
                let end = end(of: step)
                return end.outcome == outcome ? end.date : nil
            case .lapsed(let step): return book[step]?.ended == nil ? book[step]?.lapsed : nil
            case .due(let step): return docket.item(step)?.due
            }
        }
        let known = days.compactMap(\.self)
        return known.count == days.count ? known.max() : nil
    }
}

extension Happening {
    /// The step that it is about.
    var step: String? {
        switch self {
        case .ended(let step, _, _), .lapsed(let step, _), .extended(let step, _), .voted(let step, _, _, _),
            .reopened(let step):
            step
        case .trigger, .milestone, .schools, .school, .stipulated: nil
        }
    }
}
