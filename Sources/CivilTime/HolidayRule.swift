/// A legal holiday as a statute names it: on which day it falls in each year, and from when to when it does.
public struct HolidayRule: Hashable, Sendable {
    /// How a year's day is found.
    public enum Day: Hashable, Sendable {
        /// A day of a month, kept as the observance says where it falls on a weekend.
        case fixed(month: Int, day: Int, observance: Observance)
        /// So many days after the first to fifth such weekday of a month; a month without a fifth has no holiday.
        case nth(Int, Weekday, month: Int, plus: Int = 0)
        /// The last such weekday of a month.
        case last(Weekday, month: Int)
        /// So many days after Easter Sunday; before it when negative.
        case easter(offset: Int)
        /// In every week.
        case every(Weekday)
    }

    /// The years in which it is a holiday.
    public enum Years: String, CaseIterable, Sendable {
        /// All of them.
        case all
        /// Those that two divides: of elections to the Congress.
        case even
        /// The others.
        case odd
    }

    /// What happens to a fixed holiday on a weekend.
    public enum Observance: String, CaseIterable, Sendable {
        /// It is kept on the day itself.
        case asItFalls = "as-it-falls"
        /// On a Sunday it is kept on the Monday after; on a Saturday it stays.
        case sundayToMonday = "sunday-to-monday"
        /// On a Sunday it is kept on the Monday after, on a Saturday on the Friday before.
        case nearestWeekday = "nearest-weekday"
    }

    /// What people call it.
    public let name: String
    /// How its day is found.
    public let day: Day
    /// The first year in which it is a holiday; nil where it always was.
    public let fromYear: Int?
    /// The last year in which it is a holiday; nil where it still is.
    public let untilYear: Int?
    /// Whether it is one in every year.
    public let years: Years
    /// Whether it starts only at noon.
    public let isHalfDay: Bool
    /// The law that makes it one.
    public let citation: String

    /// A holiday.
    ///
    /// - Throws: `CivilTimeError.badRule` for a day that no year has, or a last year before the first.
    public init(
        name: String,
        day: Day,
        fromYear: Int? = nil,
        untilYear: Int? = nil,
        years: Years = .all,
        isHalfDay: Bool = false,
        citation: String
    ) throws(CivilTimeError) {
        let isDay =
            switch day {
            case .fixed(let month, let day, _):
                (1...12).contains(month) && (1...CivilDate.length(ofMonth: month, year: 2000)).contains(day)
            case .nth(let ordinal, _, let month, let plus):
                (1...5).contains(ordinal) && (1...12).contains(month) && (0...31).contains(plus)
            case .last(_, let month): (1...12).contains(month)
            case .easter(let offset): (-80...250).contains(offset)
            case .every: true
            }
        guard isDay, (fromYear ?? .min) <= (untilYear ?? .max) else {
            throw CivilTimeError(.badRule, "The holiday '\(name)' has a day or span of years that cannot be.")
        }
        self.name = name
        self.day = day
        self.fromYear = fromYear
        self.untilYear = untilYear
        self.years = years
        self.isHalfDay = isHalfDay
        self.citation = citation
    }

    /// The days on which a year's holiday is kept, which may lie in a neighbouring year; more than one for a weekly one.
    func occurrences(in year: Int) -> [Holiday] {
        guard year >= fromYear ?? .min, year <= untilYear ?? .max, years.contains(year) else { return [] }
        guard case .every(let weekday) = day else { return occurrence(in: year).map { [$0] } ?? [] }
        let january = CivilDate.dayNumber(year: year, month: 1, day: 1)
        let first = january + floorMod(weekday.rawValue - CivilDate(dayNumber: january).weekday.rawValue, 7)
        let end = CivilDate.dayNumber(year: year + 1, month: 1, day: 1)
        return stride(from: first, to: end, by: 7).map { holiday(on: CivilDate(dayNumber: $0)) }
    }

    private func occurrence(in year: Int) -> Holiday? {
        switch day {
        case .fixed(let month, let day, let observance):
            guard day <= CivilDate.length(ofMonth: month, year: year) else { return nil }
            let falls = CivilDate(dayNumber: CivilDate.dayNumber(year: year, month: month, day: day))
            return holiday(on: observance.kept(falls), falling: falls)
        case .nth(let ordinal, let weekday, let month, let plus):
            let first = CivilDate(dayNumber: CivilDate.dayNumber(year: year, month: month, day: 1))
            let ahead = floorMod(weekday.rawValue - first.weekday.rawValue, 7) + 7 * (ordinal - 1)
            guard ahead < CivilDate.length(ofMonth: month, year: year) else { return nil }
            return holiday(on: first.adding(days: ahead + plus))
        case .last(let weekday, let month):
            let length = CivilDate.length(ofMonth: month, year: year)
            let last = CivilDate(dayNumber: CivilDate.dayNumber(year: year, month: month, day: length))
            return holiday(on: last.adding(days: -floorMod(last.weekday.rawValue - weekday.rawValue, 7)))
        case .easter(let offset):
            return holiday(on: CivilDate.easter(in: year).adding(days: offset))
        case .every: return nil
        }
    }

    private func holiday(on date: CivilDate, falling: CivilDate? = nil) -> Holiday {
        Holiday(
            date: date,
            name: name,
            isObserved: date != falling ?? date,
            isHalfDay: isHalfDay,
            isWeekly: isWeekly,
            citation: citation
        )
    }

    private var isWeekly: Bool {
        if case .every = day { true } else { false }
    }
}

extension HolidayRule.Years {
    fileprivate func contains(_ year: Int) -> Bool {
        switch self {
        case .all: true
        case .even: floorMod(year, 2) == 0
        case .odd: floorMod(year, 2) == 1
        }
    }
}

extension HolidayRule.Observance {
    fileprivate func kept(_ date: CivilDate) -> CivilDate {
        switch (self, date.weekday) {
        case (.sundayToMonday, .sunday), (.nearestWeekday, .sunday): date.adding(days: 1)
        case (.nearestWeekday, .saturday): date.adding(days: -1)
        default: date
        }
    }
}
