public import CivilTime

/// A legal hold: while it stands nothing is purged.
public struct RecordHeld: Hashable, Sendable, Codable {
    /// Its number: `H1`.
    public let number: String
    /// Why.
    public let reason: String
}

/// A legal hold lifted.
public struct RecordReleased: Hashable, Sendable, Codable {
    /// Its number.
    public let number: String
    /// Why.
    public let reason: String
}

/// How long the record is to be kept.
public struct RecordRetained: Hashable, Sendable, Codable {
    /// The last day on which it must still be there.
    public let until: CivilDate
    /// The rule or order that asks for it.
    public let basis: String
}

/// Content ordered out of the record; that there was an entry, and its digest, stay.
public struct RecordPurged: Hashable, Sendable, Codable {
    /// The sequence number of the entry; nil where a document is purged.
    public let entry: Int?
    /// SHA-256 of the document, in hexadecimal; nil where an entry is purged.
    public let sha256: String?
    /// The court or arbitrator, with the order.
    public let order: String
    /// Why.
    public let reason: String
    /// The fact that takes the entry's place when the room is folded; nil where a document is purged.
    public let standIn: NegotiationFact?

    private enum CodingKeys: String, CodingKey {
        case entry, sha256, order, reason
        case standIn = "stand_in"
    }

    /// What is purged.
    var target: PurgeTarget { entry.map { .entry($0) } ?? .document(sha256 ?? "") }
}

/// What an order to purge names.
public enum PurgeTarget: Hashable, Sendable {
    /// An entry of the negotiation, by its sequence number.
    case entry(Int)
    /// A document, by its SHA-256 in hexadecimal.
    case document(String)

    /// The words for it.
    public var words: String {
        switch self {
        case .entry(let seq): "entry \(seq)"
        case .document(let sha256): "the document with SHA-256 \(sha256)"
        }
    }
}

/// A legal hold with whether it stands.
public struct LegalHold: Hashable, Sendable {
    /// How it was imposed.
    public let held: RecordHeld
    /// The sequence number of its entry.
    public let seq: Int
    /// When the record took it in.
    public let heldAt: Instant
    /// Why it was lifted; nil while it stands.
    public internal(set) var release: String?

    /// Whether it stands.
    public var stands: Bool { release == nil }
}
