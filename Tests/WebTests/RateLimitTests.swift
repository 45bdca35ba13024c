import Testing

@testable import Web

@Suite struct RateLimitTests {
    private let start = ContinuousClock.now

    @Test func `A burst goes through, then one a token, and one bucket is nothing to another`() {
        var limit = RateLimit(rate: 2, burst: 3)
        for _ in 0..<3 { #expect(limit.take("union", at: start) == nil) }
        #expect(limit.take("union", at: start) == .milliseconds(500))
        #expect(limit.take("board", at: start) == nil)
        #expect(limit.take("union", at: start + .milliseconds(499)) == .milliseconds(1))
        #expect(limit.take("union", at: start + .milliseconds(500)) == nil)
        #expect(limit.take("union", at: start + .milliseconds(500)) == .milliseconds(500))
    }

    @Test func `Looking whether there is room takes none`() {
        var limit = RateLimit(rate: 1, burst: 2)
        for _ in 0..<9 { #expect(limit.wait("a", at: start) == nil) }
        #expect(limit.take("a", at: start) == nil && limit.take("a", at: start) == nil)
        #expect(limit.wait("a", at: start) == .seconds(1))
        #expect(limit.take("a", at: start) == .seconds(1))
    }

    @Test func `Who is refused loses nothing by asking`() {
        var limit = RateLimit(rate: 1, burst: 1)
        #expect(limit.take("a", at: start) == nil)
        for _ in 0..<100 { #expect(limit.take("a", at: start) == .seconds(1)) }
        #expect(limit.take("a", at: start + .seconds(1)) == nil)
    }

    @Test func `A rest fills the bucket and no more than the bucket`() {
        var limit = RateLimit(rate: 1, burst: 2)
        #expect(limit.take("a", at: start) == nil)
        let later = start + .seconds(3_600)
        #expect(limit.take("a", at: later) == nil)
        #expect(limit.take("a", at: later) == nil)
        #expect(limit.take("a", at: later) != nil)
    }

    @Test func `However many keys there are, few are kept, and the most used stays limited`() {
        var limit = RateLimit(rate: 1, burst: 5, mostKeys: 10)
        while limit.take("greedy", at: start) == nil {}
        for number in 0..<1_000 { #expect(limit.take("passer-by \(number)", at: start) == nil) }
        #expect(limit.count <= 10)
        #expect(limit.take("greedy", at: start) != nil)
    }

    @Test(arguments: [(Duration.milliseconds(1), 1), (.seconds(1), 1), (.milliseconds(1_001), 2)])
    func `The wait is told in whole seconds, rounded up`(wait: Duration, seconds: Int) {
        #expect(TooManyRequests(wait).retryAfter == seconds)
    }
}
