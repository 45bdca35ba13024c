public import CivilTime

/// A proposal with what became of it.
public struct Proposal: Hashable, Sendable {
    /// Where a proposal stands.
    public enum Status: String, Sendable, Codable {
        /// It can be countered, agreed, rejected or withdrawn.
        case onTheTable = "on the table"
        /// The other side answered with a counter that stands; to agree, sign the counter.
        case countered
        /// Its side took it back, but for the items that both sides had signed.
        case withdrawn
        /// The other side turned it down; what both sides had not signed of it can no longer be agreed.
        case rejected
        /// A package whose last day has passed; it can no longer be agreed.
        case expired
        /// One side signed it, or an item of it, and the other has not.
        case signedByOne = "signed by one"
        /// Both sides signed all of it: a tentative agreement.
        case agreed

        /// Whether it can still be agreed as it stands.
        public var isOpen: Bool { self == .onTheTable || self == .signedByOne }
    }

    /// One side's signature.
    public struct Signature: Hashable, Sendable {
        /// Whose.
        public let side: Side
        /// The items that it covers, by their places from 1; nil for the whole text.
        public let items: [Int]?
        /// The sequence number of its entry.
        public let seq: Int

        /// Whether it covers the item of a place from 1.
        public func covers(_ place: Int) -> Bool { items?.contains(place) ?? true }
    }

    /// How it was served.
    public internal(set) var served: ProposalServed
    /// The sequence number of its entry.
    public let seq: Int
    /// When the record took it in.
    public let servedAt: Instant
    /// Why it, or what was open of it, was withdrawn; nil while it was not.
    public internal(set) var withdrawal: String?
    /// Why the other side rejected it, or what was open of it; nil while it did not.
    public internal(set) var rejection: String?
    /// What the sides signed, in order.
    public internal(set) var signatures: [Signature] = []
    /// The counters to it that were not withdrawn.
    public internal(set) var standingCounters: [ProposalNumber] = []
    /// How often it came to lie on the table: when it was served, and each time when its last counter was withdrawn.
    var openings = 1

    /// Its number.
    public var number: ProposalNumber { served.number }

    /// The sections that it would change; none for one served before they were noted.
    public var items: [ProposedItem] { served.items ?? [] }

    /// The sides that signed the whole of it, at once or item by item.
    public var signedBy: Set<Side> { Set(Side.allCases.filter(isSigned)) }

    /// The items that both sides signed, by their places from 1; they stay agreed when the others are withdrawn or
    /// rejected.
    public var agreedItems: [Int] {
        places.filter { place in Side.allCases.allSatisfy { covers(place, by: $0) } }
    }

    /// The items that both sides did not sign, by their places from 1, where they signed others; nil for all of it.
    var openPart: [Int]? {
        let agreed = agreedItems
        return agreed.isEmpty ? nil : places.filter { !agreed.contains($0) }
    }

    /// The places of its items, from 1.
    public var places: Range<Int> { 1..<items.count + 1 }

    /// Where it stands by what the entries say, whatever the day.
    public var status: Status {
        if withdrawal != nil { return .withdrawn }
        if signedBy.count == Side.allCases.count { return .agreed }
        if rejection != nil { return .rejected }
        if !standingCounters.isEmpty { return .countered }
        return signatures.isEmpty ? .onTheTable : .signedByOne
    }

    /// Where it stands on a day: a package cannot be agreed after its last one.
    public func status(on day: CivilDate) -> Status {
        guard status.isOpen, let last = served.package?.expires, day > last else { return status }
        return .expired
    }

    /// Whether a side signed the item of a place from 1.
    public func covers(_ place: Int, by side: Side) -> Bool {
        signatures.contains { $0.side == side && $0.covers(place) }
    }

    private func isSigned(by side: Side) -> Bool {
        let own = signatures.filter { $0.side == side }
        if own.contains(where: { $0.items == nil }) { return true }
        return !items.isEmpty && places.allSatisfy { place in own.contains { $0.covers(place) } }
    }
}
