internal import CivilTime

extension SalaryAdjustment {
    /// What the rates of one year come to; the years are counted from the day of the first raise.
    struct Year: Hashable {
        /// Over the whole year, each amount weighed by its days: the rate that would have cost as much from the first
        /// day on.
        let wholeYear: Percent
        /// At the end of the year, on which the next year builds.
        let atEnd: Percent
        /// Whether a raise falls within the year and not on its first day.
        let isSplit: Bool
    }

    /// The years up to that of the last raise; nil where a raise is a flat amount or 128 bits do not hold the product.
    ///
    /// Each rate is rounded once, to a hundredth of a percent, half up.
    var years: [Year]? {
        guard let first = raises.first, let last = raises.last else { return [] }
        var years: [Year] = []
        while true {
            let start = Self.anniversary(of: first.effective, years.count)
            if start > last.effective { return years }
            let end = Self.anniversary(of: first.effective, years.count + 1)
            let within = raises.filter { $0.effective >= start && $0.effective < end }
            guard let year = Self.year(within, from: start, until: end) else { return nil }
            years.append(year)
        }
    }

    private static func year(_ raises: [Raise], from start: CivilDate, until end: CivilDate) -> Year? {
        var level = Ratio(1, 1)
        var sum = Ratio(0, 1)
        var day = start
        for raise in raises {
            guard let percent = raise.percent, raise.amount == nil,
                let rest = level.times(day.days(until: raise.effective), over: 1),
                let total = sum.plus(rest),
                let raised = level.times(10_000 + Int(percent.basisPoints), over: 10_000)
            else { return nil }
            (level, sum, day) = (raised, total, raise.effective)
        }
        guard let rest = level.times(day.days(until: end), over: 1),
            let mean = sum.plus(rest)?.times(1, over: start.days(until: end)),
            let wholeYear = mean.rateAboveOne, let atEnd = level.rateAboveOne
        else { return nil }
        return Year(wholeYear: wholeYear, atEnd: atEnd, isSplit: raises.contains { $0.effective > start })
    }

    /// The same day so many years later; where the year has no such day, the one before it.
    private static func anniversary(of date: CivilDate, _ count: Int) -> CivilDate {
        let year = date.year + count
        let length = CivilDate.length(ofMonth: date.month, year: year)
        let later = try? CivilDate(year: year, month: date.month, day: min(date.day, length))
        return later ?? CivilDate.range.upperBound.adding(days: 1)
    }

    /// What all rates come to one after the other, rounded once to a hundredth of a percent, half up.
    ///
    /// Nil where a raise is a flat amount, or where 128 bits do not hold the product.
    var together: Percent? {
        var product = Ratio(1, 1)
        for raise in raises {
            guard let percent = raise.percent, raise.amount == nil,
                let next = product.times(10_000 + Int(percent.basisPoints), over: 10_000)
            else { return nil }
            product = next
        }
        return product.rateAboveOne
    }

    /// The sum of the rates, which differs from what they come to one after the other.
    var sum: Percent {
        Percent(basisPoints: raises.reduce(0) { $0 + ($1.percent?.basisPoints ?? 0) })
    }
}

/// A fraction of 128 bits in lowest terms, above the line and below; nil where a result needs more.
private struct Ratio {
    let numerator: Int128
    let denominator: Int128

    init(_ numerator: Int128, _ denominator: Int128) {
        var (one, other) = (numerator.magnitude, denominator.magnitude)
        while other != 0 { (one, other) = (other, one % other) }
        let common = max(1, Int128(one))
        self.numerator = numerator / common
        self.denominator = denominator / common
    }

    func times(_ factor: Int, over divisor: Int) -> Ratio? {
        let (above, isLarge) = numerator.multipliedReportingOverflow(by: Int128(factor))
        let (below, isFine) = denominator.multipliedReportingOverflow(by: Int128(divisor))
        return isLarge || isFine ? nil : Ratio(above, below)
    }

    func plus(_ other: Ratio) -> Ratio? {
        let (one, isLarge) = numerator.multipliedReportingOverflow(by: other.denominator)
        let (two, isOtherLarge) = other.numerator.multipliedReportingOverflow(by: denominator)
        let (sum, isFar) = one.addingReportingOverflow(two)
        let (below, isFine) = denominator.multipliedReportingOverflow(by: other.denominator)
        return isLarge || isOtherLarge || isFar || isFine ? nil : Ratio(sum, below)
    }

    /// How far it lies above one, in hundredths of a percent, half up.
    var rateAboveOne: Percent? {
        let (change, isFar) = numerator.subtractingReportingOverflow(denominator)
        let (scaled, isLarge) = change.multipliedReportingOverflow(by: 20_000)
        let (twice, isLarger) = scaled.addingReportingOverflow(denominator)
        let (divisor, isFine) = denominator.multipliedReportingOverflow(by: 2)
        guard !isFar, !isLarge, !isLarger, !isFine else { return nil }
        let (quotient, rest) = twice.quotientAndRemainder(dividingBy: divisor)
        return Int64(exactly: rest < 0 ? quotient - 1 : quotient).map(Percent.init(basisPoints:))
    }
}
