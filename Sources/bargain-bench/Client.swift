import Glibc

/// One keep-alive connection to a daemon, with at most one request under way.
struct Client {
    let descriptor: Int32
    private(set) var answered = 0
    private let negotiation: String
    private let asker: String
    private let document: String
    private let run = UInt32.random(in: .min ... .max)
    private var sent: UInt64 = 0
    private var received: [UInt8] = []

    /// A connection to the daemon.
    ///
    /// - Parameters:
    ///   - path: the daemon's socket.
    ///   - negotiation: where it serves.
    ///   - asker: the header that says who asks, `Authorization: Bearer …` or `Bargain-Seat: …`.
    ///   - document: a text to which each request adds a line.
    /// - Throws: `BenchFault` when there is none.
    init(socket path: String, negotiation: String, asker: String, document: String) throws {
        self.negotiation = negotiation
        self.asker = asker
        self.document = document
        descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw BenchFault("The path of the socket \(path) is too long.")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else { throw BenchFault("\(path): \(String(cString: strerror(errno)))") }
    }

    /// Serves the next proposal.
    mutating func send() throws {
        let body = "\(document)\nRevision \(answered) of \(negotiation) in run \(run).\n"
        let request = """
            POST /v1/negotiations/\(negotiation)/proposals?name=proposal.md HTTP/1.1\r
            Host: localhost\r
            \(asker)\r
            Idempotency-Key: bench-\(run)-\(negotiation)-\(answered)\r
            Content-Type: text/markdown\r
            Content-Length: \(body.utf8.count)\r
            \r
            \(body)
            """
        sent = monotonicNanoseconds()
        var rest = Array(request.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else {
                throw BenchFault("The daemon hung up: \(String(cString: strerror(errno)))")
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Reads what has come.
    ///
    /// - Returns: nanoseconds from the request to its whole answer; nil while a part is missing.
    mutating func receive() throws -> UInt64? {
        var part = [UInt8](repeating: 0, count: 16_384)
        let count = recv(descriptor, &part, part.count, 0)
        guard count > 0 else { throw BenchFault("The daemon hung up on \(negotiation).") }
        received += part[..<count]
        guard try isWhole() else { return nil }
        received.removeAll(keepingCapacity: true)
        answered += 1
        return monotonicNanoseconds() - sent
    }

    private func isWhole() throws -> Bool {
        let gap = Array("\r\n\r\n".utf8)
        guard let end = received.indices.first(where: { received[$0...].starts(with: gap) }) else {
            return false
        }
        let head = String(decoding: received[..<end], as: UTF8.self).lowercased()
        let named = head.split(separator: "\r\n").first { $0.hasPrefix("content-length: ") }
        guard let length = named.flatMap({ Int($0.dropFirst("content-length: ".count)) }) else {
            throw BenchFault("The answer has no length:\n\(head)")
        }
        guard received.count >= end + gap.count + length else { return false }
        guard head.hasPrefix("http/1.1 201 ") else {
            throw BenchFault("The daemon answered:\n\(String(decoding: received, as: UTF8.self))")
        }
        return true
    }
}
