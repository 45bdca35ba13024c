/// An amount paid for a duty, a role or length of service.
public struct Stipend: Hashable, Sendable, TermValue {
    /// For what unit the amount is paid.
    public enum Unit: String, CaseIterable, Sendable {
        /// A year.
        case year
        /// A season.
        case season
        /// A month.
        case month
        /// A day.
        case day
        /// An hour.
        case hour
        /// Half an hour.
        case halfHour = "half hour"
        /// Each time.
        case event
    }

    /// For what it is paid.
    public internal(set) var purpose = ""
    /// How much.
    public internal(set) var amount = Money(cents: 0)
    /// For each what.
    public internal(set) var unit = Unit.year
    /// How many are paid, if stated.
    public internal(set) var count: Int?
    /// After how many years of service, for longevity.
    public internal(set) var afterYears: Int?

    static var form: [Slot<Self>] {
        [
            .required("for", \.purpose, .text(like: "lunch duty"), .scope),
            .required("amount", \.amount, .amount, .value, .gain),
            .required("per", \.unit, .choice, .basis),
            .optional("count", \.count, .whole(1...10_000), .value, .gain),
            .optional("after_years", \.afterYears, .whole(1...60, .years, like: "15"), .value, .burden),
        ]
    }
}
