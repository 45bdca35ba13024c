import CivilTime

extension Plan {
    /// How much time a step has under some choices; nil for an open step.
    func period(of step: Int, under choices: [Int]) -> Period? {
        guard let variation = steps[step].variation else { return steps[step].period }
        return periods[variation.first + choices[variation.option]]
    }

    /// The last day of a time from a day on, or the day so far before a milestone.
    func count(
        _ period: Period,
        from day: CivilDate,
        by calendar: HolidayCalendar,
        under choices: [Int]
    ) throws(LawError) -> CivilDate {
        do {
            return try calendar.date(period, from: day, rule: rule(under: choices))
        } catch {
            throw LawError(error)
        }
    }

    /// The first day on which an act may be done that must wait.
    func earliest(
        _ wait: Wait,
        from day: CivilDate,
        by calendar: HolidayCalendar,
        under choices: [Int]
    ) throws(LawError) -> CivilDate {
        do {
            return try calendar.earliest(wait.period, wait.waiting, from: day, rule: rule(under: choices))
        } catch {
            throw LawError(error)
        }
    }
}

extension RulePack.Length {
    /// As calendars count it.
    var period: Period { Period(days, kind, before == nil ? .forward : .backward) }
}

extension LawError {
    /// How a school's calendar comes to be known where a procedure runs.
    static let importing = "It is recorded in the zone with 'bargain calendar import FILE --zone ZONE'."

    /// Why days cannot be counted, as the calendar says it.
    init(_ error: CivilTimeError) {
        self.init(error.code == .noSchoolCalendar ? .noSchoolCalendar : .uncountable, error.message)
    }
}
