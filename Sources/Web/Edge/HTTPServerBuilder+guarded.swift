public import HummingbirdCore

extension HTTPServerBuilder {
    /// HTTP/1.1 within limits, on connections whose other end is known to each request's `CallContext`.
    ///
    /// - Parameters:
    ///   - doorkeeper: counts the connections of every server of the daemon.
    ///   - certificate: what the server proves itself with, over TLS 1.3; nil for no TLS.
    /// - Returns: what builds the server.
    public static func guarded(by doorkeeper: Doorkeeper, certificate: ServerCertificate? = nil)
        -> HTTPServerBuilder
    {
        .init { GuardedChannel(doorkeeper: doorkeeper, certificate: certificate, responder: $0) }
    }
}
