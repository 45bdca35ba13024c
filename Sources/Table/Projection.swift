public import CivilTime
public import Law

/// The rows that a negotiation's entries make, for quick reading: what `after` says that `before` did not.
///
/// Pure, so that making all rows anew from the entries gives the same rows as keeping them up to date.
public struct Projection: Hashable, Sendable {
    /// Where the negotiation stands.
    public struct Standing: Hashable, Sendable {
        /// `open`, `concluded` or `closed`.
        public let state: String
        /// What the procedure came to, when it is concluded; or why the negotiation was closed.
        public let outcome: String?
    }

    /// One due date of one step.
    public struct Deadline: Hashable, Sendable {
        /// What became of a due date.
        public enum State: String, Sendable {
            case pending, met, lapsed, moved, closed
        }

        /// The step's name.
        public let step: String
        /// The due date's place among those that the step had, from 1.
        public let occurrence: Int
        /// The day that it is counted from.
        public let openedOn: CivilDate
        /// The last day; while the trigger is contested, the earliest by anybody's account.
        public let dueOn: CivilDate
        /// The first instant at which it can lapse: after the last day, and by everybody's account.
        public let dueAt: Instant
        /// What became of it.
        public let state: State

        var name: String { "\(step)/\(occurrence)" }

        var moved: Deadline {
            Deadline(
                step: step,
                occurrence: occurrence,
                openedOn: openedOn,
                dueOn: dueOn,
                dueAt: dueAt,
                state: .moved
            )
        }
    }

    /// Where the negotiation stands, if that is new.
    public let standing: Standing?
    /// Proposals that are new or stand differently.
    public let proposals: [Proposal]
    /// Deadlines that are new or stand differently.
    public let deadlines: [Deadline]
    /// Packages with a last day that can no longer be agreed, or lie on the table anew.
    public let endedPackages: [StandingPackage]
    /// Alerts that are due because of the entry.
    public let alerts: [Alert]

    /// The rows that one entry changes.
    ///
    /// - Parameters:
    ///   - fact: what the entry says.
    ///   - before: the negotiation without it, with its docket.
    ///   - after: the negotiation with it, with its docket.
    public init(of fact: NegotiationFact, from before: State, to after: State) {
        let standing = Standing(after)
        self.standing = before.negotiation.opened != nil && standing == Standing(before) ? nil : standing
        proposals =
            Self.proposalsTouched(by: fact).compactMap { after.negotiation.proposals[$0] }
            + Self.answered(by: fact, in: after.negotiation)
        let old = Set(before.deadlines)
        let kept = Set(after.deadlines.map(\.name))
        // A step that is no longer reached, after a reading or a correction, leaves its date behind as one that moved.
        let gone = before.deadlines.filter { $0.state == .pending && !kept.contains($0.name) }.map(\.moved)
        deadlines = after.deadlines.filter { !old.contains($0) } + gone
        let numbers =
            if case .closed = fact {
                before.negotiation.standingPackages.map(\.number)
            } else {
                proposals.map(\.number)
            }
        let packages = numbers.map { number in
            (before.negotiation.standingPackage(number), after.negotiation.standingPackage(number))
        }
        let changed = packages.filter { $0 != $1 }
        endedPackages = changed.compactMap(\.0)
        alerts = Alert.alerts(
            for: fact,
            changing: deadlines,
            opening: changed.compactMap(\.1),
            in: after
        )
    }

    /// A negotiation with the docket computed from it.
    public struct State: Sendable {
        /// The fold.
        public let negotiation: Negotiation
        /// Its docket; nil before the negotiation is opened.
        public let docket: Docket?
        /// The dockets by the contested dates of the trigger; none where none is contested.
        public let chains: [Negotiation.Chain]
        /// The rows of its deadlines.
        let deadlines: [Deadline]

        /// Before the first entry.
        public static let none = State(negotiation: Negotiation(), docket: nil, chains: [])

        private init(negotiation: Negotiation, docket: Docket?, chains: [Negotiation.Chain]) {
            self.negotiation = negotiation
            self.docket = docket
            self.chains = chains
            deadlines =
                docket.map { Projection.deadlines(of: $0, chains, isClosed: negotiation.closed != nil) } ?? []
        }

