/// Days of leave of one kind.
public struct Leave: Hashable, Sendable, TermValue {
    /// For what: sickness, personal reasons, the union's business.
    public internal(set) var purpose = ""
    /// How many a year.
    public internal(set) var days = Days(halves: 0)
    /// How many may be kept at most, if stated.
    public internal(set) var accrualCap: Days?
    /// What is paid for each day kept when one leaves, if it is an amount.
    public internal(set) var payout: Money?
    /// What is paid for it, if it is a part of the daily rate.
    public internal(set) var payoutShare: Percent?

    static var form: [Slot<Self>] {
        [
            .required("for", \.purpose, .text(like: "sickness"), .scope),
            .required("days", \.days, .days, .value, .gain),
            .optional("accrual_cap", \.accrualCap, .days, .value, .ceiling),
            .optional("payout", \.payout, .amount, .value, .gain),
            .optional("payout_share", \.payoutShare, .percent, .value, .gain),
        ]
    }

    var complaints: [Complaint] {
        payout != nil && payoutShare != nil
            ? [Complaint("payout_share", "payout_share: the payout is given twice; keep one.")] : []
    }
}
