public import CivilTime
public import Table

/// What a recorded act can be proved by.
public struct ReceiptView: Codable, Sendable, Hashable {
    /// The room, `table/springfield-2026-1`.
    public let room: String
    /// The entry's sequence number.
    public let seq: Int
    /// The word for its kind.
    public let kind: String
    /// When it was recorded.
    public let recordedAt: Instant
    /// The digest, in hexadecimal.
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
    /// Its sequence number.
    public let seq: Int
    /// When it was recorded.
    public let recordedAt: Instant
    /// Whose act it is; absent for the clock and the operator.
    public let seat: String?
    /// The word for its kind.
    public let kind: String
    /// What happened, for people.
    public let sentence: String
    /// The fact as JSON text, in the very bytes that were hashed.
    public let body: String
    /// The digest of the entry before it, in hexadecimal.
    public let previous: String
    /// The digest, in hexadecimal.
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
    /// The negotiation's handle.
    public let negotiation: String
    /// What names the alert within the negotiation.
    public let key: String
    /// The word for its kind.
    public let kind: Alert.Kind
    /// The entry that called for it.
    public let seq: Int
    /// The step, for a reminder of a deadline.
    public let step: String?
    /// The package, for a reminder of its last day or word that it passed.
    public let proposal: ProposalNumber?
    /// What it is about, in a sentence.
    public let about: String
    /// When it was due to be sent.
    public let sendAt: Instant
    /// When the seat acknowledged it; absent while it has not.
    public let acknowledgedAt: Instant?
    /// What became of it on each channel.
    public let deliveries: String?

    private enum CodingKeys: String, CodingKey {
        case negotiation, key, kind, seq, step, proposal, about, deliveries
        case sendAt = "send_at"
        case acknowledgedAt = "acknowledged_at"
    }

    /// An alert.
    public init(
        negotiation: String,
        key: String,
        kind: Alert.Kind,
        seq: Int,
        matter: Alert.Matter?,
        about: String,
        sendAt: Instant,
        acknowledgedAt: Instant?,
        deliveries: String?
    ) {
        self.negotiation = negotiation
        self.key = key
        self.kind = kind
        self.seq = seq
        switch matter {
        case .deadline(let step, _): (self.step, proposal) = (step, nil)
        case .package(let number, _): (step, proposal) = (nil, number)
        case nil: (step, proposal) = (nil, nil)
        }
        self.about = about
        self.sendAt = sendAt
        self.acknowledgedAt = acknowledgedAt
        self.deliveries = deliveries
    }
}

/// Which alert is acknowledged.
public struct AcknowledgeRequest: Codable, Sendable {
    /// What names the alert within the negotiation.
    public let key: String

    /// An alert by its key.
    public init(key: String) {
        self.key = key
    }
}

/// A document that was kept.
public struct DocumentView: Codable, Sendable {
    /// SHA-256 of the bytes, in hexadecimal.
    public let sha256: String
    /// How many bytes.
    public let bytes: Int

    /// A document by its hash.
    public init(sha256: String, bytes: Int) {
        self.sha256 = sha256
        self.bytes = bytes
    }
}

/// How the daemon does.
public struct StatusView: Codable, Sendable {
    /// The daemon's version.
    public let version: String
    /// `live` or `drill`.
    public let deployment: String
    /// The time by the daemon's clock.
    public let now: Instant
    /// Why lapses are held back; absent while the clocks agree.
    public let clockDoubt: String?
    /// The instant of the next deadline; absent when none runs.
    public let nextDeadline: Instant?
    /// The alert channels that are set up.
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
