/// A text that is not what it should be: a key, a note or a checkpoint.
public struct RecordError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was read.
    public enum Code: String, Sendable {
        /// A log's key.
        case key
        /// A signed note, or a checkpoint in one.
        case note
        /// A checkpoint of another log.
        case origin
        /// A signature that is missing or wrong.
        case signature
    }

    /// What was read.
    public let code: Code
    /// What is wrong and what was expected.
    public let message: String

    /// What a checker of files was checking when it met this.
    var check: RecordFault.Check {
        switch code {
        case .signature: .signature
        case .origin: .origin
        case .key, .note: .form
        }
    }

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
