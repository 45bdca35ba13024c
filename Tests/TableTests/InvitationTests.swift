import Table
import Testing

@Suite struct InvitationTests {
    @Test func `The operator invites the first clerk, who sits by accepting`() throws {
        var hall = try Hall()
        #expect(try hall.act(.invite(hall.seat("ann", .clerk)), by: nil) == ["seat.invited"])
        #expect(try hall.act(.accept(handle("ann")), by: "ann") == ["seat.accepted", "seat.taken"])
        let refusal = try hall.refusal(of: .invite(hall.seat("bob", .clerk)), by: nil)
        #expect(refusal.code == .notPermitted)
        #expect(try hall.refusal(of: .invite(hall.seat("bob", .board)), by: nil).code == .notPermitted)
    }

    @Test func `The first of a side needs no approval, and its acceptance says so`() throws {
        var hall = try Hall(seated: ["ann": .clerk])
        try hall.act(.invite(hall.seat("maria", .union)), by: "ann")
        try hall.act(.accept(handle("maria")), by: "maria")
        guard case .seatAccepted(let accepted) = hall.facts.dropLast().last else {
            Issue.record("no acceptance")
            return
        }
        #expect(accepted.approved.isEmpty && accepted.awaiting.isEmpty)
        #expect(hall.facts.dropLast().last?.sentence.contains("nobody sits who could be asked") == true)
        #expect(hall.zone.seats[try handle("maria")]?.role == .union)
    }

    @Test func `A further seat of a side waits for that side, which approves who has accepted`() throws {
        var hall = try Hall(seated: ["ann": .clerk, "maria": .union, "john": .board])
        try hall.act(.invite(hall.seat("rosa", .union)), by: "maria")
        #expect(try hall.act(.accept(handle("rosa")), by: "rosa") == ["seat.accepted"])
        #expect(try hall.refusal(of: hall.approval(of: "rosa"), by: "john").code == .notPermitted)
        #expect(try hall.refusal(of: hall.approval(of: "rosa"), by: "ann").code == .notPermitted)
        #expect(try hall.refusal(of: hall.approval(of: "rosa"), by: "rosa").code == .notPermitted)
        #expect(try hall.act(hall.approval(of: "rosa"), by: "maria") == ["seat.approved", "seat.taken"])
        try hall.act(.invite(hall.seat("lena", .board)), by: "ann")
        #expect(try hall.refusal(of: hall.approval(of: "lena"), by: "john").message.contains("not accepted"))
        #expect(try hall.act(.accept(handle("lena")), by: "lena") == ["seat.accepted"])
        #expect(try hall.act(hall.approval(of: "lena"), by: "john") == ["seat.approved", "seat.taken"])
        #expect(hall.zone.invitations.isEmpty)
    }

