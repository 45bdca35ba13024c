/// The last day of a period with every day that was passed over on the way, and why.
public struct Counted: Hashable, Sendable {
    /// The last day on which the act is in time.
    public let date: CivilDate
    /// The first day that counts.
    public let firstDay: CivilDate
    /// The last day before it moved; the same as `date` where it did not.
    public let lastDay: CivilDate
    /// Days within the period that do not count, in order; none where every day counts.
    public let skipped: [DayOff]
    /// Days that the end moved past, from the unmoved last day on, in order; none where it did not move.
    public let rolled: [DayOff]
}

/// A day on which offices are shut.
public struct DayOff: Hashable, Sendable {
    /// Why they are.
    public enum Reason: Hashable, Sendable {
        /// It is a Saturday.
        case saturday
        /// It is a Sunday.
        case sunday
        /// A legal holiday is kept; this goes before the weekday.
        case holiday(Holiday)
    }

    /// The day.
    public let date: CivilDate
    /// Why offices are shut.
    public let reason: Reason
}
