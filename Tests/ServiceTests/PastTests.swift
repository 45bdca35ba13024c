import CivilTime
import Law
import Packs
import Record
@testable import Service
import Store
import Table
import TestSupport
import Testing
import Wire

/// What is answered as of an instant is the same whenever, wherever and by whichever daemon it is asked.
@Suite(.database) struct PastTests {
    private func answer(_ office: TestOffice, _ negotiation: Handle, asOf instant: Instant) async throws
        -> [UInt8]
    {
        let standing = try await office.clerk.standing(of: negotiation, asOf: instant)
        let opened = try standing.opened()
        let docket = try #require(standing.state.docket)
        let why = WhyView(
            try docket.why("bargaining"),
            contested: standing.state.chains,
            opened: opened,
            parties: WhyView.Parties(try await office.clerk.zone(opened.zone), unit: opened.unit),
            record: WhyView.Record(
                asOf: instant,
                seq: standing.negotiation.seq,
                digest: standing.room.digest.description
            )
        )
        let view = DocketView(
            docket,
            of: opened,
            asOf: instant,
            negotiation: standing.negotiation,
            chains: standing.state.chains,
            matters: try standing.negotiation.matters(under: standing.rules)
        )
        return try JSONText.bytes(why) + JSONText.bytes(view)
    }

    @Test func `An answer as of an instant has the same bytes later, elsewhere and by another version`()
        async throws
    {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.act(.trigger(on: day("2026-03-17")), in: negotiation, by: "john-lee")
            try await office.act(
                .contest(on: day("2026-03-10"), reason: "it was handed over"),
                in: negotiation,
                by: "maria-soto"
            )
            let then = office.clock.now()
            let first = try await answer(office, negotiation, asOf: then)
            try await office.act(
                .withdrawContest(number: "C1", reason: "no"),
                in: negotiation,
                by: "maria-soto"
            )
            try await office.act(
                .correct(step: nil, to: day("2026-03-16"), reason: "r"),
                in: negotiation,
                by: "ann-clerk"
            )
            #expect(try await answer(office, negotiation, asOf: then) == first)
            #expect(try await answer(office, negotiation, asOf: office.clock.now()) != first)
            let texts = Library.standard
            let pack = try texts.pack("ma-69-1j-g")
            var changed = ["packs/ma-69-1j-g.yaml": try texts.text(of: pack.id)]
            for text in try texts.texts(countingFor: pack, by: "us-ma") {
                changed[text.path] = text.text.replacing("july 4", with: "july 5")
            }
            let other = try office.another(library: try Library(texts: changed))
            #expect(try await answer(other, negotiation, asOf: then) == first)
            await other.close()
            await office.close()
            try await TestDatabase.current.copied {
                try await TestOffice.open(by: office.clock, deployment: .drill, isReady: true) { copy in
                    let again = try await answer(copy, negotiation, asOf: then)
                    #expect(again == first)
                }
            }
        }
    }

    @Test func `A letter names the parties, the date, the law and the record, without marks`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.act(.trigger(on: day("2026-03-18")), in: negotiation, by: "ann-clerk")
            let standing = try await office.clerk.standing(of: negotiation)
            let opened = try standing.opened()
            let view = WhyView(
                try #require(standing.state.docket).why("bargaining"),
                contested: [],
                opened: opened,
                parties: WhyView.Parties(try await office.clerk.zone(opened.zone), unit: opened.unit),
                record: WhyView.Record(asOf: nil, seq: 2, digest: standing.room.digest.description)
            )
            let letter = try #require(view.letter)
            for part in [
                "Springfield Empowerment Zone", "Springfield Education Association", "Fri Apr 17, 2026",
                "G.L. c.69 §1J(g)", standing.room.digest.description, opened.packSHA256,
                "calendars/us-ma.yaml",
            ] {
                #expect(letter.contains(part), "\(part)")
            }
            for paragraph in letter.split(separator: "\n") {
                #expect(paragraph.first?.isLetter == true || paragraph.first == "'", "\(paragraph)")
                #expect(!paragraph.contains { "*`|".contains($0) }, "\(paragraph)")
            }
            #expect(view.points.contains { $0.topic == "texts" })
            #expect(view.days?.first == (try day("2026-03-19")))
            #expect(view.alternatives?.map(\.option) == ["days", "saturday"])
        }
    }
}
