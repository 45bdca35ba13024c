import CivilTime

extension Trial {
    /// Computes the docket from the happenings alone and compares it with what was kept up to date on the way.
    func compare(using random: inout some RandomNumberGenerator) throws {
        let docket = try proceeding.docket(happenings)
        guard docket.conclusion == conclusion else {
            throw fault("The docket ends otherwise: \(String(describing: docket.conclusion)).")
        }
        try auditOpenings(docket)
        try auditDays(docket)
        try auditReadings(docket, using: &random)
        let choices = reckoning.facts.choices
        for step in plan.steps.indices {
            let item = docket.items[step]
            guard item.opened == (try reckoning.opening(of: step, under: choices)?.date),
                item.due == (try reckoning.due(of: step, under: choices))
            else { throw fault("The docket has other days for '\(item.step)'.") }
            if let opened = item.opened, let due = item.due, due < opened {
                throw fault("'\(item.step)' is due on \(due), before it opens on \(opened).")
            }
            try compare(item, step)
            try admit(step, docket, using: &random)
        }
        guard conclusion == nil else {
            if docket.items.contains(where: { $0.state == .running }) {
                throw fault("A step runs after the end.")
            }
            return
        }
        if let late = docket.lapses(asOf: proceeding.zone.startOfDay(today)).first {
            throw fault("'\(late.step)' is past its last day and was not seen to lapse.")
        }
    }

    private func compare(_ item: DocketItem, _ step: Int) throws {
        let end = reckoning.reached[step] ? reckoning.facts.steps[step].end : nil
        let isOver =
            end != nil || (reckoning.lapse(of: step) != nil && plan.steps[step].lapse?.endsStep == true)
        switch item.state {
        case .ended(let outcome, let date):
            guard let end, plan.steps[step].outcomes[end.outcome].id == outcome, end.date == date else {
                throw fault("The docket has '\(item.step)' ended by \(outcome), which is not on record.")
            }
        case .lapsed(let date):
            guard end == nil, reckoning.lapse(of: step) == date else {
                throw fault("The docket has '\(item.step)' lapsed on \(date), which is not on record.")
            }
        case .running, .overdue, .referred:
            guard !isOver, conclusion == nil else {
                throw fault("The docket has '\(item.step)' open, which is over.")
            }
        case .notReached:
            guard !isOver, item.opened == nil else {
                throw fault("The docket has '\(item.step)' not reached.")
            }
        case .closed:
            guard !isOver, conclusion != nil else {
                throw fault("The docket has '\(item.step)' closed too soon.")
            }
        }
    }

    /// What the docket admits is what the rules allow, told a second time.
    private func admit(_ step: Int, _ docket: Docket, using random: inout some RandomNumberGenerator) throws {
        let rule = proceeding.pack.steps[step]
        guard let outcome = rule.outcomes.randomElement(using: &random)?.id else { return }
        let isVote =
            rule.isPerSchool && !docket.items[step].schools.isEmpty
            && rule.ballot?.outcomes.contains(outcome) == true
        let objection: Objection?
        if isVote {
            let open = docket.items[step].schools.first { $0.outcome == nil }
            guard let school = open?.school else { return }
            objection = docket.admitsVote(rule.id, of: school, outcome, on: today)
        } else {
            objection = docket.admits(rule.id, outcome, on: today)
        }
        guard (objection == nil) == (try mayEnd(step)) else {
            throw fault(
                "'\(rule.id)' on \(today): the docket says \(objection?.message ?? "yes"), the rules otherwise."
            )
        }
    }
}
