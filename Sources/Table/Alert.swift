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
        /// A deadline passed without its act.
        case lapsed
        /// A deadline comes near.
        case reminder
        /// Another act at the table: a withdrawal, a signature, a stipulation, the closing.
        case note
    }

    /// What it is about.
    public let kind: Kind
    /// Whom it is for.
    public let seat: Handle
    /// The step, for a reminder.
    public let step: String?
    /// The due date's place among those that the step had, for a reminder.
    public let occurrence: Int?
    /// Not to be sent before this instant.
    public let sendAt: Instant
    /// Built from the facts, so that the same alert made twice is one.
    public let key: String

    /// The alerts that one entry calls for, with the deadlines that it changed.
    static func alerts(
        for fact: NegotiationFact,
        changing changed: [Projection.Deadline],
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
                    step: nil,
                    occurrence: nil,
                    sendAt: now,
                    key: "\(kind.rawValue)/\(seq)/\(seat.handle)"
                )
            }
        }
        let opened = changed.filter { $0.state == .pending }
        var reminded = after.negotiation.actingSeats
        var deadlines = opened
        if case .seatTaken(let seat) = fact {
            reminded = seat.role.acts ? [seat] : []
            deadlines = after.deadlines.filter { $0.state == .pending }
        }
        let reminders = deadlines.flatMap { deadline in
            Self.reminders(of: deadline, to: reminded, after: now, in: after)
        }
        return (told ?? []) + reminders
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

    /// The instants at which people are reminded of a deadline: a week before, two days before and on the
    /// last day, at nine in the morning, as far as they lie ahead; never on a closed day but the last itself.
    private static func reminders(
        of deadline: Projection.Deadline,
        to seats: [Seat],
        after now: Instant,
        in state: Projection.State
    ) -> [Alert] {
        guard let rules = state.docket?.proceeding else { return [] }
        // While a doubtful question or the trigger's date is open, people are reminded of the earliest day that it may
        // mean as well.
        let dockets = [state.docket].compactMap(\.self) + state.chains.map(\.docket)
        let earliest = dockets.compactMap { $0.item(deadline.step)?.earliest }.min() ?? deadline.dueOn
        var days = earliest < deadline.dueOn ? [deadline.dueOn, earliest] : [deadline.dueOn]
        for ahead in [2, 7] {
            var day = min(earliest, deadline.dueOn).adding(days: -ahead)
            while day > deadline.openedOn, (try? rules.calendar.isBusinessDay(day)) == false {
                day = day.adding(days: -1)
            }
            if day > deadline.openedOn, !days.contains(day) { days.append(day) }
        }
        return days.sorted().flatMap { day -> [Alert] in
            let at = rules.zone.startOfDay(day).adding(seconds: 9 * 3600)
            guard at > now else { return [] }
            return seats.map { seat in
                let seating = state.negotiation.seatings[seat.handle, default: 1]
                let place = seating == 1 ? "\(seat.handle)" : "\(seat.handle)~\(seating)"
                return Alert(
                    kind: .reminder,
                    seat: seat.handle,
                    step: deadline.step,
                    occurrence: deadline.occurrence,
                    sendAt: at,
                    key: "reminder/\(deadline.step)/\(deadline.occurrence)/\(day)/\(place)"
                )
            }
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
