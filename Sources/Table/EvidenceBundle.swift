public import CivilTime
public import Law

/// What a neutral, a court or an auditor asks for, in one piece: where each side stands, what was agreed, what was
/// served when and by whom, what is due and why.
///
/// Pure: made of a negotiation, its docket and the receipts of its entries, as of an instant.
public struct EvidenceBundle: Sendable {
    /// Who made an entry and when, and its digest.
    public struct Receipt: Hashable, Sendable {
        /// The entry's sequence number.
        public let seq: Int
        /// When it was recorded.
        public let recordedAt: Instant
        /// Whose act it is; nil for the clock and the operator.
        public let seat: Handle?
        /// The digest, in hexadecimal.
        public let digest: String

        /// The receipt of an entry.
        public init(seq: Int, recordedAt: Instant, seat: Handle?, digest: String) {
            self.seq = seq
            self.recordedAt = recordedAt
            self.seat = seat
            self.digest = digest
        }
    }

    /// A proposal with all that answered it, not agreed yet: what each side last offered.
    public struct Issue: Hashable, Sendable {
        /// The proposal that raised it.
        public let first: Proposal
        /// The board's latest text that it did not withdraw; nil where there is none.
        public let board: Proposal?
        /// The union's latest text that it did not withdraw; nil where there is none.
        public let union: Proposal?
    }

    /// One service of a text by one side on the other.
    public struct Pass: Hashable, Sendable {
        /// What was served.
        public let proposal: Proposal
        /// Its entry's receipt; nil where it was not given.
        public let receipt: Receipt?
    }

    /// How the negotiation was opened.
    public let opened: NegotiationOpened
    /// The instant that it is of.
    public let asOf: Instant
    /// The negotiation.
    public let negotiation: Negotiation
    /// Its deadlines.
    public let docket: Docket
    /// Where it stands.
    public let standing: Projection.Standing
    /// The receipt of its last entry; nil where it was not given.
    public let head: Receipt?
    /// What is still open between the sides, in the order in which it was raised.
    public let issues: [Issue]
    /// The texts that both sides signed, in the order in which they were served.
    public let agreed: [Proposal]
    /// The texts that were withdrawn, in the order in which they were served.
    public let withdrawn: [Proposal]
    /// Why each deadline is when it is, in the procedure's order.
    public let explanations: [Explanation]
    /// Every service of a text, in order.
    public let passes: [Pass]

    /// The bundle of a negotiation; nil before it is opened.
    ///
    /// - Parameters:
    ///   - state: the negotiation with its docket.
    ///   - receipts: those of its entries.
    ///   - instant: the instant that it is of.
    /// - Throws: a `LawError` where the rules cannot explain a date.
    public init?(of state: Projection.State, receipts: [Receipt], asOf instant: Instant) throws(LawError) {
        guard let opened = state.negotiation.opened, let docket = state.docket else { return nil }
        let bySeq = Dictionary(receipts.map { ($0.seq, $0) }) { $1 }
        let proposals = state.negotiation.proposalsInOrder
        self.opened = opened
        asOf = instant
        negotiation = state.negotiation
        self.docket = docket
        standing = Projection.Standing(state)
        head = bySeq[state.negotiation.seq]
        issues = Self.issues(among: proposals)
        agreed = proposals.filter { $0.status == .agreed }
        withdrawn = proposals.filter { $0.status == .withdrawn }
        passes = proposals.map { Pass(proposal: $0, receipt: bySeq[$0.seq]) }
        var explanations: [Explanation] = []
        for item in docket.items where item.due != nil { explanations.append(try docket.why(item.step)) }
        self.explanations = explanations
    }

    private static func issues(among proposals: [Proposal]) -> [Issue] {
        var firstOf: [ProposalNumber: ProposalNumber] = [:]
        var threads: [ProposalNumber: [Proposal]] = [:]
        for proposal in proposals {
            let first = proposal.served.answers.flatMap { firstOf[$0] } ?? proposal.number
            firstOf[proposal.number] = first
            threads[first, default: []].append(proposal)
        }
        return proposals.compactMap { first in
            guard let thread = threads[first.number], !thread.contains(where: { $0.status == .agreed }) else {
                return nil
            }
            func latest(_ side: Side) -> Proposal? {
                thread.last { $0.number.side == side && $0.status != .withdrawn }
            }
            let issue = Issue(first: first, board: latest(.board), union: latest(.union))
            return issue.board == nil && issue.union == nil ? nil : issue
        }
    }
}
