/// Where a text stops being plain YAML, what was expected there and how to mend it.
public struct PlainYAMLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line of the fault, counted from 1.
    public let line: Int
    /// The column of the fault, counted from 1.
    public let column: Int
    /// What was found, what was expected, what to do.
    public let message: String

    /// A fault at a place.
    public init(line: Int, column: Int, _ message: String) {
        self.line = line
        self.column = column
        self.message = message
    }

    /// `line:column: message`.
    public var description: String { "\(line):\(column): \(message)" }
}
