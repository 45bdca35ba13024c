import CivilTime
import Identity
import Postgres
import Service
import Store
import Table
import TestSupport
import Testing

/// A clerk and a registrar on the running test's database; the registrar's clock can be moved.
struct Front {
    static let password = "four words of no kin"
    let office: TestOffice
    let passwords: Passwords
    /// On the login that sees nothing else.
    let identity: PostgresPool
    let attempts = Attempts()

    init(_ office: TestOffice) throws {
        self.office = office
        passwords = Passwords(cost: .trifling)
        identity = try TestOffice.pool(of: .identity)
    }

    func registrar(after seconds: Int64 = 0) -> Registrar {
        Registrar(
            identity: IdentityStore(pool: identity),
            clerk: office.clerk,
            passwords: passwords,
            clock: ProgramClock(shift: seconds * 1_000_000),
            attempts: attempts
        )
    }

    func asking(_ seat: String?, key: String? = nil) throws -> Clerk.Asking {
        Clerk.Asking(
            seat: try seat.map { try #require(Handle($0)) },
            arrival: office.clock.now(),
            request: key.map { RequestKey(seat: seat ?? "", key: $0, fingerprint: [7]) }
        )
    }

    var zone: Handle { get throws { try #require(Handle("springfield")) } }

    func invite(_ name: String, _ role: SeatRole, by seat: String?, key: String? = nil, mail: String? = nil)
        async throws -> String
    {
        let invited = Seat(handle: try #require(Handle(name)), person: name, role: role, email: mail)
        return try await registrar().invite(invited, to: zone, asking: asking(seat, key: key)) { accepted in
            Reply(status: 201, body: Array("\(accepted.facts.count)".utf8))
        }.invitation.secret
    }

    @discardableResult
    func accept(_ invitation: String, password: String? = password, as principal: Principal? = nil)
        async throws -> Registrar.Acceptance
    {
        try await registrar().accept(
            invitation,
            password: password,
            as: principal,
            arrival: office.clock.now(),
            from: "here"
        )
    }

    /// Invites, accepts and has approved whoever is to be approved.
    @discardableResult
    func seat(_ name: String, _ role: SeatRole, by inviter: String?, approvedBy approvers: [String] = [])
        async throws -> IssuedToken
    {
        let acceptance = try await accept(invite(name, role, by: inviter))
        for approver in approvers { try await approve(name, by: approver) }
        return try #require(acceptance.token)
    }

    func approve(_ name: String, by seat: String) async throws {
        let now = try await office.clerk.zone(zone)
        let handle = try #require(Handle(name))
        _ = try await registrar().approve(
            handle,
            in: zone,
            sha256: now.invitations[handle]?.acceptance ?? "",
            expectedSeq: now.seq,
            asking: asking(seat)
        ) { _ in Reply(status: 201, body: []) }
    }

    func principal(_ token: IssuedToken, after seconds: Int64 = 0) async throws -> Principal {
        try #require(try await registrar(after: seconds).principal(of: token.secret))
    }

    func kinds() async throws -> [String] {
        let room = try #require(try await office.store.room(.hallway("springfield")))
        return try await office.store.tail(of: room, after: 0, previous: Room(before: room).digest).map(
            \.fields.kind
        )
    }
}

func withFront(deployment: Deployment = .live, _ body: (Front) async throws -> Void) async throws {
    try await TestOffice.open(deployment: deployment) { office in
        try await office.record(
            .established(
                ZoneEstablished(
                    zone: #require(Handle("springfield")),
                    name: "Springfield",
                    district: "Springfield",
                    state: "MA",
                    calendar: "us-ma"
                )
            )
        )
        try await body(Front(office))
    }
}

/// The code of the registrar's error that must come.
func denial(_ body: () async throws -> Void) async throws -> RegistrarError.Code {
    do {
        try await body()
    } catch let error as RegistrarError {
        return error.code
    }
    Issue.record("expected a denial")
    return .unknown
}

@Suite(.database) struct RegistrarTests {
    @Test func `A zone is peopled by invitation, from the operator's first clerk on`() async throws {
        try await withFront { front in
            try await front.seat("ann-clerk", .clerk, by: nil)
            try await front.seat("maria-soto", .union, by: "ann-clerk")
            try await front.seat("john-lee", .board, by: "ann-clerk")
            let rosa = try await front.accept(front.invite("rosa-diaz", .union, by: "maria-soto"))
            #expect(rosa.awaiting == [.union])
            #expect(try await front.office.clerk.zone(front.zone).seats[rosa.person] == nil)
            // Known already, though not seated yet: she can sign in, and sees what a stranger sees.
            #expect(try await front.principal(#require(rosa.token)).person == rosa.person)
            try await front.approve("rosa-diaz", by: "maria-soto")
            try await front.seat(
                "nora-neutral",
                .neutral,
                by: "ann-clerk",
                approvedBy: ["maria-soto", "john-lee"]
            )
            let zone = try await front.office.clerk.zone(front.zone)
            #expect(
                zone.seats.keys.map(\.text).sorted()
                    == ["ann-clerk", "john-lee", "maria-soto", "nora-neutral", "rosa-diaz"]
            )
            #expect(
                try await front.kinds() == [
                    "zone.established", "seat.invited", "seat.accepted", "seat.taken", "seat.invited",
                    "seat.accepted", "seat.taken", "seat.invited", "seat.accepted", "seat.taken",
                    "seat.invited",
                    "seat.accepted", "seat.approved", "seat.taken", "seat.invited", "seat.accepted",
                    "seat.approved", "seat.approved", "seat.taken",
                ]
            )
        }
    }

    @Test func `Whoever is seated by invitation sits at the open tables`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            let front = try Front(office)
            try await front.seat("rosa-diaz", .union, by: "maria-soto", approvedBy: ["maria-soto"])
            try await office.serve("# P\n", in: negotiation, by: "rosa-diaz")
            let standing = try await office.clerk.standing(of: negotiation)
            #expect(standing.negotiation.seats[try #require(Handle("rosa-diaz"))]?.role == .union)
        }
    }

