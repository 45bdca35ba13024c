import CivilTime
import Law
import Table
import Testing

/// What can be put right afterwards, and what cannot.
@Suite struct RepairTests {
    private func lapsed() throws -> Bench {
        var bench = try Bench()
        try bench.act(.trigger(on: try day("2026-03-18")), by: "ann-clerk")
        bench.now = try instant("2026-04-18T09:00:00-04:00")
        for lapse in try bench.negotiation.lapses(asOf: bench.now, under: bench.rules) { bench.record(lapse) }
        #expect(try bench.item("bargaining").state == .lapsed(on: day("2026-04-17")))
        return bench
    }

    @Test func `Both sides together reopen a deadline that lapsed, and it can lapse again`() throws {
        var bench = try lapsed()
        let later = Stipulated.extend(step: "bargaining", to: try day("2026-04-24"))
        try bench.act(.offer(later, reason: "the clerk was ill"), by: "john-lee")
        try bench.join("S1", by: "maria-soto")
        #expect(try bench.item("bargaining").state == .running)
        #expect(try bench.item("submission").state == .notReached)
        bench.now = try instant("2026-04-25T00:00:00-04:00")
        let again = try bench.negotiation.lapses(asOf: bench.now, under: bench.rules)
        guard case .lapsed(let lapse)? = again.first else {
            Issue.record("it did not lapse again")
            return
        }
        #expect(lapse.step == "bargaining")
        #expect(lapse.occurrence == 2)
    }

    @Test func `A lapse is not reopened once what followed was acted on`() throws {
        var bench = try lapsed()
        try bench.act(
            .end(step: nil, outcome: "submitted", on: try day("2026-04-18"), note: nil),
            by: "john-lee"
        )
        let later = Stipulated.extend(step: "bargaining", to: try day("2026-04-24"))
        #expect(
            try bench.refusal(of: .offer(later, reason: "late"), by: "john-lee").message.contains("acted on")
        )
    }

    @Test func `A correction does not carry an act past its last day`() throws {
        var bench = try Bench()
        try bench.act(.trigger(on: try day("2026-03-18")), by: "ann-clerk")
        bench.now = try instant("2026-04-17T12:00:00-04:00")
        try bench.act(
            .end(step: nil, outcome: "agreed", on: try day("2026-04-17"), note: nil),
            by: "ann-clerk"
        )
        bench.now = try instant("2026-04-20T12:00:00-04:00")
        let correction = Negotiation.Command.correct(
            step: "bargaining",
            to: try day("2026-04-18"),
            reason: "it was the day after"
        )
        let refusal = try bench.refusal(of: correction, by: "ann-clerk")
        #expect(refusal.code == .conflict)
        #expect(refusal.message.contains("would have lapsed before"))
    }

    @Test func `A step that a settled reading closes again leaves its date behind as moved`() throws {
        var bench = try Bench(at: "2026-05-06T08:00:00-04:00")
        try bench.act(.trigger(on: try day("2026-03-18")), by: "ann-clerk")
        for (step, outcome, on) in [
            ("submission", "submitted", "2026-05-05"), ("conciliator-list", "received", "2026-05-06"),
        ] {
            try bench.act(.end(step: step, outcome: outcome, on: try day(on), note: nil), by: "ann-clerk")
        }
        let before = try Projection.State(bench.negotiation, under: bench.rules)
        let reading = Stipulated.read(option: "conciliator-clock", choice: "after-appointments")
        try bench.act(.offer(reading, reason: "as always"), by: "john-lee")
        try bench.join("S1", by: "maria-soto")
        let after = try Projection.State(bench.negotiation, under: bench.rules)
        #expect(try bench.item("conciliator").state == .notReached)
        let projection = Projection(of: try #require(bench.facts.last), from: before, to: after)
        let row = try #require(projection.deadlines.first { $0.step == "conciliator" })
        #expect(row.state == .moved)
    }
}
