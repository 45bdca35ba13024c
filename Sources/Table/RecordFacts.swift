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

/// An order of a court or an arbitrator to take content out of the record; nothing goes before others have confirmed it.
public struct PurgeOrdered: Hashable, Sendable, Codable {
    /// Its number: `X1`.
    public let number: String
    /// The capacity of whoever entered it: the clerk or the neutral.
    public let role: SeatRole
    /// The sequence number of the entry; nil where a document is to be purged.
    public let entry: Int?
    /// SHA-256 of the document, in hexadecimal; nil where an entry is to be purged.
    public let sha256: String?
    /// The court or arbitrator, with the order.
    public let order: String
    /// SHA-256 of the order's paper, in hexadecimal.
    public let orderSHA256: String
    /// Why.
    public let reason: String

    private enum CodingKeys: String, CodingKey {
        case number, role, entry, sha256, order, reason
        case orderSHA256 = "order_sha256"
    }

    /// What is to be purged.
    public var target: PurgeTarget { entry.map { .entry($0) } ?? .document(sha256 ?? "") }
}

/// A seat of another capacity that found an order to purge to be what it says.
public struct PurgeConfirmed: Hashable, Sendable, Codable {
    /// The order's number.
    public let number: String
    /// The capacity of whoever confirmed it: the board, the union or the neutral.
    public let role: SeatRole
}

/// Content taken out of the record as was ordered and confirmed; that there was an entry, and its digest, stay.
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
    public var target: PurgeTarget { entry.map { .entry($0) } ?? .document(sha256 ?? "") }
}

/// An order to purge with who confirmed it.
public struct OrderedPurge: Hashable, Sendable {
    /// How it was entered.
    public let ordered: PurgeOrdered
    /// Who confirmed it so far.
    public internal(set) var confirmed: [SeatRole] = []
    /// Whether it was carried out.
    public internal(set) var isDone = false

    /// Whether it is to be carried out: both sides confirmed it, or the neutral did who had not entered it.
    public var isConfirmed: Bool {
        (confirmed.contains(.board) && confirmed.contains(.union))
            || (confirmed.contains(.neutral) && ordered.role != .neutral)
    }

    /// Who may still confirm it, in words.
    public var awaited: String {
        let sides = [SeatRole.board, .union].filter { !confirmed.contains($0) }.map(\.rawValue)
        return sides.joined(separator: " and ") + (ordered.role == .neutral ? "" : ", or neutral")
    }
}

/// An order to purge as it is shown by whoever enters it.
public struct PurgePaper: Hashable, Sendable {
    /// The court or arbitrator, with the order.
    public let order: String
    /// SHA-256 of the order's paper, in hexadecimal.
    public let sha256: String
    /// Why.
    public let reason: String

    /// An order by what is said of it.
    public init(order: String, sha256: String, reason: String) {
        self.order = order
        self.sha256 = sha256
        self.reason = reason
    }
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
