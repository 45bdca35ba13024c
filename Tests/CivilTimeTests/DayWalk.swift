import CivilTime

/// Counts day by day, to compare the tables with.
struct DayWalk {
    let calendar: HolidayCalendar
    let rule: CountingRule
    let period: Period

    func end(from start: CivilDate) throws -> CivilDate {
        let step = period.direction == .forward ? 1 : -1
        var day = rule.excludesTriggerDay ? start : start.adding(days: -step)
        var left = period.days
        while left > 0 {
            day = day.adding(days: step)
            if try counts(day) { left -= 1 }
        }
        if period.kind == .calendar, !period.isServedByMail || rule.mail?.order == .rollThenAdd {
            day = try rolled(day, step)
        }
        if period.isServedByMail, let mail = rule.mail {
            day = try rolled(day.adding(days: step * mail.days), step)
        }
        return day
    }

    private func counts(_ day: CivilDate) throws -> Bool {
        switch period.kind {
        case .business: return try !isShut(day, .weekendAndHoliday)
        case .school: return try calendar.isSchoolDay(day)
        case .calendar:
            guard let short = rule.shortPeriods, short.contains(period.days) else { return true }
            return try !isShut(day, short.skip)
        }
    }

    private func rolled(_ day: CivilDate, _ step: Int) throws -> CivilDate {
        guard try isShut(day, rule.roll) else { return day }
        var day = day
        while try isShut(day, rule.landing == .businessDay ? .weekendAndHoliday : rule.roll) {
            day = day.adding(days: step)
        }
        return day
    }

    private func isShut(_ day: CivilDate, _ shut: CountingRule.ShutDays) throws -> Bool {
        let holiday = try calendar.holiday(on: day)
        let isHoliday = holiday.map { !$0.isHalfDay || rule.countsHalfHolidays } ?? false
        return switch shut {
        case .none: false
        case .sundayAndHoliday: isHoliday || day.weekday == .sunday
        case .weekendAndHoliday: isHoliday || day.weekday.isWeekend
        }
    }
}