        /// The earliest instant at which a deadline that has passed by now could lapse; nil where none has.
        public func nextLapse(asOf now: Instant) -> Instant? {
            deadlines.filter { $0.state == .pending && $0.dueAt <= now }.map(\.dueAt).min()
        }

        /// A negotiation with its docket.
        ///
        /// - Throws: `LawError` when the rules cannot count its dates.
        public init(_ negotiation: Negotiation, under rules: Proceeding) throws(LawError) {
            self.init(
                negotiation: negotiation,
                docket: try negotiation.docket(under: rules),
                chains: try negotiation.chains(under: rules)
            )
        }

        /// The state one entry later.
        public func applying(
            _ fact: NegotiationFact,
            seq: Int,
            recordedAt: Instant,
            under rules: Proceeding
        ) throws(LawError) -> State {
            var negotiation = negotiation
            let happenings = negotiation.happenings.count
            let contests = negotiation.openContests
            negotiation.apply(fact, seq: seq, recordedAt: recordedAt)
            if let docket, negotiation.happenings.count == happenings, negotiation.openContests == contests {
                return State(negotiation: negotiation, docket: docket, chains: chains)
            }
            return try State(negotiation, under: rules)
        }
    }

    private static func proposalsTouched(by fact: NegotiationFact) -> [ProposalNumber] {
        switch fact {
        case .served(let fields): [fields.number]
        case .withdrawn(let fields): [fields.number]
        case .rejected(let fields): [fields.number]
        case .signed(let fields): [fields.number]
        case .recordPurged(let fields): fields.standIn.map(proposalsTouched) ?? []
        default: []
        }
    }

    private static func answered(by fact: NegotiationFact, in negotiation: Negotiation) -> [Proposal] {
        let answers: ProposalNumber? =
            switch fact {
            case .served(let fields): fields.answers
            case .withdrawn(let fields): negotiation.proposals[fields.number]?.served.answers
            default: nil
            }
        return answers.flatMap { negotiation.proposals[$0] }.map { [$0] } ?? []
    }

    private static func deadlines(
        of docket: Docket,
        _ chains: [Negotiation.Chain],
        isClosed: Bool
    ) -> [Deadline] {
        docket.items.flatMap { item -> [Deadline] in
            guard let opened = item.opened else { return [] }
            func row(_ occurrence: Int, _ due: CivilDate, _ state: Deadline.State) -> Deadline {
                let accounts =
                    state == .pending ? chains.compactMap { $0.docket.item(item.step) } + [item] : []
                return Deadline(
                    step: item.step,
                    occurrence: occurrence,
                    openedOn: opened,
                    dueOn: accounts.compactMap(\.due).min() ?? due,
                    dueAt: accounts.compactMap(\.dueAt).max()
                        ?? docket.proceeding.end(of: due, at: docket.proceeding.pack.step(item.step)?.cutoff),
                    state: state
                )
            }
            let former = item.former.enumerated().map { row($0.offset + 1, $0.element, .moved) }
            guard let due = item.due else { return former }
            let now = Deadline.State(item.state, due: due, isClosed: isClosed)
            return former + [row(item.former.count + 1, due, now)]
        }
    }
}

extension Projection.Deadline.State {
    init(_ state: DocketItem.State, due: CivilDate, isClosed: Bool) {
        self =
            switch state {
            case .notReached, .closed: .closed
            case .running: isClosed ? .closed : .pending
            case .overdue, .referred, .lapsed: .lapsed
            case .ended(_, let day): day <= due ? .met : .lapsed
            }
    }
}

extension Projection.Standing {
    /// Where a negotiation stands by its entries and its docket.
    public init(_ state: Projection.State) {
        if let reason = state.negotiation.closed {
            self.init(state: "closed", outcome: reason)
        } else if let conclusion = state.docket?.conclusion {
            self.init(state: "concluded", outcome: "\(conclusion.step): \(conclusion.outcome)")
        } else {
            self.init(state: "open", outcome: nil)
        }
    }
}
