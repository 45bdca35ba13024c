import CivilTime
import Logging
public import Packs
public import Postgres
public import Service
public import Store
public import Table

/// A clerk at work on the running test's own database, which has been migrated; needs the trait `.database`.
public struct TestOffice: Sendable {
    /// Connections of whoever administers the database, for setting things up and looking behind the wall.
    public let pool: PostgresPool
    /// The record.
    public let store: Store
    /// The record as the clock's login sees it.
    public let clockStore: Store
    /// The private rooms, each by its own login.
    public let caucuses: [CaucusParty: CaucusStore]
    /// The clock, shifted so that it read the given instant when the office opened.
    public let clock: ProgramClock
    /// Whether lapses may be recorded.
    public let soundness = ClockSoundness()
    /// Who takes acts in.
    public let clerk: Clerk

    /// Opens an office, runs the body in it and closes it.
    public static func open<Value>(
        at instant: String = "2026-03-18T12:00:00-04:00",
        deployment: Deployment = .drill,
        _ body: (TestOffice) async throws -> Value
    ) async throws -> Value {
        guard let start = Instant(instant) else { preconditionFailure("'\(instant)' is not an instant") }
        return try await open(by: ProgramClock(startingAt: start), deployment: deployment, body)
    }

    /// Opens an office that goes by a clock, runs the body in it and closes it.
    ///
    /// - Parameters:
    ///   - clock: the clock.
    ///   - deployment: live, or a drill.
    ///   - randomness: where the salts of the common record come from.
    ///   - quota: how many documents each side may serve within a day; nil for any number.
    ///   - isReady: whether the database is one that was prepared before.
    ///   - body: what is done there.
    /// - Returns: what the body gives.
    /// - Throws: what the body throws, or the database's refusal to be prepared.
    public static func open<Value>(
        by clock: ProgramClock,
        deployment: Deployment,
        randomness: Randomness = .system,
        quota: Quota? = .usual,
        isReady: Bool = false,
        _ body: (TestOffice) async throws -> Value
    ) async throws -> Value {
        let office = try TestOffice(clock: clock, randomness: randomness, quota: quota)
        do {
            if !isReady {
                _ = try await Migrator(pool: office.pool).migrate()
                try await Store(pool: office.pool).settle(deployment, at: office.clock.now())
            }
            let value = try await body(office)
            await office.close()
            return value
        } catch {
            await office.close()
            throw error
        }
    }

    /// Lets go of all connections.
    public func close() async {
        await pool.close()
        for pool in [store.pool, clockStore.pool] + caucuses.values.map(\.pool) { await pool.close() }
    }

    /// An office with connections of its own to the same database, as a second daemon has, perhaps of another version.
    public func another(library: Library = .standard) throws -> TestOffice {
        try TestOffice(clock: clock, library: library)
    }

    private init(
        clock: ProgramClock,
        randomness: Randomness = .system,
        quota: Quota? = .usual,
        library: Library = .standard
    ) throws {
        self.clock = clock
        pool = Self.pool(on: TestDatabase.current.connectionString, size: 3)
        store = Store(pool: try Self.pool(of: .table, size: 6))
        clockStore = Store(pool: try Self.pool(of: .clock, size: 2))
        caucuses = try CaucusParty.allCases.reduce(into: [:]) { stores, party in
            stores[party] = CaucusStore(party, pool: try Self.pool(of: Login(party), size: 2))
        }
        clerk = Clerk(
            store: store,
            library: library,
            clock: clock,
            soundness: soundness,
            randomness: randomness,
            quota: quota
        ) { _ in }
    }
}

extension TestOffice {
    /// Connections to the running test's database as one of the logins.
    public static func pool(of login: Login, size: Int = 2) throws -> PostgresPool {
        pool(
            on: try Roles().connectionString(of: login, from: TestDatabase.current.connectionString),
            size: size
        )
    }

    /// Connections to a database by its connection string.
    public static func pool(on connectionString: String, size: Int) -> PostgresPool {
        PostgresPool(
            .init(connectionString: connectionString, size: size, applicationName: "tests"),
            logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        )
    }
}

extension TestOffice {
    /// Has a fact recorded by the operator.
    public func record(_ fact: ZoneFact, in zone: String = "springfield") async throws {
        _ = try await clerk.record(fact, in: try handle(zone), asking: asking(nil)) { _ in
            Reply(status: 201, body: [])
        }
    }

    /// Establishes the zone `springfield` with a school, a unit and three seats, and opens a negotiation in it.
    ///
    /// - Returns: the negotiation's handle.
    @discardableResult
    public func openNegotiation(pack: String = "ma-69-1j-g") async throws -> Handle {
        try await establishZone()
        return try await openAnother(pack: pack)
    }

