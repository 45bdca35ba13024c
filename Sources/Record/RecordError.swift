/// A text that is not what it should be: a key, a note, a checkpoint or a receipt.
public struct RecordError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was read.
    public enum Code: String, Sendable {
        /// A log's key.
        case key
        /// A signed note, or a checkpoint in one.
        case note
        /// A signature that is missing or wrong.
        case signature
        /// A receipt file.
        case receipt
    }

    /// What was read.
    public let code: Code
    /// What is wrong and what was expected.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
