public import CivilTime
public import Table

/// What is asked to open a negotiation.
public struct OpenRequest: Codable, Sendable {
    public let zone: Handle
    public let title: String
    public let schools: [Handle]
    public let unit: Handle
    public let pack: String
    public let calendar: String?
    public let readings: [String: String]?
    public let contract: DocumentReference?

    /// A request to open a negotiation.
    public init(
        zone: Handle,
        title: String,
        schools: [Handle],
        unit: Handle,
        pack: String,
        calendar: String?,
        readings: [String: String]?,
        contract: DocumentReference?
    ) {
        self.zone = zone
        self.title = title
        self.schools = schools
        self.unit = unit
        self.pack = pack
        self.calendar = calendar
        self.readings = readings
        self.contract = contract
    }
}

/// A negotiation as a list shows it.
public struct NegotiationItem: Codable, Sendable {
    public let negotiation: String
    public let zone: String
    public let title: String
    public let pack: String
    public let state: String
    public let outcome: String?
    public let nextStep: String?
    public let nextDue: CivilDate?

    private enum CodingKeys: String, CodingKey {
        case negotiation, zone, title, pack, state, outcome
        case nextStep = "next_step"
        case nextDue = "next_due"
    }

    /// A negotiation with the date that runs next in it.
    public init(
        negotiation: String,
        zone: String,
        title: String,
        pack: String,
        state: String,
        outcome: String?,
        nextStep: String?,
        nextDue: CivilDate?
    ) {
        self.negotiation = negotiation
        self.zone = zone
        self.title = title
        self.pack = pack
        self.state = state
        self.outcome = outcome
        self.nextStep = nextStep
        self.nextDue = nextDue
    }
}

/// A proposal with where it stands.
public struct ProposalView: Codable, Sendable {
    public let number: ProposalNumber
    public let side: Side
    public let title: String
    public let answers: ProposalNumber?
    public let status: Proposal.Status
    public let signedBy: [Side]
    public let withdrawal: String?
    public let document: DocumentReference
    public let seq: Int
    public let servedAt: Instant

    private enum CodingKeys: String, CodingKey {
        case number, side, title, answers, status, withdrawal, document, seq
        case signedBy = "signed_by"
        case servedAt = "served_at"
    }

    /// A proposal as it stands.
    public init(_ proposal: Proposal) {
        number = proposal.number
        side = proposal.number.side
        title = proposal.served.title
        answers = proposal.served.answers
        status = proposal.status
        signedBy = proposal.signatures.sorted { $0.rawValue < $1.rawValue }
        withdrawal = proposal.withdrawal
        document = proposal.served.document
        seq = proposal.seq
        servedAt = proposal.servedAt
    }
}

/// A negotiation with all that was recorded of it, but for the docket.
public struct NegotiationView: Codable, Sendable {
    /// A stipulation with whether it stands.
    public struct Stipulation: Codable, Sendable {
        public let number: String
        public let side: Side
        public let content: Stipulated
        public let reason: String
        public let joined: Bool
    }

    public let opened: NegotiationOpened
    public let state: String
    public let closed: String?
    public let trigger: CivilDate?
    public let timeZone: String
    public let seats: [Seat]
    public let proposals: [ProposalView]
    public let stipulations: [Stipulation]
    public let votes: [VoteHeld]
    public let seq: Int
    public let digest: String

    private enum CodingKeys: String, CodingKey {
        case opened, state, closed, trigger, seats, proposals, stipulations, votes, seq, digest
        case timeZone = "time_zone"
    }

    /// A negotiation as it stands.
    ///
    /// - Parameters:
    ///   - negotiation: the fold.
    ///   - opened: how it was opened.
    ///   - state: `open`, `concluded` or `closed`.
    ///   - timeZone: the zone in which its days end.
    ///   - digest: the digest of its last entry, in hexadecimal.
    public init(_ negotiation: Negotiation, opened: NegotiationOpened, state: String, timeZone: String, digest: String) {
        self.opened = opened
        self.state = state
        closed = negotiation.closed
        trigger = negotiation.trigger
        self.timeZone = timeZone
        seats = negotiation.seats.values.sorted { $0.handle.text < $1.handle.text }
        proposals = negotiation.proposalsInOrder.map(ProposalView.init)
        stipulations = negotiation.stipulations.map { stipulation in
            Stipulation(
                number: stipulation.offered.number,
                side: stipulation.offered.side,
                content: stipulation.offered.content,
                reason: stipulation.offered.reason,
                joined: stipulation.joined
            )
        }
        votes = negotiation.votes
        seq = negotiation.seq
        self.digest = digest
    }
}
