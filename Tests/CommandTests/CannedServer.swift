import Foundation
import Synchronization
import Testing

/// A socket that gives prepared answers, one a connection, and remembers what it was asked.
final class CannedServer: Sendable {
    struct Request: Sendable {
        let head: String
        let body: [UInt8]

        func header(_ name: String) -> String? {
            head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
                .map { $0.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces) }
        }
    }

    /// What is answered: a status with a body, the connection's end, or nothing at all.
    enum Answer: Sendable {
        case reply(Int, String)
        case hangUp
        case silence
    }

    private let listener: Int32
    private let seen = Mutex<[Request]>([])

    /// The requests so far.
    var requests: [Request] { seen.withLock { $0 } }

    /// Listens at a socket; the last answer is given for ever.
    convenience init(at path: String, _ answers: Answer...) throws {
        try self.init(at: path, answers)
    }

    /// Listens at a socket; the last answer is given for ever.
    init(at path: String, _ answers: [Answer]) throws {
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) {
            $0.copyBytes(from: Array(path.utf8).prefix($0.count - 1))
        }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) }
        }
        try #require(bound == 0 && listen(listener, 16) == 0)
        // A thread, because accept and read block.
        Thread.detachNewThread { [self] in
            var rest = answers[...]
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                guard let request = Self.read(connection) else { continue }
                // Nothing is sealed here, and the question is no part of what a test is about.
                if request.head.contains("/checkpoint") {
                    Self.give(.reply(404, Self.unsealed), to: connection)
                    continue
                }
                seen.withLock { $0.append(request) }
                Self.give(rest.count > 1 ? rest.removeFirst() : rest.first ?? .hangUp, to: connection)
            }
        }
    }

    /// Ends the listening.
    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private static let unsealed =
        #"{"type":"request","title":"Not Found","status":404,"detail":"No checkpoint."}"#

    private static func give(_ answer: Answer, to connection: Int32) {
        switch answer {
        case .silence: return
        case .hangUp: close(connection)
        case .reply(let status, let body):
            let head =
                "HTTP/1.1 \(status) X\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)"
            let bytes = Array((head + "\r\nConnection: close\r\n\r\n" + body).utf8)
            _ = write(connection, bytes, bytes.count)
            close(connection)
        }
    }

    private static func read(_ connection: Int32) -> Request? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
            guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { continue }
            let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
            let request = Request(head: head, body: Array(bytes[end.upperBound...]))
            if request.body.count >= Int(request.header("Content-Length") ?? "0") ?? 0 { return request }
        }
    }
}

extension CannedServer.Answer {
    static func problem(
        _ status: Int,
        _ detail: String,
        type: String = "about:blank",
        errors: [String] = [],
        drill: Bool = false
    ) -> Self {
        let list = errors.map { "\"\($0)\"" }.joined(separator: ",")
        return .reply(
            status,
            "{\"type\":\"\(type)\",\"title\":\"t\",\"status\":\(status),\"detail\":\"\(detail)\","
                + "\"errors\":[\(list)],\"drill\":\(drill)}"
        )
    }

    static func envelope(_ data: String, drill: Bool = false) -> Self {
        .reply(200, "{\"schema_version\":1,\"drill\":\(drill),\"data\":\(data)}")
    }

    static let recorded = envelope(
        "{\"recorded\":[\"The union served U1.\"],\"name\":\"U1\",\"receipts\":[{\"room\":\"table/n\",\"seq\":2,"
            + "\"kind\":\"proposal.served\",\"recorded_at\":\"2026-04-01T14:00:00Z\",\"digest\":\"ab\"}],\"sha256\":\"cd\"}"
    )
}