    @Test func `An approval is of the acceptance that was read, in the hallway as it was seen`() throws {
        var hall = try Hall(seated: ["ann": .clerk, "maria": .union, "john": .board])
        try hall.act(.invite(hall.seat("rosa", .union)), by: "maria")
        try hall.act(.accept(handle("rosa")), by: "rosa")
        let (read, seq) = (try #require(hall.zone.invitations[handle("rosa")]?.acceptance), hall.zone.seq)
        #expect(read == "entry \(seq)")
        func refusal(_ sha256: String, _ seq: Int) throws -> Refusal {
            try hall.refusal(of: .approve(handle("rosa"), sha256: sha256, expectedSeq: seq), by: "maria")
        }
        #expect(try refusal("entry 1", seq).message.contains("SHA-256"))
        #expect(try refusal("", seq).code == .conflict)
        #expect(try refusal(read, seq + 1).code == .conflict)
        // Meanwhile the invitation is taken back, and another of the same name accepted.
        try hall.act(.withdraw(handle("rosa"), reason: "r"), by: "maria")
        try hall.act(.invite(Seat(handle: handle("rosa"), person: "R", role: .union, email: nil)), by: "ann")
        #expect(try refusal(read, seq).message.contains("not accepted"))
        try hall.act(.accept(handle("rosa")), by: "rosa")
        #expect(try refusal(read, hall.zone.seq).message.contains("SHA-256"))
        #expect(try refusal("entry \(hall.zone.seq)", seq).message.contains("went on"))
        #expect(try hall.act(hall.approval(of: "rosa"), by: "maria") == ["seat.approved", "seat.taken"])
    }

    @Test(arguments: [SeatRole.neutral, .observer, .clerk])
    func `Whoever is of no side is approved by each side that sits`(role: SeatRole) throws {
        var hall = try Hall(seated: ["ann": .clerk, "maria": .union, "john": .board])
        try hall.act(.invite(hall.seat("nora", role)), by: "ann")
        #expect(try hall.act(.accept(handle("nora")), by: "nora") == ["seat.accepted"])
        #expect(try hall.act(hall.approval(of: "nora"), by: "maria") == ["seat.approved"])
        #expect(try hall.act(hall.approval(of: "nora"), by: "john") == ["seat.approved", "seat.taken"])
        var empty = try Hall(seated: ["ann": .clerk])
        try empty.act(.invite(empty.seat("nora", role)), by: "ann")
        #expect(try empty.act(.accept(handle("nora")), by: "nora") == ["seat.accepted", "seat.taken"])
    }

    @Test(arguments: [
        ("maria", SeatRole.board), ("john", .union), ("maria", .neutral), ("maria", .clerk), ("nora", .union),
        ("nora", .neutral), ("olga", .union), ("stranger", .observer),
    ])
    func `Seats are given by the clerk, or by a side for its own`(inviter: String, role: SeatRole) throws {
        var hall = try Hall(
            seated: ["ann": .clerk, "maria": .union, "john": .board, "nora": .neutral, "olga": .observer]
        )
        let refusal = try hall.refusal(of: .invite(hall.seat("someone", role)), by: inviter)
        #expect(refusal.code == .notPermitted)
    }

    @Test(arguments: [
        (SeatRole.union, SeatRole.board), (.board, .union), (.neutral, .union), (.board, .neutral),
    ])
    func `Nobody changes sides, by handle or by mail, sitting, gone or only willing`(
        was: SeatRole,
        is role: SeatRole
    )
        throws
    {
        func check(_ hall: Hall, _ what: String, binds: Bool = true) throws {
            var hall = hall
            for seat in try [
                hall.seat("maria", role, mail: "new@example.org"),
                hall.seat("alias", role, mail: "MARIA@example.org"),
            ] {
                let refusal = try hall.refusal(of: .invite(seat), by: "ann")
                #expect(refusal.code == .conflict, "\(what): \(seat.handle)")
                if binds { #expect(hall.zone.decide(.state(.seatTaken(seat)), by: nil).isRefused, "\(what)") }
            }
        }
        let clerk = try Hall(seated: ["ann": .clerk])
        var invited = clerk
        try invited.act(.invite(invited.seat("maria", was)), by: "ann")
        try check(invited, "invited", binds: false)
        var sitting = invited
        try sitting.act(.accept(handle("maria")), by: "maria")
        try check(sitting, "sitting")
        var gone = sitting
        let leaving = SeatVacated(handle: try handle("maria"), reason: "moved")
        if was.side != nil {
            let refusal = try gone.refusal(of: .state(.seatVacated(leaving)), by: "maria")
            #expect(refusal.message.contains("last seat"))
            try gone.act(.invite(gone.seat("heir", was)), by: "maria")
            try gone.act(.accept(handle("heir")), by: "heir")
            try gone.act(gone.approval(of: "heir"), by: "maria")
        }
        try gone.act(.state(.seatVacated(leaving)), by: "maria")
        try check(gone, "gone")
        // The same side takes her back.
        #expect(try gone.act(.invite(gone.seat("maria", was)), by: "ann") == ["seat.invited"])

        var willing = try Hall(seated: ["ann": .clerk, "first-union": .union, "first-board": .board])
        try willing.act(.invite(willing.seat("maria", was)), by: "ann")
        try willing.act(.accept(handle("maria")), by: "maria")
        try willing.act(.withdraw(handle("maria"), reason: "a mistake"), by: "ann")
        try check(willing, "willing")
    }

    @Test func `An invitation that nobody accepted binds nobody once it is withdrawn`() throws {
        var hall = try Hall(seated: ["ann": .clerk])
        try hall.act(.invite(hall.seat("maria", .board)), by: "ann")
        try hall.act(.withdraw(handle("maria"), reason: "wrong side"), by: "ann")
        #expect(try hall.act(.invite(hall.seat("maria", .union)), by: "ann") == ["seat.invited"])
    }

    @Test func `The same invitation once more records nothing, another one is refused`() throws {
        var hall = try Hall(seated: ["ann": .clerk, "maria": .union])
        let rosa = try hall.seat("rosa", .union)
        try hall.act(.invite(rosa), by: "ann")
        #expect(try hall.act(.invite(rosa), by: "ann").isEmpty)
        #expect(try hall.refusal(of: .invite(rosa), by: "maria").message.contains("somebody else"))
        #expect(try hall.refusal(of: .invite(hall.seat("rosa", .clerk)), by: "ann").code == .conflict)
        try hall.act(.accept(rosa.handle), by: "rosa")
        #expect(try hall.act(.accept(rosa.handle), by: "rosa").isEmpty)
        #expect(try hall.refusal(of: .invite(rosa), by: "ann").code == .conflict)
        #expect(try hall.refusal(of: .accept(rosa.handle), by: "ann").code == .notPermitted)
    }

    @Test func `An invitation ends by the person, by a side that is asked, or by whoever may invite`() throws
    {
        let start = try Hall(seated: ["ann": .clerk, "maria": .union, "john": .board])
        let ends: [(Zone.Command, String?, String)] = [
            (.decline(try handle("nora"), reason: "no time"), "nora", "seat.declined"),
            (.decline(try handle("nora"), reason: "not her"), "john", "seat.declined"),
            (.withdraw(try handle("nora"), reason: "a mistake"), "ann", "invitation.withdrawn"),
        ]
        for (command, seat, kind) in ends {
            var hall = start
            try hall.act(.invite(hall.seat("nora", .neutral)), by: "ann")
            #expect(try hall.act(command, by: seat) == [kind])
            #expect(hall.zone.invitations.isEmpty)
            #expect(try hall.refusal(of: .accept(handle("nora")), by: "nora").code == .unknown)
        }
        var hall = start
        try hall.act(.invite(hall.seat("rosa", .union)), by: "maria")
        #expect(
            try hall.refusal(of: .decline(handle("rosa"), reason: "no"), by: "john").code == .notPermitted
        )
        #expect(
            try hall.refusal(of: .withdraw(handle("rosa"), reason: "no"), by: "john").code == .notPermitted
        )
        #expect(try hall.refusal(of: .withdraw(handle("rosa"), reason: ""), by: "maria").code == .invalid)
    }

