/// What an entry of a private room says.
public enum CaucusFact: Hashable, Sendable {
    /// A note for one's own side.
    case note(CaucusNote)
    /// A draft, or a new version of one.
    case draft(CaucusDraft)
    /// How far those at the table may go.
    case authority(AuthorityLimit)
    /// A draft was served at the table.
    case draftServed(DraftServed)
    /// An entry was a mistake; it stays, and no longer counts.
    case struck(EntryStruck)
}

/// A draft's name: a number from 1 and a version, such as `D1`, `D1.2`.
public struct DraftNumber: Hashable, Sendable, LosslessStringConvertible {
    /// Its place among the room's drafts, from 1.
    public let count: Int
    /// Its version, from 1.
    public let version: Int

    /// The version of a draft.
    public init(count: Int, version: Int) {
        self.count = count
        self.version = version
    }

    /// Reads `D1` or `d1.2`; nil for anything else.
    public init?(_ text: String) {
        guard text.first == "D" || text.first == "d" else { return nil }
        let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
        }
        guard numbers.count == parts.count, (1...2).contains(numbers.count), numbers.allSatisfy({ $0 > 0 })
        else { return nil }
        self.init(count: numbers[0], version: numbers.count == 2 ? numbers[1] : 1)
    }

    /// `D1` for a first version, `D1.2` for a later one.
    public var description: String { version == 1 ? "D\(count)" : "D\(count).\(version)" }
}

extension DraftNumber: Codable {
    /// Reads `D1.2`.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let number = DraftNumber(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "'\(text.prefix(20))' is not a draft's name such as D1 or D1.2."
                )
            )
        }
        self = number
    }

    /// Writes `D1.2`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A note for one's own side.
public struct CaucusNote: Hashable, Sendable, Codable {
    /// The note.
    public let text: String
    /// What it is about: a proposal, a term, a draft; nil for the negotiation as a whole.
    public let about: String?
    /// In the neutral's chamber: the side that told it in confidence; nil for the neutral's own thoughts.
    public let from: Side?

    /// A note.
    public init(text: String, about: String? = nil, from: Side? = nil) {
        self.text = text
        self.about = about
        self.from = from
    }
}

/// A draft by the hash of its text.
public struct CaucusDraft: Hashable, Sendable, Codable {
    /// Its name.
    public let draft: DraftNumber
    /// What it is about.
    public let title: String
    /// Its text.
    public let document: DocumentReference

    /// A version of a draft.
    public init(draft: DraftNumber, title: String, document: DocumentReference) {
        self.draft = draft
        self.title = title
        self.document = document
    }
}

/// How far those at the table may go without asking again.
public struct AuthorityLimit: Hashable, Sendable, Codable {
    /// The term or subject.
    public let on: String
    /// The limit, in words or figures.
    public let limit: String
    /// Who set it and why.
    public let reason: String

    /// A limit.
    public init(on: String, limit: String, reason: String) {
        self.on = on
        self.limit = limit
        self.reason = reason
    }
}

/// A draft that went to the table as a proposal.
public struct DraftServed: Hashable, Sendable, Codable {
    /// The draft.
    public let draft: DraftNumber
    /// The proposal that it became.
    public let proposal: ProposalNumber

    /// A draft as it was served.
    public init(draft: DraftNumber, proposal: ProposalNumber) {
        self.draft = draft
        self.proposal = proposal
    }
}

/// A correction: an earlier entry that no longer counts.
public struct EntryStruck: Hashable, Sendable, Codable {
    /// The entry's sequence number.
    public let seq: Int
    /// Why.
    public let reason: String

    /// A correction.
    public init(seq: Int, reason: String) {
        self.seq = seq
        self.reason = reason
    }
}
