import Foundation
import Glibc

/// The plainest HTTP client there is: bytes over a Unix socket, so that a test can also send what no client would.
struct HTTP: Sendable {
    struct Answer {
        let status: Int
        let head: String
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }

        /// The JSON object of the body.
        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]) ?? [:]
        }

        /// The problem's words.
        var detail: String { json["detail"] as? String ?? "" }

        /// What stands in the envelope.
        var data: [String: Any] { json["data"] as? [String: Any] ?? [:] }

        /// The name of what was recorded.
        var name: String { data["name"] as? String ?? "" }
    }

    let socket: String

    func get(_ path: String, seat: String? = nil) throws -> Answer {
        try send("GET", path, seat: seat)
    }

    func post(
        _ path: String,
        _ body: [UInt8],
        seat: String? = nil,
        key: String? = nil,
        type: String = "application/json"
    ) throws -> Answer {
        try send("POST", path, body, seat: seat, key: key, type: type)
    }

    func post(_ path: String, _ json: String, seat: String? = nil, key: String? = nil) throws -> Answer {
        try post(path, Array(json.utf8), seat: seat, key: key)
    }

    private func send(
        _ method: String,
        _ path: String,
        _ body: [UInt8] = [],
        seat: String? = nil,
        key: String? = nil,
        type: String = "application/json"
    ) throws -> Answer {
        var head =
            "\(method) \(path) HTTP/1.1\r\nHost: bargain\r\nConnection: close\r\nContent-Type: \(type)\r\n"
        head += "Content-Length: \(body.count)\r\n"
        if let seat { head += "Bargain-Seat: \(seat)\r\n" }
        if method == "POST" {
            head += "Idempotency-Key: \(key ?? String(UInt64.random(in: 0 ... .max), radix: 36))\r\n"
        }
        return try exchange(Array((head + "\r\n").utf8) + body)
    }

    /// Sends bytes as they are, and reads until the other side ends.
    ///
    /// - Parameters:
    ///   - bytes: the request.
    ///   - closing: whether to end this side's sending at once, as somebody who hangs up.
    /// - Returns: what came back.
    /// - Throws: `Daemon.Failure` when nobody listens.
    func exchange(_ bytes: [UInt8], closing: Bool = false) throws -> Answer {
        let connection = try connect()
        defer { close(connection) }
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { break }
            sent += count
        }
        if closing { shutdown(connection, Int32(SHUT_WR)) }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            if count <= 0 { break }
            answer += buffer[0..<count]
        }
        return Self.parse(answer)
    }

    private static func parse(_ bytes: [UInt8]) -> Answer {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let gap = text.range(of: "\r\n\r\n") else { return Answer(status: 0, head: text, body: []) }
        let head = String(text[..<gap.lowerBound])
        let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let length = head.utf8.count + 4
        return Answer(status: status, head: head, body: Array(bytes.dropFirst(length)))
    }

    private func connect() throws -> Int32 {
        let connection = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { path in
            path.copyBytes(from: Array(socket.utf8) + [0])
        }
        var limit = timeval(tv_sec: 40, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let outcome = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard outcome == 0 else {
            close(connection)
            throw Daemon.Failure(
                description: "cannot connect to \(socket): \(String(cString: strerror(errno)))"
            )
        }
        return connection
    }
}

extension HTTP {
    /// Sets up the zone `springfield` and opens a negotiation in it.
    ///
    /// - Returns: the negotiation's path.
    func openNegotiation() throws -> String {
        for fact in [
            #"{"kind":"zone.established","zone":"springfield","name":"Zone","district":"Springfield","state":"MA","calendar":"us-ma"}"#,
            #"{"kind":"school.joined","school":"kiley","name":"Kiley","enrolment":620}"#,
            #"{"kind":"unit.recognised","unit":"unit-a","name":"Unit A","local":"SEA"}"#,
            #"{"kind":"seat.taken","handle":"maria-soto","person":"Maria Soto","role":"union"}"#,
            #"{"kind":"seat.taken","handle":"john-lee","person":"John Lee","role":"board"}"#,
            #"{"kind":"seat.taken","handle":"ann-clerk","person":"Ann Clark","role":"clerk"}"#,
        ] {
            let answer = try post("/v1/zones/springfield/facts", fact)
            guard answer.status == 201 else { throw Daemon.Failure(description: answer.text) }
        }
        let answer = try post("/v1/negotiations", Self.opening)
        guard answer.status == 201 else { throw Daemon.Failure(description: answer.text) }
        return "/v1/negotiations/\(answer.name)"
    }

    static let opening =
        #"{"zone":"springfield","title":"Kiley","schools":["kiley"],"unit":"unit-a","pack":"ma-69-1j-g"}"#
}