    /// Establishes a zone with a school, a unit and seats, each a handle, a name and a capacity.
    public func establishZone(
        _ zone: String = "springfield",
        district: String = "Springfield",
        seats: [(String, String, SeatRole)] = [
            ("maria-soto", "Maria Soto", .union), ("john-lee", "John Lee", .board),
            ("ann-clerk", "Ann Clerk", .clerk),
        ]
    ) async throws {
        func record(_ fact: ZoneFact) async throws { try await self.record(fact, in: zone) }
        try await record(
            .established(
                ZoneEstablished(
                    zone: handle(zone),
                    name: "\(district) Empowerment Zone",
                    district: district,
                    state: "MA",
                    calendar: "us-ma"
                )
            )
        )
        try await record(
            .schoolJoined(SchoolJoined(school: handle("kiley"), name: "Kiley Middle School", enrolment: 620))
        )
        try await record(
            .unitRecognised(
                UnitRecognised(
                    unit: handle("unit-a"),
                    name: "Unit A",
                    local: "Springfield Education Association"
                )
            )
        )
        for (name, person, role) in seats {
            try await record(
                .seatTaken(
                    Seat(handle: handle(name), person: person, role: role, email: "\(name)@example.org")
                )
            )
        }
    }

    /// Gives somebody a seat in the zone `springfield`.
    public func seat(_ name: String, _ person: String, _ role: SeatRole) async throws {
        try await record(
            .seatTaken(Seat(handle: try handle(name), person: person, role: role, email: nil))
        )
    }

    /// Opens one more negotiation in the zone `springfield`.
    @discardableResult
    public func openAnother(
        pack: String = "ma-69-1j-g",
        in zone: String = "springfield",
        by clerk: String = "ann-clerk"
    ) async throws -> Handle {
        let opening = Clerk.Opening(
            zone: try handle(zone),
            title: "Kiley turnaround",
            schools: [try handle("kiley")],
            unit: try handle("unit-a"),
            pack: pack,
            calendar: nil,
            readings: [:],
            contract: nil
        )
        let reply = try await self.clerk.open(opening, asking: asking(clerk)) { accepted in
            let name = accepted.standing.negotiation.opened?.negotiation.text ?? ""
            return Reply(status: 201, body: Array(name.utf8))
        }
        return try handle(String(decoding: reply.body, as: UTF8.self))
    }

    /// Has an act recorded at a table.
    ///
    /// - Returns: the sequence numbers of the entries made, as text.
    @discardableResult
    public func act(
        _ command: Negotiation.Command,
        in negotiation: Handle,
        by seat: String,
        at arrival: String? = nil,
        key: String? = nil,
        content: [UInt8]? = nil
    ) async throws -> String {
        let reply = try await clerk.act(
            command,
            in: negotiation,
            asking: asking(seat, at: arrival, key: key),
            content: content
        ) { accepted in
            Reply(status: 201, body: Array(accepted.receipts.map { "\($0.seq)" }.joined(separator: " ").utf8))
        }
        return String(decoding: reply.body, as: UTF8.self)
    }

    /// Serves a text as a proposal.
    @discardableResult
    public func serve(
        _ text: String,
        answers: ProposalNumber? = nil,
        in negotiation: Handle,
        by seat: String,
        at arrival: String? = nil,
        key: String? = nil,
        isAgain: Bool = false
    ) async throws -> String {
        let bytes = Array(text.utf8)
        let reference = DocumentReference(
            name: "proposal.md",
            sha256: hexadecimal(sha256(bytes)),
            bytes: bytes.count
        )
        return try await act(
            .serve(title: "Pay", answers: answers, document: reference, isAgain: isAgain),
            in: negotiation,
            by: seat,
            at: arrival,
            key: key,
            content: bytes
        )
    }

    private func asking(_ seat: String?, at arrival: String? = nil, key: String? = nil) throws -> Clerk.Asking
    {
        let instant = try arrival.map { text in
            guard let instant = Instant(text) else { throw Refusal(.invalid, "'\(text)' is not an instant") }
            return instant
        }
        return Clerk.Asking(
            seat: try seat.map(handle),
            arrival: instant ?? clock.now(),
            request: key.map { RequestKey(seat: seat ?? "", key: $0, fingerprint: [1]) }
        )
    }

    private func handle(_ text: String) throws -> Handle {
        guard let handle = Handle(text) else { throw Refusal(.invalid, "'\(text)' is not a handle") }
        return handle
    }
}