    @Test func `Those who keep the record do not clear a side's seats`() throws {
        var hall = try Hall(seated: ["ann": .clerk, "maria": .union, "rosa": .union, "john": .board])
        let leaving = ZoneFact.seatVacated(SeatVacated(handle: try handle("maria"), reason: "gone"))
        #expect(try hall.refusal(of: .state(leaving), by: "ann").code == .notPermitted)
        #expect(try hall.refusal(of: .state(leaving), by: "john").code == .notPermitted)
        #expect(try hall.act(.state(leaving), by: "rosa") == ["seat.vacated"])
    }

    @Test func `What becomes of an invitation cannot be stated as a fact`() throws {
        var hall = try Hall(seated: ["ann": .clerk])
        let rosa = try hall.seat("rosa", .union)
        for fact in [
            ZoneFact.seatInvited(SeatInvited(seat: rosa, invitedBy: nil)),
            .seatAccepted(SeatAccepted(handle: rosa.handle, approved: [], awaiting: [])),
            .seatApproved(SeatApproved(handle: rosa.handle, side: .union)),
        ] {
            #expect(try hall.refusal(of: .state(fact), by: nil).code == .invalid)
        }
    }

    @Test(arguments: 0..<200)
    func `Whatever is tried, nobody stands on two sides and every seat was asked for`(seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        var hall = try Hall(seated: ["ann": .clerk])
        for _ in 0..<80 {
            let before = hall.zone
            let (command, seat) = try Self.attempt(hall, using: &generator)
            let count = hall.facts.count
            _ = try hall.decide(command, by: seat)
            try Self.check(before, new: hall.facts.dropFirst(count), seed)
        }
        try Self.check(hall, seed)
    }

    private static func attempt(_ hall: Hall, using generator: inout SeededGenerator) throws -> (
        Zone.Command, String?
    ) {
        let names = ["ann", "p1", "p2", "p3", "p4", "p5"]
        func any<Value>(_ values: [Value]) throws -> Value {
            try #require(values.randomElement(using: &generator))
        }
        let who = try handle(any(names))
        let by = try any(names + [nil])
        let mails: [String?] = ["a@x.org", "A@x.org", "b@x.org", "c@x.org", nil]
        let seat = Seat(
            handle: who,
            person: "P",
            role: try any(SeatRole.allCases + [.board, .union, .neutral]),
            email: try any(mails)
        )
        switch Int.random(in: 0..<19, using: &generator) {
        case 0..<5: return (.invite(seat), try any(["ann", "ann", by]))
        case 5..<9: return (.accept(who), try any([who.text, who.text, by]))
        case 9..<12: return (try hall.approval(of: who.text), by)
        case 12: return (.decline(who, reason: "r"), by)
        case 13: return (.withdraw(who, reason: "r"), by)
        case 16, 17: return (.reset(who, reason: "r"), by)
        case 18: return (.regain(who), try any([who.text, by]))
        case 14 where seed(&generator): return (.state(.seatTaken(seat)), by)
        default: return (.state(.seatVacated(SeatVacated(handle: who, reason: "r"))), by)
        }
    }

