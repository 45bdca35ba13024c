/// Meetings that teachers must attend.
public struct Meetings: Hashable, Sendable, TermValue {
    /// Whether they lie within the teacher's day.
    public enum Placement: String, CaseIterable, Sendable {
        /// Within the day.
        case within
        /// Before or after it.
        case outside
    }

    /// How long, and how often.
    public internal(set) var time = RecurringTime.none
    /// Whether they lie within the teacher's day.
    public internal(set) var placement = Placement.within
    /// Which meetings, if not all.
    public internal(set) var purpose: String?

    static var form: [Slot<Self>] {
        [
            .required("time", \.time, .recurring, .value, .burden),
            .required("day", \.placement, .choice, .basis),
            .optional("for", \.purpose, .text(like: "staff meetings"), .scope),
        ]
    }
}
