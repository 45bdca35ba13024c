import Glibc

/// Bytes to and from a listening socket, as they are.
public final class RawConnection {
    /// Why there is no connection.
    public struct Failure: Error, CustomStringConvertible {
        /// The system's words.
        public let description: String
    }

    private let descriptor: Int32

    /// Connects to a Unix socket.
    public init(socket path: String) throws {
        descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8) + [0]) }
        try reach(&address)
    }

    /// Connects to a port of this machine, from one of its addresses 127.0.0.n.
    public init(port: Int, from last: UInt32 = 1) throws {
        descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var own = sockaddr_in()
        own.sin_family = sa_family_t(AF_INET)
        own.sin_addr.s_addr = (0x7F00_0000 | last).bigEndian
        try reach(&own, by: Glibc.bind)
        own.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        own.sin_port = UInt16(port).bigEndian
        try reach(&own)
    }

    private func reach<Address>(
        _ address: inout Address,
        by call: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32 = Glibc.connect
    ) throws {
        // Only so that nothing is waited for without end: the other side has limits of its own.
        var limit = timeval(tv_sec: 600, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let outcome = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        guard outcome == 0 else { throw Failure(description: String(cString: strerror(errno))) }
    }

    deinit {
        close(descriptor)
    }

    /// Sends a text; what cannot be sent any more is left.
    public func send(_ text: String) {
        send(Array(text.utf8))
    }

    /// Sends bytes; what cannot be sent any more is left.
    public func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return }
            sent += count
        }
    }

    /// Ends this side's sending.
    public func hangUp() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// What comes next.
    public func some() -> String {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        return String(decoding: buffer[..<max(0, recv(descriptor, &buffer, buffer.count, 0))], as: UTF8.self)
    }

    /// Everything that comes until the other side ends.
    public func rest() -> String {
        String(decoding: bytes(), as: UTF8.self)
    }

    /// Every byte that comes until the other side ends.
    public func bytes() -> [UInt8] {
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count <= 0 { break }
            answer += buffer[0..<count]
        }
        return answer
    }
}
