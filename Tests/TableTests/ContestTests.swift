import CivilTime
import Law
import Table
import Testing

/// Two dates of one trigger, side by side, until somebody settles which counts.
@Suite struct ContestTests {
    /// The record says March 18, the union March 23: bargaining is due on April 17 or April 22.
    private func contested() throws -> Bench {
        var bench = try Bench(at: "2026-03-24T12:00:00-04:00")
        let nia = Seat(handle: try handle("nia-neutral"), person: "Nia Neutral", role: .neutral, email: nil)
        bench.record(.seatTaken(nia))
        try bench.act(.trigger(on: try day("2026-03-18")), by: "john-lee")
        try bench.act(.contest(on: try day("2026-03-23"), reason: "received then"), by: "maria-soto")
        return bench
    }

    private func chain(_ bench: Bench) throws -> Docket {
        try #require(try bench.negotiation.chains(under: bench.rules).first).docket
    }

    @Test func `Both dates are counted side by side`() throws {
        let bench = try contested()
        #expect(bench.negotiation.openContests.map(\.contested.number) == ["C1"])
        #expect(try bench.item("bargaining").due == day("2026-04-17"))
        #expect(try chain(bench).item("bargaining")?.due == day("2026-04-22"))
    }

    @Test func `Nothing lapses before the later of the two days`() throws {
        var bench = try contested()
        bench.now = try instant("2026-04-22T23:59:59-04:00")
        #expect(try bench.negotiation.lapses(asOf: bench.now, under: bench.rules).isEmpty)
        bench.now = try instant("2026-04-23T00:00:00-04:00")
        let lapses = try bench.negotiation.lapses(asOf: bench.now, under: bench.rules)
        guard case .lapsed(let lapse)? = lapses.first else {
            Issue.record("nothing lapsed")
            return
        }
        #expect(lapse.due == (try day("2026-04-22")))
        #expect(lapses.count == 1)
    }

    @Test func `An act between the two days is taken in, and one after both is not`() throws {
        var bench = try contested()
        bench.now = try instant("2026-04-22T12:00:00-04:00")
        let agreed = Negotiation.Command.end(
            step: "bargaining",
            outcome: "agreed",
            on: try day("2026-04-21"),
            note: nil
        )
        try bench.act(agreed, by: "john-lee")
        #expect(try bench.item("bargaining").state == .ended(outcome: "agreed", on: day("2026-04-21")))
        var late = try contested()
        late.now = try instant("2026-04-24T12:00:00-04:00")
        guard case .refused(let refusal) = try late.act(agreed, by: "john-lee") else {
            Issue.record("it was taken in")
            return
        }
        #expect(refusal.code == .conflict)
    }

    @Test func `The rows go by the earliest for people and by the latest for the lapse`() throws {
        let bench = try contested()
        let before = try Projection.State(
            Bench(at: "2026-03-24T12:00:00-04:00").negotiation,
            under: bench.rules
        )
        let after = try Projection.State(bench.negotiation, under: bench.rules)
        let projection = Projection(of: try #require(bench.facts.last), from: before, to: after)
        let row = try #require(projection.deadlines.first { $0.step == "bargaining" })
        #expect(row.dueOn == (try day("2026-04-17")))
        #expect(row.dueAt == (try instant("2026-04-23T00:00:00-04:00")))
        let reminders = projection.alerts.filter { $0.kind == .reminder && $0.seat.text == "john-lee" }
        #expect(reminders.map(\.sendAt).min() == (try instant("2026-04-10T09:00:00-04:00")))
        #expect(reminders.contains { $0.sendAt < (try? instant("2026-04-18T00:00:00-04:00")) ?? $0.sendAt })
    }

    @Test func `The neutral's ruling settles it, and a ruling for the earlier day lets it lapse`() throws {
        var bench = try contested()
        bench.now = try instant("2026-04-20T12:00:00-04:00")
        let ruling = Negotiation.Command.rule(on: try day("2026-03-18"), reason: "the mail log")
        for seat in ["john-lee", "maria-soto", "ann-clerk"] {
            #expect(try bench.refusal(of: ruling, by: seat).code == .notPermitted)
        }
        try bench.act(ruling, by: "nia-neutral")
        #expect(bench.negotiation.openContests.isEmpty)
        #expect(bench.negotiation.contests.first?.end?.contains("the mail log") == true)
        let lapses = try bench.negotiation.lapses(asOf: bench.now, under: bench.rules)
        guard case .lapsed(let lapse)? = lapses.first else {
            Issue.record("nothing lapsed")
            return
        }
        #expect(lapse.due == (try day("2026-04-17")))
    }

    @Test func `A ruling for the later day moves the dates and keeps the old ones`() throws {
        var bench = try contested()
        try bench.act(.rule(on: try day("2026-03-23"), reason: "r"), by: "nia-neutral")
        #expect(bench.negotiation.trigger == (try day("2026-03-23")))
        #expect(try bench.item("bargaining").due == day("2026-04-22"))
        #expect(try bench.item("bargaining").former == [day("2026-04-17")])
    }

    @Test func `Both sides settle it by a stipulation, also for the date on record`() throws {
        for date in ["2026-03-18", "2026-03-23", "2026-03-20"] {
            var bench = try contested()
            try bench.act(.correct(step: nil, to: try day(date), reason: "r"), by: "john-lee")
            #expect(!bench.negotiation.openContests.isEmpty)
            try bench.join("S1", by: "maria-soto")
            #expect(bench.negotiation.openContests.isEmpty)
            #expect(bench.negotiation.trigger == (try day(date)))
        }
    }

    @Test func `The clerk alone does not move a contested date, and a side contests once`() throws {
        var bench = try contested()
        let correction = Negotiation.Command.correct(step: nil, to: try day("2026-03-23"), reason: "r")
        #expect(try bench.refusal(of: correction, by: "ann-clerk").message.contains("contested"))
        let again = Negotiation.Command.contest(on: try day("2026-03-20"), reason: "r")
        #expect(try bench.refusal(of: again, by: "maria-soto").message.contains("C1"))
        #expect(try bench.refusal(of: again, by: "ann-clerk").code == .notPermitted)
        try bench.act(.withdrawContest(number: "c1", reason: "found the envelope"), by: "maria-soto")
        #expect(bench.negotiation.openContests.isEmpty)
        bench.now = try instant("2026-04-18T00:00:00-04:00")
        #expect(try bench.negotiation.lapses(asOf: bench.now, under: bench.rules).count == 1)
    }

    @Test func `A contest tells in one alert what the other date would give`() throws {
        let bench = try contested()
        let changes = try bench.negotiation.changes(by: bench.negotiation.seq, under: bench.rules)
        #expect(changes.map(\.contest) == ["C1"])
        #expect(changes.map(\.after) == [try day("2026-04-22")])
    }
}
