import Synchronization

/// Lets requests through as often as a limit allows, over all connections.
final class RateGate: Sendable {
    private let limit: Mutex<RateLimit>

    /// A gate at which nobody has been yet.
    init(_ limit: RateLimit) {
        self.limit = Mutex(limit)
    }

    /// Lets a request of somebody through.
    ///
    /// - Parameter key: who it is that has a bucket: a person or a side in a zone, never what the request says of itself.
    /// - Throws: `TooManyRequests` with how long to wait.
    func admit(_ key: String) throws(TooManyRequests) {
        let wait = limit.withLock { $0.take(key, at: .now) }
        if let wait { throw TooManyRequests(wait) }
    }

    /// Lets a request of somebody through while there is room, and takes none: what counts is how it turns out.
    ///
    /// - Throws: `TooManyRequests` with how long to wait.
    func look(_ key: String) throws(TooManyRequests) {
        let wait = limit.withLock { $0.wait(key, at: .now) }
        if let wait { throw TooManyRequests(wait) }
    }

    /// Counts what has turned out badly.
    func count(_ key: String) {
        _ = limit.withLock { $0.take(key, at: .now) }
    }
}

/// Somebody asks more often than the limit allows.
struct TooManyRequests: Error {
    /// After how many seconds to ask again, as `Retry-After` says it; how much is left is never said.
    let retryAfter: Int

    init(_ wait: Duration) {
        retryAfter = Int(wait.components.seconds) + (wait.components.attoseconds > 0 ? 1 : 0)
    }

    /// The sentence for whoever asked.
    var detail: String {
        "Too many requests; nothing was recorded. Ask again in \(retryAfter) s."
    }
}
