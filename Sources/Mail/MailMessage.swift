/// A message to one person, complete: the same message is the same bytes whenever it is sent.
///
/// It has one recipient, so that a retry never reaches those who have it already.
public struct MailMessage: Sendable, Equatable {
    /// A header beyond those that every message has.
    public struct Header: Sendable, Equatable {
        /// The name before the colon.
        public let name: String

        /// The value, in visible ASCII and spaces.
        public let value: String

        /// Names a header and its value; both are checked when the message is made.
        ///
        /// - Parameters:
        ///   - name: The name before the colon.
        ///   - value: The value, in visible ASCII and spaces.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Who writes.
    public let from: MailAddress

    /// Who is to read it.
    public let to: MailAddress

    /// The subject, in any script, of one line.
    public let subject: String

    /// The `Date` header, in microseconds since 1970 UTC.
    public let sentAtMicroseconds: Int64

    /// The `Message-ID` without its angle brackets: a retry carries the same.
    public let messageID: String

    /// The message that this one follows, without its angle brackets.
    public let inReplyTo: String?

    /// The thread, from its root on, without angle brackets.
    public let references: [String]

    /// The `List-Id` without its angle brackets, such as `negotiation-4.bargain.example`.
    public let listID: String?

    /// The text, in any script; its lines end with LF or CRLF.
    public let body: String

    /// Further headers, in this order.
    public let extraHeaders: [Header]

    /// Puts a message together; it is checked when it is rendered or sent.
    ///
    /// - Parameters:
    ///   - from: Who writes.
    ///   - to: Who is to read it.
    ///   - subject: The subject, of one line.
    ///   - sentAtMicroseconds: The `Date` header, in microseconds since 1970 UTC.
    ///   - messageID: The `Message-ID` without its angle brackets.
    ///   - inReplyTo: The message that this one follows, without its angle brackets.
    ///   - references: The thread, from its root on, without angle brackets.
    ///   - listID: The `List-Id` without its angle brackets.
    ///   - body: The text.
    ///   - extraHeaders: Further headers, in this order.
    public init(
        from: MailAddress,
        to: MailAddress,
        subject: String,
        sentAtMicroseconds: Int64,
        messageID: String,
        inReplyTo: String? = nil,
        references: [String] = [],
        listID: String? = nil,
        body: String,
        extraHeaders: [Header] = []
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.sentAtMicroseconds = sentAtMicroseconds
        self.messageID = messageID
        self.inReplyTo = inReplyTo
        self.references = references
        self.listID = listID
        self.body = body
        self.extraHeaders = extraHeaders
    }
}
