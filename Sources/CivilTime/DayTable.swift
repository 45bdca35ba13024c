/// Every day of some years, with the business days numbered, so that a count needs no walk.
struct DayTable: Sendable {
    /// The day numbers that the table covers.
    let days: Range<Int>
    /// The holidays in order, one a day.
    let holidays: [Holiday]
    /// How many business days lie before each day of the table, and at last how many there are.
    private let businessDaysBefore: [Int32]
    /// The business days, in order.
    private let businessDays: [Int32]

    init(years: ClosedRange<Int>, rules: [HolidayRule], inherited: [Holiday]) {
        let first = CivilDate.dayNumber(year: years.lowerBound, month: 1, day: 1)
        let end = CivilDate.dayNumber(year: years.upperBound + 1, month: 1, day: 1)
        let days = first..<end
        self.days = days
        // A holiday of a neighbouring year can be kept in this one: January 1 on the Friday before.
        let own = (years.lowerBound - 1...years.upperBound + 1).flatMap { year in
            rules.compactMap { $0.occurrence(in: year) }
        }
        holidays = Self.merged((inherited + own).filter { days.contains($0.date.dayNumber) })

        let dates = Set(holidays.map(\.date))
        var before: [Int32] = []
        var business: [Int32] = []
        before.reserveCapacity(days.count + 1)
        for day in days {
            before.append(Int32(business.count))
            let date = CivilDate(dayNumber: day)
            if !date.weekday.isWeekend, !dates.contains(date) { business.append(Int32(day)) }
        }
        before.append(Int32(business.count))
        businessDaysBefore = before
        businessDays = business
    }

    /// One holiday a day: where two meet, both names stand.
    private static func merged(_ holidays: [Holiday]) -> [Holiday] {
        let byDay = Dictionary(grouping: holidays, by: \.date)
        return byDay.values.compactMap { meeting -> Holiday? in
            guard let first = meeting.first else { return nil }
            return Holiday(
                date: first.date,
                name: meeting.map(\.name).joined(separator: " and "),
                isObserved: meeting.allSatisfy(\.isObserved),
                citation: first.citation
            )
        }
        .sorted { $0.date < $1.date }
    }

    func isBusinessDay(_ day: Int) -> Bool {
        businessDaysBefore[day - days.lowerBound] != businessDaysBefore[day - days.lowerBound + 1]
    }

    /// The business day so many after those that lie before a day (1 is the first on or after it); nil past the end.
    func businessDay(_ ordinal: Int, onOrAfter day: Int) -> Int? {
        let index = Int(businessDaysBefore[day - days.lowerBound]) + ordinal - 1
        return index < businessDays.count ? Int(businessDays[index]) : nil
    }

    func holiday(on date: CivilDate) -> Holiday? {
        var low = 0
        var high = holidays.count
        while low < high {
            let middle = (low + high) / 2
            if holidays[middle].date < date { low = middle + 1 } else { high = middle }
        }
        return low < holidays.count && holidays[low].date == date ? holidays[low] : nil
    }
}
