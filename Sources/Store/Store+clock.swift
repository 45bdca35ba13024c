public import CivilTime
public import Postgres
public import Table

extension Store {
    /// The instant of the earliest deadline that runs; nil when none does.
    public func nextDeadline() async throws -> Instant? {
        try await run(StoredQuery.nextDeadline()).first?.decode("due_at", as: Instant?.self)
    }

    /// Claims the rooms whose deadlines are due, and commits what is made of them in the same transaction.
    ///
    /// Rooms that another daemon holds are passed over; whatever it does not finish is found at the next pass.
    ///
    /// - Parameters:
    ///   - now: the instant as of which deadlines are due.
    ///   - limit: the most deadlines to claim at once.
    ///   - make: what is to be written for the claimed rooms, whose heads cannot move meanwhile.
    /// - Returns: how many rooms were claimed.
    /// - Throws: `StoreError`, or what `make` throws; nothing is then written.
    public func claimDue(
        asOf now: Instant,
        limit: Int,
        make: ([Room]) async throws -> Writing
    ) async throws -> Int {
        do {
            return try await pool.transaction { transaction in
                let rooms = try await transaction.query(StoredQuery.claimDeadlines(now, limit)).map { row in
                    Room(
                        id: try row.decode("id"),
                        name: .table(try row.decode("handle")),
                        seq: try row.decode("head_seq"),
                        digest: try row.digest("head_digest")
                    )
                }
                guard !rooms.isEmpty else { return 0 }
                let queries = try await make(rooms).queries
                if !queries.isEmpty { _ = try await transaction.batch(queries) }
                return rooms.count
            }
        } catch let error as PostgresError {
            throw StoreError(error)
        }
    }
}

/// An alert on its way out on one channel, leased to whoever holds the lease.
public struct Delivery: Hashable, Sendable {
    /// Its number.
    public let id: Int
    /// What names the alert within the negotiation.
    public let key: String
    /// `file` or `mail`.
    public let channel: String
    /// How often it was tried, this time included.
    public let attempts: Int
    /// The negotiation.
    public let negotiation: Handle
    /// The negotiation's room, with its end when the delivery was leased.
    public let room: Room
    /// What the alert is about.
    public let kind: Alert.Kind
    /// Whom it is for.
    public let seat: Handle
    /// The entry that called for it.
    public let seq: Int
    /// Whose day comes near or passed; nil for what happened with the entry.
    public let matter: Alert.Matter?
    /// The lease under which it is sent.
    public let lease: String
}

/// What became of a try to deliver.
public enum DeliveryOutcome: Hashable, Sendable {
    /// The channel took it.
    case delivered(at: Instant)
    /// Not now; to be tried again.
    case deferred(until: Instant, because: String)
    /// Never on this channel.
    case failed(because: String)
    /// There is nobody any more to be told.
    case cancelled
}

extension Store {
    /// Leases deliveries that are due on the given channels.
    public func claimDeliveries(
        asOf now: Instant,
        limit: Int,
        lease: String,
        channels: [String]
    ) async throws -> [Delivery] {
        try await run(StoredQuery.claimDeliveries(now, limit, lease, channels)).compactMap { row in
            let name = try row.decode("negotiation", as: String.self)
            guard let negotiation = Handle(name),
                let seat = Handle(try row.decode("seat", as: String.self)),
                let kind = Alert.Kind(rawValue: try row.decode("kind"))
            else { return nil }
            return Delivery(
                id: try row.decode("id"),
                key: try row.decode("key"),
                channel: try row.decode("channel"),
                attempts: try row.decode("attempts"),
                negotiation: negotiation,
                room: Room(
                    id: try row.decode("room_id"),
                    name: .table(name),
                    seq: try row.decode("head_seq"),
                    digest: try row.digest("head_digest")
                ),
                kind: kind,
                seat: seat,
                seq: try row.decode("seq"),
                matter: try Alert.Matter(row),
                lease: lease
            )
        }
    }

    /// Notes what became of deliveries that were claimed together, but for those whose lease was lost meanwhile.
    public func finish(_ deliveries: [Delivery], _ outcome: DeliveryOutcome, at now: Instant) async throws {
        guard let lease = deliveries.first?.lease else { return }
        let (state, next, delivered, because): (String, Instant, Instant?, String?) =
            switch outcome {
            case .delivered(let instant): ("delivered", now, instant, nil)
            case .deferred(let until, let because): ("pending", until, nil, because)
            case .failed(let because): ("failed", now, nil, because)
            case .cancelled: ("cancelled", now, nil, nil)
            }
        _ = try await run(
            StoredQuery.finishDeliveries(deliveries.map(\.id), lease, state, next, delivered, because)
        )
    }
}

extension Alert.Matter {
    /// What an alert's row is about; nil where it is about its entry alone.
    init?(_ row: Row) throws {
        guard let name = try row.decode("step", as: String?.self) else { return nil }
        self.init(name: name, occurrence: try row.decode("occurrence", as: Int?.self) ?? 1)
    }
}

extension Store {
    /// Hints that a deadline may have come nearer, sent by whichever daemon wrote it.
    ///
    /// Hints can be lost.
    public func deadlineHints() -> PostgresNotifications {
        pool.notifications(on: [Self.hintChannel])
    }

    /// Sends a hint to the other daemons, outside any transaction, where it would hold up every commit.
    public func hintAtDeadline() async throws {
        _ = try await run(StoredQuery.hint())
    }

    /// As in `clock/hint.sql`.
    private static let hintChannel = "bargain_deadline"
}
