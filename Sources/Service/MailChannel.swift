import CivilTime
public import Mail
import Table

/// Alerts by mail.
public struct MailChannel: AlertChannel {
    /// `mail`.
    public let name = "mail"
    /// One, so that none waits for what becomes of another.
    public let most = 1
    private let relay: SMTPRelay
    private let sender: MailAddress
    private let domain: String

    /// A channel over a mail relay, from a sender whose domain also names the messages.
    public init(relay: SMTPRelay, sender: MailAddress) {
        self.relay = relay
        self.sender = sender
        domain = sender.address.split(separator: "@").last.map(String.init) ?? "localhost"
    }

    /// Sends the alerts; returns when the relay has taken them.
    public func send(_ messages: [AlertMessage]) async throws(AlertFailure) {
        for message in messages { try await send(message) }
    }

    private func send(_ message: AlertMessage) async throws(AlertFailure) {
        guard let address = message.to.email else {
            throw AlertFailure(isTemporary: false, reason: "'\(message.to.handle)' has no mail address")
        }
        let root = identifier(message.thread, of: message.negotiation)
        let mail = MailMessage(
            from: sender,
            to: MailAddress(address, name: message.to.person),
            subject: message.subject,
            sentAtMicroseconds: message.at.microseconds,
            messageID: identifier(message.key, of: message.negotiation),
            inReplyTo: root,
            references: [root],
            listID: "\(message.negotiation).\(domain)",
            body: message.body
        )
        do {
            try await relay.send(mail)
        } catch {
            throw AlertFailure(isTemporary: error.isTemporary, reason: error.description)
        }
    }

    private func identifier(_ key: String, of negotiation: Handle) -> String {
        "\(key.map { $0 == "/" ? "." : String($0) }.joined()).\(negotiation)@\(domain)"
    }
}
