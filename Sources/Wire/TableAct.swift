public import CivilTime
public import Table

/// What a seated person asks to be recorded at the table, as it travels: `{"act": "withdraw", "number": "U1", …}`.
///
/// Serving a proposal is not among them: its text travels as raw bytes (`ProposalQuery`).
public enum TableAct: Hashable, Sendable {
    /// Take one's own proposal off the table.
    case withdraw(number: ProposalNumber, reason: String)
    /// Turn the other side's proposal down.
    case reject(number: ProposalNumber, reason: String)
    /// Sign a proposal as a tentative agreement, or some of its sections: the text with the hash, having seen the record
    /// up to an entry.
    case agree(number: ProposalNumber, items: [String] = [], sha256: String, expectedSeq: Int)
    /// Start the procedure's clock.
    case request(on: CivilDate)
    /// Record that a step ended.
    case end(step: String?, outcome: String, on: CivilDate, note: String?)
    /// Report a vote.
    case vote(
        step: String?,
        on: CivilDate,
        electorate: Int,
        cast: Int,
        yes: Int,
        no: Int,
        school: Handle? = nil
    )
    /// Record a date that the procedure counts from or back from.
    case milestone(String, on: CivilDate, reason: String)
    /// Offer to extend a step's last day.
    case extend(step: String, to: CivilDate, reason: String)
    /// Offer to read a doubtful question in one way.
    case stipulate(option: String, choice: String, reason: String)
    /// Put a date right; without a step, the trigger's.
    case correct(step: String?, to: CivilDate, reason: String)
    /// Join the other side's stipulation, having seen the record up to an entry.
    case join(number: String, expectedSeq: Int)
    /// Take back one's own side's offer to stipulate.
    case retract(number: String, reason: String)
    /// Contest the date of the trigger with one's own.
    case contest(on: CivilDate, reason: String)
    /// Give one's own side's contest up.
    case withdrawContest(number: String, reason: String)
    /// Rule on the date of a contested trigger.
    case ruling(on: CivilDate, reason: String)
    /// Settle what a correction has overtaken.
    case settle(step: String, Settlement, reason: String)
    /// Offer the other side a ground rule.
    case propose(GroundRule, reason: String)
    /// Ask the other side for information.
    case ask(text: String, wantedBy: CivilDate?)
    /// Say that the other side's request arrived.
    case acknowledge(RequestNumber, expected: CivilDate?)
    /// Answer the other side's request; a document was uploaded before.
    case answer(RequestNumber, Wording, full: Bool)
    /// Refuse the other side's request.
    case decline(RequestNumber, reason: String)
    /// Take back one's own side's request.
    case withdrawRequest(RequestNumber, reason: String)
    /// Record a bargaining session.
    case meet(SessionReport)
    /// Put the minutes of a session right.
    case minutes(session: Int, Wording, reason: String)
    /// Put the record under a legal hold.
    case hold(reason: String)
    /// Lift a legal hold.
    case release(number: String, reason: String)
    /// Fix how long the record is to be kept.
    case retain(until: CivilDate, basis: String)
    /// Order the content of an entry or a document purged.
    case purge(PurgeTarget, PurgePaper)
    /// Confirm an order to purge.
    case confirm(number: String)
    /// Close the negotiation.
    case close(reason: String)

