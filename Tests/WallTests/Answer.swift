import Dispatch
import TestSupport

/// What a client sees of an answer: every byte, but the one header that tells the time of day.
struct Answer: Hashable, Sendable, CustomStringConvertible {
    let status: Int
    /// The status line and the headers, without `Date`.
    let head: String
    let body: [UInt8]

    init(_ bytes: [UInt8]) {
        let end = bytes.indices.first { bytes[$0...].starts(with: Array("\r\n\r\n".utf8)) } ?? bytes.endIndex
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        head = lines.filter { !$0.lowercased().hasPrefix("date:") }.joined(separator: "\n")
        status = lines.first.flatMap { Int($0.split(separator: " ").dropFirst().first ?? "") } ?? 0
        let rest = bytes[end...].dropFirst(4)
        body = head.lowercased().contains("\ntransfer-encoding: chunked") ? Self.joined(rest) : Array(rest)
    }

    /// The parts of a body that comes in chunks, as one.
    private static func joined(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var (rest, body) = (bytes, [UInt8]())
        while let end = rest.firstIndex(of: 0x0D),
            let count = Int(String(decoding: rest[..<end], as: UTF8.self), radix: 16), count > 0
        {
            body += rest[end...].dropFirst(2).prefix(count)
            rest = rest[end...].dropFirst(2 + count + 2)
        }
        return body
    }

    init(status: Int, head: String, body: [UInt8]) {
        self.status = status
        self.head = head
        self.body = body
    }

    var text: String { String(decoding: body, as: UTF8.self) }
    var description: String { head + "\n\n" + text }

    /// A header's value; empty where there is none.
    func header(_ name: String) -> String {
        head.split(separator: "\n").first { $0.lowercased().hasPrefix(name + ": ") }
            .map { String($0.dropFirst(name.count + 2)) } ?? ""
    }
}

/// A request as it is put on the wire, each on a connection of its own.
struct Letter: Sendable {
    var method = "GET"
    var path: String
    var token: String?
    var headers: [(String, String)] = []
    var body: [UInt8]?

    /// Its bytes.
    var bytes: [UInt8] {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: localhost", "Connection: close"]
        if let token { lines.append("Authorization: Bearer \(token)") }
        lines += headers.map { "\($0): \($1)" }
        if let body { lines.append("Content-Length: \(body.count)") }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (body ?? [])
    }

    /// Sends it and waits for the whole answer, on a thread of its own so that the server's tasks go on.
    ///
    /// - Parameters:
    ///   - connect: makes the connection.
    ///   - pause: run before the last byte is sent; may block.
    /// - Returns: the answer.
    /// - Throws: what either throws.
    func sent(
        by connect: @escaping @Sendable () throws -> RawConnection,
        pausing pause: @escaping @Sendable () throws -> Void = {}
    ) async throws -> Answer {
        let bytes = bytes
        return try await withCheckedThrowingContinuation { outcome in
            DispatchQueue.global().async {
                outcome.resume(
                    with: Result {
                        let line = try connect()
                        line.send(Array(bytes.dropLast()))
                        try pause()
                        line.send(Array(bytes.suffix(1)))
                        return Answer(line.bytes())
                    }
                )
            }
        }
    }
}
