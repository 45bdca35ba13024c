/// Pay that depends on something being reached.
public struct IncentivePay: Hashable, Sendable, TermValue {
    /// To whom it is given.
    public enum Award: String, CaseIterable, Sendable {
        /// To each teacher who reaches it.
        case individual
        /// To a team.
        case group
        /// To everybody at a school.
        case school
    }

    /// So much a year, if it is an amount.
    public internal(set) var amount: Money?
    /// So much of the yearly salary, if it is a rate.
    public internal(set) var percent: Percent?
    /// What must be reached.
    public internal(set) var criteria = ""
    /// To whom it is given.
    public internal(set) var award = Award.individual
    /// Which part of the whole pay depends on it, if stated.
    public internal(set) var atRisk: Percent?

    static var form: [Slot<Self>] {
        [
            .optional("amount", \.amount, .amount, .value, .gain),
            .optional("percent", \.percent, .percent, .value, .gain),
            .required("criteria", \.criteria, .text(like: "growth of students above the district's"), .basis),
            .required("award", \.award, .choice, .basis),
            .optional("at_risk", \.atRisk, .percent, .value, .burden),
        ]
    }

    var complaints: [Complaint] {
        switch (amount, percent) {
        case (nil, nil): [.missing("amount", like: "$1,500")]
        case (_?, _?):
            [Complaint("percent", "percent: the pay is given twice; keep one of amount and percent.")]
        default: []
        }
    }

    static func refined(
        _ changes: [TermChange.Field],
        old: Self,
        new: Self,
        bases: Bases
    ) -> [TermChange.Field] {
        (old.amount == nil) == (new.amount == nil)
            ? changes
            : [.form(old: old.formName, new: new.formName)] + changes.map(\.incomparable)
    }

    private var formName: String { amount == nil ? "a percentage of salary" : "an amount" }
}
