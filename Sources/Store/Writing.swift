public import CivilTime
import Postgres
import Record
public import Table

/// Everything that one commit writes, in the order in which locks are taken: rooms first.
///
/// Many rooms can share one writing; each table is then written by one statement, whatever the number of rooms.
public struct Writing: Sendable {
    private var newRooms: [Query] = []
    private var rooms: [RoomWriter] = []
    private var contents: [[UInt8]] = []
    private var standings: [(room: Int, opened: NegotiationOpened, standing: Projection.Standing)] = []
    private var hallways: [Query] = []
    private var proposals: [(room: Int, proposal: Proposal)] = []
    private var deadlines: [(room: Int, deadline: Projection.Deadline, changedAt: Instant)] = []
    private var packages: [(room: Int, package: StandingPackage, changedAt: Instant)] = []
    private var alerts: [(room: Int, seq: Int, alert: Alert, isMailed: Bool)] = []
    private var vacated: [Query] = []
    private var uploads: [(person: String, digest: [UInt8], bytes: Int)] = []
    private var purges: [Query] = []
    private var replies: [(request: RequestKey, reply: Reply, at: Instant)] = []
    private let now: Instant

    /// A writing of which nothing is written yet.
    ///
    /// - Parameter now: the instant of the commit, by the program's clock.
    public init(now: Instant) {
        self.now = now
    }

    /// Adds a room with its new entries.
    public mutating func add(_ room: RoomWriter) {
        if room.isNew {
            newRooms.append(
                StoredQuery.createRoom(room.base.id, room.base.name.kind.rawValue, room.base.name.handle)
            )
        }
        if !room.entries.isEmpty { rooms.append(room) }
    }

    /// Adds a document under its hash.
    public mutating func add(content bytes: [UInt8]) {
        contents.append(bytes)
    }

    /// Adds what a request is answered, so that the same request is one act.
    public mutating func add(_ reply: Reply, to request: RequestKey) {
        replies.append((request, reply, now))
    }

    /// Adds a document under its hash, with who sent it.
    public mutating func add(uploadBy person: String, of bytes: [UInt8]) {
        contents.append(bytes)
        uploads.append((person, sha256(bytes), bytes.count))
    }

    /// Adds that an entry's body is taken away, as a later entry of the room orders.
    ///
    /// - Parameters:
    ///   - room: the room's number.
    ///   - seq: the entry that loses its body.
    ///   - order: the entry that orders it.
    ///   - standIn: the fact that takes the body's place when the room is read.
    public mutating func purge(room: Int, seq: Int, by order: Int, standIn: [UInt8]) {
        purges.append(StoredQuery.purgeEntry(room, seq, order, standIn))
    }

    /// Adds that a document's bytes are taken away, as an entry of a room orders.
    public mutating func purge(document digest: [UInt8], room: Int, by order: Int) {
        purges.append(StoredQuery.purgeContent(room, digest, order))
    }

    /// Adds the rows that one entry of a negotiation makes.
    public mutating func add(
        _ projection: Projection,
        of fact: NegotiationFact,
        room: Int,
        negotiation: Negotiation
    ) {
        guard let opened = negotiation.opened, let recordedAt = negotiation.lastRecorded else { return }
        let seq = negotiation.seq
        if let standing = projection.standing { standings.append((room, opened, standing)) }
        proposals += projection.proposals.map { (room, $0) }
        deadlines += projection.deadlines.map { (room, $0, recordedAt) }
        packages += projection.endedPackages.map { (room, $0, recordedAt) }
        alerts += projection.alerts.map { alert in
            (room, seq, alert, negotiation.seats[alert.seat]?.email != nil)
        }
        if case .seatVacated(let seat) = fact {
            vacated.append(StoredQuery.cancelAlertsOfSeat(room, seat.handle.text, recordedAt))
        }
    }

