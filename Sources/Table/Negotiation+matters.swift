public import CivilTime
public import Law

/// An act or a lapse on record that the dates as corrected no longer bear out, for people to settle.
public struct Matter: Hashable, Sendable {
    /// What is the matter.
    public enum Kind: String, Hashable, Sendable, Codable {
        /// The step lapsed on another day than the one on which it is due now.
        case lapsed
        /// The act came after the last day as it is now.
        case late
        /// The act came before the step opened as it is now.
        case early
    }

    /// What is the matter.
    public let kind: Kind
    /// The step.
    public let step: String
    /// The day of the act or lapse.
    public let recorded: CivilDate
    /// The day that stands against it now.
    public let counted: CivilDate

    /// The same in a sentence.
    public var sentence: String {
        switch kind {
        case .lapsed:
            "'\(step)' is on record as lapsed on \(recorded.spelled); by the dates as corrected its last day is "
                + "\(counted.spelled)."
        case .late:
            "'\(step)' ended by an act on \(recorded.spelled); by the dates as corrected it would have lapsed on "
                + "\(counted.spelled)."
        case .early:
            "'\(step)' ended by an act on \(recorded.spelled); by the dates as corrected it opened only on "
                + "\(counted.spelled)."
        }
    }
}

extension Negotiation {
    /// What a correction has overtaken and nobody has settled: acts and lapses stand until somebody does.
    ///
    /// Empty while the trigger's date is contested: what it would overtake is known when it is settled.
    ///
    /// - Throws: `LawError` where dates cannot be counted.
    public func matters(under rules: Proceeding) throws(LawError) -> [Matter] {
        guard openContests.isEmpty else { return [] }
        var matters: [Matter] = []
        for item in try docket(under: rules).items {
            guard let matter = Matter(item, under: rules), !isSettled(matter) else { continue }
            // Only what was in order when it was recorded was overtaken by something later.
            guard let place = happenings.lastIndex(where: { $0.ends(item.step) }) else { continue }
            let then = try rules.docket(Array(happenings[...place])).item(item.step)
            if let then, Matter(then, under: rules) != nil { continue }
            matters.append(matter)
        }
        return matters
    }

    private func isSettled(_ matter: Matter) -> Bool {
        settlements.contains {
            $0.step == matter.step && $0.recorded == matter.recorded && $0.counted == matter.counted
        }
    }

    func decideSettlement(
        of step: String,
        as settlement: Settlement,
        reason: String,
        today: CivilDate,
        by seat: Seat,
        under rules: Proceeding
    ) throws(LawError) -> Verdict<NegotiationFact> {
        guard seat.role != .clerk else {
            return .refused(
                .init(
                    .notPermitted,
                    "What a correction has overtaken is settled by the neutral or by both sides, not by the clerk."
                )
            )
        }
        if let objection = objection(toText: reason, called: "reason", atMost: 2000) {
            return .refused(objection)
        }
        let matters = try matters(under: rules)
        guard let matter = matters.first(where: { $0.step == step }) else {
            let known = matters.map(\.step).joined(separator: ", ")
            return .refused(
                .init(
                    .conflict,
                    "Nothing of '\(step.prefix(60))' is to be settled; to be settled: "
                        + "\(known.isEmpty ? "nothing" : known)."
                )
            )
        }
        let settled = MatterSettled(
            step: step,
            recorded: matter.recorded,
            counted: matter.counted,
            settlement: settlement,
            reason: reason
        )
        guard seat.role.side == nil else {
            return try decideOffer(.settle(settled), reason: reason, today: today, by: seat, under: rules)
        }
        return .recorded([.matterSettled(settled)])
    }

    func objection(toSettling settled: MatterSettled, under rules: Proceeding) throws(LawError) -> Refusal? {
        let isOpen = try matters(under: rules).contains {
            $0.step == settled.step && $0.recorded == settled.recorded && $0.counted == settled.counted
        }
        return isOpen
            ? nil
            : Refusal(.conflict, "Of '\(settled.step)' nothing is to be settled any more as it was offered.")
    }

    mutating func settle(_ fields: MatterSettled) {
        settlements.append(fields)
        if fields.settlement == .reopened { happenings.append(.reopened(step: fields.step)) }
    }
}

extension Matter {
    /// What is the matter with a step as it stands; nil where its end or lapse fits its dates.
    fileprivate init?(_ item: DocketItem, under rules: Proceeding) {
        func matter(_ kind: Kind, _ recorded: CivilDate, _ counted: CivilDate) -> Matter {
            Matter(kind: kind, step: item.step, recorded: recorded, counted: counted)
        }
        switch item.state {
        case .lapsed(let on), .overdue(let on), .referred(let on):
            guard item.wouldChange, let due = item.due else { return nil }
            self = matter(.lapsed, on, due)
        case .ended(_, let on):
            if let opened = item.opened, on < opened {
                self = matter(.early, on, opened)
            } else if let due = item.due, on > due,
                rules.pack.step(item.step)?.lapse?.consequence.movesOn == true
            {
                self = matter(.late, on, due)
            } else {
                return nil
            }
        case .notReached, .running, .closed: return nil
        }
    }
}

extension Happening {
    /// Whether it ends a step, by an act or a lapse.
    fileprivate func ends(_ step: String) -> Bool {
        switch self {
        case .ended(let name, _, _), .lapsed(let name, _), .voted(let name, _, _, _): name == step
        default: false
        }
    }
}
