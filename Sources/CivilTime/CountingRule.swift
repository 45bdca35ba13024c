/// How a jurisdiction counts a period of days, and what it does where the last day is one on which offices are shut.
public struct CountingRule: Hashable, Sendable {
    /// When the last day moves.
    ///
    /// A count of business days ends on a business day and never moves.
    public enum Roll: String, CaseIterable, Sendable {
        /// From a Sunday or legal holiday to the next business day; a Saturday that is no holiday stands.
        case sundayAndHoliday = "sunday-and-holiday"
        /// From a Saturday, Sunday or legal holiday to the next business day.
        case weekendAndHoliday = "weekend-and-holiday"
    }

    /// The name that packs and commands use, `ma-statute`.
    public let id: String
    /// What people call it.
    public let title: String
    /// Whether counting starts with the day after the one that sets the clock going.
    public let excludesTriggerDay: Bool
    /// When the last day moves.
    public let roll: Roll
    /// The law that says so.
    public let citation: String
    /// How far that was verified.
    public let evidence: Evidence

    /// A rule of counting.
    public init(
        id: String,
        title: String,
        excludesTriggerDay: Bool,
        roll: Roll,
        citation: String,
        evidence: Evidence
    ) {
        self.id = id
        self.title = title
        self.excludesTriggerDay = excludesTriggerDay
        self.roll = roll
        self.citation = citation
        self.evidence = evidence
    }
}
