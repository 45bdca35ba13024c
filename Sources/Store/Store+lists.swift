public import CivilTime
import Postgres
public import Table

/// A zone as a list shows it.
public struct ZoneSummary: Hashable, Sendable {
    /// Its handle.
    public let handle: String
    /// Its full name.
    public let name: String
    /// Its district.
    public let district: String
    /// Its state's letters.
    public let state: String
    /// How many schools it has.
    public let schools: Int
    /// How many negotiations were opened in it.
    public let negotiations: Int
}

/// A negotiation as a list shows it.
public struct NegotiationSummary: Hashable, Sendable {
    /// Its handle.
    public let handle: String
    /// Its zone's handle.
    public let zone: String
    /// What it is about.
    public let title: String
    /// Its rule pack's id.
    public let pack: String
    /// `open`, `concluded` or `closed`.
    public let state: String
    /// What it came to; nil while it is open.
    public let outcome: String?
    /// The step whose deadline is next; nil when none runs.
    public let nextStep: String?
    /// The day of that deadline.
    public let nextDue: CivilDate?
}

/// An alert as a list shows it.
public struct AlertSummary: Hashable, Sendable {
    /// The negotiation's handle.
    public let negotiation: String
    /// What names it within the negotiation.
    public let key: String
    /// What it is about.
    public let kind: Alert.Kind
    /// The entry that called for it.
    public let seq: Int
    /// Whose day comes near or passed; nil for what happened with the entry.
    public let matter: Alert.Matter?
    /// When it was due to be sent.
    public let sendAt: Instant
    /// When the seat acknowledged it; nil while it has not.
    public let acknowledgedAt: Instant?
    /// What became of it on each channel, in words.
    public let deliveries: String?
}

extension Store {
    /// The zones in which a person has a seat, or all, by handle.
    public func zones(of person: Handle? = nil) async throws -> [ZoneSummary] {
        try await run(StoredQuery.listZones(person?.text)).map { row in
            ZoneSummary(
                handle: try row.decode("handle"),
                name: try row.decode("name"),
                district: try row.decode("district"),
                state: try row.decode("state"),
                schools: try row.decode("schools"),
                negotiations: try row.decode("negotiations")
            )
        }
    }

    /// The negotiations of a zone, or of all, at which a person has a seat, or all, by handle.
    public func negotiations(in zone: Handle? = nil, of person: Handle? = nil) async throws
        -> [NegotiationSummary]
    {
        try await run(StoredQuery.listNegotiations(zone?.text, person?.text)).map { row in
            NegotiationSummary(
                handle: try row.decode("handle"),
                zone: try row.decode("zone"),
                title: try row.decode("title"),
                pack: try row.decode("pack"),
                state: try row.decode("state"),
                outcome: try row.decode("outcome"),
                nextStep: try row.decode("next_step"),
                nextDue: try row.decode("next_due_on")
            )
        }
    }

    /// The handles of a zone's negotiations that are not closed.
    public func openNegotiations(in zone: Handle) async throws -> [Handle] {
        try await run(StoredQuery.openNegotiations(zone.text)).compactMap { row in
            Handle(try row.decode("handle", as: String.self))
        }
    }

    /// The alerts of a seat that were due until now, newest first.
    public func alerts(
        of seat: Handle,
        in negotiation: Handle,
        until now: Instant,
        unacknowledgedOnly: Bool,
        limit: Int
    ) async throws -> [AlertSummary] {
        try await run(
            StoredQuery.listAlerts(negotiation.text, seat.text, now, unacknowledgedOnly, limit)
        ).map { row in
            AlertSummary(
                negotiation: try row.decode("negotiation"),
                key: try row.decode("key"),
                kind: Alert.Kind(rawValue: try row.decode("kind")) ?? .note,
                seq: try row.decode("seq"),
                matter: try Alert.Matter(row),
                sendAt: try row.decode("send_at"),
                acknowledgedAt: try row.decode("acknowledged_at"),
                deliveries: try row.decode("deliveries")
            )
        }
    }

    /// Notes that a seat has taken an alert in.
    ///
    /// - Returns: whether there is such an alert of that seat.
    public func acknowledge(_ key: String, of seat: Handle, in negotiation: Handle, at now: Instant)
        async throws -> Bool
    {
        let rows = try await run(StoredQuery.acknowledgeAlert(negotiation.text, seat.text, key, now))
        return try rows.first?.decode("found", as: Int.self) == 1
    }
}
