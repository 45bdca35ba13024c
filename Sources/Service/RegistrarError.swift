public import CivilTime

/// Why somebody is not let in, or may not have what they asked of the registrar.
public struct RegistrarError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of reason, which decides how programs treat it.
    public enum Code: Hashable, Sendable {
        /// Handle or password is wrong; which of the two is not said.
        case signInFailed
        /// Too many wrong passwords: none is looked at before the instant.
        case throttled(until: Instant)
        /// The act binds, so the password is to be given first.
        case confirmationNeeded
        /// The invitation is none, was withdrawn, used or is too old.
        case invitationInvalid
        /// The request contradicts itself or the rules, a password too easily guessed for instance.
        case invalid
        /// The token does not allow it.
        case notPermitted
        /// There is no such token.
        case unknown
        /// Too many ask at once; nothing was done.
        case crowded
    }

    /// What kind of reason.
    public let code: Code
    /// A sentence that the person can act on; never a secret.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }

    static let signInFailed = RegistrarError(
        .signInFailed,
        "The name or the password is wrong. Names are like maria-soto; a password is asked for, not given as an option."
    )
    static let invitationInvalid = RegistrarError(
        .invitationInvalid,
        "This invitation cannot be used: it was withdrawn, replaced by a newer one, used, or is older than 14 days. "
            + "Ask whoever invited you for a new one."
    )
    static let confirmationNeeded = RegistrarError(
        .confirmationNeeded,
        "This act binds, so it needs your password, given within the last five minutes."
    )

    static func throttled(until instant: Instant) -> RegistrarError {
        RegistrarError(
            .throttled(until: instant),
            "There were too many attempts at this password; the next one is looked at from \(instant) on."
        )
    }
}
