import CivilTime
import Law

extension Negotiation {
    func decideOffer(
        _ content: Stipulated,
        reason: String,
        today: CivilDate,
        by seat: Seat,
        under rules: Proceeding
    ) throws(LawError) -> Verdict<NegotiationFact> {
        guard let side = seat.role.side else {
            return .refused(.init(.notPermitted, "A stipulation is made by the board and the union only."))
        }
        if let objection = objection(toText: reason, called: "reason", atMost: 2000) {
            return .refused(objection)
        }
        if let objection = try objection(to: content, today: today, under: rules) {
            return .refused(objection)
        }
        let number = "S\(stipulations.count + 1)"
        return .recorded([
            .stipulationOffered(
                StipulationOffered(number: number, side: side, content: content, reason: reason)
            )
        ])
    }

    func decideJoining(
        _ number: String,
        expectedSeq: Int,
        today: CivilDate,
        by seat: Seat,
        under rules: Proceeding
    ) throws(LawError) -> Verdict<NegotiationFact> {
        guard let side = seat.role.side else {
            return .refused(.init(.notPermitted, "A stipulation is joined by the board or the union only."))
        }
        guard let stipulation = stipulation(number) else { return .refused(noStipulation(number)) }
        let command = "'bargain dispute show \(name)'"
        if let objection = objection(toSeeing: expectedSeq, of: command) { return .refused(objection) }
        if let withdrawal = stipulation.withdrawal {
            return .refused(
                .init(.conflict, "\(stipulation.offered.number) was taken back (\(withdrawal)).")
            )
        }
        guard !stipulation.joined else {
            return .refused(
                .init(.conflict, "\(stipulation.offered.number) stands already; both sides joined it.")
            )
        }
        guard stipulation.offered.side != side else {
            return .refused(
                .init(
                    .conflict,
                    "\(stipulation.offered.number) is your own side's offer; the \(side.other) must join it."
                )
            )
        }
        if let objection = try objection(to: stipulation.offered.content, today: today, under: rules) {
            return .refused(objection)
        }
        return .recorded([
            .stipulationJoined(StipulationJoined(number: stipulation.offered.number, side: side))
        ])
    }

    func decideRetraction(of number: String, reason: String, by seat: Seat) -> Verdict<NegotiationFact> {
        guard let stipulation = stipulation(number) else { return .refused(noStipulation(number)) }
        let offered = stipulation.offered
        guard seat.role.side == offered.side else {
            return .refused(
                .init(
                    .notPermitted,
                    "\(offered.number) is the \(offered.side)'s offer; it alone takes it back."
                )
            )
        }
        if let objection = objection(toText: reason, called: "reason", atMost: 2000) {
            return .refused(objection)
        }
        guard !stipulation.joined else {
            return .refused(
                .init(.conflict, "\(offered.number) stands; one side alone cannot take it back.")
            )
        }
        if let withdrawal = stipulation.withdrawal {
            return .refused(.init(.conflict, "\(offered.number) was taken back already (\(withdrawal))."))
        }
        return .recorded([
            .stipulationWithdrawn(
                StipulationWithdrawn(number: offered.number, side: offered.side, reason: reason)
            )
        ])
    }

    private func stipulation(_ number: String) -> Stipulation? {
        stipulations.first { $0.offered.number == number.uppercased() }
    }

    private func noStipulation(_ number: String) -> Refusal {
        let known = stipulations.map(\.offered.number).joined(separator: ", ")
        return Refusal(
            .unknown,
            "No stipulation '\(number.prefix(20))' was offered; there are: "
                + (known.isEmpty ? "none yet" : known) + "."
        )
    }

