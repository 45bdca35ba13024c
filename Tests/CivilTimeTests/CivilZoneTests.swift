import CivilTime
import Testing

@Suite struct CivilZoneTests {
    /// New York in 2026: the clock goes forward on March 8 at 2:00 and back on November 1 at 2:00.
    private func newYork() throws -> CivilZone {
        try CivilZone(
            id: "America/New_York",
            transitions: [
                .init(second: 1_762_063_200, offset: -18_000, abbreviation: "EST"),
                .init(second: 1_772_953_200, offset: -14_400, abbreviation: "EDT"),
                .init(second: 1_793_512_800, offset: -18_000, abbreviation: "EST"),
            ]
        )
    }

    @Test(arguments: [
        ("2026-04-18", "2026-04-18T00:00:00-04:00"),
        ("2026-03-08", "2026-03-08T00:00:00-05:00"),
        ("2026-03-09", "2026-03-09T00:00:00-04:00"),
        ("2026-11-01", "2026-11-01T00:00:00-04:00"),
        ("2026-11-02", "2026-11-02T00:00:00-05:00"),
        ("2020-06-01", "2020-06-01T00:00:00-05:00"),
        ("2040-06-01", "2040-06-01T00:00:00-05:00"),
    ])
    func `A day starts at its first instant`(day: String, start: String) throws {
        let zone = try newYork()
        let date = try #require(CivilDate(day))
        let instant = zone.startOfDay(date)
        #expect(zone.rfc3339(instant) == start)
        #expect(zone.date(at: instant) == date)
        #expect(zone.date(at: instant.adding(microseconds: -1)) == date.adding(days: -1))
    }

    @Test(arguments: [("2026-03-08", 23), ("2026-11-01", 25), ("2026-04-17", 24)])
    func `A day is as long as its clock makes it`(day: String, hours: Int64) throws {
        let zone = try newYork()
        let date = try #require(CivilDate(day))
        let length = zone.startOfDay(date).microseconds(until: zone.startOfDay(date.adding(days: 1)))
        #expect(length == hours * 3_600_000_000)
    }

    @Test func `Where the clock jumps over 00:00 the day starts with the jump`() throws {
        // At 2026-03-29T00:00 local (UTC-5) the clock goes to 01:00.
        let jump = 1_774_760_400
        let zone = try CivilZone(
            id: "Test/Jump",
            transitions: [
                .init(second: 0, offset: -18_000, abbreviation: "CST"),
                .init(second: jump, offset: -14_400, abbreviation: "CDT"),
            ]
        )
        let date = try #require(CivilDate("2026-03-29"))
        #expect(zone.startOfDay(date) == Instant(microseconds: Int64(jump) * 1_000_000))
        #expect(zone.clock(at: zone.startOfDay(date)).hour == 1)
    }

    @Test func `Where 00:00 comes twice the day starts with the first`() throws {
        // At 2026-10-25T01:00 local (UTC+0) the clock goes back to 00:00 (UTC-1).
        let back = 1_792_890_000
        let zone = try CivilZone(
            id: "Test/Back",
            transitions: [
                .init(second: 0, offset: 0, abbreviation: "S"),
                .init(second: back, offset: -3600, abbreviation: "W"),
            ]
        )
        let date = try #require(CivilDate("2026-10-25"))
        #expect(zone.startOfDay(date) == Instant(microseconds: Int64(back - 3600) * 1_000_000))
        #expect(zone.rfc3339(zone.startOfDay(date.adding(days: 1))) == "2026-10-26T00:00:00-01:00")
    }

    @Test(arguments: [
        ("2026-04-18T03:59:59.999999Z", "Fri Apr 17, 2026, 11:59 pm EDT"),
        ("2026-04-18T04:00:00Z", "Sat Apr 18, 2026, 12:00 am EDT"),
        ("2026-04-18T16:05:00Z", "Sat Apr 18, 2026, 12:05 pm EDT"),
        ("2026-11-01T05:30:00Z", "Sun Nov 1, 2026, 1:30 am EDT"),
        ("2026-11-01T06:30:00Z", "Sun Nov 1, 2026, 1:30 am EST"),
    ])
    func `An instant is spelled with its day and its zone`(text: String, spelled: String) throws {
        #expect(try newYork().spelled(#require(Instant(text))) == spelled)
    }

    @Test func `A zone without an offset, or with one of a day, is refused`() {
        #expect(throws: CivilTimeError.self) { try CivilZone(id: "x", transitions: []) }
        #expect(throws: CivilTimeError.self) {
            try CivilZone(id: "x", transitions: [.init(second: 0, offset: 86_400, abbreviation: "X")])
        }
    }
}
