extension NegotiationFact {
    /// What stands in the place of a text that was purged.
    public static let purgedText = "[purged]"

    /// Whether its content may be ordered out of the record: not that of the opening, of a lapse, or of the keeping of
    /// the record itself.
    public var isPurgeable: Bool {
        switch self {
        case .opened, .lapsed, .calendarAdopted, .schoolClosed, .recordHeld, .recordReleased, .recordRetained,
            .purgeOrdered, .purgeConfirmed, .recordPurged:
            false
        default: true
        }
    }

    /// The fact that takes its place once its content is purged: without texts and names, but with every number, side,
    /// hash, step and date, so that the negotiation stands as it stood.
    public var standIn: NegotiationFact {
        let purged = Self.purgedText
        return switch self {
        case .opened, .signed, .triggered, .voteHeld, .lapsed, .stipulationJoined, .informationAcknowledged,
            .calendarAdopted, .schoolClosed, .recordHeld, .recordReleased, .recordRetained, .purgeOrdered,
            .purgeConfirmed, .recordPurged:
            self
        case .seatTaken(let seat):
            .seatTaken(Seat(handle: seat.handle, person: purged, role: seat.role, email: nil))
        case .seatVacated(let fields): .seatVacated(SeatVacated(handle: fields.handle, reason: purged))
        case .served(let fields):
            .served(
                ProposalServed(
                    number: fields.number,
                    title: purged,
                    answers: fields.answers,
                    document: fields.document.purged,
                    note: fields.note,
                    topics: nil,
                    items: fields.items?.map { _ in ProposedItem(section: purged, terms: []) },
                    package: fields.package
                )
            )
        case .withdrawn(let fields):
            .withdrawn(ProposalWithdrawn(number: fields.number, reason: purged, items: fields.items))
        case .rejected(let fields):
            .rejected(ProposalRejected(number: fields.number, reason: purged, items: fields.items))
        case .stepEnded(let fields):
            .stepEnded(
                StepEnded(
                    step: fields.step,
                    outcome: fields.outcome,
                    on: fields.on,
                    note: fields.note.map { _ in purged }
                )
            )
        case .stipulationOffered(let fields):
            .stipulationOffered(
                StipulationOffered(
                    number: fields.number,
                    side: fields.side,
                    content: fields.content.purged,
                    reason: purged
                )
            )
        case .stipulationWithdrawn(let fields):
            .stipulationWithdrawn(
                StipulationWithdrawn(number: fields.number, side: fields.side, reason: purged)
            )
        case .milestoneRecorded(let fields):
            .milestoneRecorded(
                MilestoneRecorded(
                    milestone: fields.milestone,
                    on: fields.on,
                    from: fields.from,
                    reason: purged
                )
            )
        case .triggerContested(let fields):
            .triggerContested(
                TriggerContested(number: fields.number, side: fields.side, on: fields.on, reason: purged)
            )
        case .contestWithdrawn(let fields):
            .contestWithdrawn(ContestWithdrawn(number: fields.number, side: fields.side, reason: purged))
        case .triggerRuled(let fields):
            .triggerRuled(
                TriggerRuled(contests: fields.contests, from: fields.from, to: fields.to, reason: purged)
            )
        case .matterSettled(let fields): .matterSettled(fields.purged)
        case .dateCorrected(let fields):
            .dateCorrected(
                DateCorrected(step: fields.step, from: fields.from, to: fields.to, reason: purged)
            )
        case .informationRequested, .informationAnswered, .informationDeclined, .informationWithdrawn,
            .sessionHeld, .sessionCorrected:
            evidenceStandIn
        case .closed: .closed(NegotiationClosed(reason: purged))
        }
    }

    private var evidenceStandIn: NegotiationFact {
        let purged = Self.purgedText
        return switch self {
        case .informationRequested(let fields):
            .informationRequested(
                InformationRequested(number: fields.number, text: purged, wantedBy: fields.wantedBy)
            )
        case .informationAnswered(let fields):
            .informationAnswered(
                InformationAnswered(
                    number: fields.number,
                    answer: fields.answer.purged,
                    isFull: fields.isFull
                )
            )
        case .informationDeclined(let fields):
            .informationDeclined(InformationDeclined(number: fields.number, reason: purged))
        case .informationWithdrawn(let fields):
            .informationWithdrawn(InformationWithdrawn(number: fields.number, reason: purged))
        case .sessionHeld(let fields): .sessionHeld(fields.purged)
        case .sessionCorrected(let fields):
            .sessionCorrected(
                SessionCorrected(
                    session: fields.session,
                    side: fields.side,
                    minutes: fields.minutes.purged,
                    reason: purged
                )
            )
        default: self
        }
    }
}

extension DocumentReference {
    fileprivate var purged: DocumentReference {
        DocumentReference(name: NegotiationFact.purgedText, sha256: sha256, bytes: bytes)
    }
}

extension Wording {
    fileprivate var purged: Wording {
        Wording(text: text.map { _ in NegotiationFact.purgedText }, document: document?.purged)
    }
}

extension MatterSettled {
    fileprivate var purged: MatterSettled {
        MatterSettled(
            step: step,
            recorded: recorded,
            counted: counted,
            settlement: settlement,
            reason: NegotiationFact.purgedText
        )
    }
}

extension Stipulated {
    fileprivate var purged: Stipulated {
        switch self {
        case .extend, .read, .correct: self
        case .settle(let matter): .settle(matter.purged)
        case .rule(let rule):
            .rule(
                GroundRule(
                    kind: rule.kind,
                    session: rule.session,
                    breach: rule.breach,
                    text: NegotiationFact.purgedText
                )
            )
        }
    }
}

extension SessionHeld {
    fileprivate var purged: SessionHeld {
        SessionHeld(
            number: number,
            side: side,
            on: on,
            from: from,
            to: to,
            place: place.map { _ in NegotiationFact.purgedText },
            attendance: attendance.map { attendee in
                Attendee(side: attendee.side, seat: attendee.seat, name: NegotiationFact.purgedText)
            },
            minutes: minutes?.purged,
            next: next
        )
    }
}
