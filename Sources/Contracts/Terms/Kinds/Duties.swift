/// Duties beside teaching that may be asked of a teacher.
public struct Duties: Hashable, Sendable, TermValue {
    /// Which.
    public internal(set) var duties: [String] = []
    /// How much time at most, if stated.
    public internal(set) var time: RecurringTime?

    static var form: [Slot<Self>] {
        [
            .required("duties", \.duties, .names(like: "[bus duty, hall duty]"), .value, .burden),
            .optional("time", \.time, .recurring, .value, .shield),
        ]
    }
}
