import CivilTime

extension Reckoning {
    /// Why the rules do not let a step be extended to a day; nil where they do.
    func refusal(
        of step: Int,
        _ opened: Opened,
        _ date: CivilDate,
        after extensions: Int = 0
    ) throws(LawError) -> String? {
        let rule = plan.rules[step]
        if rule.extending == .forbidden {
            return "\(rule.title) cannot be extended: \(rule.citation) forbids it."
        }
        guard let limit = rule.extensionLimit else { return nil }
        if let times = limit.times, extensions >= times {
            return
                "\(rule.title) was extended \(extensions == 1 ? "once" : "\(extensions) times") and can be "
                + "extended \(limit.text) (\(rule.citation))."
        }
        guard let period = limit.length?.period,
            let counted = try counted(step, opened: opened, under: facts.choices)
        else { return nil }
        let last = try plan.count(period, from: counted, by: facts.calendar, under: facts.choices)
        guard date > last else { return nil }
        return "\(rule.title) can be extended \(limit.text) (\(rule.citation)): to \(last.spelled), not to "
            + "\(date.spelled)."
    }
}
