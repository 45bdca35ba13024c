public import CivilTime

/// What the entries of one private room say, taken together: notes, drafts and limits of one party.
public struct Caucus: Hashable, Sendable {
    /// One entry with its place.
    public struct Item: Hashable, Sendable {
        /// The entry's sequence number.
        public let seq: Int
        /// When it was recorded.
        public let recordedAt: Instant
        /// Whose it is.
        public let seat: Handle
        /// What it says.
        public let fact: CaucusFact
        /// Why it was struck; nil while it counts.
        public internal(set) var struck: String?
    }

    /// Every entry, in order.
    public private(set) var items: [Item] = []

    /// A room in which nothing was said yet.
    public init() {}

    /// The sequence number of the last entry.
    public var seq: Int { items.last?.seq ?? 0 }

    /// When the last entry was recorded; time never runs backwards within a room.
    public var lastRecorded: Instant? { items.last?.recordedAt }

    /// Takes one more entry into account.
    public mutating func apply(_ fact: CaucusFact, seq: Int, recordedAt: Instant, seat: Handle) {
        items.append(Item(seq: seq, recordedAt: recordedAt, seat: seat, fact: fact, struck: nil))
        if case .struck(let fields) = fact, let index = items.firstIndex(where: { $0.seq == fields.seq }) {
            items[index].struck = fields.reason
        }
    }

    /// The drafts that count, each in the order of its making.
    public var drafts: [CaucusDraft] {
        items.filter { $0.struck == nil }.compactMap {
            if case .draft(let fields) = $0.fact { fields } else { nil }
        }
    }

    /// A draft by its name; nil where there is none that counts.
    public func draft(_ number: DraftNumber) -> CaucusDraft? {
        drafts.first { $0.draft == number }
    }

    /// The proposals that a draft was served as.
    public func servings(of number: DraftNumber) -> [ProposalNumber] {
        items.compactMap {
            guard case .draftServed(let fields) = $0.fact, fields.draft == number else { return nil }
            return fields.proposal
        }
    }

    /// The limits in force: the last one on each subject.
    public var authority: [AuthorityLimit] {
        var limits: [AuthorityLimit] = []
        for item in items where item.struck == nil {
            guard case .authority(let fields) = item.fact else { continue }
            limits.removeAll { $0.on == fields.on }
            limits.append(fields)
        }
        return limits
    }
}
