import CivilTime
import Law
import Packs
import Postgres
@testable import Service
import Store
import Table
import TestSupport
import Testing

@Suite(.database) struct PinningTests {
    /// The library of a later version, in which Patriots' Day is no holiday any more and Sundays stand.
    private func later() throws -> Library {
        let standard = Library.standard
        let pack = try standard.pack("ma-69-1j-g")
        var texts = ["packs/ma-69-1j-g.yaml": try standard.text(of: pack.id)]
        for text in try standard.texts(countingFor: pack, by: "us-ma") {
            texts[text.path] = text.text.replacing("third monday of april", with: "second monday of april")
                .replacing("trigger-day: excluded", with: "trigger-day: included")
        }
        return try Library(texts: texts)
    }

    private func ratification(_ office: TestOffice, _ negotiation: Handle) async throws -> CivilDate? {
        try await office.clerk.standing(of: negotiation).state.docket?.item("ratification")?.due
    }

    private func agree(_ office: TestOffice, in negotiation: Handle) async throws {
        try await office.act(.trigger(on: day("2026-03-18")), in: negotiation, by: "ann-clerk")
        try await office.act(
            .end(step: "bargaining", outcome: "agreed", on: day("2026-04-16"), note: nil),
            in: negotiation,
            by: "ann-clerk",
            at: "2026-04-16T12:00:00-04:00"
        )
    }

    @Test func `A negotiation keeps its dates under a later version's calendars and counting rules`()
        async throws
    {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await agree(office, in: negotiation)
            #expect(try await ratification(office, negotiation) == (try day("2026-05-01")))
            let other = try office.another(library: try later())
            #expect(try await ratification(other, negotiation) == (try day("2026-05-01")))
            // What the later version opens goes by its own texts, and keeps them against the earlier one.
            let next = try await other.openAnother()
            try await agree(other, in: next)
            #expect(try await ratification(other, next) == (try day("2026-04-29")))
            #expect(try await ratification(office, next) == (try day("2026-04-29")))
            let before = try await rows(office)
            _ = try await other.clerk.rebuild()
            #expect(try await rows(office) == before)
            await other.close()
        }
    }

    private func rows(_ office: TestOffice) async throws -> [String] {
        let query = Query(
            Statement(
                "rows",
                "select concat_ws(' ', negotiation_id, step, occurrence, due_on, state) as row from deadline order by 1"
            )
        )
        return try await office.pool.query(query).map { try $0.decode("row") }
    }

    @Test func `The opening names the calendar with its parents and the counting rules`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            let opened = try await office.clerk.standing(of: negotiation).opened()
            let pinned = try #require(opened.pinned)
            #expect(pinned.map(\.path) == ["calendars/us-ma.yaml", "counting/massachusetts.yaml"])
            let kept = try await office.clockStore.pinnedTexts(of: negotiation)
            #expect(Set(kept.keys) == Set(pinned.map(\.sha256)))
            let suffolk = try Library.standard.texts(
                countingFor: Library.standard.pack("ma-69-1j-g"),
                by: "us-ma-suffolk"
            )
            #expect(
                suffolk.map(\.path) == [
                    "calendars/us-ma-suffolk.yaml", "calendars/us-ma.yaml", "counting/massachusetts.yaml",
                ]
            )
        }
    }

    @Test func `A text that is gone from the record, or is another, is not counted by`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.pool.script(
                """
                set session_replication_role = replica;
                alter table content disable trigger all;
                delete from content where convert_from(bytes, 'UTF8') ~ 'id: us-ma';
                """
            )
            let other = try office.another(library: try later())
            let error = await #expect(throws: StoreError.self) {
                _ = try await other.clerk.standing(of: negotiation)
            }
            #expect(error?.message.contains("calendars/us-ma.yaml") == true)
            await other.close()
        }
    }

    @Test func `A record from before texts were kept is counted by the names`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            let opened = try await office.clerk.standing(of: negotiation).opened()
            let old = NegotiationOpened(
                negotiation: opened.negotiation,
                zone: opened.zone,
                title: opened.title,
                schools: opened.schools,
                unit: opened.unit,
                pack: opened.pack,
                packSHA256: opened.packSHA256,
                calendar: opened.calendar,
                readings: opened.readings,
                contract: nil,
                seats: opened.seats
            )
            let body = try String(decoding: JSONText.bytes(NegotiationFact.opened(old)), as: UTF8.self)
            #expect(!body.contains("pinned"))
            guard
                case .opened(let read) = try JSONText.value(
                    NegotiationFact.self,
                    from: Array(body.utf8)
                )
            else { return #expect(Bool(false)) }
            let rules = try await Rulebook(library: try later()).proceeding(for: read, through: office.store)
            #expect(try !rules.calendar.isBusinessDay(day("2026-04-13")))
            #expect(try rules.calendar.isBusinessDay(day("2026-04-20")))
        }
    }
}
