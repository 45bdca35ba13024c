/// How many years elsewhere count when a teacher is placed on the schedule.
public struct PlacementRule: Hashable, Sendable, TermValue {
    /// At most so many.
    public internal(set) var years = 0
    /// Which experience counts, if stated.
    public internal(set) var experience: [String] = []

    static var form: [Slot<Self>] {
        [
            .required("years", \.years, .whole(0...60, .years, like: "10"), .value, .gain),
            .list("experience", \.experience, .names(like: "[public school, military]"), .value, .gain),
        ]
    }
}
