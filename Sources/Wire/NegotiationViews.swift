public import CivilTime
public import Table

/// What is asked to open a negotiation.
public struct OpenRequest: Codable, Sendable {
    /// The zone's handle.
    public let zone: Handle
    /// What it is about.
    public let title: String
    /// The schools that it concerns.
    public let schools: [Handle]
    /// The bargaining unit's handle.
    public let unit: Handle
    /// The rule pack's id.
    public let pack: String
    /// The holiday calendar's id; absent for the zone's.
    public let calendar: String?
    /// The readings of doubtful questions, by option.
    public let readings: [String: String]?
    /// The contract in force, uploaded before.
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
    /// The negotiation's handle.
    public let negotiation: String
    /// The zone's handle.
    public let zone: String
    /// What it is about.
    public let title: String
    /// The rule pack's id.
    public let pack: String
    /// `open`, `concluded` or `closed`.
    public let state: String
    /// What it came to; absent while it is open.
    public let outcome: String?
    /// The step whose deadline is next; absent when none runs.
    public let nextStep: String?
    /// The day of that deadline.
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
    /// The number by which it is called.
    public let number: ProposalNumber
    /// Whose it is.
    public let side: Side
    /// What it is about.
    public let title: String
    /// The proposal that it counters, if it does.
    public let answers: ProposalNumber?
    /// Where it stands.
    public let status: Proposal.Status
    /// The sides that signed the whole of it.
    public let signedBy: [Side]
    /// Why it was withdrawn, if it was.
    public let withdrawal: String?
    /// Why the other side rejected it, if it did.
    public let rejection: String?
    /// The sections that it would change; absent for one served before they were noted.
    public let items: [ProposedItem]?
    /// The sections of it that both sides signed, where they did not sign the whole; absent where there is none.
    public let agreedItems: [String]?
    /// What makes it a package; absent for a proposal whose sections can be agreed one by one.
    public let package: PackageOffer?
    /// Its text, by hash.
    public let document: DocumentReference
    /// What it goes against, ground rules or a closed list of topics, in words; absent where it goes against nothing.
    public let note: String?
    /// The names of its topics; absent where it gives none.
    public let topics: [String]?
    /// The sequence number of its entry.
    public let seq: Int
    /// When the record took it in.
    public let servedAt: Instant

    private enum CodingKeys: String, CodingKey {
        case number, side, title, answers, status, withdrawal, rejection, document, note, topics, items,
            package, seq
        case agreedItems = "agreed_items"
        case signedBy = "signed_by"
        case servedAt = "served_at"
    }

    /// A proposal as it stands on a day.
    public init(_ proposal: Proposal, on day: CivilDate) {
        number = proposal.number
        side = proposal.number.side
        title = proposal.served.title
        answers = proposal.served.answers
        status = proposal.status(on: day)
        signedBy = proposal.signedBy.sorted { $0.rawValue < $1.rawValue }
        withdrawal = proposal.withdrawal
        rejection = proposal.rejection
        items = proposal.served.items
        let agreed = proposal.status == .agreed ? [] : proposal.agreedItems
        agreedItems = agreed.isEmpty ? nil : agreed.map { proposal.items[$0 - 1].section }
        package = proposal.served.package
        document = proposal.served.document
        note = proposal.served.note
        topics = proposal.served.topics
        seq = proposal.seq
        servedAt = proposal.servedAt
    }
}

/// A negotiation with all that was recorded of it, but for the docket.
public struct NegotiationView: Codable, Sendable {
    /// A stipulation with whether it stands.
    public struct Stipulation: Codable, Sendable {
        /// The number by which it is called.
        public let number: String
        /// Whose it is.
        public let side: Side
        /// What is stipulated.
        public let content: Stipulated
        /// Why.
        public let reason: String
        /// Whether the other side joined, so that it stands.
        public let joined: Bool
        /// Why its side took it back; absent while it did not.
        public let withdrawal: String?

        /// A stipulation as it stands.
        init(_ stipulation: Negotiation.Stipulation) {
            number = stipulation.offered.number
            side = stipulation.offered.side
            content = stipulation.offered.content
            reason = stipulation.offered.reason
            joined = stipulation.joined
            withdrawal = stipulation.withdrawal
        }

        /// Whether the other side can still join it.
        public var isOpen: Bool { !joined && withdrawal == nil }
    }

    /// How it was opened.
    public let opened: NegotiationOpened
    /// `open`, `concluded` or `closed`.
    public let state: String
    /// Why it was closed; absent while it is not.
    public let closed: String?
    /// The day of the triggering act; absent while the clock has not started.
    public let trigger: CivilDate?
    /// The time zone in which its days end.
    public let timeZone: String
    /// Who sits where.
    public let seats: [Seat]
    /// The proposals, in the order in which they were served.
    public let proposals: [ProposalView]
    /// The stipulations, in the order in which they were offered.
    public let stipulations: [Stipulation]
    /// The ground rules that stand.
    public let rules: [RuleView]
    /// The information requests, in order.
    public let requests: [InformationRequestView]
    /// The bargaining sessions, in the order in which they were recorded.
    public let sessions: [SessionView]
    /// The legal holds, in order.
    public let holds: [HoldView]
    /// How long the record is to be kept; absent where no entry says so.
    public let retention: RecordRetained?
    /// The votes, in order.
    public let votes: [VoteHeld]
    /// The sequence number of its last entry.
    public let seq: Int
    /// The digest of its last entry, in hexadecimal.
    public let digest: String

    private enum CodingKeys: String, CodingKey {
        case opened, state, closed, trigger, seats, proposals, stipulations, rules, requests,
            sessions, holds, retention, votes, seq, digest
        case timeZone = "time_zone"
    }

    /// A negotiation as it stands.
    ///
    /// - Parameters:
    ///   - negotiation: the fold.
    ///   - opened: how it was opened.
    ///   - state: `open`, `concluded` or `closed`.
    ///   - zone: the zone in which its days end.
    ///   - instant: the instant of the question, by which requests are overdue and packages expired.
    ///   - digest: the digest of its last entry, in hexadecimal.
    public init(
        _ negotiation: Negotiation,
        opened: NegotiationOpened,
        state: String,
        in zone: CivilZone,
        asOf instant: Instant,
        digest: String
    ) {
        self.opened = opened
        self.state = state
        closed = negotiation.closed
        trigger = negotiation.trigger
        timeZone = zone.id
        seats = negotiation.seats.values.sorted { $0.handle.text < $1.handle.text }
        let today = zone.date(at: instant)
        proposals = negotiation.proposalsInOrder.map { ProposalView($0, on: today) }
        stipulations = negotiation.stipulations.map(Stipulation.init)
        rules = negotiation.rules.map(RuleView.init)
        requests = negotiation.requests.map { InformationRequestView($0, asOf: instant, in: zone) }
        sessions = negotiation.sessions.map(SessionView.init)
        holds = negotiation.holds.map(HoldView.init)
        retention = negotiation.retention
        votes = negotiation.votes
        seq = negotiation.seq
        self.digest = digest
    }
}
