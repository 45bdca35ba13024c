/// Why a rule pack, calendar, counting rule or zone cannot be had.
public struct PackError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of fault it is.
    public enum Code: String, Sendable {
        /// The file does not say what it should.
        case malformed
        /// Nothing has this name.
        case unknownName
        /// The parts do not fit one another, or a date cannot be counted.
        case unusable
    }

    /// What kind of fault it is.
    public let code: Code
    /// A sentence that says what was expected and how to mend it.
    public let message: String
    /// The file's name, where a file is at fault.
    public let file: String?
    /// The line in it, counted from 1.
    public let line: Int?

    init(_ code: Code, _ message: String, file: String? = nil, line: Int? = nil) {
        self.code = code
        self.message = message
        self.file = file
        self.line = line
    }

    /// `file:line: message`.
    public var description: String {
        let place = file.map { "\($0):" + (line.map { "\($0):" } ?? "") + " " } ?? ""
        return place + message
    }
}
