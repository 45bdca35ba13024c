public import CivilTime
public import Law

/// All deadlines of a negotiation, as of an instant.
public struct DocketView: Codable, Sendable {
    /// One step with its dates.
    public struct Item: Codable, Sendable {
        /// The step's name.
        public let step: String
        /// What people call the step.
        public let title: String
        /// `not reached`, `running`, `overdue`, `referred`, `ended`, `lapsed` or `closed`.
        public let state: String
        /// How it ended, when it did.
        public let outcome: String?
        /// The day on which that came about.
        public let on: CivilDate?
        /// The day that it is counted from; absent while it is not reached.
        public let opened: CivilDate?
        /// The last day; absent for an open step.
        public let due: CivilDate?
        /// The first instant after the last day.
        public let dueAt: Instant?
        /// The earliest last day under the readings still open.
        public let earliest: CivilDate?
        /// The latest last day under the readings still open.
        public let latest: CivilDate?
        /// The last days that it had before, in order.
        public let former: [CivilDate]
        /// Whether the last day was extended.
        public let extended: Bool
        /// Whether a lapse is on record that would not be due by the record as corrected.
        public let wouldChange: Bool
        /// The provision.
        public let citation: String
        /// What follows when the last day passes.
        public let ifItPasses: String?
        /// How the step can end by an act.
        public let outcomes: [String]
        /// The share that decides, `more than 1/2 of the votes cast`, for a step that a vote decides.
        public let vote: String?

        private enum CodingKeys: String, CodingKey {
            case step, title, state, outcome, on, opened, due, earliest, latest, former, extended, citation,
                outcomes, vote
            case dueAt = "due_at"
            case wouldChange = "would_change"
            case ifItPasses = "if_it_passes"
        }
    }

    /// A reading of a doubtful question.
    public struct Reading: Codable, Sendable {
        /// The question's name.
        public let option: String
        /// The reading's name.
        public let choice: String
        /// Whether the parties or the opening settled it.
        public let settled: Bool
    }

    /// What the procedure came to.
    public struct Conclusion: Codable, Sendable {
        /// The step's name.
        public let step: String
        /// The outcome that concluded it.
        public let outcome: String
        /// The day on which that came about.
        public let on: CivilDate
    }

    /// The negotiation's handle.
    public let negotiation: String
    /// What the negotiation is about.
    public let title: String
    /// The rule pack's id.
    public let pack: String
    /// Whether the pack is law, a bill or a policy.
    public let packStatus: String
    /// How far the pack was verified: read, secondary or memory.
    public let packVerified: String
    /// The time zone in which its days end.
    public let timeZone: String
    /// The instant that the docket is of.
    public let asOf: Instant
    /// The day of the triggering act; absent while the clock has not started.
    public let trigger: CivilDate?
    /// The steps, in the pack's order.
    public let items: [Item]
    /// The readings of doubtful questions.
    public let readings: [Reading]
    /// What the procedure came to; absent while it goes on.
    public let conclusion: Conclusion?

    private enum CodingKeys: String, CodingKey {
        case negotiation, title, pack, trigger, items, readings, conclusion
        case packStatus = "pack_status"
        case packVerified = "pack_verified"
        case timeZone = "time_zone"
        case asOf = "as_of"
    }

    /// A docket as it stands.
    public init(_ docket: Docket, of negotiation: String, title: String, asOf: Instant) {
        let pack = docket.proceeding.pack
        self.negotiation = negotiation
        self.title = title
        self.pack = pack.id
        packStatus = pack.status.rawValue
        packVerified = pack.evidence.rawValue
        timeZone = docket.proceeding.zone.id
        self.asOf = asOf
        trigger = docket.trigger
        items = docket.items.compactMap { item in pack.step(item.step).map { Item(item, of: $0) } }
        readings = docket.readings.map {
            Reading(option: $0.option, choice: $0.choice, settled: $0.isSettled)
        }
        conclusion = docket.conclusion.map { Conclusion(step: $0.step, outcome: $0.outcome, on: $0.on) }
    }
}

extension DocketView.Item {
    init(_ item: DocketItem, of step: RulePack.Step) {
        let (state, outcome, on): (String, String?, CivilDate?) =
            switch item.state {
            case .notReached: ("not reached", nil, nil)
            case .running: (item.due == nil ? "open" : "running", nil, nil)
            case .overdue(let since): ("overdue", nil, since)
            case .referred(let since): ("referred", nil, since)
            case .ended(let outcome, let on): ("ended", outcome, on)
            case .lapsed(let on): ("lapsed", "lapsed", on)
            case .closed: ("closed", nil, nil)
            }
        self.init(
            step: item.step,
            title: item.title,
            state: state,
            outcome: outcome,
            on: on,
            opened: item.opened,
            due: item.due,
            dueAt: item.dueAt,
            earliest: item.earliest,
            latest: item.latest,
            former: item.former,
            extended: item.isExtended,
            wouldChange: item.wouldChange,
            citation: step.citation,
            ifItPasses: step.lapse?.text,
            outcomes: step.outcomes.map(\.id),
            vote: step.ballot?.text
        )
    }
}

/// How a deadline was counted.
public struct WhyView: Codable, Sendable {
    /// One sentence of the explanation.
    public struct Point: Codable, Sendable {
        /// What the sentence is about.
        public let topic: String
        /// The sentence.
        public let sentence: String
    }

    /// The step's name.
    public let step: String
    /// What people call the step.
    public let title: String
    /// The last day; absent for an open step.
    public let due: CivilDate?
    /// The sentences, in order.
    public let points: [Point]
    /// The same as text of at most 100 columns.
    public let text: String

    /// An explanation.
    public init(_ explanation: Explanation) {
        step = explanation.item.step
        title = explanation.item.title
        due = explanation.item.due
        points = explanation.points.map { Point(topic: $0.topic.rawValue, sentence: $0.sentence) }
        text = explanation.text
    }
}
