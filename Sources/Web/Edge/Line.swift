import Glibc
import NIOCore

/// What is known of a connection's other end for as long as the connection lasts.
struct Line: Sendable {
    /// The process at the other end of a Unix socket.
    let peer: Peer?
    /// The address at the other end of TCP.
    let address: String?
    /// Whom the connection counts for: a user of this machine, an IPv4 address, or a network of IPv6 (a `/64`).
    let origin: String
    /// When the requests on it arrive.
    let marks = ArrivalMarks()

    /// The line on which the running request arrived.
    @TaskLocal static var current: Line?

    init(peer: Peer?, remote: SocketAddress?) {
        self.peer = peer
        address = remote?.ipAddress
        origin = peer.map { "uid \($0.uid)" } ?? remote.flatMap(Self.origin) ?? "unknown"
    }

    /// Whoever has an address of IPv6 has 2⁶⁴ of them.
    private static func origin(_ address: SocketAddress) -> String? {
        guard case .v6 = address, let text = address.ipAddress else { return address.ipAddress }
        var bytes = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, String(text.prefix { $0 != "%" }), &bytes) == 1 else { return text }
        if bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) {
            return bytes[12...].map(String.init).joined(separator: ".")
        }
        let groups = stride(from: 0, to: 8, by: 2).map {
            String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
        }
        return groups.joined(separator: ":") + "::/64"
    }
}
