import Dispatch

/// The server that takes our mail, and how to reach it.
public struct SMTPRelay: Sendable, Equatable, CustomStringConvertible {
    /// How the connection is made safe.
    public enum Security: String, Sendable, CaseIterable {
        /// Not at all; fit for a relay on the same machine.
        case none
        /// TLS after a greeting in clear text (port 587); without TLS nothing is sent.
        case startTLS
        /// TLS from the first byte (port 465).
        case tls
    }

    /// The relay's name or address.
    public let host: String

    /// The relay's port.
    public let port: Int

    /// How the connection is made safe.
    public let security: Security

    /// Who logs in, or nil for a relay that asks nobody.
    public let user: String?

    let password: String?
    let certificateAuthorities: String?
    let clientName: String?
    let timeout: Duration

    /// Describes a relay; nothing is checked before a message is sent.
    ///
    /// - Parameters:
    ///   - host: The relay's name or address.
    ///   - port: The relay's port.
    ///   - security: How the connection is made safe.
    ///   - user: Who logs in; needs TLS unless the relay is this machine.
    ///   - password: The password for the login.
    ///   - certificateAuthorities: A PEM file of the authorities to trust, in place of the system's.
    ///   - clientName: The name to greet with, in place of this machine's.
    ///   - timeout: How long sending one message may take.
    public init(
        host: String,
        port: Int,
        security: Security = .startTLS,
        user: String? = nil,
        password: String? = nil,
        certificateAuthorities: String? = nil,
        clientName: String? = nil,
        timeout: Duration = .seconds(30)
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.certificateAuthorities = certificateAuthorities
        self.clientName = clientName
        self.timeout = timeout
    }

    /// The relay without its secrets.
    public var description: String { "\(host):\(port)" }

    /// Sends a message and returns when the relay has taken responsibility for it.
    ///
    /// A cancelled task gets its answer within a second or so.
    ///
    /// - Parameter message: What to send.
    /// - Throws: `MailError`, which says whether the same message should be tried again.
    public func send(_ message: MailMessage) async throws(MailError) {
        try check()
        let bytes = try message.rendered()
        let transfer = SMTPTransfer(
            relay: self,
            sender: message.from.address,
            recipient: message.to.address,
            bytes: bytes
        )
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation {
                (continuation: CheckedContinuation<Result<Void, MailError>, Never>) in
                // A queue of its own has a thread of its own: libcurl blocks, and tasks must not wait for it.
                DispatchQueue(label: "bargain.mail").async { @Sendable in
                    continuation.resume(returning: transfer.perform())
                }
            }
        } onCancel: {
            transfer.cancel()
        }
        try outcome.get()
    }

    private func check() throws(MailError) {
        func refuse(_ message: String) -> MailError { MailError(.settings, message, isTemporary: false) }
        let hostMarks = Set(".-:_".utf8)
        guard !host.isEmpty, host.utf8.allSatisfy({ Syntax.isLetterOrDigit($0) || hostMarks.contains($0) })
        else {
            throw refuse("The mail relay's host, \(Syntax.shown(host)), is not a name or an address.")
        }
        guard (1...65_535).contains(port) else {
            throw refuse("The mail relay's port, \(port), is not in 1 to 65535.")
        }
        guard timeout > .zero else { throw refuse("The mail relay's timeout must be longer than nothing.") }
        guard clientName.map({ Syntax.isDomain($0) }) ?? true else {
            throw refuse("The name to greet the mail relay with is not a domain name.")
        }
        guard (user == nil) == (password == nil) else {
            throw refuse("A login at the mail relay needs both a user and a password.")
        }
        let isHere = host == "localhost" || host == "::1" || host.hasPrefix("127.")
        guard user == nil || security != .none || isHere else {
            throw refuse(
                "A login at the mail relay \(self) without TLS would show the password to the network."
            )
        }
    }
}
