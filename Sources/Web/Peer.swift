import Glibc
import NIOCore

/// The process at the other end of a Unix socket, as it was when it connected.
public struct Peer: Hashable, Sendable {
    /// Under which user it ran.
    public let uid: UInt32
    /// Its group.
    public let gid: UInt32
    /// Its number; another process may have it by now.
    public let pid: Int32

    /// A process with its user.
    public init(uid: UInt32, gid: UInt32, pid: Int32) {
        self.uid = uid
        self.gid = gid
        self.pid = pid
    }

    /// Who connected, told by the kernel (`SO_PEERCRED`); nil where the channel is no Unix socket.
    ///
    /// To be called on the channel's event loop.
    static func of(_ channel: any Channel) -> EventLoopFuture<Peer?> {
        guard case .unixDomainSocket = channel.localAddress,
            let options = channel as? any SocketOptionProvider
        else { return channel.eventLoop.makeSucceededFuture(nil) }
        let told: EventLoopFuture<Credentials> = options.unsafeGetSocketOption(
            level: .socket,
            name: .init(rawValue: SO_PEERCRED)
        )
        return told.map { Peer(uid: $0.uid, gid: $0.gid, pid: $0.pid) }.recover { _ in nil }
    }

    /// `struct ucred` of Linux, which Swift's C library module lacks.
    private struct Credentials: Sendable {
        var pid: Int32
        var uid: UInt32
        var gid: UInt32
    }
}
