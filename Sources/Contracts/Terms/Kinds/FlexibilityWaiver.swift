public import CivilTime

/// By what vote a school may set parts of the agreement aside.
public struct FlexibilityWaiver: Hashable, Sendable, TermValue {
    /// The share of votes needed.
    public internal(set) var threshold = VoteShare()
    /// What may be set aside.
    public internal(set) var subjects: [String] = []
    /// The last day of a waiver, if stated.
    public internal(set) var sunset: CivilDate?

    static var form: [Slot<Self>] {
        [
            .required("threshold", \.threshold, .votes, .value, .gain),
            .required("waives", \.subjects, .names(like: "[length of the day, class size]"), .value, .burden),
            .optional("sunset", \.sunset, .date, .effectiveDate),
        ]
    }
}
