/// How often and by what teachers are evaluated, and what follows.
public struct Evaluation: Hashable, Sendable, TermValue {
    /// Which teachers are meant.
    public enum Status: String, CaseIterable, Sendable {
        /// With tenure.
        case tenured
        /// Before tenure.
        case probationary
        /// All.
        case all
    }

    /// How many times a year.
    public internal(set) var count = 1
    /// Which teachers are meant.
    public internal(set) var status = Status.all
    /// By what, if stated.
    public internal(set) var instrument: String?
    /// What follows, if stated.
    public internal(set) var consequences: String?

    static var form: [Slot<Self>] {
        [
            .required("per_year", \.count, .whole(0...50, like: "2")),
            .required("status", \.status, .choice, .scope),
            .optional("instrument", \.instrument, .text(like: "state rubric"), .basis),
            .optional(
                "consequences",
                \.consequences,
                .text(like: "improvement plan after two low ratings"),
                .consequence
            ),
        ]
    }
}
