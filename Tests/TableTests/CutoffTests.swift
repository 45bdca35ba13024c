import CivilTime
import Law
import Packs
import Table
import Testing

@Suite struct CutoffTests {
    @Test func `A time that ends at five lapses at five, and not at midnight`() throws {
        let standard = Library.standard
        let text = try standard.text(of: "ma-69-1j-g")
            .replacing("\nzone: America/New_York\n", with: "\nzone: America/New_York\ncutoff: 17:00\n")
        let rules = try standard.proceeding(pack: standard.read(packText: text, name: "ours.yaml"))
        var bench = try Bench(under: rules)
        try bench.act(.trigger(on: try day("2026-03-18")), by: "ann-clerk")
        let five = try instant("2026-04-17T17:00:00-04:00")
        let state = try Projection.State(bench.negotiation, under: rules)
        #expect(state.nextLapse(asOf: five.adding(microseconds: -1)) == nil)
        #expect(state.nextLapse(asOf: five) == five)
        let before = try bench.negotiation.lapses(asOf: five.adding(microseconds: -1), under: rules)
        #expect(before.isEmpty)
        #expect(try bench.negotiation.lapses(asOf: five, under: rules).count == 1)
        // What arrives after five is too late, although it is that day still.
        bench.now = five
        let late = Negotiation.Command.end(
            step: "bargaining",
            outcome: "agreed",
            on: try day("2026-04-17"),
            note: nil
        )
        let verdict = try bench.act(late, by: "ann-clerk")
        guard case .refused(let refusal) = verdict else {
            Issue.record("it was taken in")
            return
        }
        #expect(refusal.code == .conflict && refusal.message.contains("that day has passed"))
    }
}
