extension HolidayCalendar {
    /// The last day of a period: the last on which the act is in time.
    ///
    /// Counted back, it is the latest day that still lies far enough before the start; where it does not stand, it
    /// moves to an earlier day.
    ///
    /// - Parameters:
    ///   - period: how many days of which kind, which way, and whether mail days are added.
    ///   - start: the day that sets the clock going, or from which is counted back.
    ///   - rule: how the days are counted, and when the last day moves.
    /// - Returns: the last day.
    /// - Throws: `CivilTimeError.unverifiedYear` for a count that leaves what is known, `.badCount` for a period that
    ///   cannot be counted, `.noSchoolCalendar` for school days without one or beyond its end.
    public func date(_ period: Period, from start: CivilDate, rule: CountingRule) throws(CivilTimeError)
        -> CivilDate
    {
        let last = try lastDay(period, from: start, rule: rule)
        if period.isServedByMail || period.kind == .calendar {
            var silence: [Counted.Move]?
            return try settled(last, period, rule, &silence)
        }
        return CivilDate(dayNumber: last)
    }

    /// The first day on which an act may be done that has to wait for a period: it never moves, for nothing forbids
    /// to act on a later day.
    ///
    /// - Parameters:
    ///   - period: the time to wait.
    ///   - waiting: whether the act may be done on its last day, or only on the day after.
    ///   - start: the day that sets the clock going, or from which is counted back.
    ///   - rule: how the days are counted.
    /// - Returns: the first day.
    /// - Throws: as `date(_:from:rule:)`; `.badCount` for mail days, which lengthen a time to act, not one to wait.
    public func earliest(
        _ period: Period,
        _ waiting: Waiting,
        from start: CivilDate,
        rule: CountingRule
    ) throws(CivilTimeError) -> CivilDate {
        guard !period.isServedByMail else {
            throw CivilTimeError(
                .badCount,
                "Mail days lengthen the time to act, not the time to wait: leave the mail out of a first day."
            )
        }
        let last = CivilDate(dayNumber: try lastDay(period, from: start, rule: rule))
        let first = waiting == .atLeast ? last : last.adding(days: 1)
        try requireVerified(first)
        return first
    }

    /// The day for which a filing counts: its own up to the rule's hour, else the next business day.
    ///
    /// - Parameters:
    ///   - day: the civil day on which it arrived.
    ///   - time: the time of day at which it did.
    ///   - rule: which may name an hour.
    /// - Returns: the day.
    /// - Throws: `CivilTimeError.unverifiedYear`.
    public func filed(on day: CivilDate, at time: ClockTime, rule: CountingRule) throws(CivilTimeError)
        -> CivilDate
    {
        try requireVerified(day)
        guard let filing = rule.filing, time > filing.until else { return day }
        let next = day.adding(days: 1)
        try requireVerified(next)
        let business = table.business(rule.countsHalfHolidays)
        return CivilDate(dayNumber: try known(business.member(1, onOrAfter: next.dayNumber), "after \(day)"))
    }

    /// The first day that is looked at.
    func firstDay(_ period: Period, from start: CivilDate, rule: CountingRule) throws(CivilTimeError) -> Int {
        guard period.days >= 1, period.days <= 36_525 else {
            throw CivilTimeError(
                .badCount,
                "A period has from 1 to 36525 days; \(period.days) cannot be counted."
            )
        }
        let step = period.direction == .forward ? 1 : -1
        let first = rule.excludesTriggerDay ? start.adding(days: step) : start
        guard table.days.contains(start.dayNumber), table.days.contains(first.dayNumber) else {
            throw unverified("\(table.days.contains(start.dayNumber) ? first : start)")
        }
        return first.dayNumber
    }

    /// Day N, before mail days and before it moves.
    func lastDay(_ period: Period, from start: CivilDate, rule: CountingRule) throws(CivilTimeError) -> Int {
        let first = try firstDay(period, from: start, rule: rule)
        if let members = try counting(period, rule) {
            if !members.span.contains(first) { throw outOfSchool(CivilDate(dayNumber: first)) }
            let last =
                period.direction == .forward
                ? members.member(period.days, onOrAfter: first)
                : members.member(period.days, onOrBefore: first)
            if period.kind == .school, last == nil { throw outOfSchool(nil) }
            return try known(last, "day \(period.days) from \(start)")
        }
        let last = first + (period.direction == .forward ? period.days - 1 : 1 - period.days)
        return try known(table.days.contains(last) ? last : nil, "day \(period.days) from \(start)")
    }

    /// The days that a period counts; nil where that is every day.
    func counting(_ period: Period, _ rule: CountingRule) throws(CivilTimeError) -> DaySet? {
        switch period.kind {
        case .business: return table.business(rule.countsHalfHolidays)
        case .calendar:
            guard let short = rule.shortPeriods, short.contains(period.days) else { return nil }
            return table.open(short.skip, rule.countsHalfHolidays)
        case .school:
            guard let schoolDays else { throw withoutSchool }
            return schoolDays
        }
    }

    /// Day N after mail days and moves, which are noted where somebody wants them.
    func settled(
        _ last: Int,
        _ period: Period,
        _ rule: CountingRule,
        _ moves: inout [Counted.Move]?
    ) throws(CivilTimeError) -> CivilDate {
        let step = period.direction == .forward ? 1 : -1
        var day = last
        guard period.isServedByMail else {
            return CivilDate(dayNumber: try rolled(day, step, rule, &moves))
        }
        guard let mail = rule.mail else {
            throw CivilTimeError(
                .badCount,
                "The counting rule \(rule.id) says nothing of service by mail: leave the mail out, or choose a rule "
                    + "that adds days for it."
            )
        }
        // Business and school days end on days that stand as they are.
        if mail.order == .rollThenAdd, period.kind == .calendar {
            day = try rolled(day, step, rule, &moves)
        }
        let end = try known(
            table.days.contains(day + step * mail.days) ? day + step * mail.days : nil,
            "\(mail.days) mail days from \(CivilDate(dayNumber: day))"
        )
        if mail.days > 0 {
            moves?.append(.mail((1...mail.days).map { CivilDate(dayNumber: day + step * $0) }))
        }
        return CivilDate(dayNumber: try rolled(end, step, rule, &moves))
    }

    private func rolled(
        _ day: Int,
        _ step: Int,
        _ rule: CountingRule,
        _ moves: inout [Counted.Move]?
    ) throws(CivilTimeError) -> Int {
        guard let standing = table.open(rule.roll, rule.countsHalfHolidays), !standing.contains(day) else {
            return day
        }
        let landing = rule.landing == .standingDay ? standing : table.business(rule.countsHalfHolidays)
        let found = step > 0 ? landing.member(1, onOrAfter: day) : landing.member(1, onOrBefore: day)
        let end = try known(found, "the day that follows \(CivilDate(dayNumber: day))")
        if moves != nil {
            let passed = stride(from: day, to: end, by: step).compactMap { dayOff($0) }
            moves?.append(.roll(passed))
        }
        return end
    }

    /// The words are made only where they are needed: making them takes longer than the count.
    private func known(_ day: Int?, _ what: @autoclosure () -> String) throws(CivilTimeError) -> Int {
        guard let day else { throw unverified(what()) }
        return day
    }
}
