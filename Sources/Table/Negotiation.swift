public import CivilTime
public import Law

/// What the entries of one negotiation's room say, taken together.
///
/// It is a fold: `apply` takes entries in their order, and nothing else changes it. Which deadlines run is not kept
/// here but computed from `happenings` by the rule pack (`docket(under:)`).
public struct Negotiation: Hashable, Sendable {
    /// How it was opened; nil before its first entry.
    public internal(set) var opened: NegotiationOpened?
    /// Who sits at it now.
    public internal(set) var seats: [Handle: Seat] = [:]
    /// How often each seat was taken; one taken again is told of what runs as if for the first time.
    public internal(set) var seatings: [Handle: Int] = [:]
    /// The sequence number of the entry by which each seat was last taken.
    var seatEntries: [Handle: Int] = [:]
    /// Its proposals, by number.
    public internal(set) var proposals: [ProposalNumber: Proposal] = [:]
    /// How many proposals each side has served.
    public internal(set) var served: [Side: Int] = [:]
    /// The stipulations offered, by number, in order.
    public internal(set) var stipulations: [Stipulation] = []
    /// The ground rules that stand, in the order of their adoption.
    public internal(set) var rules: [AdoptedRule] = []
    /// The information requests, in order.
    public internal(set) var requests: [InformationRequest] = []
    /// The bargaining sessions, in the order in which they were recorded.
    public internal(set) var sessions: [BargainingSession] = []
    /// The legal holds, in order.
    public internal(set) var holds: [LegalHold] = []
    /// How long the record is to be kept, by the last entry that says so; nil where none does.
    public internal(set) var retention: RecordRetained?
    /// The orders to purge, in order, carried out or not.
    public internal(set) var purgeOrders: [OrderedPurge] = []
    /// What was taken out of the record, in order.
    public internal(set) var purges: [RecordPurged] = []
    /// The sequence numbers of the entries that took it out.
    var purgeSeqs: [Int] = []
    /// The votes held, in order.
    public internal(set) var votes: [VoteHeld] = []
    /// What happened that the procedure's clock depends on, in order.
    public internal(set) var happenings: [Happening] = [] {
        didSet { happeningEntries += Array(repeating: seq, count: max(0, happenings.count - oldValue.count)) }
    }
    /// The sequence number of the entry that tells each of them.
    private(set) var happeningEntries: [Int] = []
    /// The dates that the procedure counts from or back from, as far as they are known, by name.
    public internal(set) var milestones: [String: CivilDate] = [:]
    /// The contests of the trigger's date, in order.
    public internal(set) var contests: [Contest] = []
    /// What corrections had overtaken and was settled, in order.
    public internal(set) var settlements: [MatterSettled] = []
    /// The school calendars that were adopted, by the entries that say so.
    public internal(set) var calendars: [Int: SchoolCalendarAdopted] = [:]
    /// The days on which school was called off, in the order of their entries.
    public internal(set) var closures: [SchoolClosed] = []
    /// By what school days are counted now, closures included; nil where no calendar was adopted.
    public internal(set) var school: SchoolCalendar?
    /// The day of the triggering act; nil while the clock has not started.
    public internal(set) var trigger: CivilDate?
    /// Why it was closed; nil while it is open.
    public internal(set) var closed: String?
    /// The sequence number of the last entry taken in.
    public internal(set) var seq = 0
    /// What the last entry says; nil before the first.
    public internal(set) var latest: NegotiationFact?
    /// When the last entry was recorded; time never runs backwards within a negotiation.
    public internal(set) var lastRecorded: Instant?

    /// A negotiation of which nothing is recorded yet.
    public init() {}

    /// A stipulation that one side offered.
    public struct Stipulation: Hashable, Sendable {
        /// The offer.
        public internal(set) var offered: StipulationOffered
        /// Whether the other side joined it.
        public internal(set) var joined = false
        /// Why its side took it back; nil while it did not.
        public internal(set) var withdrawal: String?

        /// Whether the other side can still join it.
        public var isOpen: Bool { !joined && withdrawal == nil }
    }

    /// The proposals in the order in which they were served.
    public var proposalsInOrder: [Proposal] {
        proposals.values.sorted { $0.seq < $1.seq }
    }

