/// A teacher's leadership role.
public struct LeaderRole: Hashable, Sendable, TermValue {
    /// Its name.
    public internal(set) var role = ""
    /// How many persons at each school.
    public internal(set) var count = 1
    /// What is paid for a year, if anything.
    public internal(set) var stipend: Money?
    /// Time freed of teaching, if any.
    public internal(set) var release: RecurringTime?
    /// How long one serves, in months, if stated.
    public internal(set) var months: Int?
    /// How it is filled, if stated.
    public internal(set) var selection: Selection?

    static var form: [Slot<Self>] {
        [
            .required("role", \.role, .text(like: "teacher leader"), .scope),
            .required("count", \.count, .whole(1...1000), .value, .gain),
            .optional("stipend", \.stipend, .amount, .value, .gain),
            .optional("release", \.release, .recurring, .value, .gain),
            .optional("months", \.months, .whole(1...120, .months, like: "12")),
            .optional("selection", \.selection, .level, .value, .gain),
        ]
    }
}

/// How a role or a team is filled.
public enum Selection: String, CaseIterable, Sendable {
    /// By the principal or the board.
    case appointed
    /// By both together.
    case joint
    /// By vote of the teachers.
    case elected
}
