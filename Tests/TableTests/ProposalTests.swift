import Table
import Testing

@Suite struct ProposalTests {
    private func bench() throws -> Bench {
        var bench = try Bench()
        try bench.act(.serve(title: "Pay", answers: nil, document: document()), by: "maria-soto")
        return bench
    }

    private let u1 = ProposalNumber(side: .union, count: 1)
    private let b1 = ProposalNumber(side: .board, count: 1)

    @Test func `Proposals are numbered per side`() throws {
        var bench = try bench()
        try bench.act(.serve(title: "Day", answers: nil, document: document(text: "cd")), by: "maria-soto")
        try bench.act(.serve(title: "Year", answers: u1, document: document()), by: "john-lee")
        #expect(bench.negotiation.proposalsInOrder.map(\.number.description) == ["U1", "U2", "B1"])
        #expect(bench.negotiation.proposals[u1]?.status == .countered)
    }

    @Test func `A tentative agreement needs both signatures`() throws {
        var bench = try bench()
        try bench.sign(u1, by: "john-lee")
        #expect(bench.negotiation.proposals[u1]?.status == .signedByOne)
        try bench.sign(u1, by: "maria-soto")
        #expect(bench.negotiation.proposals[u1]?.status == .agreed)
        let refusal = try bench.refusal(of: .withdraw(u1, reason: "second thoughts"), by: "maria-soto")
        #expect(refusal.code == .conflict)
    }

    @Test func `Signing another text than the one served is refused`() throws {
        var bench = try bench()
        let refusal = try bench.refusal(
            of: .sign(u1, sha256: String(repeating: "cd", count: 32), expectedSeq: bench.negotiation.seq),
            by: "john-lee"
        )
        #expect(refusal.code == .conflict)
        #expect(refusal.message.contains(document().sha256))
    }

    @Test func `What was added since the signer looked is shown before anything is bound`() throws {
        var bench = try bench()
        let seen = bench.negotiation.seq
        try bench.act(.serve(title: "Day", answers: nil, document: document(text: "cd")), by: "maria-soto")
        try bench.act(.withdraw(u1, reason: "an error in it"), by: "maria-soto")
        let stale = Negotiation.Command.sign(u1, sha256: document().sha256, expectedSeq: seen)
        let refusal = try bench.refusal(of: stale, by: "john-lee")
        #expect(refusal.code == .conflict)
        #expect(
            refusal.message
                == "The record went on since you looked: you saw it up to entry 2, and now entry 4 says: "
                + "The union withdrew U1: an error in it. Nothing was recorded; look at 'bargain proposal show "
                + "springfield-2026-1 U1' again."
        )
        let ahead = Negotiation.Command.sign(u1, sha256: document().sha256, expectedSeq: 9)
        #expect(try bench.refusal(of: ahead, by: "john-lee").message.contains("has 4 entries, not 9"))
    }

    @Test func `A counter to a withdrawn proposal is refused and says what to do`() throws {
        var bench = try bench()
        try bench.act(.withdraw(u1, reason: "no longer needed"), by: "maria-soto")
        let refusal = try bench.refusal(
            of: .serve(title: "Pay", answers: u1, document: document()),
            by: "john-lee"
        )
        #expect(refusal.code == .conflict)
        #expect(
            refusal.message == "U1 was withdrawn (no longer needed); there is nothing to counter. "
                + "Log a proposal of your own with 'bargain proposal log'."
        )
    }

    @Test func `A countered proposal is agreed through its counter, and again itself once that is withdrawn`()
        throws
    {
        var bench = try bench()
        try bench.act(.serve(title: "Pay", answers: u1, document: document()), by: "john-lee")
        let refusal = try bench.refusal(
            of: .sign(u1, sha256: document().sha256, expectedSeq: bench.negotiation.seq),
            by: "john-lee"
        )
        #expect(refusal.message.contains("B1"))
        try bench.act(.withdraw(b1, reason: "mistake"), by: "john-lee")
        #expect(bench.negotiation.proposals[u1]?.status == .onTheTable)
        try bench.sign(u1, by: "john-lee")
        #expect(bench.negotiation.proposals[u1]?.status == .signedByOne)
    }

    @Test(arguments: [
        ("ann-clerk", Refusal.Code.notPermitted), ("olga-sees", .notPermitted),
        ("nobody-here", .notPermitted),
    ])
    func `Only the sides propose`(seat: String, code: Refusal.Code) throws {
        var bench = try Bench()
        let refusal = try bench.refusal(
            of: .serve(title: "Pay", answers: nil, document: document()),
            by: seat
        )
        #expect(refusal.code == code)
    }

    @Test func `A side withdraws its own proposals only`() throws {
        var bench = try bench()
        #expect(try bench.refusal(of: .withdraw(u1, reason: "no"), by: "john-lee").code == .notPermitted)
        #expect(try bench.refusal(of: .withdraw(b1, reason: "no"), by: "john-lee").code == .unknown)
        #expect(try bench.refusal(of: .withdraw(u1, reason: "  "), by: "maria-soto").code == .invalid)
        #expect(try bench.refusal(of: .withdraw(u1, reason: "a\u{0}b"), by: "maria-soto").code == .invalid)
    }

    @Test func `A proposal to a closed negotiation is refused with the reason of the closing`() throws {
        var bench = try bench()
        #expect(try bench.refusal(of: .close(reason: "settled"), by: "maria-soto").code == .notPermitted)
        try bench.act(.close(reason: "settled elsewhere"), by: "ann-clerk")
        let refusal = try bench.refusal(
            of: .serve(title: "Pay", answers: nil, document: document()),
            by: "maria-soto"
        )
        #expect(refusal.code == .conflict)
        #expect(refusal.message.contains("closed (settled elsewhere)"))
    }

    @Test func `A text that its side has on the table is served again only where that is said`() throws {
        var bench = try bench()
        let again = Negotiation.Command.serve(
            title: "Other title",
            answers: nil,
            document: document("other.md")
        )
        let refusal = try bench.refusal(of: again, by: "maria-soto")
        #expect(refusal.code == .conflict)
        #expect(
            refusal.message
                == "This is the text of U1 (on the table), word for word; it was not served again. "
                + "To serve it once more as a proposal of its own, say so with --again, in a request by 'again'."
        )
        // The other side's own words are nobody's repetition.
        try bench.act(.serve(title: "Pay", answers: u1, document: document()), by: "john-lee")
        #expect(try bench.refusal(of: again, by: "maria-soto").message.contains("U1 (countered)"))
        try bench.act(
            .serve(title: "Pay", answers: b1, document: document(), isAgain: true),
            by: "maria-soto"
        )
        #expect(try bench.refusal(of: again, by: "maria-soto").message.contains("U2 (on the table)"))
        try bench.act(
            .withdraw(ProposalNumber(side: .union, count: 2), reason: "once is enough"),
            by: "maria-soto"
        )
        #expect(try bench.refusal(of: again, by: "maria-soto").message.contains("U1 (countered)"))
        try bench.act(.withdraw(u1, reason: "both"), by: "maria-soto")
        try bench.act(again, by: "maria-soto")
        #expect(bench.negotiation.proposalsInOrder.map(\.number.description) == ["U1", "B1", "U2", "U3"])
    }

    @Test(arguments: ["B3", "u7", "U1"]) func `Numbers are read as people write them`(text: String) {
        #expect(ProposalNumber(text)?.description == text.uppercased())
    }

    @Test(arguments: ["", "B", "B0", "X1", "B-1", "B1x", "U 1", "U٣"])
    func `What is not a proposal's number is none`(text: String) {
        #expect(ProposalNumber(text) == nil)
    }
}
