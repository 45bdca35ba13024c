import NIOHTTP1

/// What the head of a request may be: within limits, and of one meaning to every program that reads it on its way.
enum HeadLimits {
    /// How many header fields there may be.
    static let mostFields = 64
    /// How many bytes the head may have.
    static let mostBytes = 16 * 1024
    /// How many bytes the address may have.
    static let longestURI = 8 * 1024

    /// What the parser holds a head to.
    static var ofParser: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = mostBytes
        limits.maxHeaderListSize = mostBytes
        limits.maxHeaderFieldCount = mostFields
        return limits
    }

    /// What is wrong with a head; nil when nothing is.
    ///
    /// - Parameters:
    ///   - head: the head.
    ///   - needsHost: whether it must say for which host it is, as on TCP.
    static func fault(in head: HTTPRequestHead, needsHost: Bool) -> RequestFault? {
        if head.uri.utf8.count > longestURI {
            return RequestFault("The address has more than \(longestURI) bytes.", status: 414)
        }
        let hosts = head.headers["host"]
        if hosts.count > 1 || needsHost && (hosts.first ?? "").isEmpty {
            return RequestFault("A request names one host, in one Host field; this one names \(hosts.count).")
        }
        let codings = head.headers["transfer-encoding"]
        let lengths = head.headers["content-length"]
        guard !codings.isEmpty else {
            return lengths.count > 1
                ? RequestFault("The body's length is given \(lengths.count) times.") : nil
        }
        guard lengths.isEmpty else {
            return RequestFault("The body has a Content-Length or is chunked, not both.")
        }
        guard codings.count == 1, codings[0].lowercased() == "chunked", head.version == .http1_1 else {
            return RequestFault("Of the transfer codings only 'chunked' is known, once and in HTTP/1.1.")
        }
        return nil
    }

    /// What the parser's refusal means; nil when the error is not the parser's.
    static func fault(of error: any Error) -> RequestFault? {
        guard let error = error as? HTTPParserError else { return nil }
        guard case .headerOverflow = error else {
            return RequestFault("The request is not HTTP/1.1 as it is written down (RFC 9112).")
        }
        return RequestFault(
            "The request's head has more than \(mostFields) fields or \(mostBytes) bytes.",
            status: 431
        )
    }
}