    /// The command that the act asks for.
    public var command: Negotiation.Command {
        switch self {
        case .withdraw(let number, let reason): .withdraw(number, reason: reason)
        case .reject(let number, let reason): .reject(number, reason: reason)
        case .agree(let number, let items, let sha256, let seq):
            .sign(number, items: items, sha256: sha256, expectedSeq: seq)
        case .request(let on): .trigger(on: on)
        case .end(let step, let outcome, let on, let note):
            .end(step: step, outcome: outcome, on: on, note: note)
        case .vote(let step, let on, let electorate, let cast, let yes, let no, let school):
            .vote(
                .init(
                    step: step,
                    on: on,
                    electorate: electorate,
                    cast: cast,
                    yes: yes,
                    no: no,
                    school: school
                )
            )
        case .milestone(let name, let on, let reason): .milestone(name, on: on, reason: reason)
        case .extend(let step, let to, let reason): .offer(.extend(step: step, to: to), reason: reason)
        case .stipulate(let option, let choice, let reason):
            .offer(.read(option: option, choice: choice), reason: reason)
        case .correct(let step, let to, let reason): .correct(step: step, to: to, reason: reason)
        case .contest(let on, let reason): .contest(on: on, reason: reason)
        case .withdrawContest(let number, let reason): .withdrawContest(number: number, reason: reason)
        case .ruling(let on, let reason): .rule(on: on, reason: reason)
        case .settle(let step, let settlement, let reason): .settle(step: step, settlement, reason: reason)
        case .join(let number, let seq): .join(number: number, expectedSeq: seq)
        case .retract(let number, let reason): .retract(number: number, reason: reason)
        case .propose(let rule, let reason): .offer(.rule(rule), reason: reason)
        case .ask(let text, let wantedBy): .ask(text: text, wantedBy: wantedBy)
        case .acknowledge(let number, let expected): .acknowledge(number, expected: expected)
        case .answer(let number, let answer, let full): .answer(number, answer, isFull: full)
        case .decline(let number, let reason): .decline(number, reason: reason)
        case .withdrawRequest(let number, let reason): .withdrawRequest(number, reason: reason)
        case .meet(let report): .meet(report)
        case .minutes(let session, let words, let reason):
            .correctMinutes(session: session, to: words, reason: reason)
        case .hold(let reason): .hold(reason: reason)
        case .release(let number, let reason): .release(number: number, reason: reason)
        case .retain(let until, let basis): .retain(until: until, basis: basis)
        case .purge(let target, let paper): .purge(target, saying: nil, paper)
        case .confirm(let number): .confirmPurge(number, saying: nil)
        case .close(let reason): .close(reason: reason)
        }
    }

    /// The document that the act names, which must have been uploaded before; nil where it names none.
    public var document: DocumentReference? {
        switch self {
        case .answer(_, let words, _): words.document
        case .meet(let report): report.minutes?.document
        case .minutes(_, let words, _): words.document
        default: nil
        }
    }
}

extension TableAct: Codable {
    private enum Key: String, CodingKey, CaseIterable {
        case act, number, reason, sha256, on, step, outcome, note, electorate, cast, yes, no, to, option,
            choice, rule, text, document, full, expected, session, until, basis, entry, order, settlement,
            school, milestone, items
        case expectedSeq = "expected_seq"
        case orderSHA256 = "order_sha256"
        case wantedBy = "wanted_by"
    }

    private enum Word: String, Codable, CaseIterable {
        case withdraw, agree, reject, request, end, vote, extend, stipulate, correct, join, close
        case contest, ruling, settle, milestone
        case propose, ask, acknowledge, answer, decline, meet, minutes, hold, release, retain, purge
        case confirm
    }

