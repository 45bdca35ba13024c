public import CivilTime
import Law

/// Word to one seat that something happened or is about to: what it is about, never the content.
///
/// The text is made when it is sent, from the record as it then stands.
public struct Alert: Hashable, Sendable {
    /// What the alert is about.
    public enum Kind: String, Sendable, Codable {
        /// The other side served a proposal or a counter.
        case served
        /// A deadline opened, moved or ended.
        case docket
        /// A deadline passed without its act, or a package's last day without its signatures.
        case lapsed
        /// A deadline or a package's last day comes near.
        case reminder
        /// Another act at the table: a withdrawal, a signature, a stipulation, the closing.
        case note
    }

    /// What a day that comes near or passed is a day of.
    public enum Matter: Hashable, Sendable {
        /// A due date of a step, by its place among those that the step had, from 1.
        case deadline(step: String, occurrence: Int)
        /// The last day of a package, by how often it came to lie on the table.
        case package(ProposalNumber, occurrence: Int)

        /// The matter that was kept under a name; steps have names of small letters, and numbers a capital one.
        public init(name: String, occurrence: Int) {
            if let number = ProposalNumber(name), number.description == name {
                self = .package(number, occurrence: occurrence)
            } else {
                self = .deadline(step: name, occurrence: occurrence)
            }
        }

        /// The name to keep it under: the step's, or the package's number.
        public var name: String {
            switch self {
            case .deadline(let step, _): step
            case .package(let number, _): number.description
            }
        }

        /// The place of a due date among the step's, or how often the package came to lie on the table.
        public var occurrence: Int {
            switch self {
            case .deadline(_, let occurrence), .package(_, let occurrence): occurrence
            }
        }
    }

    /// What it is about.
    public let kind: Kind
    /// Whom it is for.
    public let seat: Handle
    /// Whose day comes near or passed; nil for what happened with its entry.
    public let matter: Matter?
    /// Not to be sent before this instant.
    public let sendAt: Instant
    /// Built from the facts, so that the same alert made twice is one.
    public let key: String

    /// The alerts that one entry calls for, with the deadlines that it changed and the packages that it opened.
    static func alerts(
        for fact: NegotiationFact,
        changing changed: [Projection.Deadline],
        opening packages: [StandingPackage],
        in after: Projection.State
    ) -> [Alert] {
        guard let now = after.negotiation.lastRecorded else { return [] }
        let seq = after.negotiation.seq
        let kind = kind(of: fact, changesDocket: !changed.isEmpty)
        let told = kind.map { kind in
            audience(of: fact, kind: kind, in: after.negotiation).map { seat in
                Alert(
                    kind: kind,
                    seat: seat.handle,
                    matter: nil,
                    sendAt: now,
                    key: "\(kind.rawValue)/\(seq)/\(seat.handle)"
                )
            }
        }
        let opened = changed.filter { $0.state == .pending }
        var reminded = after.negotiation.actingSeats
        var deadlines = opened
        var standing = packages
        if case .seatTaken(let seat) = fact {
            reminded = seat.role.acts ? [seat] : []
            deadlines = after.deadlines.filter { $0.state == .pending }
            standing = after.negotiation.standingPackages
        }
        let coming =
            deadlines.flatMap { Self.reminders(of: $0, to: reminded, in: after) }
            + standing.flatMap { Self.notices(of: $0, to: reminded, in: after) }
        return (told ?? []) + coming.filter { $0.sendAt > now }
    }

    private static func kind(of fact: NegotiationFact, changesDocket: Bool) -> Kind? {
        switch fact {
        case .served: .served
        case .lapsed: .lapsed
        case .seatTaken, .seatVacated: nil
        case .opened, .withdrawn, .rejected, .signed, .stipulationOffered, .stipulationWithdrawn, .closed:
            .note
        case .informationRequested, .informationAcknowledged, .informationAnswered, .informationDeclined,
            .informationWithdrawn, .sessionHeld, .sessionCorrected:
            .note
        case .recordHeld, .recordReleased, .recordRetained, .purgeOrdered, .purgeConfirmed,
            .recordPurged:
            .note
        case .calendarAdopted, .schoolClosed: changesDocket ? .docket : nil
        case .triggered, .stepEnded, .voteHeld, .stipulationJoined, .dateCorrected, .milestoneRecorded,
            .triggerContested,
            .contestWithdrawn, .triggerRuled, .matterSettled:
            changesDocket ? .docket : .note
        }
    }

