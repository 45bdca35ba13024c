/// An instant as a `Date` header has it, in UTC (RFC 5322 §3.3).
enum MailDate {
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The header's value, or nil for a year that it cannot hold.
    static func text(microseconds: Int64) -> String? {
        let seconds = microseconds.floored(by: 1_000_000)
        let day = seconds.floored(by: 86_400)
        let second = seconds - day * 86_400
        let (year, month, dayOfMonth) = civil(day: day)
        guard (1900...9999).contains(year) else { return nil }
        let weekday = weekdays[Int(day - day.floored(by: 7) * 7)]
        let time = [second / 3_600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(weekday), \(dayOfMonth) \(months[month - 1]) \(year) \(time.joined(separator: ":")) +0000"
    }

    /// The date of a day counted from 1 January 1970, in the Gregorian calendar.
    ///
    /// Years begin in March here, so that the leap day is the last day of one, in eras of 400 years.
    private static func civil(day: Int64) -> (year: Int64, month: Int, day: Int64) {
        let shifted = day + 719_468
        let era = shifted.floored(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), Int(month),
            dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }
}

extension Int64 {
    fileprivate func floored(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
