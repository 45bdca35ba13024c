public import CivilTime

/// How many documents may be sent within a day, and how many bytes in all: by a side to one negotiation, by a party to its
/// private room, by a person besides.
public struct Quota: Hashable, Sendable {
    /// How many documents.
    public let documents: Int
    /// How many bytes.
    public let bytes: Int

    /// What is taken where the operator says nothing else.
    public static let usual = Quota(documents: 500, bytes: 200 << 20)
    /// A day, in seconds: what was sent before that does not count any more.
    public static let day: Int64 = 86_400

    /// A quota.
    public init(documents: Int, bytes: Int) {
        self.documents = documents
        self.bytes = bytes
    }

    /// Holds one more document to the quota.
    ///
    /// - Parameters:
    ///   - sent: what was sent before, and when, in any order.
    ///   - bytes: how large the document is.
    ///   - now: when it arrived.
    ///   - who: who sends it and where, as the sentence of a refusal begins.
    /// - Throws: `QuotaExceeded` with when there is room again.
    public func check(
        _ sent: some Sequence<(at: Instant, bytes: Int)>,
        adding bytes: Int,
        at now: Instant,
        for who: String
    ) throws(QuotaExceeded) {
        let since = now.adding(seconds: -Self.day)
        var within = sent.filter { $0.at > since }.sorted { $0.at < $1.at }[...]
        var total = within.reduce(0) { $0 + $1.bytes }
        let used = (documents: within.count, bytes: total)
        var freeAt: Instant?
        while within.count + 1 > documents || total + bytes > self.bytes {
            guard let oldest = within.popFirst() else { break }
            total -= oldest.bytes
            freeAt = oldest.at.adding(seconds: Self.day)
        }
        let fits = within.count + 1 <= documents && total + bytes <= self.bytes
        guard freeAt != nil || !fits else { return }
        throw QuotaExceeded(
            detail: "\(who) sent \(used.documents) documents of \(used.bytes) bytes within 24 hours; at most "
                + "\(documents) documents and \(self.bytes) bytes are taken, and this one has \(bytes). "
                + (fits ? "There is room for it from \(freeAt ?? now) on." : "It is too large for any day.")
                + " Nothing was recorded.",
            retryAfter: fits ? freeAt.map { Int(now.microseconds(until: $0) / 1_000_000) + 1 } : nil
        )
    }
}

/// More documents were sent within a day than are taken.
public struct QuotaExceeded: Error, Hashable, Sendable {
    /// Who sent how much, how much is taken, and when there is room again.
    public let detail: String
    /// After how many seconds there is room; nil where there will be none.
    public let retryAfter: Int?
}
