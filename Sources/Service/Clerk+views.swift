public import CivilTime
import Record
public import Store
public import Table

extension Clerk {
    /// A negotiation as the record has it, with the lapses due until now taken in.
    ///
    /// - Parameters:
    ///   - negotiation: which one.
    ///   - instant: the instant to look back to; nil for now.
    /// - Returns: the standing.
    /// - Throws: `ClerkError.refused` where there is no such negotiation.
    public func standing(of negotiation: Handle, asOf instant: Instant? = nil) async throws -> Standing {
        let desk = desk(of: negotiation)
        let standing: Standing?
        if let instant, instant < clock.now() {
            standing = try await desk.past(asOf: instant)
        } else {
            standing = try await desk.current()
        }
        guard let standing else { throw ClerkError.refused(noSuch(negotiation)) }
        return try standing.asOf(instant ?? clock.now())
    }

    /// A person's seat at a negotiation, with the zone that it belongs to.
    public struct Place: Hashable, Sendable {
        /// The seat.
        public let seat: Seat
        /// The zone.
        public let zone: Handle
    }

    /// A person's place at a negotiation; nil where there is none, or no such negotiation.
    ///
    /// - Parameters:
    ///   - person: whose seat.
    ///   - negotiation: where.
    ///   - isFresh: whether the record is looked at, or what is remembered of it will do.
    /// - Returns: the place.
    /// - Throws: `StoreError` when the record cannot be read.
    public func place(of person: Handle, at negotiation: Handle, isFresh: Bool) async throws -> Place? {
        let desk = desk(of: negotiation)
        let standing = isFresh ? try await desk.current() : try await desk.remembering()
        guard let standing, let seat = standing.negotiation.seats[person] else { return nil }
        let place = Place(seat: seat, zone: try standing.opened().zone)
        // A closed table takes no more entries, not even that somebody left; the hallway says so.
        guard standing.negotiation.closed != nil else { return place }
        return try await zone(place.zone).seats[person] == nil ? nil : place
    }

    /// A negotiation at the end of a room that was just read, with the lapses due until now taken in.
    func standing(upTo room: Room) async throws -> Standing? {
        guard let negotiation = Handle(room.name.handle) else { return nil }
        return try await desk(of: negotiation).standing(upTo: room)?.asOf(clock.now())
    }

    /// A zone as the record has it.
    public func zone(_ handle: Handle) async throws -> Zone {
        guard let standing = try await hallway(of: handle).current() else {
            throw ClerkError.refused(
                Refusal(.unknown, "There is no zone '\(handle)'; 'bargain zone list' shows those there are.")
            )
        }
        return standing.zone
    }

    /// The zones that there are.
    func zones() async throws -> [Handle] {
        try await store.zones().compactMap { Handle($0.handle) }
    }

    /// The entries of a negotiation behind a sequence number, in order.
    public func entries(of negotiation: Handle, after seq: Int, limit: Int) async throws -> [Entry] {
        guard let room = try await store.room(.table(negotiation.text)) else {
            throw ClerkError.refused(noSuch(negotiation))
        }
        let known = seq > 0 ? try await store.entry(seq, of: room) : nil
        guard seq == 0 || known != nil else { return [] }
        return try await store.tail(
            of: room,
            after: seq,
            previous: known?.digest ?? EntryDigest.origin,
            limit: limit
        )
    }
}
