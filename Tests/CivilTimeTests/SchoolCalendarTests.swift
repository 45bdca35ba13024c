import CivilTime
import Testing

@Suite struct SchoolCalendarTests {
    private let rule = CountingRule(
        id: "test",
        title: "Test",
        excludesTriggerDay: true,
        roll: .weekendAndHoliday,
        mail: .init(days: 3, citation: "§3", evidence: .read),
        citation: "§1",
        evidence: .read
    )

    private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    private func days(_ first: String, _ last: String? = nil) throws -> ClosedRange<CivilDate> {
        try date(first)...date(last ?? first)
    }

    private func holidays() throws -> HolidayCalendar {
        try HolidayCalendar(
            id: "test",
            name: "Test",
            jurisdiction: "test",
            rules: [
                HolidayRule(name: "Labor Day", day: .nth(1, .monday, month: 9), citation: "§7"),
                HolidayRule(name: "Columbus Day", day: .nth(2, .monday, month: 10), citation: "§7"),
            ],
            verified: 2026...2027,
            evidence: .read,
            citation: "§7"
        )
    }

    private func school() throws -> SchoolCalendar {
        try SchoolCalendar(
            id: "springfield",
            name: "Springfield",
            term: days("2026-08-31", "2027-06-17"),
            breaks: [.init(days: days("2026-12-24", "2027-01-01"), name: "Winter vacation")],
            closures: [.init(days: days("2026-09-10"), name: "heat")],
            makeUpDays: [date("2026-09-12"), date("2027-06-18")]
        )
    }

    @Test func `School days pass over weekends, holidays, vacations and closures, and take make-up days`()
        throws
    {
        let calendar = try holidays().keeping(school())
        let counted = try calendar.count(Period(5, .school), from: date("2026-09-04"), rule: rule)
        #expect(counted.date.description == "2026-09-14")
        #expect(
            counted.skipped.map(\.words) == ["Saturday", "Sunday", "Labor Day", "closed: heat", "Sunday"]
        )
        let winter = try calendar.count(Period(2, .school), from: date("2026-12-22"), rule: rule)
        #expect(winter.date.description == "2027-01-04")
        #expect(winter.skipped.first?.words == "Winter vacation")
        #expect(
            try calendar.date(Period(5, .school, .backward), from: date("2026-09-15"), rule: rule).description
                == "2026-09-08"
        )
        let mailed = Period(1, .school, isServedByMail: true)
        #expect(try calendar.date(mailed, from: date("2026-10-06"), rule: rule).description == "2026-10-13")
    }

    @Test func `A snow day makes a new calendar and leaves the old one as it was`() throws {
        let before = try school()
        let after = try before.closing(days("2026-09-09"), because: "snow")
        let period = Period(5, .school)
        func last(_ school: SchoolCalendar) throws -> String {
            try holidays().keeping(school).date(period, from: date("2026-09-04"), rule: rule).description
        }
        #expect(try last(before) == "2026-09-14")
        #expect(try last(after) == "2026-09-15")
        #expect(try last(after.closing(days("2026-09-12"), because: "snow")) == "2026-09-16")
        #expect(try last(after.making(up: date("2026-09-13"))) == "2026-09-14")
        #expect(try before.closing(days("2027-06-18"), because: "snow").makeUpDays.count == 1)
        #expect(before != after)
    }

    @Test func `School days are not counted without a school calendar, nor beyond it`() throws {
        let (plain, start) = (try holidays(), try date("2026-09-04"))
        #expect { try plain.date(Period(5, .school), from: start, rule: rule) } throws: {
            ($0 as? CivilTimeError)?.code == .noSchoolCalendar
        }
        let calendar = try plain.keeping(school())
        for (from, days, direction) in [
            ("2027-06-16", 4, Period.Direction.forward), ("2026-09-03", 5, .backward),
            ("2026-08-01", 2, .forward),
            ("2027-07-01", 2, .backward),
        ] {
            let from = try date(from)
            #expect { try calendar.date(Period(days, .school, direction), from: from, rule: rule) } throws: {
                ($0 as? CivilTimeError)?.code == .noSchoolCalendar
            }
        }
        #expect(
            try calendar.date(Period(2, .school), from: date("2027-06-16"), rule: rule).description
                == "2027-06-18"
        )
        let early = try SchoolCalendar(id: "x", name: "X", term: days("2025-09-01", "2026-06-20"))
        #expect(throws: CivilTimeError.self) { try plain.keeping(early) }
    }

    @Test func `Parts that do not fit are refused with their days`() throws {
        let term = try days("2026-08-31", "2027-06-17")
        func span(_ first: String, _ last: String) throws -> SchoolCalendar.Span {
            .init(days: try days(first, last), name: "off")
        }
        let cases:
            [(
                breaks: [SchoolCalendar.Span], closures: [SchoolCalendar.Span], makeUps: [CivilDate],
                says: String
            )] =
                [
                    (
                        [try span("2026-12-24", "2027-01-02"), try span("2027-01-02", "2027-01-03")], [], [],
                        "overlap"
                    ),
                    (
                        [try span("2026-12-24", "2027-01-02")], [try span("2026-12-30", "2026-12-30")], [],
                        "overlap"
                    ),
                    ([try span("2026-08-30", "2026-09-01")], [], [], "does not lie within"),
                    ([], [try span("2027-06-17", "2027-06-18")], [], "does not lie within"),
                    ([], [], [try date("2027-06-18"), try date("2027-06-18")], "twice"),
                    ([], [], [try date("2026-08-30")], "before the term"),
                    ([], [], [try date("2028-06-18")], "100 days"),
                    (
                        [], [try span("2027-01-12", "2027-01-14")], [try date("2027-01-13")],
                        "lies in the closure"
                    ),
                ]
        for one in cases {
            #expect {
                try SchoolCalendar(
                    id: "x",
                    name: "X",
                    term: term,
                    breaks: one.breaks,
                    closures: one.closures,
                    makeUpDays: one.makeUps
                )
            } throws: { ($0 as? CivilTimeError)?.message.contains(one.says) == true }
        }
        let long = try days("2020-01-01", "2026-12-31")
        #expect(throws: CivilTimeError.self) { try SchoolCalendar(id: "x", name: "X", term: long) }
    }

    @Test(arguments: [31, 32] as [UInt64])
    func `School days are those that a walk finds`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let calendar = try holidays().keeping(school())
        let first = try date("2026-10-20")
        for _ in 0..<500 {
            let period = Period(
                .random(in: 1...30, using: &random),
                .school,
                Bool.random(using: &random) ? .forward : .backward,
                isServedByMail: .random(using: &random)
            )
            let start = first.adding(days: .random(in: 0..<150, using: &random))
            let walk = DayWalk(calendar: calendar, rule: rule, period: period)
            let counted = try calendar.count(period, from: start, rule: rule)
            #expect(try walk.end(from: start) == counted.date, "seed \(seed): \(period.text) from \(start)")
        }
    }
}
