/// A day that is not counted, or on which a period cannot end.
public struct DayOff: Hashable, Sendable {
    /// Why it is.
    public enum Reason: Hashable, Sendable {
        /// It is a Saturday.
        case saturday
        /// It is a Sunday.
        case sunday
        /// A legal holiday is kept; this goes before the weekday.
        case holiday(Holiday)
        /// The school has a vacation of this name.
        case vacation(String)
        /// The school is closed for this reason.
        case closure(String)
        /// The school year has not begun, or is over.
        case outOfTerm
    }

    /// The day.
    public let date: CivilDate
    /// Why it does not count.
    public let reason: Reason

    /// Why, in words: `Sunday`, `Patriots' Day`, `Return Day (from noon)`, `closed: snow`.
    public var words: String {
        switch reason {
        case .saturday: "Saturday"
        case .sunday: "Sunday"
        case .holiday(let holiday):
            holiday.name + (holiday.isObserved ? ", kept on this day" : "")
                + (holiday.isHalfDay ? " (from noon)" : "")
        case .vacation(let name): name
        case .closure(let reason): "closed: \(reason)"
        case .outOfTerm: "between school years"
        }
    }
}