    /// Adds the row that an entry of a hallway makes.
    public mutating func add(_ fact: ZoneFact, room: Int) {
        switch fact {
        case .established(let zone):
            hallways.append(
                StoredQuery.insertZone(
                    room,
                    zone.zone.text,
                    zone.name,
                    zone.district,
                    zone.state,
                    zone.calendar
                )
            )
        case .schoolJoined(let school):
            hallways.append(StoredQuery.insertSchool(room, school.school.text, school.name, school.enrolment))
        case .unitRecognised(let unit):
            hallways.append(StoredQuery.insertUnit(room, unit.unit.text, unit.name, unit.local))
        case .seatTaken(let seat):
            hallways.append(
                StoredQuery.insertSeat(room, seat.handle.text, seat.person, seat.role.rawValue, seat.email)
            )
        case .seatVacated(let seat):
            hallways.append(StoredQuery.deleteSeat(room, seat.handle.text))
        case .schoolDesignated, .negotiationOpened, .calendarAdopted, .schoolClosed, .seatInvited,
            .seatAccepted, .seatApproved, .seatDeclined,
            .invitationWithdrawn, .seatReset, .seatRegained:
            break
        }
    }

    /// Adds all of another writing, to be committed with this one.
    mutating func add(_ other: Writing) {
        newRooms += other.newRooms
        rooms += other.rooms
        contents += other.contents
        standings += other.standings
        hallways += other.hallways
        proposals += other.proposals
        deadlines += other.deadlines
        packages += other.packages
        alerts += other.alerts
        vacated += other.vacated
        uploads += other.uploads
        purges += other.purges
        replies += other.replies
    }

    /// Whether a deadline opens, moves or ends by it.
    public var touchesDeadlines: Bool { !deadlines.isEmpty }

    /// Whether somebody is to be told something.
    public var hasAlerts: Bool { !alerts.isEmpty }

    /// The statements, in the order in which they are to run within one transaction.
    var queries: [Query] {
        newRooms + contentInsertion + uploadInsertion + chain + hallways + projections + vacated + purges
            + replyInsertion
    }

    private var contentInsertion: [Query] {
        contents.isEmpty ? [] : [StoredQuery.putContents(contents.map(sha256), contents)]
    }

    private var uploadInsertion: [Query] {
        guard !uploads.isEmpty else { return [] }
        return [
            StoredQuery.insertUploads(uploads.map(\.person), uploads.map(\.digest), uploads.map(\.bytes), now)
        ]
    }

    private var replyInsertion: [Query] {
        guard !replies.isEmpty else { return [] }
        return [
            StoredQuery.insertActs(
                replies.map(\.request.seat),
                replies.map(\.request.key),
                replies.map(\.request.fingerprint),
                replies.map(\.at),
                replies.map(\.reply.status),
                replies.map(\.reply.body)
            )
        ]
    }

    private var chain: [Query] {
        guard !rooms.isEmpty else { return [] }
        let entries = rooms.flatMap { room in
            zip(room.entries, room.once).map { (room: room.base.id, entry: $0, once: $1) }
        }
        return [
            StoredQuery.advanceRooms(
                rooms.map(\.base.id),
                rooms.map(\.base.seq),
                rooms.map(\.entries.count),
                rooms.map(\.head.digest.bytes)
            ),
            StoredQuery.appendEntries(
                entries.map(\.room),
                entries.map(\.entry.fields.seq),
                entries.map(\.entry.fields.recordedAt),
                entries.map(\.entry.fields.seat),
                entries.map(\.entry.fields.kind),
                entries.map(\.entry.salt),
                entries.map(\.entry.fields.body),
                entries.map(\.entry.bodyDigest.bytes),
                entries.map(\.entry.previous.bytes),
                entries.map(\.entry.digest.bytes),
                entries.map(\.once)
            ),
        ]
    }

