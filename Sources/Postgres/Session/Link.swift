import CLibPQ
import Glibc

/// Owns one PGconn, in pipeline mode and non-blocking.
struct Link: ~Copyable {
    let pointer: OpaquePointer
    let descriptor: Int32
    /// What libpq's notice receiver writes to; lives as long as the PGconn.
    let notices = Notices()
    let cancelKey: CancelKey

    /// Connects, which blocks: to be called on a thread of its own.
    static func open(_ settings: ConnectionSettings) throws(PostgresError) -> Link {
        let pointer = settings.withKeywords { keywords, values in PQconnectdbParams(keywords, values, 1) }
        guard let pointer else { throw PostgresError(.cannotConnect, "there is no memory for a connection") }
        guard PQstatus(pointer) == CONNECTION_OK else {
            defer { PQfinish(pointer) }
            throw PostgresError(.cannotConnect, Self.message(of: pointer))
        }
        let link = Link(pointer: pointer, descriptor: PQsocket(pointer))
        PQsetNoticeReceiver(pointer, Notices.receiver, Unmanaged.passUnretained(link.notices).toOpaque())
        guard PQsetnonblocking(pointer, 1) == 0, PQenterPipelineMode(pointer) == 1 else {
            throw PostgresError(.cannotConnect, "the connection cannot work without blocking")
        }
        return link
    }

    private init(pointer: OpaquePointer, descriptor: Int32) {
        self.pointer = pointer
        self.descriptor = descriptor
        cancelKey = CancelKey(PQgetCancel(pointer))
    }

    deinit { PQfinish(pointer) }

    /// What libpq last complained of, on one line.
    var message: String { Self.message(of: pointer) }

    private static func message(of pointer: OpaquePointer) -> String {
        let words = String(cString: PQerrorMessage(pointer)).split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? "the connection is closed" : words.joined(separator: " ")
    }

    /// True if the server has already hung up, though nobody has read that yet.
    var isHungUp: Bool {
        var byte: UInt8 = 0
        let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)
    }
}

/// The key with which the server is asked to stop what a session is doing.
final class CancelKey: Sendable {
    // Immutable, and made for use from other threads.
    nonisolated(unsafe) private let pointer: OpaquePointer?

    init(_ pointer: OpaquePointer?) { self.pointer = pointer }

    deinit { PQfreeCancel(pointer) }

    /// Returns when the server has passed the request on; blocks.
    func cancel() {
        guard let pointer else { return }
        var reason = [CChar](repeating: 0, count: 256)
        _ = PQcancel(pointer, &reason, Int32(reason.count))
    }
}

/// How to reach the server: a connection string, and what this module adds to it.
struct ConnectionSettings: Sendable {
    let connectionString: String
    let applicationName: String

    /// What the connection string may override, since it comes later in the list.
    private var defaults: [(String, String)] {
        [
            ("fallback_application_name", applicationName), ("connect_timeout", "5"),
            ("gssencmode", "disable"),
            ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "10000"),
        ]
    }

    /// What it may not override: strings here are UTF-8.
    private var invariants: [(String, String)] { [("client_encoding", "UTF8")] }

    /// Why the string is no connection string, if so.
    var flaw: PostgresError? {
        do throws(PostgresError) {
            _ = try ConnectionString(connectionString)
            return nil
        } catch {
            return error
        }
    }

    func withKeywords<Result>(
        _ body: (
            UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>
        ) -> Result
    ) -> Result {
        let pairs = defaults + [("dbname", connectionString)] + invariants
        let keywords = pairs.map { strdup($0.0) }
        let values = pairs.map { strdup($0.1) }
        defer { for text in keywords + values { free(text) } }
        return body(keywords.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil])
    }
}
