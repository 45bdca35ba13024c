public import CivilTime

/// A proposal with what became of it.
public struct Proposal: Hashable, Sendable {
    /// Where a proposal stands.
    public enum Status: String, Sendable, Codable {
        /// It can be countered, agreed or withdrawn.
        case onTheTable = "on the table"
        /// The other side answered with a counter that stands; to agree, sign the counter.
        case countered
        /// Its side took it back.
        case withdrawn
        /// One side signed it and the other has not.
        case signedByOne = "signed by one"
        /// Both sides signed: a tentative agreement.
        case agreed
    }

    /// How it was served.
    public internal(set) var served: ProposalServed
    /// The sequence number of its entry.
    public let seq: Int
    /// When the record took it in.
    public let servedAt: Instant
    /// Why it was withdrawn; nil while it was not.
    public internal(set) var withdrawal: String?
    /// The sides that signed it.
    public internal(set) var signatures: Set<Side> = []
    /// The counters to it that were not withdrawn.
    public internal(set) var standingCounters: [ProposalNumber] = []

    /// Its number.
    public var number: ProposalNumber { served.number }

    /// Where it stands.
    public var status: Status {
        if withdrawal != nil { return .withdrawn }
        if signatures.count == Side.allCases.count { return .agreed }
        if !standingCounters.isEmpty { return .countered }
        return signatures.isEmpty ? .onTheTable : .signedByOne
    }
}
