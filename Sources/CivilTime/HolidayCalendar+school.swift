extension HolidayCalendar {
    /// The same calendar, which then also counts the days on which a school is in session.
    ///
    /// - Throws: `CivilTimeError.unverifiedYear` where the school year leaves the verified years.
    public func keeping(_ school: SchoolCalendar) throws(CivilTimeError) -> HolidayCalendar {
        let span = school.span
        try requireVerified(span.lowerBound)
        try requireVerified(span.upperBound)
        var isSchoolDay: [Bool] = (span.lowerBound.dayNumber...span.upperBound.dayNumber).map { day in
            school.term.contains(CivilDate(dayNumber: day)) && table.business(false).contains(day)
        }
        let first = span.lowerBound.dayNumber
        for off in school.breaks + school.closures {
            for day in off.days.lowerBound.dayNumber...off.days.upperBound.dayNumber {
                isSchoolDay[day - first] = false
            }
        }
        for day in school.makeUpDays { isSchoolDay[day.dayNumber - first] = true }
        var calendar = self
        calendar.session = Session(
            school,
            days: DaySet(span: first..<first + isSchoolDay.count) { isSchoolDay[$0 - first] }
        )
        return calendar
    }

    /// Whether school is in session on a day.
    ///
    /// - Throws: `CivilTimeError.noSchoolCalendar` without a school calendar, and outside its days.
    public func isSchoolDay(_ date: CivilDate) throws(CivilTimeError) -> Bool {
        guard let schoolDays else { throw withoutSchool }
        guard schoolDays.span.contains(date.dayNumber) else { throw outOfSchool(date) }
        return schoolDays.contains(date.dayNumber)
    }

    var withoutSchool: CivilTimeError {
        CivilTimeError(
            .noSchoolCalendar,
            "The calendar \(id) does not know when school is in session: give a school calendar to count school days."
        )
    }

    func outOfSchool(_ date: CivilDate?) -> CivilTimeError {
        guard let school else { return withoutSchool }
        return CivilTimeError(
            .noSchoolCalendar,
            "The school calendar \(school.id) is known from \(school.span.lowerBound) to "
                + "\(school.span.upperBound); \(date.map { "\($0) lies" } ?? "the count leads") outside. "
                + "Give the calendar of the school year that follows as well."
        )
    }
}
