/// What a day is paid: an amount, or the yearly salary divided by a number of days.
public struct PerDiem: Hashable, Sendable, TermValue {
    /// How the day's pay is found.
    public enum Rate: Hashable, Sendable {
        /// It is stated.
        case amount(Money)
        /// It is the yearly salary divided by so many days.
        case salary(dividedBy: Int)
    }

    private var amount: Money?
    private var divisor: Int?

    /// How the day's pay is found.
    public var rate: Rate {
        if let amount { .amount(amount) } else { .salary(dividedBy: divisor ?? 1) }
    }

    static var form: [Slot<Self>] {
        [
            .optional("amount", \.amount, .amount, .value, .gain),
            .optional("divisor", \.divisor, .whole(1...366, .days, like: "183"), .basis, .burden),
        ]
    }

    init() {}

    var complaints: [Complaint] {
        switch (amount, divisor) {
        case (nil, nil): [.missing("divisor", like: "183")]
        case (_?, _?):
            [Complaint("divisor", "divisor: the day has an amount already; give the amount or the divisor.")]
        default: []
        }
    }

    static func refined(
        _ changes: [TermChange.Field],
        old: Self,
        new: Self,
        bases: Bases
    ) -> [TermChange.Field] {
        switch (old.rate, new.rate) {
        case (.amount, .salary), (.salary, .amount):
            return [.form(old: old.formName, new: new.formName)] + changes.map(\.incomparable)
        case (.salary(let former), .salary(let latter)) where former != latter:
            let change = percentChange(from: Int64(latter), to: Int64(former)).map { signed($0) }
            return changes + [
                .init(
                    name: "a day's pay of the same salary",
                    change: .value,
                    old: "1/\(former) of the year",
                    new: "1/\(latter) of the year",
                    difference: change,
                    bearing: latter < former ? .towardUnion : .towardBoard
                )
            ]
        default: return changes
        }
    }

    private var formName: String { amount == nil ? "a share of the salary" : "an amount" }
}
