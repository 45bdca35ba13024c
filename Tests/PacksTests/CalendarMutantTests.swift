import CivilTime
import Testing

@testable import Packs

/// Calendars and counting rules with one thing wrong each: reading must refuse every one, with its line.
@Suite struct CalendarMutantTests {
    private static let calendar = """
        id: test
        name: Test
        jurisdiction: test
        years: 2020-2030
        verified: memory
        citation: "§1"
        holidays:
          - {name: Fixed, fixed: july 4, observed: nearest-weekday}
          - {name: Weekday, weekday: first monday of november, days-after: 1, years: even, half: yes}
          - {name: Easter, easter: -2, from: 2021, until: 2025}
          - {name: Weekly, every: saturday}
        """

    private static let rules = """
        rules:
          - name: test
            title: Test
            trigger-day: excluded
            roll: weekend-and-holiday
            lands-on: standing-day
            short: {below: 7, skip: weekend-and-holiday}
            mail: {days: 3, order: roll-then-add, citation: "§2", verified: memory}
            filing: {until: "17:00"}
            half-holidays: holiday
            citation: "§1"
            verified: read
        """

    @Test func `The sound ones are read as they are written`() throws {
        let library = try Library(files: ["calendars/a.yaml": Self.calendar, "counting/a.yaml": Self.rules])
        let days = try library.calendar("test").holidays(in: 2024).filter { !$0.isWeekly }.map(
            \.date.description
        )
        #expect(days == ["2024-03-29", "2024-07-04", "2024-11-05"])
        let rule = try library.countingRule("test")
        #expect(
            rule.landing == .standingDay && rule.countsHalfHolidays && rule.shortPeriods?.length == .below(7)
        )
        #expect(
            rule.mail?.order == .rollThenAdd && rule.mail?.citation == "§2" && rule.mail?.evidence == .memory
        )
        #expect(rule.filing?.until.description == "17:00" && rule.filing?.citation == "§1")
        #expect(rule.shortPeriods?.evidence == .read)
    }

    @Test(arguments: [
        ("july 4", "july 32", 8), ("july 4", "february 30", 8), (", observed: nearest-weekday", "", 8),
        ("nearest-weekday", "friday", 8), ("fixed: july 4", "fixed: july 4, days-after: 1", 8),
        ("first monday", "sixth monday", 9), ("first monday", "last monday", 9),
        ("days-after: 1", "days-after: 40", 9),
        ("years: even", "years: leap", 9), ("half: yes", "half: noon", 9), ("easter: -2", "easter: -200", 10),
        ("until: 2025", "until: 2020", 10), ("easter: -2", "easter: -2, every: sunday", 10),
        ("every: saturday", "every: weekend", 11), ("every: saturday", "often: saturday", 11),
        ("years: 2020-2030", "years: 2030-2020", 4), ("verified: memory", "verified: surely", 5),
    ])
    func `A calendar with a fault is refused`(good: String, bad: String, line: Int) throws {
        try refuse("calendars/a.yaml", Self.calendar, good, bad, line)
    }

    @Test(arguments: [
        ("trigger-day: excluded", "trigger-day: perhaps", 4),
        ("roll: weekend-and-holiday", "roll: weekend", 5),
        ("roll: weekend-and-holiday", "roll: none", 6), ("standing-day", "some-day", 6),
        ("below: 7", "below: 7, exactly: 2", 7), ("below: 7, ", "", 7), ("below: 7", "below: 1", 7),
        ("skip: weekend-and-holiday", "skip: none", 7), ("days: 3", "days: 0", 8), ("days: 3", "days: 31", 8),
        ("roll-then-add", "roll", 8), ("\"17:00\"", "\"25:00\"", 9), ("until:", "from:", 9),
        ("half-holidays: holiday", "half-holidays: half", 10),
        ("    verified: read", "    verified: read\n    more: x", 13),
    ])
    func `A counting rule with a fault is refused`(good: String, bad: String, line: Int) throws {
        try refuse("counting/a.yaml", Self.rules, good, bad, line)
    }

    private func refuse(_ file: String, _ text: String, _ good: String, _ bad: String, _ line: Int) throws {
        #expect(text.contains(good))
        #expect { try Library(files: [file: text.replacing(good, with: bad)]) } throws: { error in
            guard let error = error as? PackError else { return false }
            return error.code == .malformed && error.file == file && error.line == line
                && !error.message.isEmpty
        }
    }
}