    /// A correction by clerk or neutral stands at once; by a side it is an offer to the other.
    func decideCorrection(
        step: String?,
        to date: CivilDate,
        reason: String,
        at now: Instant,
        by seat: Seat,
        under rules: Proceeding
    ) throws(LawError) -> Verdict<NegotiationFact> {
        let today = rules.zone.date(at: now)
        guard seat.role.keepsRecord else {
            let content = Stipulated.correct(step: step, to: date)
            return try decideOffer(content, reason: reason, today: today, by: seat, under: rules)
        }
        if let objection = objection(toText: reason, called: "reason", atMost: 2000) {
            return .refused(objection)
        }
        if let objection = objection(toCorrectingContested: step) { return .refused(objection) }
        if let objection = try objection(toCorrecting: step, to: date, today: today, under: rules) {
            return .refused(objection)
        }
        guard let recorded = recordedDate(of: step) else { return .recorded([]) }
        var corrected = self
        corrected.correct(step: step, to: date)
        if let objection = try objection(toLapsingAtOnce: corrected.happenings, at: now, under: rules) {
            return .refused(objection)
        }
        return .recorded([.dateCorrected(DateCorrected(step: step, from: recorded, to: date, reason: reason))]
        )
    }

    private func objection(
        to content: Stipulated,
        today: CivilDate,
        under rules: Proceeding
    ) throws(LawError) -> Refusal? {
        switch content {
        case .extend(let step, let date):
            if let objection = try docket(under: rules).admitsExtension(of: step, to: date) {
                return Refusal(objection)
            }
            // By no account is a longer time to become a shorter one.
            for chain in try chains(under: rules) {
                if let objection = chain.docket.admitsExtension(of: step, to: date) {
                    return Refusal(objection)
                }
            }
            return nil
        case .read(let option, let choice):
            return objection(toReading: option, as: choice, under: rules)
        case .correct(let step, let date):
            return try objection(toCorrecting: step, to: date, today: today, under: rules)
        case .rule(let rule):
            return rule.objection
        case .settle(let settled):
            return try objection(toSettling: settled, under: rules)
        }
    }

    private func objection(toReading option: String, as choice: String, under rules: Proceeding) -> Refusal? {
        let pack = rules.pack
        guard let known = pack.option(option) else {
            return Refusal(
                .unknown,
                "\(pack.id) has no option '\(option.prefix(40))'; its options are "
                    + pack.options.map(\.id).joined(separator: ", ") + "."
            )
        }
        guard known.choices.contains(where: { $0.id == choice }) else {
            return Refusal(
                .unknown,
                "'\(option)' has no reading '\(choice.prefix(40))'; it can be read as "
                    + known.choices.map(\.id).joined(separator: ", ") + "."
            )
        }
        return nil
    }

    private func objection(
        toCorrecting step: String?,
        to date: CivilDate,
        today: CivilDate,
        under rules: Proceeding
    ) throws(LawError) -> Refusal? {
        if let objection = objection(toFuture: date, today: today) { return objection }
        guard let recorded = recordedDate(of: step) else {
            return Refusal(
                .conflict,
                step.map { "No act has ended '\($0)' yet, so there is no date of it to correct." }
                    ?? "The procedure has not begun, so there is no date of its trigger to correct."
            )
        }
        // The date on record is what both sides stipulate where one gives its contest up.
        guard recorded != date || step == nil && !openContests.isEmpty else {
            return Refusal(.conflict, "The record says \(date.spelled) already; there is nothing to correct.")
        }
        guard let step, let item = try docket(under: rules).item(step) else { return nil }
        if let opened = item.opened, date < opened {
            return Refusal(
                .invalid,
                "'\(step)' opened on \(opened.spelled); it cannot have ended on \(date.spelled), before that."
            )
        }
        if let due = item.due, date > due, let lapse = rules.pack.step(step)?.lapse, lapse.consequence.movesOn
        {
            return Refusal(
                .conflict,
                "'\(step)' was due on \(due.spelled); had it ended on \(date.spelled), it would have lapsed before. "
                    + lapse.text
            )
        }
        return nil
    }

    private func recordedDate(of step: String?) -> CivilDate? {
        guard let step else { return trigger }
        return endedDate(of: step)
    }
}

extension RulePack.Consequence {
    /// Whether the step is over with it, so that an act after it comes too late.
    var movesOn: Bool {
        switch self {
        case .advance, .deemed: true
        case .refer, .none: false
        }
    }
}
