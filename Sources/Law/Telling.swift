import CivilTime

/// Puts an explanation into sentences.
struct Telling {
    private let why: Explanation
    private let pack: RulePack
    private let rule: RulePack.Step
    private let rulesOfCounting: CountingRule

    init(of explanation: Explanation) {
        why = explanation
        pack = explanation.pack
        rule = explanation.rule
        rulesOfCounting = explanation.counting
    }

    var points: [Explanation.Point] {
        var points = [point(.opening, opening), point(.length, length)]
        if let counted = why.counted {
            points.append(point(.counting, counting(counted)))
            points.append(point(.roll, roll(counted)))
        }
        if why.item.isExtended, let due = why.item.due {
            points.append(
                point(.extended, "An extension set the last day to \(due.spelled), in place of the count.")
            )
        }
        if let cutoff { points.append(point(.cutoff, cutoff)) }
        if !why.item.former.isEmpty {
            let days = why.item.former.map(\.spelled).joined(separator: "; ")
            points.append(point(.former, "Last days that it had before: \(days)."))
        }
        if let state { points.append(point(.state, state)) }
        if let lapse = rule.lapse { points.append(point(.lapse, "If this passes: \(lapse.text)")) }
        points.append(point(.extending, extending))
        if let readings { points.append(point(.readings, readings)) }
        points.append(point(.source, source))
        return points
    }

    private func point(_ topic: Explanation.Topic, _ sentence: String) -> Explanation.Point {
        Explanation.Point(topic, sentence)
    }

    private var opening: String {
        guard let opened = why.item.opened, let condition = why.item.openedBy else {
            return "The step is not reached: it waits for \(rule.awaited)."
        }
        let trigger = "\(pack.trigger.id), \(why.trigger?.spelled ?? opened.spelled)"
        switch condition {
        case .trigger:
            return "The trigger is the \(trigger): \(pack.trigger.text)"
        case .ended(let step, let outcome):
            return
                "Opened on \(opened.spelled), when '\(step)' ended with '\(outcome)' (trigger: \(trigger))."
        case .lapsed(let step):
            return "Opened on \(opened.spelled), when the time of '\(step)' passed (trigger: \(trigger))."
        case .due(let step):
            return "Opened on \(opened.spelled), the last day of '\(step)' (trigger: \(trigger))."
        }
    }

    private var length: String {
        let note = rule.countingNote.map { " \($0)" } ?? ""
        guard let length = rule.length else {
            return "\(rule.citation) gives no number of days: this is a reminder without a date.\(note)"
        }
        return "\(rule.citation) gives \(length.text).\(note)"
    }

    private func counting(_ counted: Counted) -> String {
        let days = rule.length?.days ?? 0
        let start =
            rulesOfCounting.excludesTriggerDay
            ? "The day that sets the clock going is not counted"
            : "The day that sets the clock going is counted"
        let law = "\(start) (\(rulesOfCounting.id): \(rulesOfCounting.citation))."
        let span =
            days == 1
            ? "Day 1 is \(counted.lastDay.spelled)."
            : "Day 1 is \(counted.firstDay.spelled), day \(days) is \(counted.lastDay.spelled)."
        guard rule.length?.kind != .calendar || counted.isShortPeriod else {
            return "\(law) Every day counts. \(span)"
        }
        guard !counted.skipped.isEmpty else { return "\(law) No day between is skipped. \(span)" }
        return "\(law) Not counted: \(list(counted.skipped)). \(span)"
    }

    private func roll(_ counted: Counted) -> String {
        if rule.length?.kind != .calendar { return "A business day is the last day as it is; nothing moves." }
        if counted.date != counted.lastDay {
            return
                "That day does not stand as a last day, so it moves past \(list(counted.rolled)) to the next "
                + "business day, \(counted.date.spelled) (\(rulesOfCounting.id): \(rulesOfCounting.citation))."
        }
        if counted.lastDay.weekday == .saturday {
            return "That is a Saturday, of which \(rulesOfCounting.id) does not speak, so it stands "
                + "(\(rulesOfCounting.citation))."
        }
        return "That is a business day, so it does not move."
    }

    private var cutoff: String? {
        guard let dueAt = why.item.dueAt else { return nil }
        return "The time ends with that day in \(why.zone.id): what arrives by "
            + "\(why.zone.spelled(dueAt.adding(microseconds: -1))) is in time, what arrives from "
            + "\(why.zone.rfc3339(dueAt)) on is not."
    }

    private var state: String? {
        switch why.item.state {
        case .notReached, .running: nil
        case .overdue(let date): "It is overdue since the end of \(date.spelled)."
        case .referred(let date): "It passed on \(date.spelled); somebody else now decides."
        case .ended(let outcome, let date): "It ended with '\(outcome)' on \(date.spelled)."
        case .lapsed(let date): "It ended by lapse on \(date.spelled)."
        case .closed: "The procedure ended before it did."
        }
    }

    private var extending: String {
        switch rule.extending {
        case .noneStated: "Extension: the text states none."
        case .forbidden: "Extension: the text forbids any (\(rule.citation))."
        case .byAgreement: "Extension: the parties may agree on one."
        case .byAuthority: "Extension: an authority may grant one."
        }
    }

    private var readings: String? {
        let taken = why.taken.filter { reading in
            why.alternatives.contains { $0.reading.option == reading.option }
        }
        guard !taken.isEmpty, let earliest = why.item.earliest, let latest = why.item.latest else {
            return nil
        }
        let others = why.alternatives.map { "\($0.reading): \($0.due?.spelled ?? "not open")" }
        let span =
            earliest == latest
            ? "Every open reading gives \(earliest.spelled)."
            : "Over all open readings: \(earliest.spelled) to \(latest.spelled); the earliest is the safe one."
        return
            "Lawyers differ here. Taken: \(taken.map { "\($0.option)=\($0.choice)" }.joined(separator: ", ")). "
            + "Otherwise: \(others.joined(separator: "; ")). \(span)"
    }

    private var source: String {
        let counting = rule.length == nil ? rule.evidence : min(rule.evidence, rulesOfCounting.evidence)
        let evidence = min(counting, pack.evidence)
        let status =
            switch pack.status {
            case .law: "law"
            case .bill: "a bill, not law"
            case .policy: "a policy, not law"
            }
        return "From the rule pack \(pack.id) (\(status); digest \(pack.digest.prefix(12))) and the calendar "
            + "\(why.calendar.id), as of \(pack.asOf); verified \(evidence.sentence). Text: \(rule.source)"
    }

    private func list(_ days: [DayOff]) -> String {
        days.map { off in
            switch off.reason {
            case .saturday, .sunday: off.date.spelled
            case .vacation, .closure, .outOfTerm: "\(off.date.spelled) (\(off.words))"
            case .holiday(let holiday):
                "\(off.date.spelled) (\(holiday.name)\(holiday.isObserved ? ", kept on this day" : ""), "
                    + "\(holiday.citation))"
            }
        }
        .joined(separator: "; ")
    }
}
