import Law
import Packs
import Table
import Testing

@Suite struct TopicTests {
    /// The procedure of New York, whose list of subjects is closed; perhaps one that only notes what is off it.
    private func bench(flagging: Bool = false) throws -> Bench {
        let standard = Library.standard
        guard flagging else { return try Bench(under: standard.proceeding(pack: "ny-211-f")) }
        let text = try standard.text(of: "ny-211-f").replacing(
            "\ntopics:\n",
            with: "\ntopics:\n  off-list: flag\n"
        )
        return try Bench(under: standard.proceeding(pack: standard.read(packText: text, name: "ours.yaml")))
    }

    private func serving(_ topics: [String], answers: ProposalNumber? = nil) -> Negotiation.Command {
        .serve(title: "Classes", answers: answers, document: document(), topics: topics, isAgain: true)
    }

    @Test func `A proposal on what may be bargained is recorded with its topics`() throws {
        var bench = try bench()
        try bench.act(serving(["class-size", "length-of-day"]), by: "maria-soto")
        let served = bench.negotiation.proposalsInOrder.map(\.served)
        #expect(served.map(\.topics) == [["class-size", "length-of-day"]])
        #expect(served.map(\.note) == [nil])
    }

    @Test func `Off a closed list a proposal is refused with what is on it and by which law`() throws {
        var bench = try bench()
        let stray = try bench.refusal(of: serving(["class-size", "parking"]), by: "maria-soto")
        #expect(stray.code == .invalid && stray.message.contains("'parking' is none of the subjects"))
        let typo = try bench.refusal(of: serving(["class-sizes"]), by: "maria-soto")
        #expect(typo.message.contains("Did you mean 'class-size'?"))
        let none = try bench.refusal(of: serving([]), by: "maria-soto")
        for refusal in [stray, none] {
            #expect(refusal.message.contains("§211-f(8)(a)"))
            #expect(
                refusal.message.contains(
                    "length-of-day, length-of-year, professional-development, class-size, programs-assignments-conditions."
                )
            )
        }
    }

    @Test func `Where the pack says so, what is off the list is recorded with a note`() throws {
        var bench = try bench(flagging: true)
        for topics in [["parking"], []] { try bench.act(serving(topics), by: "maria-soto") }
        try bench.act(serving(["class-size"]), by: "maria-soto")
        let notes = bench.negotiation.proposalsInOrder.map(\.served.note)
        let note = "off the list of N.Y. Educ. Law §211-f(8)(a)"
        #expect(notes == [note, note, nil])
    }

    @Test func `A counter that names no topics has those of what it answers`() throws {
        var bench = try bench()
        try bench.act(serving(["class-size"]), by: "maria-soto")
        let u1 = try #require(ProposalNumber("U1"))
        try bench.act(serving([], answers: u1), by: "john-lee")
        try bench.act(serving(["length-of-year"], answers: u1), by: "john-lee")
        #expect(
            bench.negotiation.proposalsInOrder.map(\.served.topics) == [
                ["class-size"], ["class-size"], ["length-of-year"],
            ]
        )
    }

    @Test func `Where no list is closed a proposal may name topics or none`() throws {
        var bench = try Bench()
        try bench.act(serving([]), by: "maria-soto")
        try bench.act(serving(["parking"]), by: "maria-soto")
        #expect(bench.negotiation.proposalsInOrder.map(\.served.topics) == [nil, ["parking"]])
    }

    @Test(arguments: [
        (["Class size"], "small letters"), ([""], "small letters"), (["a", "a"], "named twice"),
        ([String(repeating: "a", count: 61)], "1 to 60"), ((0...20).map { "t\($0)" }, "at most 20"),
    ])
    func `A topic that is no name is refused`(topics: [String], reason: String) throws {
        var bench = try Bench()
        let refusal = try bench.refusal(of: serving(topics), by: "maria-soto")
        #expect(refusal.code == .invalid && refusal.message.contains(reason), "\(refusal.message)")
    }
}
