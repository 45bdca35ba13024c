/// Why a date cannot be named, read or counted.
public struct CivilTimeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of fault it is.
    public enum Code: String, Sendable {
        /// The day, time or instant does not exist or is not written as one.
        case noSuchDate
        /// The count touches a year for which the calendar's holidays were not verified.
        case unverifiedYear
        /// A period without days, of more than a century, or with mail days that its rule does not have.
        case badCount
        /// School days are to be counted, and nothing says when school is in session.
        case noSchoolCalendar
        /// A calendar, counting rule or holiday rule contradicts itself.
        case badRule
    }

    /// What kind of fault it is.
    public let code: Code
    /// A sentence that says where, what was expected and what to do.
    public let message: String

    /// An error with its sentence.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}
