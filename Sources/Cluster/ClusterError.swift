import Glibc

/// Says why the private PostgreSQL could not be used, and what to do about it.
public struct ClusterError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of trouble a caller may wish to tell apart.
    public enum Code: Sendable, Equatable {
        /// PostgreSQL's server, in a version that serves, is not on this machine.
        case notInstalled
        /// The folder cannot be used: missing rights, foreign contents, or a system call that failed.
        case folder
        /// Another process holds this folder.
        case inUse
        /// The data folder could not be initialised.
        case initialisation
        /// PostgreSQL did not come up.
        case startup
        /// The disk is full.
        case diskFull
        /// The task that asked was cancelled.
        case cancelled
    }

    /// The kind of trouble.
    public let code: Code

    /// A sentence for the operator: where, what was expected, what to do.
    public let message: String

    /// The message.
    public var description: String { message }

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// A failed system call; a full disk is told apart from everything else.
    static func system(_ number: Int32, _ doing: String) -> ClusterError {
        let reason = String(cString: strerror(number))
        guard number != ENOSPC, number != EDQUOT else {
            return ClusterError(
                .diskFull,
                "The disk is full: could not \(doing) (\(reason)). Free some space and start again."
            )
        }
        return ClusterError(.folder, "Could not \(doing): \(reason).")
    }

    /// A program of PostgreSQL that failed, with what it wrote to the log.
    static func program(_ code: Code, _ what: String, log: String, tail: String) -> ClusterError {
        let said = tail.isEmpty ? "It wrote nothing to \(log)." : "The end of \(log):\n\(tail)"
        guard !tail.contains(String(cString: strerror(ENOSPC))) else {
            return ClusterError(
                .diskFull,
                "\(what) because the disk is full. Free some space and start again. \(said)"
            )
        }
        return ClusterError(code, "\(what). \(said)")
    }
}
