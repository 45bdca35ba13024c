/// The number of days in the school year.
public struct YearDays: Hashable, Sendable, TermValue {
    /// Which teachers are meant.
    public enum Teachers: String, CaseIterable, Sendable {
        /// Those in their first year in the district.
        case new
        /// All others.
        case returning
    }

    /// How many days.
    public internal(set) var days = 1
    /// Whose days.
    public internal(set) var person = Person.teacher
    /// Which teachers' days, if not all teachers'.
    public internal(set) var teachers: Teachers?
    /// How many of them are days without students, if stated.
    public internal(set) var withoutStudents: Int?
    /// Whether holidays are counted, if stated.
    public internal(set) var holidays: Inclusion?

    static var form: [Slot<Self>] {
        [
            .required("days", \.days, .whole(1...366, .days, like: "183"), .value, .burden),
            .required("who", \.person, .choice, .basis),
            .optional("teachers", \.teachers, .choice, .scope),
            .optional("without_students", \.withoutStudents, .whole(0...366, .days, like: "3")),
            .optional("holidays", \.holidays, .choice, .basis),
        ]
    }

    var complaints: [Complaint] {
        guard let withoutStudents, withoutStudents > days else { return [] }
        return [
            Complaint(
                "without_students",
                "without_students: \(withoutStudents) of \(days) days are too many; it is a part of 'days'."
            )
        ]
    }

    /// A longer year of students says nothing about teachers.
    func fields(beside other: Counterpart<Self>?) -> [TermField] {
        person.fields(Self.form.flatMap { $0.fields(self, other) })
    }

    /// What the change comes to at the stated pay of a day, where both terms state the same.
    static func refined(
        _ changes: [TermChange.Field],
        old: Self,
        new: Self,
        bases: Bases
    ) -> [TermChange.Field] {
        guard old.person == .teacher, new.person == .teacher, old.days != new.days,
            let rate = bases.new?.dailyRate, rate == bases.old?.dailyRate
        else { return changes }
        let change = Quantity(Int64(new.days - old.days) * rate.cents, .cents)
        return changes.map { field in
            guard field.name == "days", let difference = field.difference else { return field }
            return field.saying("\(difference), at \(rate) a day \(change.difference)")
        }
    }
}
