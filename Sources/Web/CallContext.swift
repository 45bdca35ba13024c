public import Hummingbird
import NIOCore
import NIOPosix

/// What is known of a request's connection.
public struct CallContext: RequestContext {
    /// The framework's own part.
    public var coreContext: CoreRequestContextStorage
    let peer: Peer?

    /// The context of a request on a connection.
    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = nil
    }
}

/// The process at the other end of a Unix socket.
struct Peer: Sendable {
    let uid: UInt32
}
