/// What is paid toward teachers' own studies.
public struct TuitionPay: Hashable, Sendable, TermValue {
    /// At most so much a year for each teacher.
    public internal(set) var amount = Money(cents: 0)
    /// Which part of the cost, if stated.
    public internal(set) var percent: Percent?
    /// How much for each credit, if stated.
    public internal(set) var perCredit: Money?
    /// On what conditions, if stated.
    public internal(set) var conditions: String?

    static var form: [Slot<Self>] {
        [
            .required("amount", \.amount, .amount, .value, .gain),
            .optional("percent", \.percent, .percent, .value, .gain),
            .optional("per_credit", \.perCredit, .amount, .value, .gain),
            .optional("conditions", \.conditions, .text(like: "grade of B or better"), .basis),
        ]
    }
}
