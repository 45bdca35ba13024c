public import CivilTime

/// An information request with what became of it.
public struct InformationRequest: Hashable, Sendable {
    /// Where a request stands.
    public enum Status: String, Sendable, Codable {
        /// Nothing came back yet.
        case asked
        /// The other side said that it received it.
        case acknowledged
        /// Some of what was asked for was given.
        case answeredInPart = "answered in part"
        /// All that was asked for was given.
        case answered
        /// The other side refused.
        case declined
        /// The asking side took it back.
        case withdrawn
    }

    /// One answer to it.
    public struct Answer: Hashable, Sendable {
        /// What was answered.
        public internal(set) var fields: InformationAnswered
        /// The sequence number of its entry.
        public let seq: Int
        /// When the record took it in.
        public let answeredAt: Instant
    }

    /// What was asked.
    public internal(set) var asked: InformationRequested
    /// The sequence number of its entry.
    public let seq: Int
    /// When the record took it in.
    public let askedAt: Instant
    /// Where it stands.
    public internal(set) var status = Status.asked
    /// When the other side acknowledged it; nil while it has not.
    public internal(set) var acknowledgedAt: Instant?
    /// The day by which the other side expects to answer; nil where it named none.
    public internal(set) var expected: CivilDate?
    /// The answers, in order.
    public internal(set) var answers: [Answer] = []
    /// Why the other side refused; nil while it did not.
    public internal(set) var refusal: String?
    /// The sequence number of the entry that says so.
    var refusalSeq: Int?
    /// Why it was withdrawn; nil while it was not.
    public internal(set) var withdrawal: String?

    /// Its number.
    public var number: RequestNumber { asked.number }

    /// Whether the other side still owes an answer.
    public var isWaiting: Bool {
        switch status {
        case .asked, .acknowledged, .answeredInPart: true
        case .answered, .declined, .withdrawn: false
        }
    }

    /// Whether the day on which the answer was wanted has passed without a full one or a refusal.
    ///
    /// - Parameters:
    ///   - instant: the instant of the question.
    ///   - zone: where the day ends.
    /// - Returns: whether it has.
    public func isOverdue(asOf instant: Instant, in zone: CivilZone) -> Bool {
        guard isWaiting, let wantedBy = asked.wantedBy else { return false }
        return zone.date(at: instant) > wantedBy
    }
}
