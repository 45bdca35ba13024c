public import HummingbirdCore

extension HTTPServerBuilder {
    /// HTTP/1.1 on connections whose other end is known to each request's `CallContext`.
    public static func guarded() -> HTTPServerBuilder {
        .init { GuardedChannel(responder: $0) }
    }
}
