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
        if let waiting { points.append(point(.firstDay, waiting)) }
        if let schools { points.append(point(.schools, schools)) }
        if let counted = why.counted {
            let told = counting(counted)
            points.append(point(.counting, told.count))
            points.append(point(.roll, told.roll))
        }
        if let missing = why.item.missingCalendar {
            points.append(
                point(.counting, "Its days cannot be counted yet. \(missing) \(LawError.importing)")
            )
        }
        if why.item.isExtended, let due = why.item.due {
            points.append(
                point(.extended, "An extension set the last day to \(due.spelled), in place of the count.")
            )
        }
        if let overtaken = why.overtakenExtension {
            points.append(
                point(
                    .extended,
                    "It was extended to \(overtaken.spelled); since what it is counted from has moved, the count gives "
                        + "more."
                )
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
            return
                "Opened on \(opened.spelled), the last day of '\(step)'\(end(of: step)) (trigger: \(trigger))."
        }
    }

    /// How a step had ended by whose last day another is counted.
    private func end(of step: String) -> String {
        guard case .ended(let outcome, let date)? = why.docket.item(step)?.state else { return "" }
        return ", which ended with '\(outcome)' on \(date.spelled)"
    }

    private var length: String {
        let note = reading + (rule.countingNote.map { " \($0)" } ?? "")
        guard let length = why.length else {
            return "\(rule.citation) gives no number of days: this is a reminder without a date.\(note)"
        }
        guard let before = length.before.flatMap(pack.milestone) else {
            return "\(rule.citation) gives \(length.text).\(note)"
        }
        let date = why.milestones[before.id].map { "\($0.spelled)" } ?? "no date is recorded yet"
        return "\(rule.citation) counts \(length.text), which is \(before.text): \(date).\(note)"
    }

    /// Which of its lengths that is, where it has more than one.
    private var reading: String {
        guard let option = rule.otherLengths.first.flatMap({ pack.option($0.reading.option) }),
            let taken = why.taken.first(where: { $0.option == option.id }),
            let choice = option.choice(taken.choice)
        else { return "" }
        return " That is its length under \(option.id)=\(choice.id): \(choice.text)"
    }

    private var waiting: String? {
        guard !rule.waits.isEmpty else { return nil }
        let law = "It must wait: \(rule.waits.map(\.text).joined(separator: ", and ")) (\(rule.citation))."
        guard let first = why.item.firstDay else {
            return why.item.awaitedMilestone.map { "\(law) The date of '\($0)' is not recorded yet." } ?? law
        }
        return "\(law) It may be done from \(first.spelled) on."
    }

    private var schools: String? {
        guard rule.isPerSchool, !why.item.schools.isEmpty else { return nil }
        let votes = why.item.schools.map { school in
            "\(school.school) " + (school.outcome.map { "'\($0)'" } ?? "has not voted")
                + (school.on.map { " on \($0.spelled)" } ?? "")
        }
        return
            "Each school votes, and the step ends with the last vote; it carries where it carried in each. "
            + votes.joined(separator: "; ") + "."
    }

    /// How the days were counted, and then what became of the last of them.
    private func counting(_ counted: Counted) -> (count: String, roll: String) {
        let sentences = counted.sentences
        let counts = counted.isShortPeriod ? 3 : 2
        var roll = Array(sentences.dropFirst(counts))
        if let opened = why.item.opened, counted.date < opened {
            roll.append("The step opened after that, on \(opened.spelled), which is therefore its last day.")
        }
        return (sentences.prefix(counts).joined(separator: " "), roll.joined(separator: " "))
    }

    private var cutoff: String? {
        guard let dueAt = why.item.dueAt else { return nil }
        if let cutoff = rule.cutoff {
            return "The time ends on that day at \(cutoff) in \(why.zone.id): what arrives from "
                + "\(why.zone.rfc3339(dueAt)) on is too late."
        }
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
        case .byAgreement: "Extension: the parties may agree on one\(limit)."
        case .byAuthority: "Extension: an authority may grant one\(limit)."
        }
    }

    private var limit: String { rule.extensionLimit.map { ", \($0.text)" } ?? "" }

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
}
