public import CivilTime
public import Table

/// What a recorded act can be proved by.
public struct ReceiptView: Codable, Sendable, Hashable {
    public let room: String
    public let seq: Int
    public let kind: String
    public let recordedAt: Instant
    public let digest: String

    private enum CodingKeys: String, CodingKey {
        case room, seq, kind, digest
        case recordedAt = "recorded_at"
    }

    /// A receipt.
    public init(room: String, seq: Int, kind: String, recordedAt: Instant, digest: String) {
        self.room = room
        self.seq = seq
        self.kind = kind
        self.recordedAt = recordedAt
        self.digest = digest
    }
}

/// What an act came to.
public struct ActReply: Codable, Sendable {
    /// What was recorded, a sentence an entry.
    public let recorded: [String]
    /// What the act is called from now on, where it has a name: `U1`, `S2`, `springfield-2026-1`.
    public let name: String?
    /// The receipts, in the same order.
    public let receipts: [ReceiptView]
    /// The document's hash, where the act served one.
    public let sha256: String?

    /// What an act came to.
    public init(recorded: [String], name: String?, receipts: [ReceiptView], sha256: String? = nil) {
        self.recorded = recorded
        self.name = name
        self.receipts = receipts
        self.sha256 = sha256
    }
}

/// An entry of the record.
public struct EntryView: Codable, Sendable {
    public let seq: Int
    public let recordedAt: Instant
    public let seat: String?
    public let kind: String
    public let sentence: String
    /// The fact as JSON text, in the very bytes that were hashed.
    public let body: String
    public let previous: String
    public let digest: String

    private enum CodingKeys: String, CodingKey {
        case seq, seat, kind, sentence, body, previous, digest
        case recordedAt = "recorded_at"
    }

    /// An entry.
    public init(
        seq: Int,
        recordedAt: Instant,
        seat: String?,
        kind: String,
        sentence: String,
        body: String,
        previous: String,
        digest: String
    ) {
        self.seq = seq
        self.recordedAt = recordedAt
        self.seat = seat
        self.kind = kind
        self.sentence = sentence
        self.body = body
        self.previous = previous
        self.digest = digest
    }
}

/// An alert of a seat.
public struct AlertView: Codable, Sendable {
    public let negotiation: String
    public let key: String
    public let kind: Alert.Kind
    public let seq: Int
    public let step: String?
    public let about: String
    public let sendAt: Instant
    public let acknowledgedAt: Instant?
    public let deliveries: String?

    private enum CodingKeys: String, CodingKey {
        case negotiation, key, kind, seq, step, about, deliveries
        case sendAt = "send_at"
        case acknowledgedAt = "acknowledged_at"
    }

    /// An alert.
    public init(
        negotiation: String,
        key: String,
        kind: Alert.Kind,
        seq: Int,
        step: String?,
        about: String,
        sendAt: Instant,
        acknowledgedAt: Instant?,
        deliveries: String?
    ) {
        self.negotiation = negotiation
        self.key = key
        self.kind = kind
        self.seq = seq
        self.step = step
        self.about = about
        self.sendAt = sendAt
        self.acknowledgedAt = acknowledgedAt
        self.deliveries = deliveries
    }
}

/// Which alert is acknowledged.
public struct AcknowledgeRequest: Codable, Sendable {
    public let key: String

    /// An alert by its key.
    public init(key: String) {
        self.key = key
    }
}

/// A document that was kept.
public struct DocumentView: Codable, Sendable {
    public let sha256: String
    public let bytes: Int

    /// A document by its hash.
    public init(sha256: String, bytes: Int) {
        self.sha256 = sha256
        self.bytes = bytes
    }
}

/// How the daemon does.
public struct StatusView: Codable, Sendable {
    public let version: String
    public let deployment: String
    public let now: Instant
    public let clockDoubt: String?
    public let nextDeadline: Instant?
    public let channels: [String]

    private enum CodingKeys: String, CodingKey {
        case version, deployment, now, channels
        case clockDoubt = "clock_doubt"
        case nextDeadline = "next_deadline"
    }

    /// How the daemon does.
    public init(
        version: String,
        deployment: String,
        now: Instant,
        clockDoubt: String?,
        nextDeadline: Instant?,
        channels: [String]
    ) {
        self.version = version
        self.deployment = deployment
        self.now = now
        self.clockDoubt = clockDoubt
        self.nextDeadline = nextDeadline
        self.channels = channels
    }
}
