public import Wire

/// Why the daemon did not do what was asked.
public struct ClientError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Code: String, Sendable {
        /// Nobody answers at the socket, so nothing was asked and nothing recorded.
        case unreachable
        /// The request went out and no answer came back: whether it was done is not known.
        case unanswered
        /// The daemon refused, and says why in `problem`.
        case refused
        /// The answer is not one that this version understands.
        case unintelligible
    }

    /// What kind of failure it is.
    public let code: Code
    /// What happened and why.
    public let message: String
    /// The daemon's own words, where it refused.
    public let problem: Problem?
    /// What lies beneath, in the words of the network library.
    public let underlying: String?

    init(_ code: Code, _ message: String, problem: Problem? = nil, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.problem = problem
        self.underlying = underlying.map { String(describing: $0) }
    }

    /// Whether the same request may well succeed a moment later.
    var isPassing: Bool {
        switch code {
        case .unreachable, .unanswered: true
        case .refused: problem?.status == 503
        case .unintelligible: false
        }
    }

    /// What happened and why.
    public var description: String { message }
}
