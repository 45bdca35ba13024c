public import CivilTime
public import Law

/// All deadlines of a negotiation, as of an instant.
public struct DocketView: Codable, Sendable {
    /// One step with its dates.
    public struct Item: Codable, Sendable {
        public let step: String
        public let title: String
        /// `not reached`, `running`, `overdue`, `referred`, `ended`, `lapsed` or `closed`.
        public let state: String
        public let outcome: String?
        public let on: CivilDate?
        public let opened: CivilDate?
        public let due: CivilDate?
        public let dueAt: Instant?
        public let earliest: CivilDate?
        public let latest: CivilDate?
        public let former: [CivilDate]
        public let extended: Bool
        public let wouldChange: Bool
        public let citation: String
        public let ifItPasses: String?
        public let outcomes: [String]

        private enum CodingKeys: String, CodingKey {
            case step, title, state, outcome, on, opened, due, earliest, latest, former, extended, citation, outcomes
            case dueAt = "due_at"
            case wouldChange = "would_change"
            case ifItPasses = "if_it_passes"
        }
    }

    /// A reading of a doubtful question.
    public struct Reading: Codable, Sendable {
        public let option: String
        public let choice: String
        public let settled: Bool
    }

    /// What the procedure came to.
    public struct Conclusion: Codable, Sendable {
        public let step: String
        public let outcome: String
        public let on: CivilDate
    }

    public let negotiation: String
    public let title: String
    public let pack: String
    public let packStatus: String
    public let packVerified: String
    public let timeZone: String
    public let asOf: Instant
    public let trigger: CivilDate?
    public let items: [Item]
    public let readings: [Reading]
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
        readings = docket.readings.map { Reading(option: $0.option, choice: $0.choice, settled: $0.isSettled) }
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
            outcomes: step.outcomes.map(\.id)
        )
    }
}

/// How a deadline was counted.
public struct WhyView: Codable, Sendable {
    /// One sentence of the explanation.
    public struct Point: Codable, Sendable {
        public let topic: String
        public let sentence: String
    }

    public let step: String
    public let title: String
    public let due: CivilDate?
    public let points: [Point]
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
