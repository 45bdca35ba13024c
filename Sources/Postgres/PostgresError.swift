/// Why PostgreSQL could not do what was asked, fit to be logged.
///
/// `description` never holds parameters, rows, or the server's own words, which quote them.
public struct PostgresError: Error, Sendable {
    /// What kind of failure it is, and so what the caller can do about it.
    public enum Code: Sendable, Hashable {
        /// The server refused a statement with this SQLSTATE; nothing of its transaction remains.
        case server(String)
        /// The connection broke, and nothing of what was asked has been committed.
        case connectionLost
        /// It may have been committed, durably or not, or not at all: look before doing it again.
        case outcomeUnknown
        /// No server could be reached, or it refused the connection.
        case cannotConnect
        /// The deadline passed, and nothing of what was asked has been committed.
        case timedOut
        /// The task was cancelled, and nothing of what was asked has been committed.
        case cancelled
        /// A parameter cannot be given to the statement.
        case encoding
        /// A column cannot be read as the type that was asked for.
        case decoding
        /// The transaction was rolled back though its body returned, because a statement in it had failed.
        case rolledBack
        /// The pool was closed.
        case poolClosed
        /// The connection was used outside its scope, or in a way that its state forbids.
        case misuse
    }

    /// What kind of failure it is.
    public var code: Code
    /// What happened, in a sentence.
    public var message: String
    /// The statement's name.
    public internal(set) var statement: String?
    /// The server's five-character code, also for losses that the server announced.
    public internal(set) var sqlState: String?
    /// The constraint that was violated.
    public internal(set) var constraint: String?
    /// The table that the server named.
    public internal(set) var table: String?
    /// The column that the server named, or that could not be read.
    public internal(set) var column: String?
    /// The server's own words, MESSAGE, DETAIL and HINT, which may quote data: for a debugger, not for a log.
    public internal(set) var serverDetail: String?
    /// Where the call was made, as `#fileID`.
    public internal(set) var fileID = ""
    /// Where the call was made, as `#line`.
    public internal(set) var line = 0
    /// True if no byte of the request left this program, so that it may be tried again elsewhere.
    var isUnsent = false

    /// A failure to convert a value; the module adds statement, column or parameter, and call site.
    ///
    /// - Parameters:
    ///   - code: `.encoding` or `.decoding` in conversions of your own.
    ///   - message: What is wrong with the value, as the end of a sentence.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    func at(_ site: CallSite, statement name: String? = nil) -> PostgresError {
        var error = self
        error.fileID = site.fileID
        error.line = site.line
        if error.statement == nil { error.statement = name }
        return error
    }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    /// One line for a log: kind, message, and what they are about.
    public var description: String {
        var text = "\(code.name): \(message)"
        if let statement { text += " [statement \(statement)]" }
        if let sqlState { text += " [SQLSTATE \(sqlState)]" }
        if let constraint { text += " [constraint \(constraint)]" }
        if let table { text += " [table \(table)]" }
        if let column { text += " [column \(column)]" }
        if !fileID.isEmpty { text += " [at \(fileID):\(line)]" }
        return text
    }

    /// The same line.
    public var debugDescription: String { description }
}

extension PostgresError.Code {
    /// A stable word for logs and metrics.
    fileprivate var name: String {
        switch self {
        case .server: "server"
        case .connectionLost: "connection lost"
        case .outcomeUnknown: "outcome unknown"
        case .cannotConnect: "cannot connect"
        case .timedOut: "timed out"
        case .cancelled: "cancelled"
        case .encoding: "encoding"
        case .decoding: "decoding"
        case .rolledBack: "rolled back"
        case .poolClosed: "pool closed"
        case .misuse: "misuse"
        }
    }
}

/// The line of the caller's code that asked.
struct CallSite: Sendable {
    var fileID: String
    var line: Int

    init(_ fileID: String, _ line: Int) {
        self.fileID = fileID
        self.line = line
    }
}
