public import CivilTime
public import Law
public import Store
public import Table

/// A negotiation as its entries make it, with the room that they stand in and the procedure that it is held to.
public struct Standing: Sendable {
    /// The room with the end of its chain.
    public let room: Room
    /// The fold with its docket.
    public let state: Projection.State
    /// The procedure.
    public let rules: Proceeding

    /// The fold.
    public var negotiation: Negotiation { state.negotiation }

    /// How it was opened.
    ///
    /// - Throws: `StoreError.damaged` when the room's first entry does not open it.
    public func opened() throws -> NegotiationOpened {
        guard let opened = negotiation.opened else {
            throw StoreError(.damaged, "The first entry of \(room.name) does not open a negotiation.")
        }
        return opened
    }

    /// The standing as of an instant: lapses that are due and not yet recorded are taken in, though not recorded.
    public func asOf(_ now: Instant) throws -> Standing {
        var state = state
        for lapse in try negotiation.lapses(asOf: now, under: rules) {
            state = try state.applying(lapse, seq: state.negotiation.seq, recordedAt: now, under: rules)
        }
        return Standing(room: room, state: state, rules: rules)
    }
}

/// New entries of one negotiation on their way into the record, with the rows that they make.
struct Stage: Sendable {
    private(set) var writer: RoomWriter
    private(set) var state: Projection.State
    private(set) var changes: [(fact: NegotiationFact, projection: Projection, after: Negotiation)] = []
    let rules: Proceeding
    private let randomness: Randomness

    init(_ standing: Standing, _ randomness: Randomness) {
        writer = RoomWriter(standing.room)
        state = standing.state
        rules = standing.rules
        self.randomness = randomness
    }

    init(opening room: RoomWriter, under rules: Proceeding, _ randomness: Randomness) {
        writer = room
        state = .none
        self.rules = rules
        self.randomness = randomness
    }

    /// The standing when the stage has been committed.
    var standing: Standing {
        Standing(room: writer.head, state: state, rules: rules)
    }

    /// Adds a fact as the next entry; its time is never before that of the entry before it.
    @discardableResult
    mutating func record(_ fact: NegotiationFact, by seat: Handle?, at now: Instant) throws -> Entry {
        let earliest = state.negotiation.lastRecorded?.adding(microseconds: 1) ?? now
        let entry = writer.add(
            kind: fact.kind,
            body: try JSONText.bytes(fact),
            salt: randomness.salt,
            seat: seat?.text,
            recordedAt: max(now, earliest),
            once: fact.once
        )
        let next = try state.applying(
            fact,
            seq: entry.fields.seq,
            recordedAt: entry.fields.recordedAt,
            under: rules
        )
        changes.append((fact, Projection(of: fact, from: state, to: next), next.negotiation))
        state = next
        return entry
    }

    /// Records every lapse that is due as of an instant, noticed at another or the same.
    mutating func recordLapses(asOf instant: Instant, noticedAt now: Instant) throws {
        for lapse in try state.negotiation.lapses(asOf: instant, under: rules) {
            try record(lapse, by: nil, at: now)
        }
    }

    /// Adds the entries and their rows to what a commit writes.
    func join(_ writing: inout Writing) throws {
        writing.add(writer)
        for change in changes {
            writing.add(change.projection, of: change.fact, room: writer.base.id, negotiation: change.after)
            if case .recordPurged(let order) = change.fact {
                try purge(order, by: change.after.seq, &writing)
            }
        }
    }

    /// What an order to purge takes away, in the commit that records the order.
    private func purge(_ order: RecordPurged, by seq: Int, _ writing: inout Writing) throws {
        if let entry = order.entry, let standIn = order.standIn {
            writing.purge(room: writer.base.id, seq: entry, by: seq, standIn: try JSONText.bytes(standIn))
        }
        if let digest = order.sha256.flatMap(bytes(hexadecimal:)) {
            writing.purge(document: digest, room: writer.base.id, by: seq)
        }
    }
}

extension NegotiationFact {
    /// The name of what can happen only once at a table, which the database then holds to.
    var once: String? {
        switch self {
        case .lapsed(let fields): "lapse/\(fields.step)/\(fields.occurrence)"
        case .opened: "opened"
        default: nil
        }
    }
}
