/// Pay for time added to the day or the year.
public struct ExtendedTime: Hashable, Sendable, TermValue {
    /// In what form the pay is given.
    public enum Pay: Hashable, Sendable {
        /// So much for a year.
        case year(Money)
        /// So much for an hour.
        case hour(Money)
        /// A part of the yearly salary.
        case percent(Percent)
        /// By a rate that the contract has elsewhere.
        case formula(Formula)
    }

    /// By which rate of the contract time is paid.
    public enum Formula: String, CaseIterable, Sendable {
        /// Each teacher's salary divided by the hours of the year.
        case ownRate = "own hourly rate"
        /// The hourly rate that the contract states.
        case contractRate = "contractual hourly rate"
        /// Not beside the salary.
        case unpaid
    }

    private enum Unit: String, CaseIterable {
        case year, hour
    }

    private var amount: Money?
    private var unit: Unit?
    private var percent: Percent?
    private var formula: Formula?
    /// How much longer each day is, if it is the day that is longer.
    public private(set) var daily: StatedMinutes?
    /// On how many days; nil for every day of the year.
    public private(set) var days: Int?
    /// How many hours a year are added, if they are stated by the year.
    public private(set) var hours: Int?
    /// Whether it counts toward the pension, if stated.
    public private(set) var isPensionable: Bool?

    /// In what form the pay is given.
    public var pay: Pay {
        if let amount { return unit == .hour ? .hour(amount) : .year(amount) }
        return percent.map(Pay.percent) ?? .formula(formula ?? .unpaid)
    }

    /// How many minutes a year are added; nil where they are not known.
    ///
    /// A term that does not say on how many days takes those of the contract year.
    public func minutesPerYear(yearDays: Int?) -> Int? {
        if let hours { return 60 * hours }
        guard let daily, let days = days ?? yearDays else { return nil }
        return daily.minutes.count * days
    }

    static var form: [Slot<Self>] {
        [
            .optional("amount", \.amount, .amount, .value, .gain),
            .optional("per", \.unit, .choice, .basis),
            .optional("percent", \.percent, .percent, .value, .gain),
            .optional("rate", \.formula, .choice),
            .optional("added", \.daily, .time, .value, .burden),
            .optional("days", \.days, .whole(1...366, .days, like: "183"), .value, .burden),
            .optional("hours", \.hours, .whole(1...2000, like: "190"), .value, .burden),
            .optional("pensionable", \.isPensionable, .yes, .basis, .gain),
        ]
    }

    init() {}

    var complaints: [Complaint] {
        var complaints: [Complaint] = []
        switch [amount != nil, percent != nil, formula != nil].count(where: \.self) {
        case 0: complaints.append(.missing("amount", like: "$4,464"))
        case 1: break
        default:
            complaints.append(
                Complaint("amount", "amount: the pay is given twice; keep one of amount, percent and rate.")
            )
        }
        if amount != nil, unit == nil { complaints.append(.missing("per", like: "year")) }
        if amount == nil, unit != nil {
            complaints.append(Complaint("per", "per: only an amount is per year or per hour; leave it out."))
        }
        if daily == nil, hours == nil { complaints.append(.missing("added", like: "40 minutes")) }
        if daily != nil, hours != nil {
            complaints.append(Complaint("hours", "hours: the time is given twice; keep added or hours."))
        }
        if let daily, daily.minutes.count > 1440 {
            complaints.append(Complaint("added", "added: a day has at most 24 hours."))
        }
        if daily == nil, days != nil {
            complaints.append(Complaint("days", "days: they belong to 'added'; leave them out."))
        }
        return complaints
    }

    static func refined(
        _ changes: [TermChange.Field],
        old: Self,
        new: Self,
        bases: Bases
    ) -> [TermChange.Field] {
        let changes = time(changes, old: old, new: new, bases: bases)
        if old.formName != new.formName {
            return [.form(old: old.formName, new: new.formName)] + changes.map(\.incomparable)
        }
        guard case .year = old.pay, case .year = new.pay,
            let former = old.centsPerHour(yearDays: bases.old?.days),
            let latter = new.centsPerHour(yearDays: bases.new?.days), former != latter
        else { return changes }
        return changes + [
            .init(
                name: "an added hour, to the nearest cent",
                change: .value,
                old: former.roundedCents.description,
                new: latter.roundedCents.description,
                difference: latter.percentAbove(former).map { signed($0) },
                bearing: Favour.gain.bearing(from: former, to: latter),
                amount: latter.above(former)
            )
        ]
    }

    /// Minutes a day and hours a year are held against each other as minutes a year, where both are known.
    private static func time(
        _ changes: [TermChange.Field],
        old: Self,
        new: Self,
        bases: Bases
    ) -> [TermChange.Field] {
        guard (old.hours == nil) != (new.hours == nil),
            let former = old.minutesPerYear(yearDays: bases.old?.days),
            let latter = new.minutesPerYear(yearDays: bases.new?.days)
        else { return changes }
        let field = TermChange.Field(
            from: old.time(former, yearDays: bases.old?.days),
            to: new.time(latter, yearDays: bases.new?.days)
        )
        return changes.filter { !["added", "days", "hours"].contains($0.name) } + (field.map { [$0] } ?? [])
    }

    private func time(_ minutes: Int, yearDays: Int?) -> TermField {
        let text =
            if let daily, let days = days ?? yearDays {
                "\(daily.stated) on \(days) days"
            } else {
                "\(hours ?? 0) hours"
            }
        return TermField(
            "time added a year",
            .value,
            text,
            .figure(Quantity(minutes, .minutesPerYear)),
            .burden
        )
    }

    /// What an added hour is paid, exactly; nil where the pay or the time is not known.
    ///
    /// A term that does not say on how many days takes those of the contract year.
    public func centsPerHour(yearDays: Int?) -> Quantity? {
        switch pay {
        case .hour(let amount): return Quantity(amount.cents, .cents)
        case .year(let amount):
            return minutesPerYear(yearDays: yearDays).map {
                Quantity(60 * amount.cents, over: Int64($0), .cents)
            }
        case .percent, .formula: return nil
        }
    }

    private var formName: String {
        switch pay {
        case .year: "an amount for a year"
        case .hour: "an amount for an hour"
        case .percent: "a percentage of salary"
        case .formula: "a rate"
        }
    }
}
