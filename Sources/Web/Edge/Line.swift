/// What is known of a connection's other end for as long as the connection lasts.
struct Line: Sendable {
    /// The process at the other end of a Unix socket.
    let peer: Peer?
    /// The address at the other end of TCP.
    let address: String?

    /// The line on which the running request arrived.
    @TaskLocal static var current: Line?
}
