public import CivilTime
public import Record
public import Table

/// A room's name: what it is and whose, as it stands in every entry's digest.
public struct RoomName: Hashable, Sendable, CustomStringConvertible {
    /// What kind of room.
    public enum Kind: String, Sendable {
        /// A zone's public facts.
        case hallway
        /// A negotiation, seen by both sides and the neutral.
        case table
        /// The board's private room at a negotiation.
        case boardCaucus = "caucus-board"
        /// The union's private room at a negotiation.
        case unionCaucus = "caucus-union"
        /// The neutral's private room at a negotiation.
        case chamber
    }

    /// What kind of room.
    public let kind: Kind
    /// The zone's or the negotiation's handle.
    public let handle: String

    /// A party's private room at a negotiation.
    public static func caucus(of party: CaucusParty, at negotiation: String) -> RoomName {
        switch party {
        case .board: RoomName(kind: .boardCaucus, handle: negotiation)
        case .union: RoomName(kind: .unionCaucus, handle: negotiation)
        case .neutral: RoomName(kind: .chamber, handle: negotiation)
        }
    }

    /// A zone's hallway.
    public static func hallway(_ zone: String) -> RoomName { RoomName(kind: .hallway, handle: zone) }
    /// A negotiation's table.
    public static func table(_ negotiation: String) -> RoomName {
        RoomName(kind: .table, handle: negotiation)
    }

    /// `table/springfield-2026-1`.
    public var description: String { "\(kind.rawValue)/\(handle)" }
}

/// A room with the place where its chain ends.
public struct Room: Hashable, Sendable {
    /// Its number in the database; 0 for a private room, which has none.
    public let id: Int
    /// Its name.
    public let name: RoomName
    /// The sequence number of its last entry; 0 while it has none.
    public internal(set) var seq: Int
    /// The digest of its last entry.
    public internal(set) var digest: Hash256

    /// The same room before its first entry.
    public init(before room: Room) {
        self = room
        seq = 0
        digest = EntryDigest.origin
    }

    init(id: Int, name: RoomName, seq: Int, digest: Hash256) {
        self.id = id
        self.name = name
        self.seq = seq
        self.digest = digest
    }

    /// The same room with an entry as its last.
    public func moved(to entry: Entry) -> Room {
        Room(id: id, name: name, seq: entry.fields.seq, digest: entry.digest)
    }
}

/// What an entry holds beside its place in the chain.
public struct EntryFields: Hashable, Sendable {
    /// Its place in the room, from 1.
    public let seq: Int
    /// When it was recorded.
    public let recordedAt: Instant
    /// Whose act it is: a seat's handle; nil for the clock and for the operator.
    public let seat: String?
    /// The word for its kind.
    public let kind: String
    /// The fact as JSON, in the very bytes that were hashed; of a purged entry, what stands in for it.
    public let body: [UInt8]
}

/// An entry as it is read back, with its place in the chain.
public struct Entry: Hashable, Sendable {
    /// What it holds.
    public let fields: EntryFields
    /// What was mixed into the body's digest; nil when the body was purged.
    public let salt: [UInt8]?
    /// The digest of the body as it was recorded.
    public let bodyDigest: Hash256
    /// The digest of the entry before it.
    public let previous: Hash256
    /// Its own digest.
    public let digest: Hash256
    /// The entry of the same room that ordered the body to be purged; nil while it stands.
    public let purgedBy: Int?

    /// Why it is not what was recorded in the room; nil where it is.
    func fault(in room: RoomName) -> String? {
        if let salt, BodyDigest.of(salt: salt, body: fields.body) != bodyDigest {
            return "does not have the body that was recorded"
        }
        if salt == nil, purgedBy == nil { return "has lost its body, and no order says why" }
        let expected = EntryDigest.digest(
            room: room.description,
            seq: fields.seq,
            recordedAt: fields.recordedAt,
            seat: fields.seat,
            kind: fields.kind,
            bodyDigest: bodyDigest,
            previous: previous
        )
        return expected == digest ? nil : "does not fit its digest"
    }
}

/// A room to which entries are being added, each chained to the one before.
public struct RoomWriter: Sendable {
    /// Where the room's chain ended when the writing began.
    public let base: Room
    /// Whether the room is made by this very writing.
    public let isNew: Bool
    /// Where it ends with what was added.
    public private(set) var head: Room
    /// What was added, in order.
    public private(set) var entries: [Entry] = []
    private(set) var once: [String?] = []

    /// Begins to write behind a room's head.
    public init(_ room: Room, isNew: Bool = false) {
        base = room
        head = room
        self.isNew = isNew
    }

    /// Adds an entry.
    ///
    /// - Parameters:
    ///   - kind: the word for its kind.
    ///   - body: its JSON.
    ///   - salt: 16 random bytes, which keep a purged body from being guessed.
    ///   - seat: whose act it is; nil for the clock and the operator.
    ///   - recordedAt: when it is recorded.
    ///   - once: a name for what can happen only once in the room, which the database then holds to.
    /// - Returns: the entry.
    public mutating func add(
        kind: String,
        body: [UInt8],
        salt: [UInt8],
        seat: String?,
        recordedAt: Instant,
        once: String? = nil
    ) -> Entry {
        let fields = EntryFields(
            seq: head.seq + 1,
            recordedAt: recordedAt,
            seat: seat,
            kind: kind,
            body: body
        )
        let bodyDigest = BodyDigest.of(salt: salt, body: body)
        let digest = EntryDigest.digest(
            room: head.name.description,
            seq: fields.seq,
            recordedAt: recordedAt,
            seat: seat,
            kind: kind,
            bodyDigest: bodyDigest,
            previous: head.digest
        )
        let entry = Entry(
            fields: fields,
            salt: salt,
            bodyDigest: bodyDigest,
            previous: head.digest,
            digest: digest,
            purgedBy: nil
        )
        entries.append(entry)
        self.once.append(once)
        head.seq += 1
        head.digest = digest
        return entry
    }
}
