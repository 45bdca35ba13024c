/// What an hour of certain work is paid.
public struct HourlyRate: Hashable, Sendable, TermValue {
    /// For an hour.
    public internal(set) var amount = Money(cents: 0)
    /// For which work: with students, preparation, professional development, duty.
    public internal(set) var purposes: [String] = []

    static var form: [Slot<Self>] {
        [
            .required("amount", \.amount, .amount, .value, .gain),
            .required("for", \.purposes, .names(like: "[work with students, preparation]"), .scope),
        ]
    }
}
