/// Time for professional development.
public struct ProfessionalDevelopment: Hashable, Sendable, TermValue {
    /// Whether the time lies within the teacher's day.
    public enum Placement: String, CaseIterable, Sendable {
        /// Within the day.
        case within
        /// Before or after it, or on other days.
        case outside
    }

    /// How much, and how often, where it is stated in hours or minutes.
    public internal(set) var time: RecurringTime?
    /// How many days a year, where it is stated in days.
    public internal(set) var days: Days?
    /// Whether it lies within the teacher's day.
    public internal(set) var placement = Placement.within
    /// Who decides what it is used for, if stated.
    public internal(set) var directedBy: String?
    /// Whether it is paid beside the salary, if stated.
    public internal(set) var isPaid: Bool?

    static var form: [Slot<Self>] {
        [
            .optional("time", \.time, .recurring),
            .optional("days", \.days, .days),
            .required("day", \.placement, .choice, .basis),
            .optional("directed_by", \.directedBy, .text(like: "leadership team")),
            .optional("paid", \.isPaid, .yes, .basis, .gain),
        ]
    }

    var complaints: [Complaint] {
        switch (time, days) {
        case (nil, nil): [.missing("time", like: "45 minutes, 3 times per week")]
        case (_?, _?): [Complaint("days", "days: the time is given already; keep one of time and days.")]
        default: []
        }
    }

    /// More time outside the day is a burden unless it is paid; within it, nobody can say in advance.
    func fields(beside other: Counterpart<Self>?) -> [TermField] {
        let fields = Self.form.flatMap { $0.fields(self, other) }
        guard placement == .outside, isPaid == false else { return fields }
        return fields.map { field in
            guard ["time", "days"].contains(field.name) else { return field }
            return TermField(field.name, field.role, field.text, field.measure, .burden)
        }
    }

    /// Days and minutes are compared where both terms say how long a day is.
    static func refined(
        _ changes: [TermChange.Field],
        old: Self,
        new: Self,
        bases: Bases
    ) -> [TermChange.Field] {
        (old.time == nil) == (new.time == nil)
            ? changes
            : [.form(old: old.formName, new: new.formName)] + changes.map(\.incomparable)
    }

    private var formName: String { time == nil ? "days" : "time" }
}