    @Test func `A lost answer to an invitation gives a new token, and the lost one is dead`() async throws {
        try await withFront { front in
            let lost = try await front.invite("ann-clerk", .clerk, by: nil, key: "k1")
            let again = try await front.invite("ann-clerk", .clerk, by: nil, key: "k1")
            let third = try await front.invite("ann-clerk", .clerk, by: nil, key: "k2")
            #expect(Set([lost, again, third]).count == 3)
            #expect(try await front.kinds() == ["zone.established", "seat.invited"])
            for dead in [lost, again] {
                #expect(try await denial { try await front.accept(dead) } == .invitationInvalid)
            }
            try await front.accept(third)
            #expect(
                try await refusal { _ = try await front.invite("ann-clerk", .clerk, by: nil, key: "k2") }.code
                    == .conflict
            )
        }
    }

    @Test func `Accepting again with the same password is the same acceptance, with another it is nobody's`()
        async throws
    {
        try await withFront { front in
            let invitation = try await front.invite("ann-clerk", .clerk, by: nil)
            let first = try await front.accept(invitation)
            #expect(first.facts.map(\.kind) == ["seat.accepted", "seat.taken"])
            let second = try await front.accept(invitation)
            #expect(second.facts.isEmpty && second.person == first.person)
            #expect(try await front.principal(#require(second.token)).person == first.person)
            #expect(
                try await denial { try await front.accept(invitation, password: "another four words") }
                    == .signInFailed
            )
            #expect(
                try await front.kinds() == [
                    "zone.established", "seat.invited", "seat.accepted", "seat.taken",
                ]
            )
        }
    }

    @Test func `An acceptance that broke off after the person was made is taken up again`() async throws {
        try await withFront { front in
            let invitation = try await front.invite("ann-clerk", .clerk, by: nil)
            let identity = IdentityStore(pool: front.office.pool)
            let use = try await identity.use(
                OpaqueToken(invitation).digest,
                making: "Ann",
                email: nil,
                password: PasswordHash(of: Front.password, cost: .trifling).text,
                at: ProgramClock.real.now()
            )
            guard case .made = use else {
                Issue.record("not made: \(use)")
                return
            }
            #expect(
                try await denial { try await front.accept(invitation, password: "another four words") }
                    == .signInFailed
            )
            let acceptance = try await front.accept(invitation)
            #expect(acceptance.facts.map(\.kind) == ["seat.accepted", "seat.taken"])
        }
    }

    @Test(arguments: 0..<4)
    func `Of those who race with one invitation, one makes the person`(round: Int) async throws {
        try await withFront { front in
            let invitation = try await front.invite("ann-clerk", .clerk, by: nil)
            let other = try Front(front.office.another())
            let outcomes = await withTaskGroup(of: String?.self) { group in
                for number in 0..<6 {
                    group.addTask {
                        let place = number.isMultiple(of: 2) ? front : other
                        let password = "the password of number \(number)"
                        do {
                            try await place.accept(invitation, password: password)
                            return password
                        } catch {
                            return nil
                        }
                    }
                }
                return await group.reduce(into: []) { $0 += $1.map { [$0] } ?? [] }
            }
            #expect(outcomes.count == 1)
            let handle = try #require(Handle("ann-clerk"))
            // Past whatever pause the losers' attempts brought about.
            _ = try await front.registrar(after: 1_000).signIn(
                handle,
                password: #require(outcomes.first),
                from: "here"
            )
            #expect(try await front.kinds().filter { $0 == "seat.accepted" }.count == 1)
            await other.office.pool.close()
        }
    }

    @Test func `A person of another zone proves to be the one`() async throws {
        try await withFront { front in
            let ann = try await front.seat("ann-clerk", .clerk, by: nil)
            let maria = try await front.seat("maria-soto", .union, by: "ann-clerk")
            try await front.office.record(
                .established(
                    ZoneEstablished(
                        zone: #require(Handle("lawrence")),
                        name: "L",
                        district: "L",
                        state: "MA",
                        calendar: "us-ma"
                    )
                ),
                in: "lawrence"
            )
            func invitation() async throws -> String {
                try await front.registrar().invite(
                    Seat(handle: #require(Handle("maria-soto")), person: "M", role: .clerk, email: nil),
                    to: #require(Handle("lawrence")),
                    asking: front.asking(nil)
                ) { _ in Reply(status: 201, body: []) }.invitation.secret
            }
            let first = try await invitation()
            #expect(
                try await denial { try await front.accept(first, password: "a guess that is not hers") }
                    == .signInFailed
            )
            let stranger = try await front.principal(ann)
            #expect(
                try await denial { try await front.accept(first, password: nil, as: stranger) }
                    == .signInFailed
            )
            let acceptance = try await front.accept(first, password: nil, as: front.principal(maria))
            #expect(
                acceptance.token == nil && acceptance.facts.map(\.kind) == ["seat.accepted", "seat.taken"]
            )
        }
    }

    @Test func `A withdrawn, declined or old invitation is good for nothing`() async throws {
        try await withFront { front in
            try await front.seat("ann-clerk", .clerk, by: nil)
            try await front.seat("john-lee", .board, by: "ann-clerk")
            let withdrawn = try await front.invite("nora-neutral", .neutral, by: "ann-clerk")
            let nora = try #require(Handle("nora-neutral"))
            let none: (Clerk.HallwayAccepted) -> Reply = { _ in Reply(status: 201, body: []) }
            _ = try await front.registrar().withdraw(
                nora,
                in: front.zone,
                reason: "mistake",
                asking: front.asking("ann-clerk"),
                reply: none
            )
            #expect(try await denial { try await front.accept(withdrawn) } == .invitationInvalid)
            let declined = try await front.invite("nora-neutral", .neutral, by: "ann-clerk")
            _ = try await front.registrar().decline(
                nora,
                in: front.zone,
                reason: "not her",
                asking: front.asking("john-lee"),
                reply: none
            )
            #expect(try await denial { try await front.accept(declined) } == .invitationInvalid)
            let old = try await front.invite("nora-neutral", .neutral, by: "ann-clerk")
            let late = front.registrar(after: 14 * 86_400 + 1)
            #expect(
                try await denial {
                    _ = try await late.accept(
                        old,
                        password: Front.password,
                        as: nil,
                        arrival: front.office.clock.now(),
                        from: "here"
                    )
                } == .invitationInvalid
            )
            #expect(
                try await denial { try await front.accept(OpaqueToken(.invitation).secret) }
                    == .invitationInvalid
            )
            let token = try await front.registrar().signIn(
                #require(Handle("ann-clerk")),
                password: Front.password,
                from: "here"
            )
            #expect(try await denial { try await front.accept(token.secret) } == .invitationInvalid)
            #expect(try await denial { try await front.accept(old, password: "too short") } == .invalid)
            try await front.accept(old)
        }
    }

    @Test func `Nobody is invited across, by whatever name`() async throws {
        try await withFront { front in
            try await front.seat("ann-clerk", .clerk, by: nil)
            let invitation = try await front.invite(
                "maria-soto",
                .union,
                by: "ann-clerk",
                mail: "Maria@Example.org"
            )
            try await front.accept(invitation)
            #expect(
                try await refusal { _ = try await front.invite("maria-soto", .board, by: "ann-clerk") }.code
                    == .conflict
            )
            #expect(
                try await refusal {
                    _ = try await front.invite("m-soto", .board, by: "ann-clerk", mail: "maria@example.ORG")
                }.code == .conflict
            )
        }
    }
}