    private static func audience(of fact: NegotiationFact, kind: Kind, in negotiation: Negotiation) -> [Seat]
    {
        let author = fact.author
        return negotiation.actingSeats.filter { author == nil || $0.role.side != author }
    }

    /// The days on which people are reminded of a deadline, at nine in the morning: a week before, two days before and
    /// on the last day; never on a closed day but the last itself.
    private static func reminders(
        of deadline: Projection.Deadline,
        to seats: [Seat],
        in state: Projection.State
    ) -> [Alert] {
        guard let rules = state.docket?.proceeding else { return [] }
        // While a doubtful question or the trigger's date is open, people are reminded of the earliest day that it may
        // mean as well.
        let dockets = [state.docket].compactMap(\.self) + state.chains.map(\.docket)
        let earliest = dockets.compactMap { $0.item(deadline.step)?.earliest }.min() ?? deadline.dueOn
        let lasts = earliest < deadline.dueOn ? [deadline.dueOn, earliest] : [deadline.dueOn]
        let matter = Matter.deadline(step: deadline.step, occurrence: deadline.occurrence)
        return days(to: lasts, from: deadline.openedOn, by: rules.calendar).flatMap { day in
            alerts(.reminder, of: matter, on: day, at: morning(of: day, in: rules.zone), to: seats, in: state)
        }
    }

    /// What is said of a package's last day: reminders as of a deadline, and that it passed, when it has.
    private static func notices(
        of package: StandingPackage,
        to seats: [Seat],
        in state: Projection.State
    ) -> [Alert] {
        guard let rules = state.docket?.proceeding else { return [] }
        let (zone, last) = (rules.zone, package.lastDay)
        let matter = Matter.package(package.number, occurrence: package.occurrence)
        let days = days(to: [last], from: zone.date(at: package.servedAt), by: rules.calendar)
        let end = zone.startOfDay(last.adding(days: 1))
        return days.flatMap { day in
            alerts(.reminder, of: matter, on: day, at: morning(of: day, in: zone), to: seats, in: state)
        } + alerts(.lapsed, of: matter, on: last, at: end, to: seats, in: state)
    }

    private static func days(
        to lasts: [CivilDate],
        from opened: CivilDate,
        by calendar: HolidayCalendar
    ) -> [CivilDate] {
        var days = lasts
        guard let earliest = lasts.min() else { return [] }
        for ahead in [2, 7] {
            var day = earliest.adding(days: -ahead)
            while day > opened, (try? calendar.isBusinessDay(day)) == false {
                day = day.adding(days: -1)
            }
            if day > opened, !days.contains(day) { days.append(day) }
        }
        return days.sorted()
    }

    private static func morning(of day: CivilDate, in zone: CivilZone) -> Instant {
        zone.startOfDay(day).adding(seconds: 9 * 3600)
    }

    private static func alerts(
        _ kind: Kind,
        of matter: Matter,
        on day: CivilDate,
        at instant: Instant,
        to seats: [Seat],
        in state: Projection.State
    ) -> [Alert] {
        seats.map { seat in
            let seating = state.negotiation.seatings[seat.handle, default: 1]
            let place = seating == 1 ? "\(seat.handle)" : "\(seat.handle)~\(seating)"
            return Alert(
                kind: kind,
                seat: seat.handle,
                matter: matter,
                sendAt: instant,
                key: "\(kind.rawValue)/\(matter.name)/\(matter.occurrence)/\(day)/\(place)"
            )
        }
    }
}

extension NegotiationFact {
    /// The side whose act it is, which need not be told of it; nil where both are told.
    fileprivate var author: Side? {
        switch self {
        case .served(let fields): fields.number.side
        case .withdrawn(let fields): fields.number.side
        case .rejected(let fields): fields.number.side.other
        case .signed(let fields): fields.side
        case .stipulationOffered(let fields): fields.side
        case .stipulationWithdrawn(let fields): fields.side
        case .informationRequested(let fields): fields.number.side
        case .informationAcknowledged(let fields): fields.number.side.other
        case .informationAnswered(let fields): fields.number.side.other
        case .informationDeclined(let fields): fields.number.side.other
        case .informationWithdrawn(let fields): fields.number.side
        case .triggerContested(let fields): fields.side
        case .contestWithdrawn(let fields): fields.side
        case .sessionHeld(let fields): fields.side
        case .sessionCorrected(let fields): fields.side
        default: nil
        }
    }
}

extension Negotiation {
    /// Those who are told: both sides, the neutral and the clerk, in the order of their handles.
    var actingSeats: [Seat] {
        seats.values.filter(\.role.acts).sorted { $0.handle.text < $1.handle.text }
    }
}
