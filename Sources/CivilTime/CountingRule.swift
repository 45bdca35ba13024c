/// How a jurisdiction counts a period of days, and what it does where the last day is one on which offices are shut.
///
/// Immutable; a class so that handing one on costs nothing, however many texts it cites.
public final class CountingRule: Sendable {
    /// Days on which offices are shut, as far as a rule looks at them.
    public enum ShutDays: String, CaseIterable, Sendable {
        /// None: every day stands.
        case none
        /// Sundays and legal holidays; a Saturday that is no holiday stands.
        case sundayAndHoliday = "sunday-and-holiday"
        /// Saturdays, Sundays and legal holidays.
        case weekendAndHoliday = "weekend-and-holiday"
    }

    /// Where a last day comes to rest that does not stand.
    public enum Landing: String, CaseIterable, Sendable {
        /// On a business day: neither Saturday, Sunday nor legal holiday.
        case businessDay = "business-day"
        /// On the first day that stands: under `sunday-and-holiday` that can be a Saturday.
        case standingDay = "standing-day"
    }

    /// The name that packs and commands use, `ma-statute`.
    public let id: String
    /// What people call it.
    public let title: String
    /// Whether counting starts with the day after the one that sets the clock going.
    public let excludesTriggerDay: Bool
    /// From which days the last day moves.
    ///
    /// Forward to a later day; where days are counted back, back to an earlier one, for then the last day on which
    /// one may act is the earlier one. A count of business or school days ends on such a day and moves only where
    /// mail days were added.
    public let roll: ShutDays
    /// Where it comes to rest.
    public let landing: Landing
    /// What is different for short periods of calendar days; nil where nothing is.
    public let shortPeriods: ShortPeriods?
    /// What service by mail adds; nil where the rule says nothing of it.
    public let mail: Mail?
    /// The time of day up to which a filing counts for its day; nil where the whole day is open.
    public let filing: Filing?
    /// Whether a half-holiday counts as a holiday; otherwise it is a day like others, which gives the safer date.
    public let countsHalfHolidays: Bool
    /// The law that says so.
    public let citation: String
    /// How far that was verified.
    public let evidence: Evidence

    /// A rule of counting.
    public init(
        id: String,
        title: String,
        excludesTriggerDay: Bool,
        roll: ShutDays,
        landing: Landing = .businessDay,
        shortPeriods: ShortPeriods? = nil,
        mail: Mail? = nil,
        filing: Filing? = nil,
        countsHalfHolidays: Bool = false,
        citation: String,
        evidence: Evidence
    ) {
        self.id = id
        self.title = title
        self.excludesTriggerDay = excludesTriggerDay
        self.roll = roll
        self.landing = landing
        self.shortPeriods = shortPeriods
        self.mail = mail
        self.filing = filing
        self.countsHalfHolidays = countsHalfHolidays
        self.citation = citation
        self.evidence = evidence
    }
}

extension CountingRule: Hashable {
    /// Rules are equal where they count alike and cite the same.
    public static func == (left: CountingRule, right: CountingRule) -> Bool {
        left === right
            || left.id == right.id && left.title == right.title
                && left.excludesTriggerDay == right.excludesTriggerDay && left.roll == right.roll
                && left.landing == right.landing && left.shortPeriods == right.shortPeriods
                && left.mail == right.mail && left.filing == right.filing
                && left.countsHalfHolidays == right.countsHalfHolidays && left.citation == right.citation
                && left.evidence == right.evidence
    }

    /// Feeds the name.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(id)
    }
}
