public import CivilTime
import Law
public import Table

/// The evidence bundle of a negotiation, as it travels.
public struct BundleView: Codable, Sendable {
    /// What each side last offered on one issue.
    public struct Issue: Codable, Sendable {
        /// The number of the proposal that raised it.
        public let first: ProposalNumber
        /// What it is about.
        public let title: String
        /// The board's latest text; absent where it has none on the table.
        public let board: ProposalView?
        /// The union's latest text; absent where it has none on the table.
        public let union: ProposalView?
    }

    /// One service of a text by one side on the other.
    public struct Pass: Codable, Sendable {
        /// The number by which the text is called.
        public let number: ProposalNumber
        /// Whose it is.
        public let side: Side
        /// What it is about.
        public let title: String
        /// The proposal that it counters, if it does.
        public let answers: ProposalNumber?
        /// Who served it.
        public let seat: String?
        /// When the record took it in.
        public let servedAt: Instant
        /// The text, by hash.
        public let document: DocumentReference
        /// The sequence number of its entry.
        public let seq: Int
        /// The digest of its entry, in hexadecimal.
        public let digest: String?
        /// What it goes against, ground rules or a closed list of topics, in words; absent where it goes against nothing.
        public let note: String?
        /// The names of its topics; absent where it gives none.
        public let topics: [String]?

        private enum CodingKeys: String, CodingKey {
            case number, side, title, answers, seat, document, seq, digest, note, topics
            case servedAt = "served_at"
        }
    }

    /// What was ordered out of the record.
    public struct Purge: Codable, Sendable {
        /// The entry; absent where a document was purged.
        public let entry: Int?
        /// The document's SHA-256; absent where an entry was purged.
        public let sha256: String?
        /// The court or arbitrator, with the order.
        public let order: String
        /// Why.
        public let reason: String
    }

    /// How the negotiation was opened.
    public let opened: NegotiationOpened
    /// `open`, `concluded` or `closed`.
    public let state: String
    /// What it came to, or why it was closed; absent while it is open.
    public let outcome: String?
    /// The instant that the bundle is of.
    public let asOf: Instant
    /// The sequence number of the record's last entry.
    public let seq: Int
    /// The digest of the record's last entry, in hexadecimal.
    public let digest: String
    /// Who sits where.
    public let seats: [Seat]
    /// What is open between the sides.
    public let issues: [Issue]
    /// Where both sides stand on every section that anybody proposed to change.
    public let positions: PositionsView
    /// The texts that both sides signed.
    public let agreed: [ProposalView]
    /// The texts that were withdrawn.
    public let withdrawn: [ProposalView]
    /// The deadlines.
    public let docket: DocketView
    /// Why each deadline is when it is.
    public let why: [WhyView]
    /// Every service of a text, in order.
    public let passes: [Pass]
    /// The information requests.
    public let requests: [InformationRequestView]
    /// The bargaining sessions.
    public let sessions: [SessionView]
    /// The ground rules that stand.
    public let rules: [RuleView]
    /// The stipulations.
    public let stipulations: [NegotiationView.Stipulation]
    /// The votes.
    public let votes: [VoteHeld]
    /// The legal holds.
    public let holds: [HoldView]
    /// How long the record is to be kept; absent where no entry says so.
    public let retention: RecordRetained?
    /// What was ordered out of the record.
    public let purges: [Purge]

    private enum CodingKeys: String, CodingKey {
        case opened, state, outcome, seq, digest, seats, issues, positions, agreed, withdrawn, docket, why,
            passes,
            requests, sessions, rules, stipulations, votes, holds, retention, purges
        case asOf = "as_of"
    }

    /// A bundle as it travels.
    ///
    /// - Parameters:
    ///   - bundle: the bundle.
    ///   - digest: the digest of the record's last entry, in hexadecimal.
    public init(_ bundle: EvidenceBundle, digest: String) {
        let negotiation = bundle.negotiation
        let zone = bundle.docket.proceeding.zone
        let today = zone.date(at: bundle.asOf)
        opened = bundle.opened
        state = bundle.standing.state
        outcome = bundle.standing.outcome
        asOf = bundle.asOf
        seq = negotiation.seq
        self.digest = digest
        seats = negotiation.seats.values.sorted { $0.handle.text < $1.handle.text }
        issues = bundle.issues.map { issue in
            Issue(
                first: issue.first.number,
                title: issue.first.served.title,
                board: issue.board.map { ProposalView($0, on: today) },
                union: issue.union.map { ProposalView($0, on: today) }
            )
        }
        positions = PositionsView(negotiation, in: zone, asOf: bundle.asOf)
        agreed = bundle.agreed.map { ProposalView($0, on: today) }
        withdrawn = bundle.withdrawn.map { ProposalView($0, on: today) }
        docket = DocketView(bundle.docket, of: bundle.opened, asOf: bundle.asOf, negotiation: negotiation)
        why = bundle.explanations.map(WhyView.init)
        passes = bundle.passes.map(Pass.init)
        requests = negotiation.requests.map { InformationRequestView($0, asOf: bundle.asOf, in: zone) }
        sessions = negotiation.sessions.map(SessionView.init)
        rules = negotiation.rules.map(RuleView.init)
        stipulations = negotiation.stipulations.map(NegotiationView.Stipulation.init)
        votes = negotiation.votes
        holds = negotiation.holds.map(HoldView.init)
        retention = negotiation.retention
        purges = negotiation.purges.map {
            Purge(entry: $0.entry, sha256: $0.sha256, order: $0.order, reason: $0.reason)
        }
    }
}

extension BundleView.Pass {
    init(_ pass: EvidenceBundle.Pass) {
        let proposal = pass.proposal
        self.init(
            number: proposal.number,
            side: proposal.number.side,
            title: proposal.served.title,
            answers: proposal.served.answers,
            seat: pass.receipt?.seat?.text,
            servedAt: proposal.servedAt,
            document: proposal.served.document,
            seq: proposal.seq,
            digest: pass.receipt?.digest,
            note: proposal.served.note,
            topics: proposal.served.topics
        )
    }
}
