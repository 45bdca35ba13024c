public import CivilTime
public import Law

extension Negotiation {
    /// What a seated person asks to be recorded at the table.
    public enum Command: Hashable, Sendable {
        /// Serve a proposal, or a counter to one of the other side's; a listing has headings and no words to agree. A
        /// counter that names no topics has those of what it answers. A text that the side has on the table already is
        /// served again only where that is meant.
        case serve(
            title: String,
            answers: ProposalNumber?,
            document: DocumentReference,
            isListing: Bool = false,
            topics: [String] = [],
            items: [ProposedItem] = [],
            package: PackageOffer? = nil,
            isAgain: Bool = false
        )
        /// Take one's own proposal off the table.
        case withdraw(ProposalNumber, reason: String)
        /// Turn the other side's proposal down.
        case reject(ProposalNumber, reason: String)
        /// Sign a proposal as a tentative agreement, or some of its items by their sections: the hash is of the text that
        /// the signer read, the number that of the last entry that the signer saw.
        case sign(ProposalNumber, items: [String] = [], sha256: String, expectedSeq: Int)
        /// Start the procedure's clock.
        case trigger(on: CivilDate)
        /// Record that a step ended; without a step's name, the one running step that has the outcome is meant.
        case end(step: String?, outcome: String, on: CivilDate, note: String?)
        /// Record a vote; without a step's name, the one running step that a vote decides is meant.
        case vote(VoteCount)
        /// Offer a stipulation to the other side.
        case offer(Stipulated, reason: String)
        /// Join the other side's stipulation, having seen the record up to an entry.
        case join(number: String, expectedSeq: Int)
        /// Take back one's own side's offer to stipulate.
        case retract(number: String, reason: String)
        /// Put a date right; a side's correction is an offer that the other must join.
        case correct(step: String?, to: CivilDate, reason: String)
        /// Record a date that the procedure counts from or back from.
        case milestone(String, on: CivilDate, reason: String)
        /// Contest the date of the trigger with one's own.
        case contest(on: CivilDate, reason: String)
        /// Give one's own side's contest up.
        case withdrawContest(number: String, reason: String)
        /// Rule on the date of a contested trigger.
        case rule(on: CivilDate, reason: String)
        /// Settle what a correction has overtaken; a side's is an offer that the other must join.
        case settle(step: String, Settlement, reason: String)
        /// Ask the other side for information.
        case ask(text: String, wantedBy: CivilDate?)
        /// Say that the other side's request arrived, and when an answer is expected.
        case acknowledge(RequestNumber, expected: CivilDate?)
        /// Answer the other side's request.
        case answer(RequestNumber, Wording, isFull: Bool)
        /// Refuse the other side's request.
        case decline(RequestNumber, reason: String)
        /// Take back one's own side's request.
        case withdrawRequest(RequestNumber, reason: String)
        /// Record a bargaining session.
        case meet(SessionReport)
        /// Put the minutes of a session right.
        case correctMinutes(session: Int, to: Wording, reason: String)
        /// Put the record under a legal hold.
        case hold(reason: String)
        /// Lift a legal hold.
        case release(number: String, reason: String)
        /// Fix how long the record is to be kept.
        case retain(until: CivilDate, basis: String)
        /// Order the content of an entry or a document purged; the fact is what the entry says, nil where there is none.
        case purge(PurgeTarget, saying: NegotiationFact?, PurgePaper)
        /// Confirm an order to purge; the fact is what the entry says that it names, nil where there is none.
        case confirmPurge(String, saying: NegotiationFact?)
        /// Close the negotiation.
        case close(reason: String)

        /// Whether the act binds the side that does it, or sets or ends a clock, so that the person is to confirm it.
        public var binds: Bool {
            switch self {
            case .sign, .join, .offer, .correct, .contest, .rule, .settle, .close, .release, .purge,
                .confirmPurge, .trigger, .vote, .end:
                true
            default: false
            }
        }
    }

    /// The figures of a vote as they are reported.
    public struct VoteCount: Hashable, Sendable {
        /// The step that it decides; nil for the only one that can be meant.
        public let step: String?
        /// The day of the count.
        public let on: CivilDate
        /// How many may vote.
        public let electorate: Int
        /// How many votes were cast, blank ones included.
        public let cast: Int
        /// How many said yes.
        public let yes: Int
        /// How many said no.
        public let no: Int
        /// The school whose members voted; nil where the step has one vote, or the negotiation one school.
        public let school: Handle?

        /// A vote's figures.
        public init(
            step: String?,
            on: CivilDate,
            electorate: Int,
            cast: Int,
            yes: Int,
            no: Int,
            school: Handle? = nil
        ) {
            self.school = school
            self.step = step
            self.on = on
            self.electorate = electorate
            self.cast = cast
            self.yes = yes
            self.no = no
        }
    }

