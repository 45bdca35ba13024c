/// Says why a message was not sent, whether trying again can help, and what the server said.
public struct MailError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of trouble a caller may wish to tell apart.
    public enum Code: Sendable, Equatable {
        /// The message has a part that must not be sent, such as a line break in a header.
        case invalidMessage
        /// The relay's settings contradict themselves.
        case settings
        /// The relay did not answer: no such name, a refused connection, or no answer in time.
        case unreachable
        /// The connection could not be made safe: no TLS, or a certificate that does not hold.
        case insecure
        /// The relay did not accept the user and the password.
        case login
        /// The relay said to come back later (4xx).
        case deferred
        /// The relay refused the message for good (5xx).
        case refused
        /// The connection broke off; the message may have been taken or not.
        case interrupted
        /// The task was cancelled; the message may have been taken or not.
        case cancelled
    }

    /// The kind of trouble.
    public let code: Code

    /// A sentence for the operator, without secrets.
    public let message: String

    /// The last line that the server said, where it said one that matters.
    public let reply: String?

    /// Whether the same message, with the same Message-ID, should be tried again later.
    public let isTemporary: Bool

    /// The message, and what the server said.
    public var description: String { reply.map { "\(message) The server said: \($0)" } ?? message }

    init(_ code: Code, _ message: String, reply: String? = nil, isTemporary: Bool) {
        self.code = code
        self.message = message
        self.reply = reply
        self.isTemporary = isTemporary
    }

    static func invalid(_ message: String) -> MailError {
        MailError(.invalidMessage, message, isTemporary: false)
    }
}
