/// Why a token or a password cannot be used.
public struct IdentityError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of fault it is.
    public enum Code: String, Sendable {
        /// The text is no token at all.
        case notAToken
        /// The text was a token once; a character is wrong or missing.
        case mistyped
        /// So many passwords are being checked already that this one was not taken in.
        case crowded
        /// What is kept as a password's hash is none.
        case damaged
    }

    /// What kind of fault it is.
    public let code: Code
    /// A sentence that a reader can act on; never the text itself.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}
