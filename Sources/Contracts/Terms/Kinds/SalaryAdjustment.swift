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
    /// What several rates come to, and what raises within a year are worth over the whole year and at its end.
    static func refined(
        _ changes: [TermChange.Field],
        old: Self,
        new: Self,
        bases: Bases
    ) -> [TermChange.Field] {
        guard old.raises != new.raises, max(old.raises.count, new.raises.count) > 1 else { return changes }
        var all: [TermChange.Field] = []
        if let former = old.together, let latter = new.together {
            let sums = (" (their sum is \(old.sum))", " (their sum is \(new.sum))")
            all += rate("all raises together", former, latter, remarks: sums)
        }
        let (olds, news) = (old.years ?? [], new.years ?? [])
        for (index, (former, latter)) in zip(olds, news).enumerated() where former.isSplit || latter.isSplit {
            all += rate("year \(index + 1) as over the whole year", former.wholeYear, latter.wholeYear)
            all += rate("year \(index + 1) at its end", former.atEnd, latter.atEnd)
        }
        return changes + all
    }

    /// A rate that follows from others; nothing where it is the same.
    private static func rate(
        _ name: String,
        _ old: Percent,
        _ new: Percent,
        remarks: (String, String) = ("", "")
    ) -> [TermChange.Field] {
        guard old != new else { return [] }
        let change = Quantity(new.basisPoints - old.basisPoints, .basisPoints)
        return [
            .init(
                name: name,
                change: .value,
                old: "\(old)\(remarks.0)",
                new: "\(new)\(remarks.1)",
                difference: change.difference,
                bearing: new > old ? .towardUnion : .towardBoard,
                amount: change
            )
        ]
    }
}
