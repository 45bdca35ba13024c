/// Why an act cannot be recorded as a step's end or extension.
public struct Objection: Error, Hashable, Sendable, CustomStringConvertible {
    /// What stands against it.
    public enum Code: String, Sendable {
        /// The procedure has no such step.
        case unknownStep
        /// The step has no such outcome.
        case unknownOutcome
        /// What the step waits for has not happened.
        case notOpen
        /// The step has ended already.
        case alreadyEnded
        /// The act is dated before the step opened.
        case beforeOpening
        /// The step's time is over and the law says what follows.
        case tooLate
        /// The whole procedure is over.
        case concluded
        /// The act is dated before the first day on which the law lets it be done.
        case tooEarly
        /// The vote's figures cannot be.
        case badFigures
        /// The step is voted on school by school and the school is not named, or is none of the negotiation's.
        case unknownSchool
        /// The procedure has no such milestone.
        case unknownMilestone
        /// The subject is not one of those that may be bargained.
        case offList
        /// The step cannot be extended, or not to that day.
        case notExtensible
    }

    /// What stands against it.
    public let code: Code
    /// A sentence that says what stands against it and what to do.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}
