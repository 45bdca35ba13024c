public import CivilTime
public import Table

/// Where both sides stand on every section that anybody proposed to change, as of an instant.
public struct PositionsView: Codable, Sendable {
    /// A side's position.
    public struct Stand: Codable, Sendable {
        /// The proposal whose text says it.
        public let proposal: ProposalNumber
        /// The section of that proposal.
        public let section: String
        /// How the side came to it: `proposed`, `signed` or `agreed`.
        public let basis: Position.Basis
        /// The sequence number of the entry that made it the side's position.
        public let seq: Int
        /// SHA-256 of the proposal's text, in hexadecimal.
        public let sha256: String
        /// When the proposal was served.
        public let servedAt: Instant

        private enum CodingKeys: String, CodingKey {
            case proposal, section, basis, seq, sha256
            case servedAt = "served_at"
        }

        init?(_ position: Position?, in negotiation: Negotiation) {
            guard let position, let proposal = negotiation.proposals[position.proposal] else { return nil }
            self.proposal = position.proposal
            section = position.item.section
            basis = position.basis
            seq = position.seq
            sha256 = proposal.served.document.sha256
            servedAt = proposal.servedAt
        }
    }

    /// A section with both positions.
    public struct Row: Codable, Sendable {
        /// Its label.
        public let section: String
        /// The ids of the terms in it.
        public let terms: [String]
        /// What has become of it.
        public let status: PositionsOnItem.Status
        /// The board's position; absent for the contract in force.
        public let board: Stand?
        /// The union's position; absent for the contract in force.
        public let union: Stand?
        /// What both sides signed last; absent where they signed nothing.
        public let agreed: Stand?
        /// The packages that can still be agreed in which it stands.
        public let packages: [ProposalNumber]

        init(_ row: PositionsOnItem, in negotiation: Negotiation) {
            section = row.item.section
            terms = row.item.terms
            status = row.status
            board = Stand(row.board, in: negotiation)
            union = Stand(row.union, in: negotiation)
            agreed = Stand(row.agreed, in: negotiation)
            packages = row.packages
        }
    }

    /// The instant that they are of.
    public let asOf: Instant
    /// The sequence number of the last entry that was taken into account.
    public let seq: Int
    /// The contract in force; absent where the negotiation was opened without it.
    public let contract: DocumentReference?
    /// The sections, in the order in which they were raised.
    public let items: [Row]

    private enum CodingKeys: String, CodingKey {
        case seq, contract, items
        case asOf = "as_of"
    }

    /// The positions in a negotiation.
    ///
    /// - Parameters:
    ///   - negotiation: the fold up to the instant.
    ///   - zone: the zone in which its days end.
    ///   - instant: the instant that they are of, by which packages have expired.
    public init(_ negotiation: Negotiation, in zone: CivilZone, asOf instant: Instant) {
        asOf = instant
        seq = negotiation.seq
        contract = negotiation.opened?.contract
        items = negotiation.positions(on: zone.date(at: instant)).map { Row($0, in: negotiation) }
    }

    /// The same with some of its sections only.
    public func keeping(_ rows: [Row]) -> PositionsView {
        PositionsView(asOf: asOf, seq: seq, contract: contract, items: rows)
    }

    private init(asOf: Instant, seq: Int, contract: DocumentReference?, items: [Row]) {
        self.asOf = asOf
        self.seq = seq
        self.contract = contract
        self.items = items
    }
}
