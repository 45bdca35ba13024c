import CivilTime
import Postgres
import Service
import Store
import Table
import TestSupport
import Testing

@Suite(.database) struct HallwayTests {
    private func established(_ handle: String, district: String = "Springfield") throws -> ZoneFact {
        .established(
            ZoneEstablished(
                zone: try #require(Handle(handle)),
                name: "A zone",
                district: district,
                state: "MA",
                calendar: "us-ma"
            )
        )
    }

    private func joined(_ name: String) throws -> ZoneFact {
        .schoolJoined(SchoolJoined(school: try #require(Handle(naming: name)), name: name, enrolment: nil))
    }

    @Test func `A school is in one zone, and the refusal names no other`() async throws {
        try await TestOffice.open { office in
            try await office.record(established("springfield"))
            try await office.record(established("forest-park"), in: "forest-park")
            try await office.record(joined("Kiley Middle School"))
            let refused = try await refusal {
                try await office.record(joined("KILEY Middle School"), in: "forest-park")
            }
            #expect(refused.code == .conflict)
            #expect(
                refused.message
                    == "'KILEY Middle School' belongs to another zone already; a school is in one zone."
            )
            try await office.record(established("boston", district: "Boston"), in: "boston")
            try await office.record(joined("Kiley Middle School"), in: "boston")
        }
    }

    @Test func `A zone is established once, whoever is first`() async throws {
        try await TestOffice.open { office in
            let other = try office.another()
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<6 {
                    group.addTask {
                        do {
                            try await (number.isMultiple(of: 2) ? office : other).record(
                                established("springfield")
                            )
                            return true
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(outcomes == 1)
            await other.close()
        }
    }

    @Test func `An unknown pack or calendar is refused with the nearest known`() async throws {
        try await TestOffice.open { office in
            try await office.establishZone()
            let refused = try await refusal { try await office.openAnother(pack: "ma-69-1j-h") }
            #expect(refused.code == .unknown)
            #expect(refused.message.contains("ma-69-1j-g"))
            let stray = ZoneFact.established(
                ZoneEstablished(
                    zone: try #require(Handle("elsewhere")),
                    name: "Elsewhere",
                    district: "E",
                    state: "MA",
                    calendar: "us-mars"
                )
            )
            #expect(
                try await refusal { try await office.record(stray, in: "elsewhere") }.message.contains(
                    "us-ma"
                )
            )
        }
    }

    @Test func `Whoever takes a seat later sits at the open negotiations and is reminded`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.act(.trigger(on: day("2026-03-18")), in: negotiation, by: "ann-clerk")
            let rosa = Seat(
                handle: try #require(Handle("rosa-diaz")),
                person: "Rosa Diaz",
                role: .union,
                email: nil
            )
            try await office.record(.seatTaken(rosa))
            try await office.serve("# P\n", in: negotiation, by: "rosa-diaz")
            let alerts = try await office.store.alerts(
                of: rosa.handle,
                in: negotiation,
                until: instant("2026-04-17T09:00:00-04:00"),
                unacknowledgedOnly: true,
                limit: 50
            )
            #expect(alerts.contains { $0.kind == .reminder && $0.matter?.name == "bargaining" })
            try await office.record(.seatVacated(SeatVacated(handle: rosa.handle, reason: "left")))
            let after = try await office.store.alerts(
                of: rosa.handle,
                in: negotiation,
                until: instant("2026-04-17T09:00:00-04:00"),
                unacknowledgedOnly: false,
                limit: 50
            )
            #expect(!after.contains { $0.kind == .reminder })
            let refused = try await refusal {
                try await office.serve("# Q\n", in: negotiation, by: "rosa-diaz")
            }
            #expect(refused.code == .notPermitted)
        }
    }

    @Test func `Negotiations are numbered by zone and year`() async throws {
        try await TestOffice.open { office in
            try await office.establishZone()
            let first = try await office.openAnother()
            let second = try await office.openAnother()
            #expect([first.text, second.text] == ["springfield-2026-1", "springfield-2026-2"])
        }
    }
}
