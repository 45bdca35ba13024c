import CivilTime
import Foundation
import Law
import Logging
import Packs
import Postgres
@testable import Service
import Store
import Synchronization
import Table
import TestSupport
import Testing

/// Snow days: what counts school days moves, keeps its former day, and tells each seat once.
@Suite(.database) struct ClosureTests {
    /// The Massachusetts procedure with its ratification in school days, in a site's library.
    private func library() throws -> Library {
        let standard = Library.standard
        let pack = try standard.pack("ma-69-1j-g")
        let text = try standard.text(of: pack.id)
        let examples = try #require(text.range(of: "\nexamples:"))
        let rest = text[examples.upperBound...]
        let notes = rest.range(of: "\nnotes:").map { String(rest[$0.lowerBound...]) } ?? ""
        let changed = String(text[..<examples.lowerBound]).replacing(
            "length: 10 business days\n    citation: \"G.L. c.69 §1J(g), first paragraph\"",
            with: "length: 10 school days\n    citation: \"G.L. c.69 §1J(g), first paragraph\""
        )
        var texts = ["packs/ma-69-1j-g.yaml": changed + notes]
        for text in try standard.texts(countingFor: pack, by: "us-ma") { texts[text.path] = text.text }
        return try Library(texts: texts)
    }

    private func calendar() throws -> ZoneFact {
        let school = try SchoolCalendar(
            id: "springfield-2025",
            name: "Springfield, 2025-26",
            term: day("2025-09-02")...day("2026-06-19"),
            breaks: [.init(days: day("2026-04-20")...day("2026-04-24"), name: "April vacation")]
        )
        let file = DocumentReference(name: "s.csv", sha256: String(repeating: "ab", count: 32), bytes: 9)
        return .calendarAdopted(SchoolCalendarAdopted(school, of: nil, file: file))
    }

    private func closed(_ from: String, _ to: String? = nil) throws -> ZoneFact {
        .schoolClosed(SchoolClosed(from: try day(from), to: try day(to ?? from), reason: "snow"))
    }

    private func ratification(_ office: TestOffice, _ negotiation: Handle) async throws -> DocketItem {
        try #require(try await office.clerk.standing(of: negotiation).state.docket?.item("ratification"))
    }

    private func running(_ body: (TestOffice, Handle) async throws -> Void) async throws {
        try await TestOffice.open(at: "2026-03-30T12:00:00-04:00") { first in
            try await first.establishZone()
            let office = try first.another(library: try library())
            try await office.record(try calendar())
            let negotiation = try await office.openAnother()
            try await office.act(.trigger(on: day("2026-03-18")), in: negotiation, by: "ann-clerk")
            try await office.act(
                .end(step: "bargaining", outcome: "agreed", on: day("2026-03-30"), note: nil),
                in: negotiation,
                by: "ann-clerk"
            )
            try await body(office, negotiation)
            await office.close()
        }
    }

    @Test func `A snow day moves what counts school days and keeps the former day`() async throws {
        try await running { office, negotiation in
            #expect(try await ratification(office, negotiation).due == (try day("2026-04-13")))
            try await office.record(try closed("2026-04-02", "2026-04-03"))
            let moved = try await ratification(office, negotiation)
            #expect(moved.due == (try day("2026-04-15")))
            #expect(moved.former == [try day("2026-04-13")])
            let bargaining = try await office.clerk.standing(of: negotiation).state.docket?.item("bargaining")
            #expect(bargaining?.former == [])
            // One opened later counts by the calendar with its closures.
            let next = try await office.openAnother()
            #expect(try await office.clerk.standing(of: next).negotiation.school?.closures.count == 1)
        }
    }

    @Test func `Each seat is told once, and only of what moved`() async throws {
        try await running { office, negotiation in
            let idle = try await office.openAnother()
            try await office.record(try closed("2026-04-02"))
            let count = { (negotiation: Handle) in
                let room = try #require(try await office.store.room(.table(negotiation.text)))
                let rows = try await office.pool.query(
                    Query(
                        Statement(
                            "alerts of \(room.id)",
                            "select count(*) as n from alert where negotiation_id = \(room.id) and seq = \(room.seq) "
                                + "and kind = 'docket'"
                        )
                    )
                )
                return try rows.first?.decode("n", as: Int.self)
            }
            #expect(try await count(negotiation) == 3)
            // Where no day moved nobody is told.
            #expect(try await count(idle) == 0)
            let negotiated = try await office.clerk.standing(of: negotiation).negotiation
            let rules = try await office.clerk.standing(of: negotiation).rules
            let changes = try negotiated.changes(by: negotiated.seq, under: rules)
            #expect(changes.map(\.step) == ["ratification"])
            #expect(changes.map(\.before) == [try day("2026-04-13")])
            #expect(changes.map(\.after) == [try day("2026-04-14")])
        }
    }

    @Test func `A closure within a step that is over is refused with the reason`() async throws {
        try await running { office, negotiation in
            try await office.act(
                .vote(
                    .init(step: "ratification", on: day("2026-03-30"), electorate: 9, cast: 9, yes: 1, no: 8)
                ),
                in: negotiation,
                by: "ann-clerk"
            )
            try await office.record(try closed("2026-04-02"))
            let other = try await office.openAnother()
            try await office.act(.trigger(on: day("2026-03-18")), in: other, by: "ann-clerk")
            try await office.act(
                .end(step: "bargaining", outcome: "agreed", on: day("2026-03-20"), note: nil),
                in: other,
                by: "ann-clerk"
            )
            try await office.act(
                .vote(
                    .init(step: "ratification", on: day("2026-03-27"), electorate: 9, cast: 9, yes: 1, no: 8)
                ),
                in: other,
                by: "ann-clerk"
            )
            let refused = try await refusal { try await office.record(try closed("2026-03-24")) }
            #expect(refused.message.contains("'ratification'"))
            #expect(refused.message.contains(other.text))
        }
    }

    @Test func `A closure of a closed day is refused`() async throws {
        try await running { office, _ in
            try await office.record(try closed("2026-04-02"))
            #expect(try await refusal { try await office.record(try closed("2026-04-02")) }.code == .conflict)
        }
    }

    @Test func `A zone without a school calendar is not another's`() async throws {
        try await running { office, _ in
            try await office.establishZone("lawrence", district: "Lawrence")
            let closure = try closed("2026-04-02")
            let refused = try await refusal { try await office.record(closure, in: "lawrence") }
            #expect(refused.message.contains("bargain calendar import"))
            try await office.record(closure)
            let again = try await refusal { try await office.record(closure, in: "lawrence") }
            #expect(again.message.contains("bargain calendar import"))
        }
    }

    @Test func `Where no school calendar is known a closure is refused with what gives one`() async throws {
        try await TestOffice.open { office in
            try await office.establishZone()
            let closure = try closed("2026-04-02")
            let refused = try await refusal { try await office.record(closure) }
            #expect(refused.message.contains("bargain calendar import"))
        }
    }

    @Test func `What was counted before a closure is answered as of then`() async throws {
        try await running { office, negotiation in
            let before = office.clock.now()
            try await office.record(try closed("2026-04-02"))
            let then = try await office.clerk.standing(of: negotiation, asOf: before)
            #expect(then.state.docket?.item("ratification")?.due == (try day("2026-04-13")))
            #expect(try then.state.docket?.why("ratification").text.contains("snow") == false)
            let now = try await office.clerk.standing(of: negotiation)
            #expect(try now.state.docket?.why("ratification").text.contains("snow") == true)
        }
    }
}
