/// How many students a class, or a teacher, may have.
public struct ClassSize: Hashable, Sendable, TermValue {
    /// What the limit is worth.
    public enum Enforcement: String, CaseIterable, Sendable {
        /// A goal.
        case soft
        /// Passing it is paid for.
        case compensated
        /// It may not be passed.
        case hard
    }

    /// The limit for one grade or subject.
    public struct Cap: Hashable, Sendable {
        /// The grade or subject.
        public internal(set) var group = ""
        /// At most so many students.
        public internal(set) var cap = 1
        /// The number that is aimed at, if stated.
        public internal(set) var target: Int?
    }

    /// For what time the payment for each student above the limit is made.
    public enum Unit: String, CaseIterable, Sendable {
        /// A year.
        case year
        /// A month.
        case month
        /// A day.
        case day
    }

    /// The limits.
    public internal(set) var caps: [Cap] = []
    /// What they are worth.
    public internal(set) var enforcement = Enforcement.soft
    /// What is paid for each student above the limit, if stated.
    public internal(set) var remedy: Money?
    /// For what time it is paid.
    public internal(set) var remedyUnit: Unit?

    static var form: [Slot<Self>] {
        [
            .required("enforcement", \.enforcement, .level, .consequence, .gain),
            .rows("caps", \.caps),
            .optional("remedy", \.remedy, .amount, .value, .gain),
            .optional("remedy_per", \.remedyUnit, .choice, .basis),
        ]
    }

    var complaints: [Complaint] {
        if remedy != nil, remedyUnit == nil { return [.missing("remedy_per", like: "year")] }
        if remedy == nil, enforcement == .compensated { return [.missing("remedy", like: "$500")] }
        if remedy == nil, remedyUnit != nil {
            return [Complaint("remedy_per", "remedy_per: there is no remedy; leave it out.")]
        }
        return []
    }
}

extension ClassSize.Cap: TermRow {
    static var noun: String { "a limit" }
    static var example: String { "{for: K-2, cap: 22}" }
    static var form: [Slot<Self>] {
        [
            .key("for", \.group, .text(like: "K-2")),
            .required("cap", \.cap, .whole(1...500, like: "22"), .value, .shield),
            .optional("target", \.target, .whole(1...500, like: "20"), .value, .shield),
        ]
    }

    var title: String { group }
    var complaints: [Complaint] {
        guard let target, target > cap else { return [] }
        return [Complaint("target", "target: \(target) is above the cap of \(cap).")]
    }
}
