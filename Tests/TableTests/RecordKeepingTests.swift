import CivilTime
import Table
import Testing

@Suite struct RecordKeepingTests {
    private func bench() throws -> Bench {
        var bench = try Bench()
        try bench.act(.serve(title: "Pay of J. Doe", answers: nil, document: document()), by: "maria-soto")
        return bench
    }

    private func purge(_ entry: Int, in bench: Bench) -> Negotiation.Command {
        let fact = bench.facts.indices.contains(entry - 1) ? bench.facts[entry - 1] : nil
        return .purge(.entry(entry), saying: fact, Self.paper)
    }

    private static let paper = PurgePaper(
        order: "Superior Court 26-114",
        sha256: String(repeating: "cd", count: 32),
        reason: "a name"
    )

    /// An order to purge an entry with the confirmations of both sides.
    private func carryOut(_ entry: Int, in bench: inout Bench) throws {
        try bench.act(purge(entry, in: bench), by: "ann-clerk")
        let number = try #require(bench.negotiation.purgeOrders.last).ordered.number
        for seat in ["maria-soto", "john-lee"] {
            try bench.act(.confirmPurge(number, saying: bench.facts[entry - 1]), by: seat)
        }
    }

    private func confirm(_ number: String, _ entry: Int, in bench: Bench) -> Negotiation.Command {
        .confirmPurge(number, saying: bench.facts[entry - 1])
    }

