/// What comes of a command: facts to record, or a refusal with its reason.
public enum Verdict<Fact: Sendable>: Sendable {
    /// The act stands; these facts are recorded, in this order.
    case recorded([Fact])
    /// The act does not stand, and nothing is recorded.
    case refused(Refusal)
}

/// Why an act does not stand, in words for the person who tried it.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of reason, which decides how programs treat it.
    public enum Code: String, Sendable, Codable {
        /// What was asked for is not there.
        case unknown
        /// The seat may not do this.
        case notPermitted
        /// The state of the negotiation rules it out: closed, withdrawn, too late, already done.
        case conflict
        /// The act contradicts itself or the rules: a count that cannot be, a date before its cause.
        case invalid
    }

    /// The kind of reason.
    public let code: Code
    /// What happened, why, and what to do instead.
    public let message: String

    /// A refusal with its sentence.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}
