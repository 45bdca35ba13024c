public import CivilTime

extension Docket {
    /// Why a step's end cannot be recorded; nil where it can.
    ///
    /// A date in the future is the caller's to refuse. A correction is judged by the docket without what it replaces.
    /// An act that opens under some reading is admitted under every one: it happened, whatever lawyers say of clocks.
    ///
    /// - Parameters:
    ///   - step: the step that ends.
    ///   - outcome: how it ends.
    ///   - date: the day of the act.
    /// - Returns: what stands against it, or nil.
    public func admits(_ step: String, _ outcome: String, on date: CivilDate) -> Objection? {
        do {
            let place = try proceeding.plan.step(step)
            _ = try proceeding.plan.outcome(outcome, of: place)
            return try refusal(place, on: date)
        } catch {
            return Objection(error.code == .unknownOutcome ? .unknownOutcome : .unknownStep, error.message)
        }
    }

    /// Why a step cannot be given another last day; nil where it can.
    ///
    /// - Parameters:
    ///   - step: the step.
    ///   - date: its new last day.
    /// - Returns: what stands against it, or nil.
    public func admitsExtension(of step: String, to date: CivilDate) -> Objection? {
        guard let item = item(step), let rule = proceeding.pack.step(step) else {
            let known = Spelling.hint(for: step, in: items.map(\.step))
            return Objection(.unknownStep, "\(proceeding.pack.id) has no step '\(step.prefix(60))'." + known)
        }
        if case .lapsed(let since) = item.state {
            if let next = items.first(where: { $0.hasPassed(since: since) && $0.step != step }) {
                return Objection(
                    .notExtensible,
                    "\(item.title) had \(since.spelled) as its last day, and what followed has been acted on "
                        + "(\(next.title)); it can no longer be reopened by an extension."
                )
            }
        } else if let over = overRefusal(item) {
            return over
        }
        guard let due = item.due else {
            return Objection(
                .notOpen,
                "\(item.title) has no last day at this time, so there is nothing to extend."
            )
        }
        if rule.extending == .forbidden {
            return Objection(.notExtensible, "\(item.title) cannot be extended: \(rule.citation) forbids it.")
        }
        if date <= due {
            return Objection(
                .notExtensible,
                "\(item.title) is due on \(due.spelled) already; an extension names a later day, not \(date.spelled)."
            )
        }
        return nil
    }

    private func refusal(_ place: Int, on date: CivilDate) throws(LawError) -> Objection? {
        let item = items[place]
        if let over = overRefusal(item) { return over }
        guard let opened = try Reckoning(proceeding.plan, facts).earliestOpening(of: place) else {
            return Objection(
                .notOpen,
                "\(item.title) is not open yet: it waits for \(proceeding.pack.steps[place].awaited)."
            )
        }
        if date < opened {
            return Objection(
                .beforeOpening,
                "\(item.title) opened on \(opened.spelled); it cannot have ended on \(date.spelled). Check the date."
            )
        }
        if let due = item.due, date > due, proceeding.plan.steps[place].lapse?.endsStep == true {
            return tooLate(item, since: due)
        }
        return nil
    }

    /// The refusal of every act on a step that is over.
    private func overRefusal(_ item: DocketItem) -> Objection? {
        if case .ended(let outcome, let date) = item.state {
            return Objection(
                .alreadyEnded,
                "\(item.title) ended on \(date.spelled) with '\(outcome)'. If that is wrong, correct that entry."
            )
        }
        if case .lapsed(let date) = item.state { return tooLate(item, since: date) }
        if let conclusion {
            return Objection(
                .concluded,
                "The procedure ended on \(conclusion.on.spelled): \(conclusion.step)=\(conclusion.outcome)."
            )
        }
        return nil
    }

    private func tooLate(_ item: DocketItem, since date: CivilDate) -> Objection {
        let consequence = proceeding.pack.step(item.step)?.lapse?.text ?? ""
        return Objection(
            .tooLate,
            "\(item.title) had \(date.spelled) as its last day, and that day has passed. \(consequence) "
                + "Only both sides together can reopen it, by stipulating a later day "
                + "('bargain dispute extend') before what followed is acted on."
        )
    }
}

extension DocketItem {
    /// Whether it ended or passed on a day or after it.
    fileprivate func hasPassed(since date: CivilDate) -> Bool {
        switch state {
        case .ended(_, let on), .lapsed(let on), .overdue(let on), .referred(let on): on >= date
        case .notReached, .running, .closed: false
        }
    }
}

extension RulePack.Step {
    /// What it waits for, in words: `bargaining=agreed, or bargaining=lapsed`.
    var awaited: String {
        openings.map { opening in
            opening.conditions.map(\.description).joined(separator: " and ")
                + (opening.reading.map { " (where \($0))" } ?? "")
        }
        .joined(separator: ", or ")
    }
}
