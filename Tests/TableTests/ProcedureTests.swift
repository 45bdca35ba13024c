import CivilTime
import Law
import Table
import Testing

@Suite struct ProcedureTests {
    private func running(readings: [String: String] = [:]) throws -> Bench {
        var bench = try Bench(readings: readings)
        try bench.act(.trigger(on: try day("2026-03-18")), by: "ann-clerk")
        return bench
    }

    @Test func `The request starts thirty days of bargaining`() throws {
        let bench = try running()
        #expect(try bench.item("bargaining").due == day("2026-04-17"))
    }

    @Test func `The clock starts once`() throws {
        var bench = try running()
        let refusal = try bench.refusal(of: .trigger(on: try day("2026-03-17")), by: "ann-clerk")
        #expect(refusal.code == .conflict)
        #expect(refusal.message.contains("bargain dispute correct"))
    }

    @Test func `What lies ahead is not recorded`() throws {
        var bench = try Bench()
        let refusal = try bench.refusal(of: .trigger(on: try day("2026-03-19")), by: "ann-clerk")
        #expect(refusal.message.contains("Thu Mar 19, 2026 is in the future (today is Wed Mar 18, 2026)"))
    }

    @Test func `A deadline lapses at the end of its day and not a microsecond before`() throws {
        var bench = try running()
        bench.now = try instant("2026-04-17T23:59:59.999999-04:00")
        #expect(try bench.negotiation.lapses(asOf: bench.now, under: bench.rules).isEmpty)
        bench.now = try instant("2026-04-18T00:00:00-04:00")
        let lapses = try bench.negotiation.lapses(asOf: bench.now, under: bench.rules)
        guard case .lapsed(let lapse)? = lapses.first else {
            Issue.record("nothing lapsed")
            return
        }
        #expect(lapses.count == 1)
        #expect(lapse.step == "bargaining")
        #expect(lapse.due == (try day("2026-04-17")))
        #expect(lapse.occurrence == 1)
    }

    @Test func `Stopped for months, the same lapses are found in their order`() throws {
        var late = try running()
        late.now = try instant("2026-08-01T09:00:00-04:00")
        let all = try late.negotiation.lapses(asOf: late.now, under: late.rules)

        var prompt = try running()
        var found: [NegotiationFact] = []
        while prompt.now < late.now {
            prompt.now = prompt.now.adding(seconds: 6 * 3600)
            for lapse in try prompt.negotiation.lapses(asOf: prompt.now, under: prompt.rules) {
                prompt.record(lapse)
                found.append(lapse)
            }
        }
        #expect(all == found)
        #expect(all.count >= 2)
    }

    @Test func `A vote with more yes than cast cannot be`() throws {
        var bench = try running()
        bench.now = try instant("2026-03-30T12:00:00-04:00")
        try bench.act(
            .end(step: nil, outcome: "agreed", on: try day("2026-03-30"), note: nil),
            by: "ann-clerk"
        )
        let count = Negotiation.VoteCount(
            step: nil,
            on: try day("2026-03-30"),
            electorate: 40,
            cast: 30,
            yes: 31,
            no: 0
        )
        let refusal = try bench.refusal(of: .vote(count), by: "maria-soto")
        #expect(refusal.message == "31 yes and 0 no are more than the 30 votes cast. Check the figures.")
    }

    @Test(arguments: [
        (cast: 30, yes: 16, no: 14, outcome: "ratified"), (cast: 30, yes: 15, no: 15, outcome: "rejected"),
        (cast: 30, yes: 14, no: 10, outcome: "rejected"), (cast: 0, yes: 0, no: 0, outcome: "rejected"),
    ])
    func `Ratification takes a majority of the votes cast`(cast: Int, yes: Int, no: Int, outcome: String)
        throws
    {
        var bench = try running()
        bench.now = try instant("2026-03-30T12:00:00-04:00")
        try bench.act(
            .end(step: nil, outcome: "agreed", on: try day("2026-03-30"), note: nil),
            by: "ann-clerk"
        )
        let count = Negotiation.VoteCount(
            step: nil,
            on: try day("2026-03-30"),
            electorate: 40,
            cast: cast,
            yes: yes,
            no: no
        )
        try bench.act(.vote(count), by: "maria-soto")
        #expect(bench.negotiation.votes.last?.outcome == outcome)
        #expect(try bench.item("ratification").state == .ended(outcome: outcome, on: day("2026-03-30")))
    }

    @Test func `A step decided by a vote takes no bare outcome`() throws {
        var bench = try running()
        try bench.act(
            .end(step: "bargaining", outcome: "agreed", on: try day("2026-03-18"), note: nil),
            by: "ann-clerk"
        )
        let refusal = try bench.refusal(
            of: .end(step: "ratification", outcome: "ratified", on: try day("2026-03-18"), note: nil),
            by: "ann-clerk"
        )
        #expect(refusal.message.contains("bargain vote"))
    }

