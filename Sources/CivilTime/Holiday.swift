/// A day on which a legal holiday is kept.
public struct Holiday: Hashable, Sendable {
    /// The day it is kept on.
    public let date: CivilDate
    /// What people call it.
    public let name: String
    /// Whether it is kept on another day than it falls on.
    public let isObserved: Bool
    /// Whether it starts only at noon.
    public let isHalfDay: Bool
    /// Whether it is kept in every week.
    public let isWeekly: Bool
    /// The law that makes it one.
    public let citation: String
}