    @Test func `An order to purge is carried out when both sides have confirmed it`() throws {
        var bench = try bench()
        try bench.act(purge(2, in: bench), by: "ann-clerk")
        #expect(bench.negotiation.purges.isEmpty)
        #expect(
            try bench.refusal(of: purge(2, in: bench), by: "ann-clerk").message.contains("X1 orders that")
        )
        for seat in ["ann-clerk", "olga-sees"] {
            #expect(try bench.refusal(of: confirm("X1", 2, in: bench), by: seat).code == .notPermitted)
        }
        #expect(try bench.refusal(of: confirm("X2", 2, in: bench), by: "maria-soto").code == .unknown)
        try bench.act(confirm("x1", 2, in: bench), by: "maria-soto")
        #expect(bench.negotiation.purges.isEmpty)
        #expect(try bench.refusal(of: confirm("X1", 2, in: bench), by: "maria-soto").code == .conflict)
        try bench.act(.hold(reason: "Doe v. Zone"), by: "ann-clerk")
        #expect(try bench.refusal(of: confirm("X1", 2, in: bench), by: "john-lee").message.contains("H1"))
        try bench.act(.release(number: "H1", reason: "settled"), by: "ann-clerk")
        try bench.act(confirm("X1", 2, in: bench), by: "john-lee")
        #expect(bench.negotiation.purges.map(\.entry) == [2])
        #expect(bench.negotiation.purgeOrders.map(\.isDone) == [true])
        #expect(
            try bench.refusal(of: confirm("X1", 2, in: bench), by: "john-lee").message.contains("carried out")
        )
    }

    @Test(arguments: [("ann-clerk", ["nora-neutral"]), ("nora-neutral", ["maria-soto", "john-lee"])])
    func `A neutral alone confirms what the clerk entered, and nobody what is their own`(
        author: String,
        confirming: [String]
    ) throws {
        var bench = try bench()
        let neutral = Seat(
            handle: try handle("nora-neutral"),
            person: "Nora Neutral",
            role: .neutral,
            email: nil
        )
        bench.record(.seatTaken(neutral))
        try bench.act(purge(2, in: bench), by: author)
        if author == "nora-neutral" {
            #expect(try bench.refusal(of: confirm("X1", 2, in: bench), by: author).code == .notPermitted)
        }
        for seat in confirming { try bench.act(confirm("X1", 2, in: bench), by: seat) }
        #expect(bench.negotiation.purges.count == 1)
    }

    @Test func `A document that is exchanged anew is there again, and takes a new order to go`() throws {
        var bench = try bench()
        let target = PurgeTarget.document(document().sha256)
        func carryOut() throws {
            try bench.act(.purge(target, saying: nil, Self.paper), by: "ann-clerk")
            let number = try #require(bench.negotiation.purgeOrders.last).ordered.number
            for seat in ["maria-soto", "john-lee"] {
                try bench.act(.confirmPurge(number, saying: nil), by: seat)
            }
        }
        try carryOut()
        #expect(bench.negotiation.isPurged(target))
        try bench.act(.serve(title: "Anew", answers: nil, document: document()), by: "john-lee")
        #expect(!bench.negotiation.isPurged(target))
        try carryOut()
        #expect(bench.negotiation.isPurged(target) && bench.negotiation.purges.count == 2)
    }

    @Test func `A purged proposal keeps its number, side, hash and place`() throws {
        var bench = try bench()
        try carryOut(2, in: &bench)
        let proposal = try #require(bench.negotiation.proposals.values.first)
        #expect(proposal.served.title == "[purged]" && proposal.served.document.name == "[purged]")
        #expect(proposal.number.description == "U1")
        #expect(proposal.served.document.sha256 == document().sha256)
        #expect(proposal.seq == 2)
        try bench.sign(proposal.number, by: "john-lee")
        #expect(try bench.refusal(of: purge(2, in: bench), by: "ann-clerk").message.contains("already"))
    }

    @Test func `Nothing is purged while a hold stands`() throws {
        var bench = try bench()
        try bench.act(.hold(reason: "Doe v. Zone"), by: "ann-clerk")
        try bench.act(.hold(reason: "audit"), by: "ann-clerk")
        try bench.act(.release(number: "h1", reason: "settled"), by: "ann-clerk")
        let refusal = try bench.refusal(of: purge(2, in: bench), by: "ann-clerk")
        #expect(refusal.code == .conflict)
        #expect(refusal.message.contains("H2 (audit)") && !refusal.message.contains("H1"))
        let again = Negotiation.Command.release(number: "H1", reason: "x")
        #expect(try bench.refusal(of: again, by: "ann-clerk").code == .conflict)
        try bench.act(.release(number: "H2", reason: "over"), by: "ann-clerk")
        try carryOut(2, in: &bench)
        #expect(bench.negotiation.purges.count == 1)
    }

    @Test func `What carries the record is not purged, and what is not there neither`() throws {
        var bench = try bench()
        try bench.act(.hold(reason: "x"), by: "ann-clerk")
        try bench.act(.release(number: "H1", reason: "x"), by: "ann-clerk")
        for entry in [1, 3, 4] {
            #expect(try bench.refusal(of: purge(entry, in: bench), by: "ann-clerk").code == .conflict)
        }
        #expect(try bench.refusal(of: purge(5, in: bench), by: "ann-clerk").code == .unknown)
        #expect(try bench.refusal(of: purge(0, in: bench), by: "ann-clerk").code == .unknown)
    }

    @Test func `A document is purged by its hash`() throws {
        var bench = try bench()
        func order(_ sha256: String) -> Negotiation.Command {
            .purge(.document(sha256), saying: nil, Self.paper)
        }
        #expect(try bench.refusal(of: order("ff"), by: "ann-clerk").code == .unknown)
        try bench.act(order(document().sha256), by: "ann-clerk")
        for seat in ["maria-soto", "john-lee"] { try bench.act(.confirmPurge("X1", saying: nil), by: seat) }
        #expect(bench.negotiation.purges.first?.sha256 == document().sha256)
        #expect(bench.negotiation.purges.first?.standIn == nil)
        #expect(try bench.refusal(of: order(document().sha256), by: "ann-clerk").code == .conflict)
    }

    @Test func `The sides do not keep the record`() throws {
        var bench = try bench()
        for command in [
            .hold(reason: "x"), .release(number: "H1", reason: "x"),
            .retain(until: try day("2033-06-30"), basis: "x"), purge(2, in: bench),
        ] {
            #expect(try bench.refusal(of: command, by: "maria-soto").code == .notPermitted)
        }
    }

    @Test func `The record is kept on when the negotiation is closed`() throws {
        var bench = try bench()
        try bench.act(.close(reason: "done"), by: "ann-clerk")
        try carryOut(2, in: &bench)
        try bench.act(.retain(until: try day("2033-06-30"), basis: "950 CMR 32"), by: "ann-clerk")
        #expect(try bench.refusal(of: purge(3, in: bench), by: "ann-clerk").message.contains("is kept until"))
        let shorter = Negotiation.Command.retain(until: try day("2030-06-30"), basis: "x")
        #expect(try bench.refusal(of: shorter, by: "ann-clerk").message.contains("not shorter"))
        #expect(bench.negotiation.retention?.basis == "950 CMR 32")
        #expect(bench.negotiation.purges.count == 1)
        let late = Negotiation.Command.retain(until: try day("2026-03-17"), basis: "x")
        #expect(try bench.refusal(of: late, by: "ann-clerk").code == .invalid)
    }
}
