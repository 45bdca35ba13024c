import CivilTime

extension Plan {
    /// The last day of a time from a day on, or the day so far before a milestone.
    func count(
        _ length: RulePack.Length,
        from day: CivilDate,
        isByMail: Bool = false,
        under choices: [Int]
    ) throws(LawError) -> CivilDate {
        do {
            if length.before != nil { return day.adding(days: -length.days) }
            return try calendar.date(length.days, length.kind, from: day, rule: rule(under: choices))
        } catch {
            throw LawError(.uncountable, error.message)
        }
    }

    /// The first day on which an act may be done that must wait.
    func earliest(_ wait: Wait, from day: CivilDate, under choices: [Int]) throws(LawError) -> CivilDate {
        let last = try count(wait.length, from: day, under: choices)
        return wait.isExceeded ? last.adding(days: 1) : last
    }
}
