public import CivilTime
public import Law

extension Negotiation {
    /// What a seated person asks to be recorded at the table.
    public enum Command: Hashable, Sendable {
        /// Serve a proposal, or a counter to one of the other side's.
        case serve(title: String, answers: ProposalNumber?, document: DocumentReference)
        /// Take one's own proposal off the table.
        case withdraw(ProposalNumber, reason: String)
        /// Sign a proposal as a tentative agreement; the hash, where given, is of the text that the signer read.
        case sign(ProposalNumber, sha256: String?)
        /// Start the procedure's clock.
        case trigger(on: CivilDate)
        /// Record that a step ended; without a step's name, the one running step that has the outcome is meant.
        case end(step: String?, outcome: String, on: CivilDate, note: String?)
        /// Record a vote; without a step's name, the one running step that a vote decides is meant.
        case vote(VoteCount)
        /// Offer a stipulation to the other side.
        case offer(Stipulated, reason: String)
        /// Join the other side's stipulation.
        case join(number: String)
        /// Put a date right; a side's correction is an offer that the other must join.
        case correct(step: String?, to: CivilDate, reason: String)
        /// Close the negotiation.
        case close(reason: String)

        /// Whether the act binds the side that does it, so that the person is to confirm it.
        public var binds: Bool {
            switch self {
            case .sign, .join: true
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

        /// A vote's figures.
        public init(step: String?, on: CivilDate, electorate: Int, cast: Int, yes: Int, no: Int) {
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
        if let objection = objection(to: handle) { return .refused(objection) }
        guard let seat = seats[handle] else { return .recorded([]) }
        let today = rules.zone.date(at: now)
        switch command {
        case .serve(let title, let answers, let document):
            return decideService(title: title, answers: answers, document: document, by: seat)
        case .withdraw(let number, let reason):
            return decideWithdrawal(of: number, reason: reason, by: seat)
        case .sign(let number, let sha256):
            return decideSignature(under: number, sha256: sha256, by: seat)
        case .trigger(let day):
            return decideTrigger(on: day, today: today, by: seat)
        case .end(let step, let outcome, let day, let note):
            let act = StepAct(step: step, outcome: outcome, on: day, note: note)
            return try decideEnd(act, today: today, by: seat, docket: docket(under: rules))
        case .vote(let count):
            return try decideVote(
                count,
                today: today,
                by: seat,
                docket: docket(under: rules),
                pack: rules.pack
            )
        case .offer(let content, let reason):
            return try decideOffer(content, reason: reason, today: today, by: seat, under: rules)
        case .join(let number):
            return try decideJoining(number, today: today, by: seat, under: rules)
        case .correct(let step, let date, let reason):
            return try decideCorrection(
                step: step,
                to: date,
                reason: reason,
                today: today,
                by: seat,
                under: rules
            )
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

    private func objection(to handle: Handle) -> Refusal? {
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
        if let closed {
            return Refusal(
                .conflict,
                "\(opened.negotiation) is closed (\(closed)); nothing more can be recorded in it. "
                    + "Open a new negotiation with 'bargain negotiation open'."
            )
        }
        return nil
    }

    func objection(toText text: String, called what: String, atMost limit: Int) -> Refusal? {
        flaw(inText: text, called: what, atMost: limit)
    }
}

/// Why a text cannot be kept, if so.
func flaw(inText text: String, called what: String, atMost limit: Int) -> Refusal? {
    let length = text.unicodeScalars.count
    if length > limit {
        return Refusal(.invalid, "The \(what) has \(length) characters; at most \(limit) are kept.")
    }
    if !text.contains(where: { !$0.isWhitespace }) {
        return Refusal(.invalid, "The \(what) is empty; say it in words.")
    }
    if let stray = text.unicodeScalars.first(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }) {
        return Refusal(
            .invalid,
            "The \(what) holds a control character (U+\(hexadecimal(stray.value))); take it out."
        )
    }
    return nil
}

func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
