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
        return .purge(.entry(entry), saying: fact, order: "Superior Court 26-114", reason: "a name")
    }

    @Test func `A purged proposal keeps its number, side, hash and place`() throws {
        var bench = try bench()
        try bench.act(purge(2, in: bench), by: "ann-clerk")
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
        try bench.act(purge(2, in: bench), by: "ann-clerk")
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
            .purge(.document(sha256), saying: nil, order: "an order", reason: "a name")
        }
        #expect(try bench.refusal(of: order("ff"), by: "ann-clerk").code == .unknown)
        try bench.act(order(document().sha256), by: "ann-clerk")
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
        try bench.act(purge(2, in: bench), by: "ann-clerk")
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
