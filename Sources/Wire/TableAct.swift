public import CivilTime
public import Table

/// What a seated person asks to be recorded at the table, as it travels: `{"act": "withdraw", "number": "U1", …}`.
///
/// Serving a proposal is not among them: its text travels as raw bytes (`ProposalQuery`).
public enum TableAct: Hashable, Sendable {
    /// Take one's own proposal off the table.
    case withdraw(number: ProposalNumber, reason: String)
    /// Sign a proposal as a tentative agreement.
    case agree(number: ProposalNumber, sha256: String?)
    /// Start the procedure's clock.
    case request(on: CivilDate)
    /// Record that a step ended.
    case end(step: String?, outcome: String, on: CivilDate, note: String?)
    /// Report a vote.
    case vote(step: String?, on: CivilDate, electorate: Int, cast: Int, yes: Int, no: Int)
    /// Offer to extend a step's last day.
    case extend(step: String, to: CivilDate, reason: String)
    /// Offer to read a doubtful question in one way.
    case stipulate(option: String, choice: String, reason: String)
    /// Put a date right; without a step, the trigger's.
    case correct(step: String?, to: CivilDate, reason: String)
    /// Join the other side's stipulation.
    case join(number: String)
    /// Close the negotiation.
    case close(reason: String)

    /// The command that the act asks for.
    public var command: Negotiation.Command {
        switch self {
        case .withdraw(let number, let reason): .withdraw(number, reason: reason)
        case .agree(let number, let sha256): .sign(number, sha256: sha256)
        case .request(let on): .trigger(on: on)
        case .end(let step, let outcome, let on, let note):
            .end(step: step, outcome: outcome, on: on, note: note)
        case .vote(let step, let on, let electorate, let cast, let yes, let no):
            .vote(.init(step: step, on: on, electorate: electorate, cast: cast, yes: yes, no: no))
        case .extend(let step, let to, let reason): .offer(.extend(step: step, to: to), reason: reason)
        case .stipulate(let option, let choice, let reason):
            .offer(.read(option: option, choice: choice), reason: reason)
        case .correct(let step, let to, let reason): .correct(step: step, to: to, reason: reason)
        case .join(let number): .join(number: number)
        case .close(let reason): .close(reason: reason)
        }
    }
}

extension TableAct: Codable {
    private enum Key: String, CodingKey, CaseIterable {
        case act, number, reason, sha256, on, step, outcome, note, electorate, cast, yes, no, to, option,
            choice
    }

    private enum Word: String, Codable, CaseIterable {
        case withdraw, agree, request, end, vote, extend, stipulate, correct, join, close
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
        case .withdraw: .withdraw(number: try number(), reason: try text(.reason))
        case .agree: .agree(number: try number(), sha256: try optional(.sha256))
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
                no: try count(.no)
            )
        case .extend: .extend(step: try text(.step), to: try date(.to), reason: try text(.reason))
        case .stipulate:
            .stipulate(option: try text(.option), choice: try text(.choice), reason: try text(.reason))
        case .correct: .correct(step: try optional(.step), to: try date(.to), reason: try text(.reason))
        case .join: .join(number: try text(.number))
        case .close: .close(reason: try text(.reason))
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
        case .agree(let number, let sha256):
            try put(.agree)
            try fields.encode(number, forKey: .number)
            try fields.encodeIfPresent(sha256, forKey: .sha256)
        case .request(let on):
            try put(.request)
            try fields.encode(on, forKey: .on)
        case .end(let step, let outcome, let on, let note):
            try put(.end)
            try fields.encodeIfPresent(step, forKey: .step)
            try fields.encode(outcome, forKey: .outcome)
            try fields.encode(on, forKey: .on)
            try fields.encodeIfPresent(note, forKey: .note)
        case .vote(let step, let on, let electorate, let cast, let yes, let no):
            try put(.vote)
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
        case .join(let number):
            try put(.join)
            try fields.encode(number, forKey: .number)
        case .close(let reason):
            try put(.close)
            try fields.encode(reason, forKey: .reason)
        }
    }
}
