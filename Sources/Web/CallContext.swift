public import Hummingbird

/// What is known of a request before it is read: who is at the other end of its connection.
public struct CallContext: RequestContext {
    /// What Hummingbird keeps of a request.
    public var coreContext: CoreRequestContextStorage
    /// The process at the other end of a Unix socket, as the kernel names it; nil on TCP and where it is not known.
    public let peer: Peer?
    /// The address at the other end of TCP, without its port; nil on a Unix socket.
    public let address: String?
    /// Whom the connection counts for, such as `uid 1000`, `192.0.2.7` or `2001:db8:0:0::/64`.
    public let origin: String
    /// When the request arrives, as the edge notes it; nil outside of a guarded connection.
    let mark: ArrivalMark?

    /// The context of a request that arrives on a connection of `HTTPServerBuilder.guarded`.
    ///
    /// On any other connection nothing is known of the other end, which is nobody in particular.
    ///
    /// - Parameter source: the connection.
    public init(source: ApplicationRequestContextSource) {
        let line = Line.current
        coreContext = .init(source: source)
        peer = line?.peer
        address = line?.address
        origin = line?.origin ?? "unknown"
        mark = line?.marks.next()
    }
}
