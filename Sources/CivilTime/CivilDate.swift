/// A day as the law names it: a year, a month and a day, with no time and no zone.
///
/// Proleptic Gregorian, years 1 to 9999. Arithmetic is in whole days.
public struct CivilDate: Hashable, Sendable {
    /// Days since 1970-01-01; negative before it.
    public let dayNumber: Int

    /// The first and the last day that can be named: 0001-01-01 and 9999-12-31.
    public static let range = CivilDate(dayNumber: -719_162)...CivilDate(dayNumber: 2_932_896)

    /// The day that lies so many days after 1970-01-01.
    public init(dayNumber: Int) {
        self.dayNumber = dayNumber
    }

    /// The named day, or an error that says which part cannot be.
    ///
    /// - Throws: `CivilTimeError.noSuchDate` for 30 February, month 13 or a year outside 1 to 9999.
    public init(year: Int, month: Int, day: Int) throws(CivilTimeError) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.length(ofMonth: month, year: year)).contains(day)
        else {
            throw CivilTimeError(
                .noSuchDate,
                "There is no day \(year)-\(padded(month, 2))-\(padded(day, 2)): "
                    + "a date is year-month-day, such as 2026-04-17."
            )
        }
        self.init(dayNumber: Self.dayNumber(year: year, month: month, day: day))
    }

    /// The weekday it falls on.
    public var weekday: Weekday {
        Weekday(rawValue: floorMod(dayNumber + 3, 7) + 1) ?? .monday
    }

    /// The day so many days later; earlier when negative.
    public func adding(days: Int) -> CivilDate {
        CivilDate(dayNumber: dayNumber + days)
    }

    /// Whole days from this day to another; negative when the other is earlier.
    public func days(until other: CivilDate) -> Int {
        other.dayNumber - dayNumber
    }

    /// How many days a month has.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }
}

extension CivilDate {
    /// The year, 1 to 9999.
    public var year: Int { parts.year }
    /// The month, 1 to 12.
    public var month: Int { parts.month }
    /// The day of the month, 1 to 31.
    public var day: Int { parts.day }

    /// Year, month and day at once.
    public var parts: (year: Int, month: Int, day: Int) {
        // Years are counted from March, so that the leap day ends a year (Howard Hinnant's civil calendar).
        let shifted = dayNumber + 719_468
        let era = floorDiv(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = floorDiv(shiftedYear, 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

extension CivilDate: Comparable {
    /// Earlier days come first.
    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        left.dayNumber < right.dayNumber
    }
}

func floorDiv(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : (value - divisor + 1) / divisor
}

func floorMod(_ value: Int, _ divisor: Int) -> Int {
    value - floorDiv(value, divisor) * divisor
}

func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