    /// Takes one more entry into account.
    ///
    /// - Parameters:
    ///   - fact: what the entry says.
    ///   - seq: its sequence number in the room.
    ///   - recordedAt: when it was recorded.
    public mutating func apply(_ fact: NegotiationFact, seq: Int, recordedAt: Instant) {
        self.seq = seq
        lastRecorded = recordedAt
        latest = fact
        switch fact {
        case .opened(let fields):
            opened = fields
            for seat in fields.seats { take(seat) }
            happenings.append(.schools(fields.schools.map(\.text)))
        case .seatTaken(let seat): take(seat)
        case .seatVacated(let seat): seats[seat.handle] = nil
        case .served(let fields): apply(fields, seq: seq, recordedAt: recordedAt)
        case .withdrawn(let fields): apply(fields)
        case .rejected(let fields): proposals[fields.number]?.rejection = fields.reason
        case .signed(let fields):
            proposals[fields.number]?.signatures.append(
                .init(side: fields.side, items: fields.items, seq: seq)
            )
        case .triggered(let fields):
            trigger = fields.on
            happenings.append(.trigger(on: fields.on))
        case .stepEnded(let fields):
            happenings.append(.ended(step: fields.step, outcome: fields.outcome, on: fields.on))
        case .voteHeld(let fields):
            votes.append(fields)
            happenings.append(fields.happening)
        case .lapsed(let fields): happenings.append(.lapsed(step: fields.step, on: fields.due))
        case .stipulationOffered(let fields): stipulations.append(Stipulation(offered: fields))
        case .stipulationJoined(let fields): apply(fields)
        case .stipulationWithdrawn(let fields): apply(fields)
        case .dateCorrected(let fields): correct(step: fields.step, to: fields.to)
        case .milestoneRecorded, .triggerContested, .contestWithdrawn, .triggerRuled, .matterSettled,
            .calendarAdopted,
            .schoolClosed:
            applyDocket(fact)
        case .informationRequested, .informationAcknowledged, .informationAnswered, .informationDeclined,
            .informationWithdrawn:
            applyInformation(fact, seq: seq, recordedAt: recordedAt)
        case .sessionHeld(let fields):
            sessions.append(BargainingSession(held: fields, seq: seq, recordedAt: recordedAt))
        case .sessionCorrected(let fields):
            guard sessions.indices.contains(fields.session - 1) else { return }
            sessions[fields.session - 1].corrections.append(
                .init(fields: fields, seq: seq, correctedAt: recordedAt)
            )
        case .recordHeld, .recordReleased, .recordRetained, .purgeOrdered, .purgeConfirmed, .recordPurged:
            applyRecordKeeping(fact, seq: seq, recordedAt: recordedAt)
        case .closed(let fields): closed = fields.reason
        }
    }

    private mutating func take(_ seat: Seat) {
        seats[seat.handle] = seat
        seatings[seat.handle, default: 0] += 1
        seatEntries[seat.handle] = seq
    }

    private mutating func apply(_ fields: ProposalServed, seq: Int, recordedAt: Instant) {
        proposals[fields.number] = Proposal(served: fields, seq: seq, servedAt: recordedAt)
        served[fields.number.side] = fields.number.count
        if let answered = fields.answers { proposals[answered]?.standingCounters.append(fields.number) }
    }

    private mutating func apply(_ fields: ProposalWithdrawn) {
        proposals[fields.number]?.withdrawal = fields.reason
        guard let answered = proposals[fields.number]?.served.answers,
            let place = proposals[answered]?.standingCounters.firstIndex(of: fields.number)
        else { return }
        proposals[answered]?.standingCounters.remove(at: place)
        if proposals[answered]?.standingCounters.isEmpty == true { proposals[answered]?.openings += 1 }
    }

    private mutating func apply(_ fields: StipulationJoined) {
        guard let index = stipulations.firstIndex(where: { $0.offered.number == fields.number }) else {
            return
        }
        stipulations[index].joined = true
        switch stipulations[index].offered.content {
        case .extend(let step, let to): happenings.append(.extended(step: step, to: to))
        case .read(let option, let choice): happenings.append(.stipulated(option: option, choice: choice))
        case .correct(let step, let to):
            correct(step: step, to: to)
            if step == nil { endContests(at: seq, "both sides stipulated \(to.spelled) (\(fields.number))") }
        case .settle(let matter): settle(matter)
        case .rule(let rule):
            rules.append(
                AdoptedRule(number: "R\(rules.count + 1)", stipulation: fields.number, seq: seq, rule: rule)
            )
        }
    }

    private mutating func applyDocket(_ fact: NegotiationFact) {
        switch fact {
        case .milestoneRecorded(let fields):
            milestones[fields.milestone] = fields.on
            happenings.append(.milestone(fields.milestone, on: fields.on))
        case .triggerContested(let fields): contests.append(Contest(contested: fields, seq: seq))
        case .contestWithdrawn(let fields): endContests([fields.number], at: seq, fields.end)
        case .triggerRuled(let fields):
            endContests(fields.contests, at: seq, fields.end)
            if trigger != fields.to { correct(step: nil, to: fields.to) }
        case .matterSettled(let fields): settle(fields)
        case .calendarAdopted(let fields):
            calendars[seq] = fields
            keep(closures.reduce(fields) { $0.taking($1) }.schoolCalendar)
        case .schoolClosed(let fields):
            closures.append(fields)
            keep(school?.taking(fields))
        default: break
        }
    }

    private mutating func keep(_ calendar: SchoolCalendar?) {
        guard let calendar, calendar != school else { return }
        school = calendar
        happenings.append(.school(calendar))
    }

    private mutating func apply(_ fields: StipulationWithdrawn) {
        guard let index = stipulations.firstIndex(where: { $0.offered.number == fields.number }) else {
            return
        }
        stipulations[index].withdrawal = fields.reason
    }

    mutating func correct(step: String?, to date: CivilDate) {
        guard let step else {
            trigger = date
            happenings.append(.trigger(on: date))
            return
        }
        guard let outcome = endedOutcome(of: step) else { return }
        happenings.append(.ended(step: step, outcome: outcome, on: date))
    }

    /// The outcome by which a step ended, from the last happening that says so.
    func endedOutcome(of step: String) -> String? {
        for happening in happenings.reversed() {
            if case .ended(let name, let outcome, _) = happening, name == step { return outcome }
        }
        return nil
    }

    /// The day on which a step ended by an act; nil where it did not.
    func endedDate(of step: String) -> CivilDate? {
        for happening in happenings.reversed() {
            if case .ended(let name, _, let day) = happening, name == step { return day }
        }
        return nil
    }
}
