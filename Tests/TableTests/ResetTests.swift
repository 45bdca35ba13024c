import Table
import Testing

@Suite struct ResetTests {
    private static let seats: KeyValuePairs<String, SeatRole> = [
        "ann": .clerk, "carl": .clerk, "maria": .union, "rosa": .union, "john": .board, "lena": .board,
        "nora": .neutral, "nils": .neutral, "olga": .observer,
    ]

    @Test(arguments: [
        ("maria", ["rosa"]), ("john", ["lena"]), ("nora", ["nils"]), ("olga", ["ann", "carl"]),
        ("ann", ["carl"]),
    ])
    func `A person is let in again only by somebody who sees the same anyway`(
        person: String,
        allowed: [String]
    )
        throws
    {
        for (name, _) in Self.seats {
            var hall = try Hall(seated: Self.seats)
            let reset = Zone.Command.reset(try handle(person), reason: "forgotten")
            if allowed.contains(name) {
                #expect(try hall.act(reset, by: name) == ["seat.reset"], "\(name)")
            } else {
                #expect(try hall.refusal(of: reset, by: name).code == .notPermitted, "\(name)")
            }
        }
        var hall = try Hall(seated: Self.seats)
        let reset = Zone.Command.reset(try handle(person), reason: "forgotten")
        #expect(try hall.refusal(of: reset, by: nil).code == .notPermitted)
        #expect(try hall.refusal(of: reset, by: "nobody").code == .notPermitted)
        #expect(try hall.refusal(of: .reset(handle("nobody"), reason: "r"), by: "ann").code == .unknown)
    }

    @Test func `The operator lets in the only clerk, and nobody the only seat of a side`() throws {
        var hall = try Hall(seated: ["ann": .clerk, "maria": .union, "john": .board])
        #expect(try hall.act(.reset(handle("ann"), reason: "r"), by: nil) == ["seat.reset"])
        for asker in ["ann", "john", nil] {
            let refusal = try hall.refusal(of: .reset(handle("maria"), reason: "r"), by: asker)
            #expect(refusal.code == .notPermitted)
            #expect(refusal.message.contains("'maria' is the only seat that sees what the union sees"))
        }
    }

    @Test func `A reset is one entry, ends with the new password, and is its person's own`() throws {
        var hall = try Hall(seated: Self.seats)
        let maria = try handle("maria")
        #expect(try hall.refusal(of: .regain(maria), by: "maria").code == .unknown)
        try hall.act(.reset(maria, reason: "forgotten"), by: "rosa")
        #expect(hall.facts.last?.sentence == "'rosa' let 'maria' set a new password: forgotten.")
        #expect(try hall.act(.reset(maria, reason: "forgotten"), by: "rosa").isEmpty)
        #expect(try hall.refusal(of: .regain(maria), by: "rosa").code == .notPermitted)
        #expect(try hall.act(.regain(maria), by: "maria") == ["seat.regained"])
        #expect(hall.zone.resets.isEmpty && hall.zone.seats[maria] != nil)
        #expect(try hall.refusal(of: .regain(maria), by: "maria").code == .unknown)
    }

    @Test func `A reset is taken back by its person or by those who give it, and ends with the seat`() throws
    {
        let maria = try handle("maria")
        for asker in ["maria", "rosa"] {
            var hall = try Hall(seated: Self.seats)
            try hall.act(.reset(maria, reason: "forgotten"), by: "rosa")
            for other in ["john", "ann", "nora"] {
                #expect(try hall.refusal(of: .withdraw(maria, reason: "r"), by: other).code == .notPermitted)
            }
            #expect(try hall.act(.withdraw(maria, reason: "found it"), by: asker) == ["invitation.withdrawn"])
            #expect(hall.zone.resets.isEmpty)
        }
        var hall = try Hall(seated: Self.seats)
        try hall.act(.reset(maria, reason: "forgotten"), by: "rosa")
        try hall.act(.state(.seatVacated(SeatVacated(handle: maria, reason: "left"))), by: "rosa")
        #expect(hall.zone.resets.isEmpty)
    }

    @Test func `What becomes of a password is not stated`() throws {
        var hall = try Hall(seated: Self.seats)
        let facts: [ZoneFact] = [
            .seatReset(SeatReset(handle: try handle("maria"), resetBy: nil, reason: "r")),
            .seatRegained(SeatRegained(handle: try handle("maria"))),
        ]
        for fact in facts {
            #expect(try hall.refusal(of: .state(fact), by: "ann").code == .invalid)
            #expect(try hall.refusal(of: .state(fact), by: nil).code == .invalid)
        }
    }

    @Test func `Who sits elsewhere has a say there too`() throws {
        var there = try Hall(seated: ["ann": .clerk, "john": .board, "lena": .board, "rosa": .union])
        let (maria, rosa) = (try handle("maria"), try handle("rosa"))
        #expect(there.zone.mayReset(maria, by: rosa))
        try there.act(.invite(there.seat("maria", .board)), by: "john")
        #expect(there.zone.mayReset(maria, by: rosa))
        // Agreed to sit there, which the board's approval alone still holds off.
        try there.act(.accept(maria), by: "maria")
        #expect(!there.zone.mayReset(maria, by: rosa))
        try there.act(there.approval(of: "maria"), by: "lena")
        #expect(!there.zone.mayReset(maria, by: rosa))
        #expect(there.zone.mayReset(maria, by: try handle("john")))
    }
}
