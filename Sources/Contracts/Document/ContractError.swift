/// Why a contract document cannot be read, joined with a proposal, or shown as a redline.
public struct ContractError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of refusal it is.
    public enum Code: String, Sendable {
        /// The bytes are not a text that may be read: too long, not UTF-8, or with characters that hide something.
        case unreadable
        /// The text is readable, but not a contract document.
        case malformed
        /// A proposal names a section that has no place in the contract.
        case unplaced
        /// A redline does not lead back to both of its texts, and is therefore not shown.
        case incomplete
    }

    /// One fault at one place.
    public struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// The name of the document.
        public let document: String
        /// The line, counted from 1.
        public let line: Int
        /// The column in characters, counted from 1; nil where the whole line is meant.
        public let column: Int?
        /// What was found, what was expected, how to mend it.
        public let message: String

        /// `file.md:41: …`, or `file.md:41:7: …` with a column.
        public var description: String {
            let place = column.map { "\(line):\($0)" } ?? "\(line)"
            return "\(document):\(place): \(message)"
        }
    }

    /// What kind of refusal it is.
    public let code: Code
    /// Every fault found, in the order of the text, at most `mostProblems`.
    public let problems: [Problem]
    /// How many faults are listed at most; a reader mends these first.
    public static let mostProblems = 50

    init(_ code: Code, _ problems: [Problem]) {
        self.code = code
        self.problems = Array(problems.prefix(Self.mostProblems))
    }

    init(_ code: Code, in document: String, line: Int, column: Int? = nil, _ message: String) {
        self.init(code, [Problem(document: document, line: line, column: column, message: message)])
    }

    /// All faults, one a line.
    public var message: String {
        problems.map(\.description).joined(separator: "\n")
    }

    /// All faults, one a line.
    public var description: String { message }
}
