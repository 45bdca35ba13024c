/// By what teachers are assigned, transferred, laid off or hired, and who decides.
public struct StaffingRule: Hashable, Sendable, TermValue {
    /// What is decided.
    public enum Subject: String, CaseIterable, Sendable {
        /// Who teaches what.
        case assignment
        /// Who goes to another school.
        case transfer
        /// Who takes an open place.
        case vacancy
        /// Who is laid off.
        case layoff
        /// Who is called back.
        case recall
        /// Who is hired.
        case hiring
    }

    /// What is decided.
    public internal(set) var subject = Subject.assignment
    /// By what, the first counting most.
    public internal(set) var criteria: [String] = []
    /// By what where the criteria leave two equal, the first counting most.
    public internal(set) var tieBreaks: [String] = []
    /// Who decides.
    public internal(set) var decidedBy = ""

    static var form: [Slot<Self>] {
        [
            .required("decides", \.subject, .choice, .scope),
            .required("criteria", \.criteria, .ordered(like: "[licence, evaluation, seniority]")),
            .list("tie_breaks", \.tieBreaks, .ordered(like: "[date of hire]")),
            .required("decided_by", \.decidedBy, .text(like: "principal")),
        ]
    }
}
