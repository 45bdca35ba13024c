import CivilTime
import Law
import Table
import Testing

/// What a correction has overtaken: nothing is undone until people settle it.
@Suite struct MatterTests {
    /// Bargaining from March 18 lapsed on April 17; then the trigger is put right to March 23.
    private func overtaken() throws -> Bench {
        var bench = try Bench()
        let nia = Seat(handle: try handle("nia-neutral"), person: "Nia Neutral", role: .neutral, email: nil)
        bench.record(.seatTaken(nia))
        try bench.act(.trigger(on: try day("2026-03-18")), by: "ann-clerk")
        bench.now = try instant("2026-04-20T09:00:00-04:00")
        try bench.act(
            .correct(step: nil, to: try day("2026-03-23"), reason: "the letter came then"),
            by: "ann-clerk"
        )
        return bench
    }

    @Test func `A lapse stays on record and is shown as to be settled`() throws {
        let bench = try overtaken()
        #expect(try bench.item("bargaining").state == .lapsed(on: day("2026-04-17")))
        #expect(try bench.item("bargaining").former == [day("2026-04-17")])
        let matters = try bench.negotiation.matters(under: bench.rules)
        #expect(matters.map(\.kind) == [.lapsed])
        #expect(matters.map(\.recorded) == [try day("2026-04-17")])
        #expect(matters.map(\.counted) == [try day("2026-04-22")])
    }

    @Test func `The neutral lets it stand, and it is not shown any more`() throws {
        var bench = try overtaken()
        let stands = Negotiation.Command.settle(step: "bargaining", .stands, reason: "all went on")
        #expect(try bench.refusal(of: stands, by: "ann-clerk").code == .notPermitted)
        try bench.act(stands, by: "nia-neutral")
        #expect(try bench.negotiation.matters(under: bench.rules).isEmpty)
        #expect(try bench.item("bargaining").state == .lapsed(on: day("2026-04-17")))
        #expect(try bench.refusal(of: stands, by: "nia-neutral").code == .conflict)
    }

    @Test func `Both sides open it again, and it lapses by the corrected date`() throws {
        var bench = try overtaken()
        try bench.act(.settle(step: "bargaining", .reopened, reason: "five days are left"), by: "john-lee")
        #expect(try bench.item("bargaining").state == .lapsed(on: day("2026-04-17")))
        try bench.join("S1", by: "maria-soto")
        #expect(try bench.item("bargaining").state == .running)
        #expect(try bench.item("submission").state == .notReached)
        bench.now = try instant("2026-04-23T00:00:00-04:00")
        guard
            case .lapsed(let lapse)? = try bench.negotiation.lapses(asOf: bench.now, under: bench.rules).first
        else {
            Issue.record("it did not lapse again")
            return
        }
        #expect(lapse.due == (try day("2026-04-22")))
        #expect(lapse.occurrence == 2)
    }

    @Test func `An act that a correction makes late is shown, and one that was in order is not`() throws {
        var bench = try Bench()
        try bench.act(.trigger(on: try day("2026-03-18")), by: "ann-clerk")
        bench.now = try instant("2026-04-17T12:00:00-04:00")
        try bench.act(
            .end(step: nil, outcome: "agreed", on: try day("2026-04-17"), note: nil),
            by: "ann-clerk"
        )
        #expect(try bench.negotiation.matters(under: bench.rules).isEmpty)
        for (seat, number) in [("john-lee", ""), ("maria-soto", "S1")] {
            if number.isEmpty {
                try bench.act(.correct(step: nil, to: try day("2026-03-10"), reason: "r"), by: seat)
            } else {
                try bench.join(number, by: seat)
            }
        }
        let matters = try bench.negotiation.matters(under: bench.rules)
        #expect(matters.map(\.kind) == [.late])
        #expect(matters.map(\.step) == ["bargaining"])
        #expect(matters.map(\.counted) == [try day("2026-04-09")])
    }

    @Test func `A correction tells only the dates that it moved`() throws {
        var bench = try Bench()
        try bench.act(.trigger(on: try day("2026-03-18")), by: "ann-clerk")
        try bench.act(.correct(step: nil, to: try day("2026-03-17"), reason: "r"), by: "ann-clerk")
        let changes = try bench.negotiation.changes(by: bench.negotiation.seq, under: bench.rules)
        #expect(changes.map(\.step) == ["bargaining"])
        #expect(changes.map(\.before) == [try day("2026-04-17")])
        #expect(changes.map(\.after) == [try day("2026-04-16")])
    }
}