    /// The facts that a command makes, or why it does not stand.
    ///
    /// Pure: reads the negotiation, the rules and the instant, and changes nothing.
    ///
    /// Whoever calls it has first taken in the lapses that were due (`lapses(asOf:under:)`), so that no act is judged
    /// by a stale clock.
    ///
    /// - Parameters:
    ///   - command: what is asked.
    ///   - handle: the seat that asks.
    ///   - now: the instant at which the request arrived.
    ///   - rules: the procedure with its calendar and zone.
    /// - Returns: the facts to record, or the refusal.
    /// - Throws: a `LawError` where the rules themselves cannot be computed, such as a year without holidays.
    public func decide(
        _ command: Command,
        by handle: Handle,
        at now: Instant,
        under rules: Proceeding
    ) throws(LawError) -> Verdict<NegotiationFact> {
        if let objection = objection(to: handle, asking: command) { return .refused(objection) }
        guard let seat = seats[handle] else { return .recorded([]) }
        let today = rules.zone.date(at: now)
        switch command {
        case .serve(
            let title,
            let answers,
            let document,
            let isListing,
            let topics,
            let items,
            let package,
            let isAgain
        ):
            let service = Service(
                title: title,
                answers: answers,
                document: document,
                isListing: isListing,
                topics: topics,
                items: items,
                package: package,
                isAgain: isAgain
            )
            return decide(service, today: today, by: seat, under: rules.pack)
        case .withdraw(let number, let reason):
            return decideWithdrawal(of: number, reason: reason, by: seat)
        case .reject(let number, let reason):
            return decideRejection(of: number, reason: reason, today: today, by: seat)
        case .sign(let number, let items, let sha256, let expectedSeq):
            return decideSignature(
                under: number,
                items,
                sha256: sha256,
                expectedSeq: expectedSeq,
                today: today,
                by: seat
            )
        case .trigger(let day):
            return try decideTrigger(on: day, today: today, at: now, by: seat, under: rules)
        case .end(let step, let outcome, let day, let note):
            let act = StepAct(step: step, outcome: outcome, on: day, note: note)
            return try decideEnd(act, today: today, by: seat, dockets: dockets(under: rules))
        case .vote(let count):
            return try decideVote(count, today: today, by: seat, dockets: dockets(under: rules))
        case .offer(let content, let reason):
            return try decideOffer(content, reason: reason, today: today, by: seat, under: rules)
        case .join(let number, let expectedSeq):
            return try decideJoining(
                number,
                expectedSeq: expectedSeq,
                today: today,
                by: seat,
                under: rules
            )
        case .retract(let number, let reason):
            return decideRetraction(of: number, reason: reason, by: seat)
        case .correct(let step, let date, let reason):
            return try decideCorrection(
                step: step,
                to: date,
                reason: reason,
                at: now,
                by: seat,
                under: rules
            )
        case .milestone(let name, let day, let reason):
            return try decideMilestone(name, on: day, reason: reason, at: now, by: seat, under: rules)
        case .contest(let day, let reason):
            return try decideContest(on: day, reason: reason, today: today, by: seat, under: rules)
        case .withdrawContest(let number, let reason):
            return decideWithdrawal(ofContest: number, reason: reason, by: seat)
        case .rule(let day, let reason):
            return decideRuling(on: day, reason: reason, today: today, by: seat)
        case .settle(let step, let settlement, let reason):
            return try decideSettlement(
                of: step,
                as: settlement,
                reason: reason,
                today: today,
                by: seat,
                under: rules
            )
        case .ask, .acknowledge, .answer, .decline, .withdrawRequest:
            return decideInformation(command, today: today, by: seat)
        case .meet(let report): return decideSession(report, today: today, by: seat)
        case .correctMinutes(let session, let minutes, let reason):
            return decideCorrection(ofSession: session, to: minutes, reason: reason, by: seat)
        case .hold, .release, .retain, .purge, .confirmPurge:
            return decideRecordKeeping(command, today: today, by: seat)
        case .close(let reason):
            return decideClosing(reason: reason, by: seat)
        }
    }

    /// The facts of opening: the first entry of a room.
    public func decide(opening fields: NegotiationOpened) -> Verdict<NegotiationFact> {
        guard opened == nil else {
            return .refused(.init(.conflict, "The negotiation '\(fields.negotiation)' is open already."))
        }
        if let objection = objection(toText: fields.title, called: "title", atMost: 200) {
            return .refused(objection)
        }
        return .recorded([.opened(fields)])
    }

    private func objection(to handle: Handle, asking command: Command) -> Refusal? {
        guard let opened else {
            return Refusal(
                .unknown,
                "There is no such negotiation; 'bargain negotiation list' shows those there are."
            )
        }
        guard let seat = seats[handle] else {
            return Refusal(
                .notPermitted,
                "'\(handle)' has no seat at \(opened.negotiation); the seats are \(list(seats.keys))."
            )
        }
        guard seat.role.acts else {
            return Refusal(.notPermitted, "'\(handle)' is an observer: an observer reads and does not act.")
        }
        // What keeps the record goes on when the bargaining is over.
        if let closed, !command.keepsRecord {
            return Refusal(
                .conflict,
                "\(opened.negotiation) is closed (\(closed)); nothing more can be recorded in it. "
                    + "Open a new negotiation with 'bargain negotiation open'."
            )
        }
        return nil
    }

    func objection(toText text: String, called what: String, atMost limit: Int) -> Refusal? {
        PlainText.objection(to: text, called: what, atMost: limit)
    }
}

extension Negotiation.Command {
    /// Whether it concerns the keeping of the record and not the bargaining.
    fileprivate var keepsRecord: Bool {
        switch self {
        case .hold, .release, .retain, .purge, .confirmPurge: true
        default: false
        }
    }
}

extension Negotiation {
    /// Why a binding act cannot rest on what its author saw of the record; nil where nothing was added since.
    func objection(toSeeing expectedSeq: Int, of what: String) -> Refusal? {
        guard expectedSeq != seq else { return nil }
        guard expectedSeq < seq, expectedSeq >= 0 else {
            return Refusal(
                .conflict,
                "The record of \(name) has \(seq) entries, not \(expectedSeq); look at \(what) again."
            )
        }
        return Refusal(
            .conflict,
            "The record went on since you looked: you saw it up to entry \(expectedSeq), and now entry \(seq) says: "
                + "\(latest?.sentence ?? "") Nothing was recorded; look at \(what) again."
        )
    }

    /// The name by which it is called, for messages.
    var name: String { opened?.negotiation.text ?? "the negotiation" }
}
