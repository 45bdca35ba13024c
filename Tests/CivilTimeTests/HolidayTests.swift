import CivilTime
import Testing

@Suite struct HolidayTests {
    private func days(_ day: HolidayRule.Day, _ years: ClosedRange<Int>, from: Int? = nil) throws -> [String]
    {
        let calendar = try HolidayCalendar(
            id: "test",
            name: "Test",
            jurisdiction: "test",
            rules: [HolidayRule(name: "Day", day: day, fromYear: from, citation: "§1")],
            verified: years,
            evidence: .read,
            citation: "§1"
        )
        return try years.flatMap { try calendar.holidays(in: $0) }.map(\.date.description)
    }

    @Test func `Easter is where the church has it`() throws {
        let easters = try days(.easter(offset: 0), 2019...2027)
        #expect(
            easters == [
                "2019-04-21", "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31",
                "2025-04-20",
                "2026-04-05", "2027-03-28",
            ]
        )
        #expect(try days(.easter(offset: -2), 2026...2026) == ["2026-04-03"])
        #expect(try days(.easter(offset: 0), 2038...2038) == ["2038-04-25"])
        #expect(try days(.easter(offset: 0), 1818...1818) == ["1818-03-22"])
        #expect(try days(.easter(offset: 0), 2049...2049) == ["2049-04-18"])
    }

    @Test func `A weekday of a month is the nth or the last`() throws {
        #expect(try days(.nth(3, .monday, month: 4), 2026...2027) == ["2026-04-20", "2027-04-19"])
        #expect(try days(.last(.monday, month: 5), 2026...2027) == ["2026-05-25", "2027-05-31"])
        #expect(try days(.nth(5, .monday, month: 2), 2024...2052) == ["2044-02-29"])
    }

    @Test func `A fixed day is kept as its observance says`() throws {
        // July 4 is a Saturday in 2026 and a Sunday in 2027; January 1 a Saturday in 2028.
        #expect(
            try days(.fixed(month: 7, day: 4, observance: .asItFalls), 2026...2027) == [
                "2026-07-04", "2027-07-04",
            ]
        )
        #expect(
            try days(.fixed(month: 7, day: 4, observance: .sundayToMonday), 2026...2027) == [
                "2026-07-04", "2027-07-05",
            ]
        )
        #expect(
            try days(.fixed(month: 7, day: 4, observance: .nearestWeekday), 2026...2027) == [
                "2026-07-03", "2027-07-05",
            ]
        )
        #expect(
            try days(.fixed(month: 1, day: 1, observance: .nearestWeekday), 2027...2027) == [
                "2027-01-01", "2027-12-31",
            ]
        )
        #expect(try days(.fixed(month: 2, day: 29, observance: .asItFalls), 2023...2025) == ["2024-02-29"])
    }

    @Test func `A holiday starts with its first year`() throws {
        #expect(
            try days(.fixed(month: 6, day: 19, observance: .sundayToMonday), 2019...2022, from: 2021)
                == ["2021-06-19", "2022-06-20"]
        )
    }

    @Test func `A rule for a day that cannot be is refused`() {
        for day: HolidayRule.Day in [
            .fixed(month: 2, day: 30, observance: .asItFalls),
            .fixed(month: 13, day: 1, observance: .asItFalls),
            .nth(6, .monday, month: 1), .nth(1, .monday, month: 0), .last(.monday, month: 13),
            .easter(offset: 400),
        ] {
            #expect(throws: CivilTimeError.self) { try HolidayRule(name: "x", day: day, citation: "§1") }
        }
        #expect(throws: CivilTimeError.self) {
            try HolidayRule(
                name: "x",
                day: .easter(offset: 0),
                fromYear: 2021,
                untilYear: 2020,
                citation: "§1"
            )
        }
    }

    @Test func `A child calendar keeps its parent's holidays and cannot outlive it`() throws {
        func calendar(_ month: Int, _ years: ClosedRange<Int>, _ parent: HolidayCalendar?) throws
            -> HolidayCalendar
        {
            try HolidayCalendar(
                id: "c\(month)",
                name: "C",
                jurisdiction: "test",
                rules: [HolidayRule(name: "M\(month)", day: .nth(1, .monday, month: month), citation: "§1")],
                verified: years,
                evidence: parent == nil ? .secondary : .read,
                citation: "§1",
                parent: parent
            )
        }
        let parent = try calendar(3, 2020...2030, nil)
        let child = try calendar(2, 2025...2026, parent)
        #expect(try child.holidays(in: 2026).map(\.name) == ["M2", "M3"])
        #expect(child.evidence == .secondary)
        #expect(throws: CivilTimeError.self) { try calendar(2, 2025...2031, parent) }
    }
}
