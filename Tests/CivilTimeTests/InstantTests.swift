import CivilTime
import Foundation
import Testing

@Suite struct InstantTests {
    @Test(arguments: [
        ("2026-04-17T23:59:50-04:00", "2026-04-18T03:59:50Z"),
        ("2026-04-18T03:59:50Z", "2026-04-18T03:59:50Z"),
        ("2026-04-18T03:59:50.5Z", "2026-04-18T03:59:50.5Z"),
        ("2026-04-18T03:59:50.000001Z", "2026-04-18T03:59:50.000001Z"),
        ("2026-04-18T03:59:50.120000Z", "2026-04-18T03:59:50.12Z"),
        ("2026-04-18T03:59:50.000000Z", "2026-04-18T03:59:50Z"),
        ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
        ("1970-01-01T05:30:00+05:30", "1970-01-01T00:00:00Z"),
        ("2026-12-31T20:00:00-05:00", "2027-01-01T01:00:00Z"),
    ])
    func `RFC 3339 with an offset is read and printed in UTC`(text: String, printed: String) throws {
        let instant = try #require(Instant(text))
        #expect(instant.description == printed)
        #expect(Instant(printed) == instant)
    }

    @Test(arguments: [
        "2026-04-17T23:59:50", "2026-04-17 23:59:50Z", "2026-04-17T24:00:00Z", "2026-04-17T23:60:00Z",
        "2026-04-17T23:59:60Z", "2026-02-29T00:00:00Z", "2026-04-17T23:59Z", "2026-04-17t23:59:50z",
        "2026-04-17T23:59:50.Z", "2026-04-17T23:59:50.1234567Z", "2026-04-17T23:59:50-0400",
        "2026-04-17T23:59:50-04:60", "2026-04-17T23:59:50-24:00", "2026-04-17T23:59:50Zx", "2026-04-17", "",
        "2026-04-17T23:59:50*04:00", "2026-04-17T-1:59:50Z",
    ])
    func `Anything else is refused`(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test func `Instants are added, measured and ordered`() {
        let start = Instant(microseconds: 1_000_000)
        #expect(start.adding(seconds: -2).microseconds == -1_000_000)
        #expect(start.adding(microseconds: 5).microseconds == 1_000_005)
        #expect(start.microseconds(until: start.adding(seconds: 3)) == 3_000_000)
        #expect(start.adding(microseconds: -1) < start)
    }

    @Test func `An instant and a date are text in JSON`() throws {
        let instant = try #require(Instant("2026-04-17T23:59:50-04:00"))
        #expect(
            String(decoding: try JSONEncoder().encode([instant]), as: UTF8.self)
                == "[\"2026-04-18T03:59:50Z\"]"
        )
        #expect(
            try JSONDecoder().decode([Instant].self, from: Data("[\"2026-04-18T03:59:50Z\"]".utf8)) == [
                instant
            ]
        )
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Instant].self, from: Data("[\"2026-04-18\"]".utf8))
        }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CivilDate].self, from: Data("[\"2026-02-30\"]".utf8))
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `Any instant of four thousand years comes back from its text`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for _ in 0..<2000 {
            let instant = Instant(
                microseconds: .random(in: -60_000_000_000_000_000...60_000_000_000_000_000, using: &random)
            )
            #expect(Instant(instant.description) == instant)
        }
    }
}
