/// Why a document cannot be made into another form.
public struct ConversionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of refusal it is.
    public enum Code: String, Sendable {
        /// A program of the system that is needed is not installed.
        case toolMissing
        /// A program of the system could not do its work.
        case toolFailed
        /// It would take more time, memory or room than a contract can need.
        case tooLarge
        /// It is not what its name says, or is damaged.
        case unreadable
        /// It can be read, and reading it on would lose or falsify something.
        case refused
    }

    /// What kind of refusal it is.
    public let code: Code
    /// What was found, what was expected, and what to do about it.
    public let message: String
    /// What the program of the system said, if it said anything.
    public let underlying: String?

    init(_ code: Code, _ message: String, underlying: String? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    /// The message, with what the program said.
    public var description: String { underlying.map { "\(message) (\($0))" } ?? message }
}
