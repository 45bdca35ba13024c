import Synchronization

/// How often each side may ask.
final class Rates: Sendable {
    private let limit: Mutex<RateLimit>

    /// - Parameter rate: how many requests a second in the long run; four seconds' worth may come at once.
    init(rate: Double) {
        limit = Mutex(RateLimit(rate: rate, burst: max(1, Int(rate * 4))))
    }

    /// Counts a request; how long to wait where it is one too many.
    func take(_ bucket: String) -> Duration? {
        limit.withLock { $0.take(bucket, at: .now) }
    }
}
