/// How often each of many may do something: a bucket of tokens for each, refilled at a steady rate.
///
/// A bucket is kept as the one instant at which it will be full again, and only while it is not full.
struct RateLimit: Sendable {
    /// How many may come at once.
    let burst: Int
    /// How many a second may come in the long run.
    let rate: Double
    /// How many buckets are kept at most.
    let mostKeys: Int
    private var full: [String: ContinuousClock.Instant] = [:]

    /// A limit under which nobody has done anything yet.
    ///
    /// - Parameters:
    ///   - rate: how many a second, in the long run; above 0.
    ///   - burst: how many at once; at least 1.
    ///   - mostKeys: how many are told apart; beyond that, who has used least of his bucket gets a full one.
    init(rate: Double, burst: Int, mostKeys: Int = 4_096) {
        precondition(rate > 0 && burst >= 1 && mostKeys >= 1, "a limit that lets nobody through is none")
        self.rate = rate
        self.burst = burst
        self.mostKeys = mostKeys
    }

    /// How many buckets are not full.
    var count: Int { full.count }

    /// How long it takes until there is a token; nil when there is one.
    func wait(_ key: String, at now: ContinuousClock.Instant) -> Duration? {
        let token = Duration.seconds(1 / rate)
        let wait = now.duration(to: max(full[key] ?? now, now) + token) - token * burst
        return wait > .zero ? wait : nil
    }

    /// Takes a token.
    ///
    /// - Parameters:
    ///   - key: whose bucket.
    ///   - now: the present instant.
    /// - Returns: nil when there was one; otherwise how long it takes until there is.
    mutating func take(_ key: String, at now: ContinuousClock.Instant) -> Duration? {
        if let wait = wait(key, at: now) { return wait }
        let after = max(full[key] ?? now, now) + Duration.seconds(1 / rate)
        if full[key] == nil, full.count >= mostKeys { makeRoom(at: now) }
        full[key] = after
        return nil
    }

    private mutating func makeRoom(at now: ContinuousClock.Instant) {
        full = full.filter { $0.value > now }
        guard full.count >= mostKeys, let least = full.min(by: { ($0.value, $0.key) < ($1.value, $1.key) })
        else {
            return
        }
        full[least.key] = nil
    }
}