    private static func seed(_ generator: inout SeededGenerator) -> Bool { Bool.random(using: &generator) }

    /// A seat that follows an invitation was accepted, and approved by each side that sat and was to be asked.
    private static func check(_ before: Zone, new: ArraySlice<ZoneFact>, _ seed: Int) throws {
        guard new.count == 2, case .seatTaken(let seat) = new.last else { return }
        let invitation = try #require(before.invitations[seat.handle], "seed \(seed)")
        #expect(invitation.seat == seat)
        var approvals = invitation.approvals
        var isAccepted = invitation.isAccepted
        if case .seatApproved(let fields) = new.first { approvals.insert(fields.side) }
        if case .seatAccepted = new.first { isAccepted = true }
        #expect(isAccepted, "seed \(seed)")
        let sides = seat.role.side.map { [$0] } ?? Side.allCases
        for side in sides where before.seats.values.contains(where: { $0.role.side == side }) {
            #expect(approvals.contains(side), "seed \(seed): the \(side) was not asked about \(seat.handle)")
        }
    }

    /// Counted from the facts alone: by handle and by mail, one of board, union and neutral at most.
    private static func check(_ hall: Hall, _ seed: Int) throws {
        var invited: [Handle: Seat] = [:]
        var roles: [String: Set<SeatRole>] = [:]
        func stand(_ seat: Seat) {
            guard [.board, .union, .neutral].contains(seat.role) else { return }
            roles[seat.handle.text, default: []].insert(seat.role)
            if let mail = seat.email { roles["mail " + mail.lowercased(), default: []].insert(seat.role) }
        }
        for fact in hall.facts {
            switch fact {
            case .seatInvited(let fields): invited[fields.seat.handle] = fields.seat
            case .seatAccepted(let fields): stand(try #require(invited[fields.handle]))
            case .seatTaken(let seat): stand(seat)
            default: break
            }
        }
        for (key, roles) in roles {
            #expect(roles.count == 1, "seed \(seed): \(key) stands as \(roles.map(\.rawValue).sorted())")
        }
    }
}

/// A zone under test: commands are decided and, when they stand, applied.
struct Hall {
    private(set) var zone = Zone()
    private(set) var facts: [ZoneFact] = []

    init(seated: KeyValuePairs<String, SeatRole> = [:]) throws {
        apply(
            .established(
                ZoneEstablished(
                    zone: try handle("springfield"),
                    name: "Springfield",
                    district: "Springfield",
                    state: "MA",
                    calendar: "us-ma"
                )
            )
        )
        for (name, role) in seated { apply(.seatTaken(try seat(name, role))) }
    }

    func seat(_ name: String, _ role: SeatRole, mail: String? = nil) throws -> Seat {
        Seat(handle: try handle(name), person: name, role: role, email: mail ?? "\(name)@example.org")
    }

    private mutating func apply(_ fact: ZoneFact) {
        facts.append(fact)
        zone.apply(fact, digest: "entry \(facts.count)")
    }

    /// The approval of an acceptance as it stands.
    func approval(of name: String) throws -> Zone.Command {
        let who = try handle(name)
        return .approve(who, sha256: zone.invitations[who]?.acceptance ?? "", expectedSeq: zone.seq)
    }

    mutating func decide(_ command: Zone.Command, by seat: String?) throws -> Verdict<ZoneFact> {
        let verdict = zone.decide(command, by: try seat.map(handle))
        if case .recorded(let facts) = verdict {
            for fact in facts { apply(fact) }
        }
        return verdict
    }

    /// The kinds of the facts recorded; a refusal is an error.
    @discardableResult
    mutating func act(_ command: Zone.Command, by seat: String?) throws -> [String] {
        switch try decide(command, by: seat) {
        case .recorded(let facts): return facts.map(\.kind)
        case .refused(let refusal): throw refusal
        }
    }

    mutating func refusal(of command: Zone.Command, by seat: String?) throws -> Refusal {
        guard case .refused(let refusal) = try decide(command, by: seat) else {
            Issue.record("expected a refusal of \(command)")
            return Refusal(.invalid, "")
        }
        return refusal
    }
}

extension Verdict {
    fileprivate var isRefused: Bool {
        if case .refused = self { true } else { false }
    }
}
