import CivilTime
import Glibc
import Table

/// Alerts as text at the end of a file: what works in the first minute, before any mail is set up.
public struct FileChannel: AlertChannel {
    /// `file`.
    public let name = "file"
    /// Many, since the disk takes as long over one.
    public let most = 100
    private let path: String

    /// A channel that appends to the file at a path, made when it is absent, readable by its owner only.
    public init(path: String) {
        self.path = path
    }

    /// Appends the alerts and returns when the disk has them.
    public func send(_ messages: [AlertMessage]) async throws(AlertFailure) {
        let text = messages.map(Self.text).joined()
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("open") }
        defer { close(file) }
        // One write, so that two daemons' alerts do not mix.
        let written = Array(text.utf8).withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        guard written == text.utf8.count else { throw failure("write") }
        guard fdatasync(file) == 0 else { throw failure("sync") }
    }

    private static func text(of message: AlertMessage) -> String {
        """
        ──── \(message.negotiation) \(message.key)
        At: \(message.atSpelled)
        To: \(message.to.person) (\(message.to.handle), \(message.to.role.rawValue))
        Subject: \(message.subject)

        \(message.body)

        """
    }

    private func failure(_ act: String) -> AlertFailure {
        AlertFailure(
            isTemporary: true,
            reason: "could not \(act) \(path): \(String(cString: strerror(errno)))"
        )
    }
}