    private var projections: [Query] {
        var queries: [Query] = []
        let standings = latest(standings) { "\($0.room)" }
        if !standings.isEmpty {
            queries.append(
                StoredQuery.upsertNegotiations(
                    standings.map(\.room),
                    standings.map(\.opened.zone.text),
                    standings.map(\.opened.negotiation.text),
                    standings.map(\.opened.title),
                    standings.map(\.opened.pack),
                    standings.map(\.standing.state),
                    standings.map(\.standing.outcome)
                )
            )
        }
        let proposals = latest(proposals) { "\($0.room)/\($0.proposal.number)" }
        if !proposals.isEmpty {
            queries.append(
                StoredQuery.upsertProposals(
                    proposals.map(\.room),
                    proposals.map(\.proposal.number.side.rawValue),
                    proposals.map(\.proposal.number.count),
                    proposals.map(\.proposal.served.title),
                    proposals.map { $0.proposal.served.answers?.description },
                    proposals.map { bytes(hexadecimal: $0.proposal.served.document.sha256) ?? [] },
                    proposals.map(\.proposal.served.document.bytes),
                    proposals.map(\.proposal.status.rawValue),
                    proposals.map(\.proposal.seq),
                    proposals.map(\.proposal.servedAt)
                )
            )
        }
        let deadlines = latest(deadlines) { "\($0.room)/\($0.deadline.step)/\($0.deadline.occurrence)" }
        if !deadlines.isEmpty {
            queries.append(
                StoredQuery.upsertDeadlines(
                    deadlines.map(\.room),
                    deadlines.map(\.deadline.step),
                    deadlines.map(\.deadline.occurrence),
                    deadlines.map(\.deadline.openedOn),
                    deadlines.map(\.deadline.dueOn),
                    deadlines.map(\.deadline.dueAt),
                    deadlines.map(\.deadline.state.rawValue)
                )
            )
        }
        if !alerts.isEmpty { queries.append(alertInsertion) }
        let stopped = deadlines.filter { $0.deadline.state != .pending }
        if !stopped.isEmpty {
            queries.append(
                StoredQuery.cancelReminders(
                    stopped.map(\.room),
                    stopped.map(\.deadline.step),
                    stopped.map(\.deadline.occurrence),
                    stopped.map(\.changedAt)
                )
            )
        }
        if !packages.isEmpty {
            queries.append(
                StoredQuery.cancelPackages(
                    packages.map(\.room),
                    packages.map(\.package.number.description),
                    packages.map(\.package.occurrence),
                    packages.map(\.changedAt)
                )
            )
        }
        return queries
    }

    private var alertInsertion: Query {
        StoredQuery.insertAlerts(
            alerts.map(\.room),
            alerts.map(\.alert.key),
            alerts.map(\.alert.kind.rawValue),
            alerts.map(\.alert.seat.text),
            alerts.map(\.seq),
            alerts.map(\.alert.matter?.name),
            alerts.map(\.alert.matter?.occurrence),
            alerts.map(\.alert.sendAt),
            alerts.map(\.isMailed)
        )
    }

    /// One statement can touch a row only once, so of several changes to it the last counts.
    private func latest<Change>(_ changes: [Change], by key: (Change) -> String) -> [Change] {
        var places: [String: Int] = [:]
        var kept: [Change] = []
        for change in changes {
            let key = key(change)
            if let place = places[key] {
                kept[place] = change
            } else {
                places[key] = kept.count
                kept.append(change)
            }
        }
        return kept
    }
}

/// What names a request: who asked, under which key, and a hash of what was asked.
public struct RequestKey: Hashable, Sendable {
    /// The seat that asked; empty for the operator.
    public let seat: String
    /// The key that the program chose for this request.
    public let key: String
    /// SHA-256 of what was asked.
    public let fingerprint: [UInt8]

    /// A request's name.
    public init(seat: String, key: String, fingerprint: [UInt8]) {
        self.seat = seat
        self.key = key
        self.fingerprint = fingerprint
    }
}

/// What a request was answered.
public struct Reply: Hashable, Sendable {
    /// The HTTP status.
    public let status: Int
    /// The JSON body.
    public let body: [UInt8]

    /// A reply.
    public init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}
