/// An exact figure with its unit, or how far one figure lies from another; never rounded.
public struct Quantity: Hashable, Sendable {
    /// In what a figure is counted.
    public enum Unit: String, Sendable, Codable {
        /// Cents of a US dollar.
        case cents
        /// Hundredths of a percent.
        case basisPoints = "basis-points"
        /// Minutes of a day.
        case minutes
        /// Minutes in a week of five days.
        case minutesPerWeek = "minutes-per-week"
        /// Minutes in a month.
        case minutesPerMonth = "minutes-per-month"
        /// Minutes in a year.
        case minutesPerYear = "minutes-per-year"
        /// Days, of whatever kind the term counts.
        case days
        /// Months.
        case months
        /// Years.
        case years
        /// Persons, times or other things that are counted.
        case count
        /// Credits of study.
        case credits
        /// Percent of all votes.
        case percentOfVotes = "percent-of-votes"
        /// The place in an order, the first being 1.
        case rank
        /// The place among named levels, the lowest being 0.
        case level
        /// Days since 1970-01-01: a date.
        case date
    }

    /// What stands above the line of the reduced fraction.
    public let numerator: Int64
    /// What stands below it; above 0.
    public let denominator: Int64
    /// In what it is counted.
    public let unit: Unit

    init(_ value: some BinaryInteger, _ unit: Unit) {
        (numerator, denominator, self.unit) = (Int64(clamping: value), 1, unit)
    }

    /// The reduced fraction.
    init(_ numerator: Int64, over denominator: Int64, _ unit: Unit) {
        let common = greatestCommonDivisor(numerator, denominator)
        self.numerator = numerator / common
        self.denominator = denominator / common
        self.unit = unit
    }

    /// Whether it is below zero, zero or above: -1, 0 or 1.
    public var sign: Int { Int(numerator.signum()) }

    /// How far it lies above nothing; nil for what cannot be nothing.
    var aboveNothing: Quantity? { [.date, .rank, .level].contains(unit) ? nil : self }

    /// The same on the other side of nothing.
    var reversed: Quantity { Quantity(-numerator, over: denominator, unit) }

    /// How far it lies above another figure; nil where the units differ or the fraction needs more than 64 bits.
    func above(_ old: Quantity) -> Quantity? {
        guard unit == old.unit else { return nil }
        let (one, isLarge) = numerator.multipliedReportingOverflow(by: old.denominator)
        let (other, isOtherLarge) = old.numerator.multipliedReportingOverflow(by: denominator)
        let (change, isFar) = one.subtractingReportingOverflow(other)
        let (divisor, isFine) = denominator.multipliedReportingOverflow(by: old.denominator)
        guard !isLarge, !isOtherLarge, !isFar, !isFine, change > .min else { return nil }
        return Quantity(change, over: divisor, unit)
    }

    /// The change from another figure in hundredths of a percent, half away from zero; nil from nothing.
    func percentAbove(_ old: Quantity) -> Percent? {
        let (one, isLarge) = numerator.multipliedReportingOverflow(by: old.denominator)
        let (other, isOtherLarge) = old.numerator.multipliedReportingOverflow(by: denominator)
        guard !isLarge, !isOtherLarge else { return nil }
        return percentChange(from: other, to: one)
    }

    /// The difference in its unit, with its sign: `+$2,300`, `-0.50 points`, `+15 min`, `+30 days`.
    public var difference: String {
        let sign = numerator < 0 ? "-" : "+"
        let isOne = numerator.magnitude == denominator.magnitude
        return switch unit {
        case .cents where denominator == 1: signed(Money(cents: numerator))
        case .cents: sign + "$" + mixed(over: 100)
        case .basisPoints: "\(sign)\(hundredths) points"
        case .percentOfVotes: "\(sign)\(mixed()) point\(isOne ? "" : "s")"
        case .minutes: "\(sign)\(mixed()) min"
        case .minutesPerWeek: "\(sign)\(mixed()) min a week"
        case .minutesPerMonth: "\(sign)\(mixed()) min a month"
        case .minutesPerYear: "\(sign)\(mixed()) min a year"
        case .days, .date: "\(sign)\(mixed()) day\(isOne ? "" : "s")"
        case .months: "\(sign)\(mixed()) month\(isOne ? "" : "s")"
        case .years: "\(sign)\(mixed()) year\(isOne ? "" : "s")"
        case .credits: "\(sign)\(mixed()) credit\(isOne ? "" : "s")"
        case .count: "\(sign)\(mixed())"
        case .rank: "\(numerator < 0 ? "up" : "down") \(mixed()) place\(isOne ? "" : "s")"
        case .level: "\(mixed()) level\(isOne ? "" : "s") \(numerator < 0 ? "down" : "up")"
        }
    }

    /// The amount to the nearest cent, half a cent away from zero.
    var roundedCents: Money {
        let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        let isUp = rest.magnitude >= denominator.magnitude - rest.magnitude
        return Money(cents: whole + (isUp && rest != 0 ? rest.signum() : 0))
    }

    /// Whether a share of the old figure says more about its difference: not of dates, ranks and rates.
    var hasShare: Bool {
        switch unit {
        case .cents, .minutes, .minutesPerWeek, .minutesPerMonth, .minutesPerYear, .days: true
        case .basisPoints, .months, .years, .count, .credits, .percentOfVotes, .rank, .level, .date: false
        }
    }

    private var hundredths: String {
        let (whole, rest) = numerator.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// The size without its sign: `6`, `1/3`, `6 2/3`.
    private func mixed(over scale: UInt64 = 1) -> String {
        let divisor = denominator.magnitude * scale
        let (whole, rest) = numerator.magnitude.quotientAndRemainder(dividingBy: divisor)
        if rest == 0 { return "\(whole)" }
        let common = greatestCommonDivisor(Int64(clamping: rest), Int64(clamping: divisor)).magnitude
        return (whole == 0 ? "" : "\(whole) ") + "\(rest / common)/\(divisor / common)"
    }
}
