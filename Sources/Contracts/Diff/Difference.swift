/// How far one figure lies from another of the same unit.
struct Difference: CustomStringConvertible {
    private let old: TermField.Measure
    private let new: TermField.Measure

    /// The difference, or nil where the units differ.
    init?(_ old: TermField.Measure, _ new: TermField.Measure) {
        guard old.unit == new.unit else { return nil }
        self.old = old
        self.new = new
    }

    /// `+$2,300 (+3.50%)`, `+0.50 points`, `+15 min (+3.57%)`.
    var description: String {
        let divisor = old.denominator * new.denominator
        let change = new.numerator * old.denominator - old.numerator * new.denominator
        let common = greatestCommonDivisor(change, divisor)
        let sign = change < 0 ? "-" : "+"
        let size = (change / common).magnitude
        let amount = divisor == common ? "\(size)" : "\(size)/\(divisor / common)"
        switch old.unit {
        case .cents: return signed(Money(cents: change / divisor)) + share
        case .basisPoints:
            return "\(sign)\(size / 100).\(size % 100 < 10 ? "0" : "")\(size % 100) points"
        case .minutes: return "\(sign)\(amount) min\(share)"
        case .days: return "\(sign)\(amount) day\(amount == "1" ? "" : "s")\(share)"
        case .months: return "\(sign)\(amount) month\(amount == "1" ? "" : "s")"
        case .years: return "\(sign)\(amount) year\(amount == "1" ? "" : "s")"
        case .count: return "\(sign)\(amount)"
        case .minutesPerWeek: return "\(sign)\(amount) min a week\(share)"
        case .minutesPerMonth: return "\(sign)\(amount) min a month\(share)"
        case .minutesPerYear: return "\(sign)\(amount) min a year\(share)"
        }
    }

    private var share: String {
        guard old.numerator != 0 else { return "" }
        let percent = percentChange(
            from: old.numerator * new.denominator,
            to: new.numerator * old.denominator
        )
        return percent.map { " (\(signed($0)))" } ?? ""
    }
}

/// The change in hundredths of a percent, half rounded away from zero; nil from nothing.
func percentChange(from old: Int64, to new: Int64) -> Percent? {
    guard old > 0 else { return nil }
    let (scaled, overflow) = (new - old).multipliedReportingOverflow(by: 20_000)
    guard !overflow else { return nil }
    let half = scaled < 0 ? -old : old
    return Percent(basisPoints: (scaled + half) / (2 * old))
}

/// An amount with its sign always written.
func signed(_ money: Money) -> String { (money.cents < 0 ? "" : "+") + money.description }

/// A rate with its sign always written.
func signed(_ percent: Percent) -> String { (percent.basisPoints < 0 ? "" : "+") + percent.description }
