public import CivilTime

/// The length of the school day.
public struct DayLength: Hashable, Sendable, TermValue {
    private var length = StatedMinutes()
    /// Whose day.
    public internal(set) var person = Person.teacher
    /// Whether lunch is part of it, if stated.
    public internal(set) var lunch: Inclusion?
    /// The earliest time at which it may begin, if stated.
    public internal(set) var earliestStart: ClockTime?
    /// The latest time at which it may end, if stated.
    public internal(set) var latestEnd: ClockTime?

    /// As the contract states it.
    public var stated: String { length.stated }
    /// How long.
    public var minutes: Minutes { length.minutes }

    static var form: [Slot<Self>] {
        [
            .required("length", \.length, .time, .value, .burden),
            .required("who", \.person, .choice, .basis),
            .optional("lunch", \.lunch, .choice, .basis),
            .optional("earliest_start", \.earliestStart, .clock),
            .optional("latest_end", \.latestEnd, .clock),
        ]
    }

    init() {}

    var complaints: [Complaint] {
        var complaints: [Complaint] = []
        if minutes.count > 1440 {
            complaints.append(Complaint("length", "length: a day has at most 24 hours."))
        }
        if let earliestStart, let latestEnd, latestEnd <= earliestStart {
            complaints.append(
                Complaint(
                    "latest_end",
                    "latest_end: \(latestEnd) is not after earliest_start: \(earliestStart)."
                )
            )
        }
        return complaints
    }

    /// A longer day of students says nothing about teachers.
    func fields(beside other: Counterpart<Self>?) -> [TermField] {
        person.fields(Self.form.flatMap { $0.fields(self, other) })
    }
}
