import CLibPQ

extension PostgresError {
    /// What the server said in a result that reports an error.
    init(result: borrowing ResultFields) {
        let sqlState = result[.sqlState]
        self.init(
            sqlState.map(Code.server) ?? .connectionLost,
            sqlState.map(Self.words) ?? "the server ended the connection"
        )
        self.sqlState = sqlState
        constraint = result[.constraint]
        table = result[.table]
        column = result[.column]
        let words = [result[.message], result[.detail], result[.hint]].compactMap(\.self)
        if !words.isEmpty { serverDetail = words.joined(separator: "; ") }
    }

    /// Our own words for a SQLSTATE: the server's may quote what the parties wrote, or tell that it exists.
    private static func words(for sqlState: String) -> String {
        switch sqlState {
        case "23505": "such a row is there already"
        case "28000", "28P01": "the server does not let this login in"
        case "42501": "the login may not do this"
        case "53100": "the server's disk is full"
        case "53300": "the server takes no more connections"
        case "57014": "the server stopped the statement"
        default:
            switch sqlState.prefix(2) {
            case "08": "the connection failed"
            case "22": "the server could not take a value as the type it should have"
            case "23": "a rule of the schema forbids it"
            case "40": "it could not be done beside what others were doing"
            case "42": "the statement does not fit the schema"
            case "53": "the server lacks room"
            case "57": "the server is stopping or starting"
            default: "the server refused it"
            }
        }
    }

    /// True if the server ends the session after it.
    static func isFatal(_ result: borrowing ResultFields) -> Bool {
        result[.severity] == "FATAL" || result[.severity] == "PANIC"
    }
}

/// The fields of a PGresult that reports an error or a notice.
struct ResultFields: ~Copyable {
    enum Field: UInt8 {
        case severity = 0x56  // V
        case sqlState = 0x43  // C
        case message = 0x4D  // M
        case detail = 0x44  // D
        case hint = 0x48  // H
        case table = 0x74  // t
        case column = 0x63  // c
        case constraint = 0x6E  // n
        case function = 0x52  // R
    }

    let pointer: OpaquePointer

    subscript(field: Field) -> String? {
        PQresultErrorField(pointer, Int32(field.rawValue)).map { String(cString: $0) }
    }
}

/// What the server said beside its answers since somebody last looked.
final class Notices {
    /// The server gave up waiting for the standby: what was committed may be lost with this server.
    var isReplicationUncertain = false

    /// Called by libpq, inside its own functions, and so under the session's lock.
    static let receiver: PQnoticeReceiver = { argument, result in
        guard let argument, let result else { return }
        let notice = ResultFields(pointer: result)
        // Messages are translated; the name of the server's function is not.
        if notice[.function] == "SyncRepWaitForLSN" {
            Unmanaged<Notices>.fromOpaque(argument).takeUnretainedValue().isReplicationUncertain = true
        }
    }
}
