public import CivilTime

/// Raises of a salary schedule by date.
public struct SalaryAdjustment: Hashable, Sendable, TermValue {
    /// One raise.
    public struct Raise: Hashable, Sendable {
        /// The first day of the new amounts.
        public internal(set) var effective = CivilDate(dayNumber: 0)
        /// The rate, if the raise has one.
        public internal(set) var percent: Percent?
        /// The flat amount, if the raise has one.
        public internal(set) var amount: Money?
    }

    /// To what each raised amount is rounded.
    public enum Rounding: String, CaseIterable, Sendable {
        /// To the nearest dollar, half a dollar up.
        case nearestDollar = "nearest dollar"
        /// Up to the next dollar.
        case upToDollar = "up to dollar"
        /// Down to the dollar.
        case downToDollar = "down to dollar"
        /// To the nearest cent, half a cent up.
        case nearestCent = "nearest cent"
    }

    /// Which cells of the schedule are raised.
    public enum Cells: String, CaseIterable, Sendable {
        /// Every cell.
        case all
        /// The lowest amount alone; the others follow from it.
        case base
    }

    /// The id of the schedule that is raised.
    public internal(set) var grid = ""
    /// The raises, earliest first.
    public internal(set) var raises: [Raise] = []
    /// How raised amounts are rounded.
    public internal(set) var rounding = Rounding.nearestDollar
    /// Whether it is paid beside the schedule and does not raise it.
    public internal(set) var isOffSchedule = false
    /// Which cells are raised, if stated.
    public internal(set) var cells: Cells?

    static var form: [Slot<Self>] {
        [
            .required("grid", \.grid, .id(like: "teacher-salary"), .scope),
            .required("rounding", \.rounding, .choice, .basis),
            .flag("off_schedule", \.isOffSchedule, .basis),
            .optional("cells", \.cells, .choice, .basis),
            .dated("raises", \.raises),
        ]
    }
}

extension SalaryAdjustment.Raise: DatedRow {
    static var noun: String { "a raise" }
    static var example: String { "{effective: 2026-09-01, percent: 3.5%}" }
    static var form: [Slot<Self>] {
        [
            .required("effective", \.effective, .date, .effectiveDate),
            .optional("percent", \.percent, .percent, .value, .gain),
            .optional("amount", \.amount, .amount, .value, .gain),
        ]
    }

    var complaints: [Complaint] {
        percent == nil && amount == nil ? [.missing("percent", like: "3.5%")] : []
    }
}

extension SalaryAdjustment {
    static func refined(
        _ changes: [TermChange.Field],
        old: Self,
        new: Self,
        bases: Bases
    ) -> [TermChange.Field] {
        guard old.raises != new.raises, max(old.raises.count, new.raises.count) > 1,
            let former = old.together, let latter = new.together, former != latter
        else { return changes }
        let rate = TermChange.Field(
            name: "all raises together",
            change: .value,
            old: "\(former) (their sum is \(old.sum))",
            new: "\(latter) (their sum is \(new.sum))",
            difference: Quantity(latter.basisPoints - former.basisPoints, .basisPoints).difference,
            bearing: latter > former ? .towardUnion : .towardBoard
        )
        return changes + [rate]
    }

    /// The sum of the rates, which is less than what they come to one after the other.
    private var sum: Percent {
        Percent(basisPoints: raises.reduce(0) { $0 + ($1.percent?.basisPoints ?? 0) })
    }

    /// What the rates come to one after the other, rounded once to a hundredth of a percent, half up.
    ///
    /// Nil where a raise is a flat amount, or where there are so many that 128 bits do not hold them.
    var together: Percent? {
        var (numerator, denominator) = (Int128(1), Int128(1))
        for raise in raises {
            guard let percent = raise.percent, raise.amount == nil else { return nil }
            let (product, isLarge) = numerator.multipliedReportingOverflow(
                by: 10_000 + Int128(percent.basisPoints)
            )
            let (divisor, isFine) = denominator.multipliedReportingOverflow(by: 10_000)
            guard !isLarge, !isFine else { return nil }
            (numerator, denominator) = (product, divisor)
        }
        let (scaled, isLarge) = (numerator - denominator).multipliedReportingOverflow(by: 20_000)
        guard !isLarge else { return nil }
        let twice = scaled + denominator
        let floor =
            (twice - (twice % (2 * denominator) + 2 * denominator) % (2 * denominator)) / (2 * denominator)
        return Percent(basisPoints: Int64(clamping: floor))
    }
}
