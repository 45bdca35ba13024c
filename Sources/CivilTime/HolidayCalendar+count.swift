extension HolidayCalendar {
    /// The last day of a period.
    ///
    /// - Parameters:
    ///   - days: how many days it has, 1 or more.
    ///   - kind: which days count.
    ///   - start: the day that sets the clock going.
    ///   - rule: whether that day counts, and when the last day moves.
    /// - Returns: the last day on which the act is in time.
    /// - Throws: `CivilTimeError.unverifiedYear`, or `.badCount` for a period without days.
    public func date(
        _ days: Int,
        _ kind: DayKind,
        from start: CivilDate,
        rule: CountingRule
    ) throws(CivilTimeError) -> CivilDate {
        let first = try firstDay(days, from: start, rule: rule)
        guard let last = lastDay(days, kind, first: first) else {
            throw unverified("day \(days) from \(start)")
        }
        guard let date = rolled(last, kind, rule.roll) else { throw unverified("the day after \(last)") }
        return date
    }

    /// The last day of a period, and how it was found.
    ///
    /// - Parameters:
    ///   - days: how many days it has, 1 or more.
    ///   - kind: which days count.
    ///   - start: the day that sets the clock going.
    ///   - rule: whether that day counts, and when the last day moves.
    /// - Returns: the last day with every day that was passed over.
    /// - Throws: `CivilTimeError.unverifiedYear`, or `.badCount` for a period without days.
    public func count(
        _ days: Int,
        _ kind: DayKind,
        from start: CivilDate,
        rule: CountingRule
    ) throws(CivilTimeError) -> Counted {
        let date = try date(days, kind, from: start, rule: rule)
        let first = try firstDay(days, from: start, rule: rule)
        let last = lastDay(days, kind, first: first) ?? date
        return Counted(
            date: date,
            firstDay: kind == .business ? next(businessDay: first) ?? first : first,
            lastDay: last,
            skipped: kind == .business ? daysOff(from: first, to: last) : [],
            rolled: daysOff(from: last, to: date)
        )
    }

    /// Why offices are shut on a day, or nil where it is a business day.
    ///
    /// - Throws: `CivilTimeError.unverifiedYear`.
    public func dayOff(_ date: CivilDate) throws(CivilTimeError) -> DayOff? {
        try requireVerified(date)
        return reason(date).map { DayOff(date: date, reason: $0) }
    }

    private func firstDay(
        _ days: Int,
        from start: CivilDate,
        rule: CountingRule
    ) throws(CivilTimeError) -> CivilDate {
        guard days >= 1, days <= 36_525 else {
            throw CivilTimeError(.badCount, "A period has from 1 to 36525 days; \(days) cannot be counted.")
        }
        try requireVerified(start)
        let first = rule.excludesTriggerDay ? start.adding(days: 1) : start
        try requireVerified(first)
        return first
    }

    private func lastDay(_ days: Int, _ kind: DayKind, first: CivilDate) -> CivilDate? {
        switch kind {
        case .calendar:
            let last = first.adding(days: days - 1)
            return table.days.contains(last.dayNumber) ? last : nil
        case .business:
            return table.businessDay(days, onOrAfter: first.dayNumber).map { CivilDate(dayNumber: $0) }
        }
    }

    private func rolled(_ last: CivilDate, _ kind: DayKind, _ roll: CountingRule.Roll) -> CivilDate? {
        guard kind == .calendar, !table.isBusinessDay(last.dayNumber) else { return last }
        if roll == .sundayAndHoliday, last.weekday == .saturday, table.holiday(on: last) == nil {
            return last
        }
        return next(businessDay: last)
    }

    private func next(businessDay date: CivilDate) -> CivilDate? {
        table.businessDay(1, onOrAfter: date.dayNumber).map { CivilDate(dayNumber: $0) }
    }

    private func daysOff(from first: CivilDate, to last: CivilDate) -> [DayOff] {
        guard first < last else { return [] }
        return (first.dayNumber..<last.dayNumber).compactMap { day in
            guard !table.isBusinessDay(day) else { return nil }
            let date = CivilDate(dayNumber: day)
            return reason(date).map { DayOff(date: date, reason: $0) }
        }
    }

    private func reason(_ date: CivilDate) -> DayOff.Reason? {
        if let holiday = table.holiday(on: date) { return .holiday(holiday) }
        return switch date.weekday {
        case .saturday: .saturday
        case .sunday: .sunday
        default: nil
        }
    }
}