    @Test func `A side does not record the other side's act`() throws {
        var bench = try running()
        bench.now = try instant("2026-04-21T09:00:00-04:00")
        try bench.act(
            .end(step: nil, outcome: "submitted", on: try day("2026-04-21"), note: nil),
            by: "john-lee"
        )
        let act = Negotiation.Command.end(
            step: "union-member",
            outcome: "named",
            on: try day("2026-04-21"),
            note: "Rosa Diaz"
        )
        #expect(try bench.refusal(of: act, by: "john-lee").code == .notPermitted)
        try bench.act(act, by: "maria-soto")
        #expect(try bench.item("union-member").state == .ended(outcome: "named", on: day("2026-04-21")))
    }

    @Test func `An outcome that several running steps have must name its step`() throws {
        var bench = try running()
        bench.now = try instant("2026-04-21T09:00:00-04:00")
        try bench.act(
            .end(step: nil, outcome: "submitted", on: try day("2026-04-21"), note: nil),
            by: "john-lee"
        )
        let refusal = try bench.refusal(
            of: .end(step: nil, outcome: "named", on: try day("2026-04-21"), note: nil),
            by: "ann-clerk"
        )
        #expect(refusal.message.contains("union-member, committee-member"))
    }

    @Test func `An extension takes both sides, and the old date stays visible`() throws {
        var bench = try running()
        let offer = Negotiation.Command.offer(
            .extend(step: "bargaining", to: try day("2026-04-24")),
            reason: "school vacation"
        )
        try bench.act(offer, by: "maria-soto")
        #expect(try bench.item("bargaining").due == day("2026-04-17"))
        #expect(
            try bench.refusal(of: .join(number: "S1", expectedSeq: bench.negotiation.seq), by: "maria-soto")
                .code == .conflict
        )
        try bench.join("s1", by: "john-lee")
        #expect(try bench.item("bargaining").due == day("2026-04-24"))
        #expect(try bench.item("bargaining").former == [day("2026-04-17")])
        #expect(
            try bench.refusal(of: .join(number: "S1", expectedSeq: bench.negotiation.seq), by: "john-lee")
                .code == .conflict
        )
    }

    @Test func `The clerk's correction stands at once, a side's is an offer`() throws {
        var bench = try running()
        let correction = Negotiation.Command.correct(
            step: nil,
            to: try day("2026-03-17"),
            reason: "sent the day before"
        )
        try bench.act(correction, by: "maria-soto")
        #expect(bench.negotiation.trigger == (try day("2026-03-18")))
        #expect(bench.negotiation.stipulations.count == 1)
        try bench.act(correction, by: "ann-clerk")
        #expect(bench.negotiation.trigger == (try day("2026-03-17")))
        #expect(try bench.item("bargaining").due == day("2026-04-16"))
        #expect(try bench.item("bargaining").former == [day("2026-04-17")])
        #expect(try bench.refusal(of: correction, by: "ann-clerk").code == .conflict)
        #expect(
            try bench.refusal(of: .correct(step: nil, to: day("2026-03-16"), reason: ""), by: "ann-clerk")
                .code
                == .invalid
        )
    }

    @Test func `A stipulated reading settles a doubtful question`() throws {
        var bench = try running()
        let reading = Stipulated.read(option: "conciliator-clock", choice: "after-appointments")
        try bench.act(.offer(reading, reason: "as we always did"), by: "john-lee")
        try bench.join("S1", by: "maria-soto")
        let docket = try bench.negotiation.docket(under: bench.rules)
        #expect(docket.readings.contains { $0.choice == "after-appointments" && $0.isSettled })
        let stray = Stipulated.read(option: "conciliator-clock", choice: "whenever")
        #expect(
            try bench.refusal(of: .offer(stray, reason: "x"), by: "john-lee").message.contains(
                "list-received"
            )
        )
    }
}

@Suite struct LateTriggerTests {
    @Test(arguments: ["maria-soto", "john-lee"])
    func `A side alone starts no clock on a day that would let a deadline lapse at once`(seat: String) throws
    {
        var bench = try Bench(at: "2026-05-06T08:00:00-04:00")
        let refusal = try bench.refusal(of: .trigger(on: try day("2026-03-18")), by: seat)
        #expect(refusal.code == .conflict && refusal.message.contains("already"))
        try bench.act(.trigger(on: try day("2026-05-05")), by: seat)
    }
}

@Suite struct ReminderTests {
    @Test func `While a question is open people are reminded of the earliest day and of the one taken`()
        throws
    {
        var bench = try Bench(at: "2026-05-06T08:00:00-04:00")
        try bench.act(.trigger(on: try day("2026-03-18")), by: "ann-clerk")
        for (step, outcome, on) in [
            ("submission", "submitted", "2026-05-05"), ("conciliator-list", "received", "2026-05-06"),
        ] {
            try bench.act(.end(step: step, outcome: outcome, on: try day(on), note: nil), by: "ann-clerk")
        }
        let state = try Projection.State(bench.negotiation, under: bench.rules)
        let item = try bench.item("conciliator")
        #expect(item.due == (try day("2026-05-11")))
        #expect(item.earliest == (try day("2026-05-08")))
        let alerts = Projection(of: try #require(bench.facts.last), from: .none, to: state).alerts
        let mine = alerts.filter { $0.matter?.name == "conciliator" && $0.seat.text == "john-lee" }
        let expected = [try instant("2026-05-08T09:00:00-04:00"), try instant("2026-05-11T09:00:00-04:00")]
        #expect(mine.map(\.sendAt) == expected)
    }
}
