/// A lunch without duties.
public struct DutyFreeLunch: Hashable, Sendable, TermValue {
    /// How long it is each day.
    public internal(set) var length = StatedMinutes()

    static var form: [Slot<Self>] {
        [.required("length", \.length, .time, .value, .gain)]
    }

    var complaints: [Complaint] {
        length.minutes.count > 1440 ? [Complaint("length", "length: a day has at most 24 hours.")] : []
    }
}
