/// Why a procedure cannot be followed, simulated or read.
public struct LawError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of fault it is.
    public enum Code: String, Sendable {
        /// The procedure has no such step.
        case unknownStep
        /// The step has no such outcome.
        case unknownOutcome
        /// The procedure has no such option, or the option no such choice.
        case unknownReading
        /// The procedure has no such milestone.
        case unknownMilestone
        /// The negotiation has no such school.
        case unknownSchool
        /// An assumption is not written as `STEP=OUTCOME` or `STEP=OUTCOME@DATE`.
        case malformed
        /// An assumption is about a step that is never reached under the others.
        case neverReached
        /// An assumption puts an end before its step opens or after its last day.
        case impossibleDate
        /// A date cannot be counted, such as one beyond the calendar's verified years.
        case uncountable
        /// School days are to be counted where nothing says when school is in session.
        case noSchoolCalendar
        /// The pack contradicts itself.
        case badPack
    }

    /// What kind of fault it is.
    public let code: Code
    /// A sentence that says what was expected and what to do.
    public let message: String

    /// An error with its sentence.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}
