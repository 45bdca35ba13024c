/// Whose day or year a term counts.
public enum Person: String, CaseIterable, Sendable {
    /// The teacher's.
    case teacher
    /// The student's.
    case student
}

/// Whether something is part of a count.
public enum Inclusion: String, CaseIterable, Sendable {
    /// It is part of the count.
    case included
    /// It is not.
    case excluded
}

extension Person {
    /// The fields as this person's: time of students is no burden that the contract lays on teachers.
    func fields(_ fields: [TermField]) -> [TermField] {
        guard self == .student else { return fields }
        return fields.map { TermField($0.name, $0.role, $0.text, $0.measure, .unknown) }
    }
}
