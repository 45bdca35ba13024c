public import Postgres

/// Why the record could not be read or written.
public struct StoreError: Error, Sendable, CustomStringConvertible {
    /// What kind of fault it is, and so what the caller can do.
    public enum Code: Sendable, Equatable {
        /// Somebody else wrote to the room first: read its tail and decide again.
        case headMoved
        /// The request's key was used before: what it was answered is on record.
        case requestKnown
        /// A rule of the schema refused the row; the constraint's name says which.
        case constraint(String)
        /// Whether the writing took place is not known: ask again with the same request key.
        case outcomeUnknown
        /// The database cannot be reached, or is too slow; nothing was written.
        case unavailable
        /// The disk of the database is full; nothing was written.
        case diskFull
        /// The database is of another kind, newer than the program, or was altered.
        case unfit
        /// Entries do not fit together.
        case damaged
        /// The login, or the token behind it, may not do this.
        case denied
        /// Anything else, nothing was written.
        case failed
    }

    /// What kind of fault it is.
    public let code: Code
    /// A sentence that a reader can act on.
    public let message: String
    /// What the database client said.
    public let underlying: PostgresError?

    /// A fault with its sentence.
    public init(_ code: Code, _ message: String, underlying: PostgresError? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    /// The sentence, with the client's words.
    public var description: String {
        underlying.map { "\(message) (\($0))" } ?? message
    }
}

extension StoreError {
    /// What was decided rests on a head that the room has moved on from.
    public static let behind = StoreError(.headMoved, "Another act was recorded in the meantime.")

    /// What a failure of the database means for the record.
    init(_ error: PostgresError) {
        switch error.code {
        case .server("23505")
        where error.constraint == "entry_seq_is_unique" || error.constraint == "entry_happens_once"
            || error.constraint == "room_handle_is_unique":
            self.init(.headMoved, "Another act was recorded in the meantime.", underlying: error)
        // Two commits that waited for each other: nothing of this one was written.
        case .server("40P01"), .server("40001"):
            self.init(.headMoved, "Another act was recorded in the meantime.", underlying: error)
        case .server("23505") where error.constraint == "act_key_is_unique":
            self.init(.requestKnown, "The request was answered before.", underlying: error)
        case .server(let state) where state.hasPrefix("23"):
            self.init(
                .constraint(error.constraint ?? ""),
                "A rule of the database refused it (\(error.constraint ?? state)).",
                underlying: error
            )
        case .server("42501"):
            self.init(.denied, "The database does not let this through.", underlying: error)
        case .server("53100"):
            self.init(
                .diskFull,
                "The disk of the database is full; nothing was written. Make room and try again.",
                underlying: error
            )
        case .server(let state) where Self.comingAndGoing.contains(state) || state.hasPrefix("08"):
            self.init(.unavailable, "The database is stopping or starting; try again.", underlying: error)
        case .outcomeUnknown:
            self.init(
                .outcomeUnknown,
                "The connection broke while the database was writing; whether it wrote is not known.",
                underlying: error
            )
        case .connectionLost, .cannotConnect, .timedOut, .cancelled, .poolClosed:
            self.init(.unavailable, "The database does not answer; nothing was written.", underlying: error)
        case .server, .encoding, .decoding, .rolledBack, .misuse:
            self.init(.failed, "The database refused it; nothing was written.", underlying: error)
        }
    }

    /// Shutdown, crash, start-up, recovery, read-only standby, too many connections.
    private static let comingAndGoing: Set<String> = [
        "57P01", "57P02", "57P03", "57014", "25006", "53300", "55P03",
    ]
}
