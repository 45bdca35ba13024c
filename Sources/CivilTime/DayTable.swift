/// Every day of some years: which are holidays, and the days that counts run over.
final class DayTable: Sendable {
    /// The day numbers that the table covers.
    let days: Range<Int>
    /// The holidays in order, one a day.
    let holidays: [Holiday]
    /// The days that count and stand where a half-holiday is a day like others.
    private let plain: Sets
    /// The same where a half-holiday counts as a holiday.
    private let strict: Sets

    private struct Sets: Sendable {
        /// Neither Saturday, Sunday nor holiday.
        let business: DaySet
        /// Neither Sunday nor holiday.
        let exceptSundays: DaySet
    }

    init(years: ClosedRange<Int>, rules: [HolidayRule], inherited: [Holiday]) {
        let first = CivilDate.dayNumber(year: years.lowerBound, month: 1, day: 1)
        let end = CivilDate.dayNumber(year: years.upperBound + 1, month: 1, day: 1)
        days = first..<end
        // A holiday of a neighbouring year can be kept in this one: January 1 on the Friday before.
        let own = (years.lowerBound - 1...years.upperBound + 1).flatMap { year in
            rules.flatMap { $0.occurrences(in: year) }
        }
        let covered = first..<end
        holidays = Self.merged((inherited + own).filter { covered.contains($0.date.dayNumber) })
        plain = Self.sets(covered, holidays.filter { !$0.isHalfDay })
        strict = holidays.contains(where: \.isHalfDay) ? Self.sets(covered, holidays) : plain
    }

    private static func sets(_ days: Range<Int>, _ holidays: [Holiday]) -> Sets {
        var isHoliday = [Bool](repeating: false, count: days.count)
        for holiday in holidays { isHoliday[holiday.date.dayNumber - days.lowerBound] = true }
        return Sets(
            // Day 0 was a Thursday; counted from a Monday, Saturday is 5 and Sunday 6.
            business: DaySet(span: days) { !isHoliday[$0 - days.lowerBound] && floorMod($0 + 3, 7) < 5 },
            exceptSundays: DaySet(span: days) { !isHoliday[$0 - days.lowerBound] && floorMod($0 + 3, 7) < 6 }
        )
    }

    /// One holiday a day: where two meet, both names stand; a weekly one gives way.
    private static func merged(_ holidays: [Holiday]) -> [Holiday] {
        let order = holidays.indices.sorted { (holidays[$0].date, $0) < (holidays[$1].date, $1) }
        var merged: [Holiday] = []
        merged.reserveCapacity(order.count)
        var rest = order[...]
        while let first = rest.first {
            let meeting = rest.prefix { holidays[$0].date == holidays[first].date }.map { holidays[$0] }
            rest = rest.dropFirst(meeting.count)
            merged.append(meeting.count == 1 ? meeting[0] : one(of: meeting))
        }
        return merged
    }

    /// One holiday in place of several on a day.
    private static func one(of meeting: [Holiday]) -> Holiday {
        let named = meeting.contains { !$0.isWeekly } ? meeting.filter { !$0.isWeekly } : meeting
        return Holiday(
            date: named[0].date,
            name: named.map(\.name).joined(separator: " and "),
            isObserved: named.allSatisfy(\.isObserved),
            isHalfDay: meeting.allSatisfy(\.isHalfDay),
            isWeekly: named[0].isWeekly,
            citation: named[0].citation
        )
    }

    /// The business days.
    func business(_ countsHalfHolidays: Bool) -> DaySet {
        countsHalfHolidays ? strict.business : plain.business
    }

    /// The days that are not shut; nil where none is looked at.
    func open(_ shut: CountingRule.ShutDays, _ countsHalfHolidays: Bool) -> DaySet? {
        switch shut {
        case .none: nil
        case .sundayAndHoliday: countsHalfHolidays ? strict.exceptSundays : plain.exceptSundays
        case .weekendAndHoliday: countsHalfHolidays ? strict.business : plain.business
        }
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