    /// Reads an act by its word; an unknown word is a fault that lists the known ones.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let text = try fields.decode(String.self, forKey: .act)
        guard let word = Word(rawValue: text) else {
            throw DecodingError.dataCorruptedError(
                forKey: .act,
                in: fields,
                debugDescription: "'\(text.prefix(40))' is not an act; the acts are "
                    + Word.allCases.map(\.rawValue).joined(separator: ", ") + "."
            )
        }
        self = try Self.read(word, from: fields)
    }

    private static func read(_ word: Word, from fields: KeyedDecodingContainer<Key>) throws -> TableAct {
        func text(_ key: Key) throws -> String { try fields.decode(String.self, forKey: key) }
        func optional(_ key: Key) throws -> String? { try fields.decodeIfPresent(String.self, forKey: key) }
        func date(_ key: Key) throws -> CivilDate { try fields.decode(CivilDate.self, forKey: key) }
        func count(_ key: Key) throws -> Int { try fields.decode(Int.self, forKey: key) }
        func number() throws -> ProposalNumber { try fields.decode(ProposalNumber.self, forKey: .number) }
        return switch word {
        case .withdraw: try withdrawal(of: try text(.number), because: try text(.reason), in: fields)
        case .reject: .reject(number: try number(), reason: try text(.reason))
        case .agree:
            .agree(
                number: try number(),
                items: try fields.decodeIfPresent([String].self, forKey: .items) ?? [],
                sha256: try text(.sha256),
                expectedSeq: try count(.expectedSeq)
            )
        case .request: .request(on: try date(.on))
        case .end:
            .end(
                step: try optional(.step),
                outcome: try text(.outcome),
                on: try date(.on),
                note: try optional(.note)
            )
        case .vote:
            .vote(
                step: try optional(.step),
                on: try date(.on),
                electorate: try count(.electorate),
                cast: try count(.cast),
                yes: try count(.yes),
                no: try count(.no),
                school: try fields.decodeIfPresent(Handle.self, forKey: .school)
            )
        case .milestone:
            .milestone(try text(.milestone), on: try date(.on), reason: try text(.reason))
        case .extend: .extend(step: try text(.step), to: try date(.to), reason: try text(.reason))
        case .stipulate:
            .stipulate(option: try text(.option), choice: try text(.choice), reason: try text(.reason))
        case .correct: .correct(step: try optional(.step), to: try date(.to), reason: try text(.reason))
        case .contest: .contest(on: try date(.on), reason: try text(.reason))
        case .ruling: .ruling(on: try date(.on), reason: try text(.reason))
        case .settle:
            .settle(
                step: try text(.step),
                try fields.decode(Settlement.self, forKey: .settlement),
                reason: try text(.reason)
            )
        case .join: .join(number: try text(.number), expectedSeq: try count(.expectedSeq))
        case .close: .close(reason: try text(.reason))
        case .propose:
            .propose(try fields.decode(GroundRule.self, forKey: .rule), reason: try text(.reason))
        case .ask, .acknowledge, .answer, .decline, .meet, .minutes, .hold, .release, .retain, .purge,
            .confirm:
            try evidence(word, from: fields)
        }
    }

    /// What is withdrawn shows in its number: a proposal `U1`, a request `UR1`, an offer `S1`.
    private static func withdrawal(
        of text: String,
        because reason: String,
        in fields: KeyedDecodingContainer<Key>
    ) throws -> TableAct {
        if let number = ProposalNumber(text) { return .withdraw(number: number, reason: reason) }
        if let number = RequestNumber(text) { return .withdrawRequest(number, reason: reason) }
        if text.uppercased().hasPrefix("S") { return .retract(number: text, reason: reason) }
        if text.uppercased().hasPrefix("C") { return .withdrawContest(number: text, reason: reason) }
        throw DecodingError.dataCorruptedError(
            forKey: .number,
            in: fields,
            debugDescription:
                "'\(text.prefix(20))' is not the number of a proposal (U1), an information request (UR1), "
                + "a stipulation (S1) or a contest (C1)."
        )
    }

    private static func evidence(_ word: Word, from fields: KeyedDecodingContainer<Key>) throws -> TableAct {
        func text(_ key: Key) throws -> String { try fields.decode(String.self, forKey: key) }
        func day(_ key: Key) throws -> CivilDate? { try fields.decodeIfPresent(CivilDate.self, forKey: key) }
        func request() throws -> RequestNumber { try fields.decode(RequestNumber.self, forKey: .number) }
        func words() throws -> Wording {
            Wording(
                text: try fields.decodeIfPresent(String.self, forKey: .text),
                document: try fields.decodeIfPresent(DocumentReference.self, forKey: .document)
            )
        }
        return switch word {
        case .ask: .ask(text: try text(.text), wantedBy: try day(.wantedBy))
        case .acknowledge: .acknowledge(try request(), expected: try day(.expected))
        case .answer:
            .answer(try request(), try words(), full: try fields.decode(Bool.self, forKey: .full))
        case .decline: .decline(try request(), reason: try text(.reason))
        case .meet: .meet(try fields.decode(SessionReport.self, forKey: .session))
        case .minutes:
            .minutes(
                session: try fields.decode(Int.self, forKey: .session),
                try words(),
                reason: try text(.reason)
            )
        case .hold: .hold(reason: try text(.reason))
        case .release: .release(number: try text(.number), reason: try text(.reason))
        case .retain:
            .retain(until: try fields.decode(CivilDate.self, forKey: .until), basis: try text(.basis))
        case .confirm: .confirm(number: try text(.number))
        default:
            .purge(
                try target(in: fields),
                PurgePaper(order: try text(.order), sha256: try text(.orderSHA256), reason: try text(.reason))
            )
        }
    }

    private static func target(in fields: KeyedDecodingContainer<Key>) throws -> PurgeTarget {
        let entry = try fields.decodeIfPresent(Int.self, forKey: .entry)
        let sha256 = try fields.decodeIfPresent(String.self, forKey: .sha256)
        switch (entry, sha256) {
        case (let entry?, nil): return .entry(entry)
        case (nil, let sha256?): return .document(sha256.lowercased())
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .entry,
                in: fields,
                debugDescription: "Name what is purged: either 'entry' or 'sha256'."
            )
        }
    }

    /// Writes the act's word and fields.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        func put(_ word: Word) throws { try fields.encode(word, forKey: .act) }
        switch self {
        case .withdraw(let number, let reason):
            try put(.withdraw)
            try fields.encode(number, forKey: .number)
            try fields.encode(reason, forKey: .reason)
        case .reject(let number, let reason):
            try put(.reject)
            try fields.encode(number, forKey: .number)
            try fields.encode(reason, forKey: .reason)
        case .agree(let number, let items, let sha256, let seq):
            try put(.agree)
            try fields.encode(number, forKey: .number)
            if !items.isEmpty { try fields.encode(items, forKey: .items) }
            try fields.encode(sha256, forKey: .sha256)
            try fields.encode(seq, forKey: .expectedSeq)
        case .request(let on):
            try put(.request)
            try fields.encode(on, forKey: .on)
        case .end(let step, let outcome, let on, let note):
            try put(.end)
            try fields.encodeIfPresent(step, forKey: .step)
            try fields.encode(outcome, forKey: .outcome)
            try fields.encode(on, forKey: .on)
            try fields.encodeIfPresent(note, forKey: .note)
        case .milestone(let name, let on, let reason):
            try put(.milestone)
            try fields.encode(name, forKey: .milestone)
            try fields.encode(on, forKey: .on)
            try fields.encode(reason, forKey: .reason)
        case .vote(let step, let on, let electorate, let cast, let yes, let no, let school):
            try put(.vote)
            try fields.encodeIfPresent(school, forKey: .school)
            try fields.encodeIfPresent(step, forKey: .step)
            try fields.encode(on, forKey: .on)
            try fields.encode(electorate, forKey: .electorate)
            try fields.encode(cast, forKey: .cast)
            try fields.encode(yes, forKey: .yes)
            try fields.encode(no, forKey: .no)
        case .extend(let step, let to, let reason):
            try put(.extend)
            try fields.encode(step, forKey: .step)
            try fields.encode(to, forKey: .to)
            try fields.encode(reason, forKey: .reason)
        case .stipulate(let option, let choice, let reason):
            try put(.stipulate)
            try fields.encode(option, forKey: .option)
            try fields.encode(choice, forKey: .choice)
            try fields.encode(reason, forKey: .reason)
        case .correct(let step, let to, let reason):
            try put(.correct)
            try fields.encodeIfPresent(step, forKey: .step)
            try fields.encode(to, forKey: .to)
            try fields.encode(reason, forKey: .reason)
        case .join(let number, let seq):
            try put(.join)
            try fields.encode(number, forKey: .number)
            try fields.encode(seq, forKey: .expectedSeq)
        case .close(let reason):
            try put(.close)
            try fields.encode(reason, forKey: .reason)
        case .propose(let rule, let reason):
            try put(.propose)
            try fields.encode(rule, forKey: .rule)
            try fields.encode(reason, forKey: .reason)
        case .contest(let on, let reason):
            try put(.contest)
            try fields.encode(on, forKey: .on)
            try fields.encode(reason, forKey: .reason)
        case .ruling(let on, let reason):
            try put(.ruling)
            try fields.encode(on, forKey: .on)
            try fields.encode(reason, forKey: .reason)
        case .settle(let step, let settlement, let reason):
            try put(.settle)
            try fields.encode(step, forKey: .step)
            try fields.encode(settlement, forKey: .settlement)
            try fields.encode(reason, forKey: .reason)
        case .withdrawContest, .retract, .ask, .acknowledge, .answer, .decline, .withdrawRequest, .meet,
            .minutes, .hold,
            .release, .retain, .purge, .confirm:
            try encodeEvidence(in: &fields)
        }
    }

    private func encodeEvidence(in fields: inout KeyedEncodingContainer<Key>) throws {
        func put(_ word: Word, reason: String? = nil) throws {
            try fields.encode(word, forKey: .act)
            try fields.encodeIfPresent(reason, forKey: .reason)
        }
        func put(_ words: Wording) throws {
            try fields.encodeIfPresent(words.text, forKey: .text)
            try fields.encodeIfPresent(words.document, forKey: .document)
        }
        switch self {
        case .retract(let number, let reason), .withdrawContest(let number, let reason):
            try put(.withdraw, reason: reason)
            try fields.encode(number, forKey: .number)
        case .ask(let text, let wantedBy):
            try put(.ask)
            try fields.encode(text, forKey: .text)
            try fields.encodeIfPresent(wantedBy, forKey: .wantedBy)
        case .acknowledge(let number, let expected):
            try put(.acknowledge)
            try fields.encode(number, forKey: .number)
            try fields.encodeIfPresent(expected, forKey: .expected)
        case .answer(let number, let words, let full):
            try put(.answer)
            try fields.encode(number, forKey: .number)
            try put(words)
            try fields.encode(full, forKey: .full)
        case .decline(let number, let reason):
            try put(.decline, reason: reason)
            try fields.encode(number, forKey: .number)
        case .withdrawRequest(let number, let reason):
            try put(.withdraw, reason: reason)
            try fields.encode(number, forKey: .number)
        case .meet(let report):
            try put(.meet)
            try fields.encode(report, forKey: .session)
        case .minutes(let session, let words, let reason):
            try put(.minutes, reason: reason)
            try fields.encode(session, forKey: .session)
            try put(words)
        case .hold(let reason): try put(.hold, reason: reason)
        case .release(let number, let reason):
            try put(.release, reason: reason)
            try fields.encode(number, forKey: .number)
        case .retain(let until, let basis):
            try put(.retain)
            try fields.encode(until, forKey: .until)
            try fields.encode(basis, forKey: .basis)
        case .confirm(let number):
            try put(.confirm)
            try fields.encode(number, forKey: .number)
        case .purge(let target, let paper):
            try put(.purge, reason: paper.reason)
            switch target {
            case .entry(let seq): try fields.encode(seq, forKey: .entry)
            case .document(let sha256): try fields.encode(sha256, forKey: .sha256)
            }
            try fields.encode(paper.order, forKey: .order)
            try fields.encode(paper.sha256, forKey: .orderSHA256)
        default: break
        }
    }
}
