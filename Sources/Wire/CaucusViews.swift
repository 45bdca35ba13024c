public import CivilTime
public import Table

/// What a party asks to be kept in its private room, as it travels; a draft's text travels as raw bytes.
public enum CaucusAct: Hashable, Sendable {
    /// Keep a note.
    case note(text: String, about: String?, from: Side?)
    /// Set a limit.
    case authority(on: String, limit: String, reason: String)
    /// Strike an entry that was a mistake.
    case strike(seq: Int, reason: String)

    /// The command that the act asks for.
    public var command: Caucus.Command {
        switch self {
        case .note(let text, let about, let from): .note(text, about: about, from: from)
        case .authority(let on, let limit, let reason): .authority(on: on, limit: limit, reason: reason)
        case .strike(let seq, let reason): .strike(seq: seq, reason: reason)
        }
    }
}

extension CaucusAct: Codable {
    private enum Key: String, CodingKey {
        case act, text, about, from, on, limit, reason, seq
    }

    private enum Word: String, Codable, CaseIterable {
        case note, authority, strike
    }

    /// Reads an act by its word; an unknown word is a fault that lists the known ones.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let text = try fields.decode(String.self, forKey: .act)
        switch Word(rawValue: text) {
        case .note:
            self = .note(
                text: try fields.decode(String.self, forKey: .text),
                about: try fields.decodeIfPresent(String.self, forKey: .about),
                from: try fields.decodeIfPresent(Side.self, forKey: .from)
            )
        case .authority:
            self = .authority(
                on: try fields.decode(String.self, forKey: .on),
                limit: try fields.decode(String.self, forKey: .limit),
                reason: try fields.decode(String.self, forKey: .reason)
            )
        case .strike:
            self = .strike(
                seq: try fields.decode(Int.self, forKey: .seq),
                reason: try fields.decode(String.self, forKey: .reason)
            )
        case nil:
            throw DecodingError.dataCorruptedError(
                forKey: .act,
                in: fields,
                debugDescription: "'\(text.prefix(40))' is not an act of a caucus; the acts are "
                    + Word.allCases.map(\.rawValue).joined(separator: ", ") + "."
            )
        }
    }

    /// Writes the act with its word.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        switch self {
        case .note(let text, let about, let from):
            try fields.encode(Word.note, forKey: .act)
            try fields.encode(text, forKey: .text)
            try fields.encodeIfPresent(about, forKey: .about)
            try fields.encodeIfPresent(from, forKey: .from)
        case .authority(let on, let limit, let reason):
            try fields.encode(Word.authority, forKey: .act)
            try fields.encode(on, forKey: .on)
            try fields.encode(limit, forKey: .limit)
            try fields.encode(reason, forKey: .reason)
        case .strike(let seq, let reason):
            try fields.encode(Word.strike, forKey: .act)
            try fields.encode(seq, forKey: .seq)
            try fields.encode(reason, forKey: .reason)
        }
    }
}

/// How a draft is to be served.
public struct ServeDraftRequest: Codable, Sendable {
    /// What the proposal is about, for the other side to read; nil for the text's own title.
    public let title: String?
    /// The file's name, for the other side to read.
    public let name: String?
    /// The other side's proposal that it counters.
    public let answers: ProposalNumber?
    /// The names of its topics; nil for none, or for those of what it counters.
    public let topics: [String]?
    /// What makes it a package; nil for a proposal whose sections can be agreed one by one.
    public let package: PackageOffer?
    /// Whether it is to be served also where the side has its text on the table already; nil for no.
    public let again: Bool?

    /// A serving as it is asked for.
    public init(
        title: String?,
        name: String?,
        answers: ProposalNumber?,
        topics: [String]? = nil,
        package: PackageOffer? = nil,
        again: Bool? = nil
    ) {
        self.package = package
        self.topics = topics
        self.title = title
        self.name = name
        self.answers = answers
        self.again = again
    }
}

/// A party's own private room.
public struct CaucusView: Codable, Sendable {
    /// Whose it is.
    public let party: CaucusParty
    /// Its entries, in order.
    public let entries: [CaucusEntryView]
    /// The limits in force.
    public let authority: [AuthorityLimit]

    /// A room as it stands.
    public init(party: CaucusParty, caucus: Caucus) {
        self.party = party
        entries = caucus.items.map(CaucusEntryView.init)
        authority = caucus.authority
    }
}

/// An entry of a private room.
public struct CaucusEntryView: Codable, Sendable {
    /// Its sequence number.
    public let seq: Int
    /// When it was recorded.
    public let recordedAt: Instant
    /// Whose it is.
    public let seat: Handle
    /// What it says.
    public let fact: CaucusFact
    /// Why it was struck; absent while it counts.
    public let struck: String?

    private enum CodingKeys: String, CodingKey {
        case seq, seat, fact, struck
        case recordedAt = "recorded_at"
    }

    init(_ item: Caucus.Item) {
        seq = item.seq
        recordedAt = item.recordedAt
        seat = item.seat
        fact = item.fact
        struck = item.struck
    }
}
