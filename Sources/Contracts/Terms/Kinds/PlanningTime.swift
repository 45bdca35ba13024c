/// Time for planning within the day.
public struct PlanningTime: Hashable, Sendable, TermValue {
    /// Whose planning it is.
    public enum Use: String, CaseIterable, Sendable {
        /// Each teacher's own.
        case individual
        /// Teachers' together.
        case common
        /// Either's.
        case both
    }

    /// How much, and how often.
    public internal(set) var time = RecurringTime.none
    /// The shortest piece in which it may be given, if stated.
    public internal(set) var shortestBlock: StatedMinutes?
    /// Whose planning it is, if stated.
    public internal(set) var use: Use?
    /// Who decides what it is used for, if stated.
    public internal(set) var directedBy: String?

    static var form: [Slot<Self>] {
        [
            .required("time", \.time, .recurring, .value, .gain),
            .optional("min_block", \.shortestBlock, .time, .value, .gain),
            .optional("use", \.use, .choice, .basis),
            .optional("directed_by", \.directedBy, .text(like: "teacher")),
        ]
    }
}
