import CivilTime
import Testing

@Suite struct CountTests {
    private let statute = CountingRule(
        id: "statute",
        title: "Statute",
        excludesTriggerDay: true,
        roll: .sundayAndHoliday,
        citation: "§9",
        evidence: .read
    )
    private let agency = CountingRule(
        id: "agency",
        title: "Agency",
        excludesTriggerDay: true,
        roll: .weekendAndHoliday,
        citation: "§4",
        evidence: .read
    )
    private let included = CountingRule(
        id: "included",
        title: "Trigger day included",
        excludesTriggerDay: false,
        roll: .weekendAndHoliday,
        citation: "§1",
        evidence: .read
    )

    private func calendar() throws -> HolidayCalendar {
        try HolidayCalendar(
            id: "test",
            name: "Test",
            jurisdiction: "test",
            rules: [
                HolidayRule(name: "Patriots' Day", day: .nth(3, .monday, month: 4), citation: "§7"),
                HolidayRule(
                    name: "Independence Day",
                    day: .fixed(month: 7, day: 4, observance: .sundayToMonday),
                    citation: "§7"
                ),
                HolidayRule(name: "Thanksgiving", day: .nth(4, .thursday, month: 11), citation: "§7"),
            ],
            verified: 2020...2030,
            evidence: .read,
            citation: "§7"
        )
    }

    private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test func `A Saturday stands under the statute and moves under the agency's rule`() throws {
        let (calendar, start) = (try calendar(), try date("2026-01-29"))
        #expect(try calendar.date(Period(30, .calendar), from: start, rule: statute) == date("2026-02-28"))
        #expect(try calendar.date(Period(30, .calendar), from: start, rule: agency) == date("2026-03-02"))
    }

    @Test
    func `A Sunday moves past the holiday that follows it, and a holiday on a Saturday moves to Monday`()
        throws
    {
        let calendar = try calendar()
        let sunday = try calendar.count(Period(30, .calendar), from: date("2026-03-20"), rule: statute)
        #expect(sunday.lastDay == (try date("2026-04-19")))
        #expect(sunday.date == (try date("2026-04-21")))
        #expect(sunday.rolled.map(\.date.description) == ["2026-04-19", "2026-04-20"])
        #expect(
            try calendar.date(Period(4, .calendar), from: date("2026-06-30"), rule: statute)
                == date("2026-07-06")
        )
    }

    @Test func `Business days pass over weekends and holidays and say which`() throws {
        let counted = try calendar().count(Period(10, .business), from: date("2026-04-17"), rule: statute)
        #expect(counted.date == (try date("2026-05-04")))
        #expect(counted.firstDay == (try date("2026-04-21")))
        #expect(counted.rolled.isEmpty)
        #expect(
            counted.skipped.map(\.date.description) == [
                "2026-04-18", "2026-04-19", "2026-04-20", "2026-04-25", "2026-04-26", "2026-05-02",
                "2026-05-03",
            ]
        )
        #expect(counted.skipped[0].reason == .saturday)
        #expect(counted.skipped[1].reason == .sunday)
        guard case .holiday(let holiday) = counted.skipped[2].reason else {
            Issue.record("April 20, 2026 is a holiday")
            return
        }
        #expect(holiday.name == "Patriots' Day")
    }

    @Test func `The first day counts where the rule says so`() throws {
        let calendar = try calendar()
        #expect(
            try calendar.date(Period(1, .business), from: date("2026-04-17"), rule: included)
                == date("2026-04-17")
        )
        #expect(
            try calendar.date(Period(1, .business), from: date("2026-04-18"), rule: included)
                == date("2026-04-21")
        )
        #expect(
            try calendar.date(Period(3, .calendar), from: date("2026-04-15"), rule: included)
                == date("2026-04-17")
        )
    }

    @Test func `A count that leaves the verified years is an error, not a guess`() throws {
        let calendar = try calendar()
        for (start, days, kind) in [
            ("2019-12-31", 1, DayKind.calendar), ("2030-12-31", 1, .calendar), ("2030-12-02", 30, .calendar),
            ("2030-12-20", 8, .business), ("2031-01-01", 1, .business), ("2020-01-01", 5000, .calendar),
        ] {
            let start = try date(start)
            #expect { try calendar.date(Period(days, kind), from: start, rule: statute) } throws: { error in
                (error as? CivilTimeError)?.code == .unverifiedYear
            }
        }
        #expect(
            try calendar.date(Period(7, .business), from: date("2030-12-20"), rule: statute)
                == date("2030-12-31")
        )
        #expect(throws: CivilTimeError.self) { try calendar.isBusinessDay(date("2031-01-01")) }
        #expect(throws: CivilTimeError.self) { try calendar.holidays(in: 2031) }
        #expect(throws: CivilTimeError.self) {
            try calendar.date(Period(0, .business), from: date("2026-01-01"), rule: statute)
        }
        #expect(throws: CivilTimeError.self) {
            try calendar.date(Period(-1, .calendar), from: date("2026-01-01"), rule: statute)
        }
    }

    @Test(arguments: [11, 12, 13] as [UInt64])
    func `The table counts as a walk through the days does`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let calendar = try calendar()
        let first = try date("2020-01-01")
        for _ in 0..<1000 {
            let start = first.adding(days: .random(in: 0..<3600, using: &random))
            let days = Int.random(in: 1...90, using: &random)
            let kind = DayKind.allCases[Int.random(in: 0...1, using: &random)]
            let rule = [statute, agency, included][Int.random(in: 0...2, using: &random)]
            let counted = try calendar.count(Period(days, kind), from: start, rule: rule)
            #expect(try calendar.date(Period(days, kind), from: start, rule: rule) == counted.date)
            #expect(
                counted.date == (try walk(days, kind, start, rule, calendar)),
                "\(days) \(kind) from \(start)"
            )
            if kind == .business || rule == agency || rule == included {
                #expect(try calendar.isBusinessDay(counted.date))
            }
            if kind == .business {
                let span = counted.firstDay.days(until: counted.date) + 1
                let within = counted.skipped.count { $0.date > counted.firstDay }
                #expect(span - within == days)
            }
        }
    }

    private func walk(
        _ days: Int,
        _ kind: DayKind,
        _ start: CivilDate,
        _ rule: CountingRule,
        _ calendar: HolidayCalendar
    ) throws -> CivilDate {
        var day = rule.excludesTriggerDay ? start : start.adding(days: -1)
        var left = days
        while left > 0 {
            day = day.adding(days: 1)
            if try kind == .calendar || calendar.isBusinessDay(day) { left -= 1 }
        }
        let isHoliday = try calendar.holiday(on: day) != nil
        let moves =
            isHoliday || day.weekday == .sunday
            || (rule.roll == .weekendAndHoliday && day.weekday == .saturday)
        while try kind == .calendar && moves && !calendar.isBusinessDay(day) { day = day.adding(days: 1) }
        return day
    }
}
