extension HolidayCalendar {
    /// The last day of a period, and how it was found.
    ///
    /// - Parameters:
    ///   - period: how many days of which kind, which way, and whether mail days are added.
    ///   - start: the day that sets the clock going, or from which is counted back.
    ///   - rule: how the days are counted, and when the last day moves.
    /// - Returns: the same day as `date(_:from:rule:)`, with every day that was passed over or added.
    /// - Throws: as `date(_:from:rule:)`.
    public func count(_ period: Period, from start: CivilDate, rule: CountingRule) throws(CivilTimeError)
        -> Counted
    {
        let last = try lastDay(period, from: start, rule: rule)
        var moves: [Counted.Move]? = []
        let date =
            period.isServedByMail || period.kind == .calendar
            ? try settled(last, period, rule, &moves) : CivilDate(dayNumber: last)
        return try counted(period, nil, start, rule, last, date, moves ?? [])
    }

    /// The first day on which an act may be done that has to wait, and how it was found.
    ///
    /// - Parameters:
    ///   - period: the time to wait.
    ///   - waiting: whether the act may be done on its last day, or only on the day after.
    ///   - start: the day that sets the clock going, or from which is counted back.
    ///   - rule: how the days are counted.
    /// - Returns: the same day as `earliest(_:_:from:rule:)`, with every day that was passed over.
    /// - Throws: as `earliest(_:_:from:rule:)`.
    public func countEarliest(
        _ period: Period,
        _ waiting: Waiting,
        from start: CivilDate,
        rule: CountingRule
    ) throws(CivilTimeError) -> Counted {
        let date = try earliest(period, waiting, from: start, rule: rule)
        let last = try lastDay(period, from: start, rule: rule)
        return try counted(period, waiting, start, rule, last, date, [])
    }

    /// Why a day is no business day, or nil where it is one.
    ///
    /// - Throws: `CivilTimeError.unverifiedYear`.
    public func dayOff(_ date: CivilDate) throws(CivilTimeError) -> DayOff? {
        try isBusinessDay(date) ? nil : dayOff(date.dayNumber)
    }

    func dayOff(_ day: Int) -> DayOff? {
        let date = CivilDate(dayNumber: day)
        if let holiday = table.holiday(on: date) { return DayOff(date: date, reason: .holiday(holiday)) }
        return switch date.weekday {
        case .saturday: DayOff(date: date, reason: .saturday)
        case .sunday: DayOff(date: date, reason: .sunday)
        default: nil
        }
    }

    private func counted(
        _ period: Period,
        _ waiting: Waiting?,
        _ start: CivilDate,
        _ rule: CountingRule,
        _ last: Int,
        _ date: CivilDate,
        _ moves: [Counted.Move]
    ) throws(CivilTimeError) -> Counted {
        let first = try firstDay(period, from: start, rule: rule)
        let members = try counting(period, rule)
        let step = period.direction == .forward ? 1 : -1
        var skipped: [DayOff] = []
        var firstCounted: Int?
        for day in stride(from: first, through: last, by: step) {
            guard let members, !members.contains(day) else {
                if firstCounted == nil { firstCounted = day }
                if members == nil { break }
                continue
            }
            if let off = period.kind == .school ? schoolDayOff(day) : dayOff(day) { skipped.append(off) }
        }
        return Counted(
            start: start,
            period: period,
            rule: rule,
            waiting: waiting,
            date: date,
            firstDay: CivilDate(dayNumber: firstCounted ?? first),
            lastDay: CivilDate(dayNumber: last),
            skipped: skipped,
            moves: moves,
            evidence: evidence(of: period, under: rule)
        )
    }

    private func evidence(of period: Period, under rule: CountingRule) -> Evidence {
        var weakest = min(evidence, rule.evidence)
        if period.kind == .calendar, let short = rule.shortPeriods, short.contains(period.days) {
            weakest = min(weakest, short.evidence)
        }
        if period.isServedByMail, let mail = rule.mail { weakest = min(weakest, mail.evidence) }
        return weakest
    }

    private func schoolDayOff(_ day: Int) -> DayOff? {
        let date = CivilDate(dayNumber: day)
        if let reason = school?.reason(date) { return DayOff(date: date, reason: reason) }
        return dayOff(day)
    }
}
