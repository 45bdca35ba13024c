public import CivilTime
public import Law
public import Table

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
        /// The step by each contested date of the trigger; absent where none is contested.
        public let contested: [Contested]?
        /// The first day on which the act may be done; absent where nothing must be waited for.
        public let firstDay: CivilDate?
        /// The milestone without whose date its days cannot be counted; absent where none is missing.
        public let awaits: String?
        /// Why its days cannot be counted before a school's calendar is recorded, and how that is done; absent where
        /// none is missing.
        public let awaitsCalendar: String?
        /// Each school with its vote; absent where the step has one vote.
        public let schools: [School]?

        private enum CodingKeys: String, CodingKey {
            case step, title, state, outcome, on, opened, due, earliest, latest, former, extended, citation,
                outcomes, vote, contested, awaits, schools
            case firstDay = "first_day"
            case awaitsCalendar = "awaits_calendar"
            case dueAt = "due_at"
            case wouldChange = "would_change"
            case ifItPasses = "if_it_passes"
        }
    }

    /// A school's vote on a step on which each school has its own.
    public struct School: Codable, Sendable {
        /// The school.
        public let school: String
        /// How it voted; absent while it has not.
        public let outcome: String?
        /// The day of its vote.
        public let on: CivilDate?
    }

    /// A step's dates by a contested date of the trigger.
    public struct Contested: Codable, Sendable {
        /// The contest's number.
        public let number: String
        /// Who contests.
        public let side: Side
        /// The day of the trigger by that side's account.
        public let trigger: CivilDate
        /// The day that the step is counted from by it.
        public let opened: CivilDate?
        /// The last day by it.
        public let due: CivilDate?
        /// The first instant after that day.
        public let dueAt: Instant?

        private enum CodingKeys: String, CodingKey {
            case number, side, trigger, opened, due
            case dueAt = "due_at"
        }

        init?(_ chain: Negotiation.Chain, step: String) {
            guard let item = chain.docket.item(step), item.opened != nil else { return nil }
            number = chain.contest.contested.number
            side = chain.contest.contested.side
            trigger = chain.contest.contested.on
            opened = item.opened
            due = item.due
            dueAt = item.dueAt
        }
    }

    /// A contest of the trigger's date.
    public struct Contest: Codable, Sendable {
        /// Its number.
        public let number: String
        /// Who contests.
        public let side: Side
        /// The day of the trigger by that side's account.
        public let on: CivilDate
        /// Why.
        public let reason: String
        /// How it ended; absent while it is open.
        public let end: String?
    }

    /// An act or lapse that a correction has overtaken and that people are to settle.
    public struct Unsettled: Codable, Sendable {
        /// `lapsed`, `late` or `early`.
        public let kind: Matter.Kind
        /// The step.
        public let step: String
        /// The day of the act or lapse.
        public let recorded: CivilDate
        /// The day that the corrected dates set against it.
        public let counted: CivilDate
        /// The same as a sentence.
        public let sentence: String
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
    /// The contests of the trigger's date, ended ones too; absent where there are none.
    public let contests: [Contest]?
    /// What corrections have overtaken; absent where nothing is to be settled.
    public let unsettled: [Unsettled]?
    /// By which texts dates are counted; absent in a record from before they were kept.
    public let texts: [PinnedText]?
    /// What a site's folder of rule packs holds now in place of what is pinned; absent where it is the same.
    public let folderNote: String?

    private enum CodingKeys: String, CodingKey {
        case negotiation, title, pack, trigger, items, readings, conclusion, contests, unsettled, texts
        case folderNote = "folder_note"
        case packStatus = "pack_status"
        case packVerified = "pack_verified"
        case timeZone = "time_zone"
        case asOf = "as_of"
    }

    /// A docket as it stands.
    ///
    /// - Parameters:
    ///   - docket: the docket by the date on record.
    ///   - opened: how the negotiation was opened.
    ///   - asOf: the instant that it is of.
    ///   - negotiation: the fold, for its contests; nil where they are told elsewhere.
    ///   - chains: the dockets by contested dates.
    ///   - matters: what is to be settled.
    ///   - folderNote: what a site's folder holds now in place of what is pinned.
    public init(
        _ docket: Docket,
        of opened: NegotiationOpened,
        asOf: Instant,
        negotiation: Negotiation? = nil,
        chains: [Negotiation.Chain] = [],
        matters: [Matter] = [],
        folderNote: String? = nil
    ) {
        let pack = docket.proceeding.pack
        self.negotiation = opened.negotiation.text
        title = opened.title
        texts = opened.pinned
        self.folderNote = folderNote
        let contests = (negotiation?.contests ?? []).map { contest in
            Contest(
                number: contest.contested.number,
                side: contest.contested.side,
                on: contest.contested.on,
                reason: contest.contested.reason,
                end: contest.end
            )
        }
        self.contests = contests.isEmpty ? nil : contests
        let unsettled = matters.map {
            Unsettled(
                kind: $0.kind,
                step: $0.step,
                recorded: $0.recorded,
                counted: $0.counted,
                sentence: $0.sentence
            )
        }
        self.unsettled = unsettled.isEmpty ? nil : unsettled
        self.pack = pack.id
        packStatus = pack.status.rawValue
        packVerified = pack.evidence.rawValue
        timeZone = docket.proceeding.zone.id
        self.asOf = asOf
        trigger = docket.trigger
        items = docket.items.compactMap { item in
            pack.step(item.step).map { Item(item, of: $0, chains, in: opened.zone) }
        }
        readings = docket.readings.map {
            Reading(option: $0.option, choice: $0.choice, settled: $0.isSettled)
        }
        conclusion = docket.conclusion.map { Conclusion(step: $0.step, outcome: $0.outcome, on: $0.on) }
    }
}

extension DocketView.Item {
    init(_ item: DocketItem, of step: RulePack.Step, _ chains: [Negotiation.Chain], in zone: Handle) {
        let contested = chains.compactMap { DocketView.Contested($0, step: item.step) }
        let schools = item.schools.map {
            DocketView.School(school: $0.school, outcome: $0.outcome, on: $0.on)
        }
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
            vote: step.ballot?.text,
            contested: contested.isEmpty ? nil : contested,
            firstDay: item.firstDay,
            awaits: item.awaitedMilestone,
            awaitsCalendar: item.missingCalendar.map {
                "\($0) Record it with 'bargain calendar import FILE --zone \(zone)'."
            },
            schools: schools.isEmpty ? nil : schools
        )
    }
}
