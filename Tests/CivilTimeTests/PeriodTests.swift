import CivilTime
import Testing

/// What a rule may say beyond trigger day and roll.
@Suite struct PeriodTests {
    private static func rule(
        _ roll: CountingRule.ShutDays = .weekendAndHoliday,
        landing: CountingRule.Landing = .businessDay,
        short: CountingRule.ShortPeriods.Length? = nil,
        skip: CountingRule.ShutDays = .weekendAndHoliday,
        mail: CountingRule.Mail.Order? = nil,
        halves: Bool = false,
        included: Bool = false
    ) throws -> CountingRule {
        let hour = try ClockTime(minutes: 17 * 60)
        return CountingRule(
            id: "test",
            title: "Test",
            excludesTriggerDay: !included,
            roll: roll,
            landing: landing,
            shortPeriods: short.map { .init(length: $0, skip: skip, citation: "§2", evidence: .memory) },
            mail: mail.map { .init(days: 3, order: $0, citation: "§3", evidence: .secondary) },
            filing: .init(until: hour, citation: "§4", evidence: .read),
            countsHalfHolidays: halves,
            citation: "§1",
            evidence: .read
        )
    }

    private func calendar(_ more: [HolidayRule] = []) throws -> HolidayCalendar {
        try HolidayCalendar(
            id: "test",
            name: "Test",
            jurisdiction: "test",
            rules: [
                HolidayRule(name: "Patriots' Day", day: .nth(3, .monday, month: 4), citation: "§7"),
                HolidayRule(name: "Good Friday", day: .easter(offset: -2), citation: "§7"),
                HolidayRule(name: "Thanksgiving", day: .nth(4, .thursday, month: 11), citation: "§7"),
            ] + more,
            verified: 2020...2030,
            evidence: .read,
            citation: "§7"
        )
    }

    private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    private func last(
        _ period: Period,
        _ start: String,
        _ rule: CountingRule,
        _ calendar: HolidayCalendar? = nil
    ) throws -> String {
        let calendar = try calendar ?? self.calendar()
        let counted = try calendar.count(period, from: date(start), rule: rule)
        #expect(try calendar.date(period, from: date(start), rule: rule) == counted.date)
        return counted.date.description
    }

    @Test func `A last day before a date moves to an earlier day, never to a later one`() throws {
        // Thirty days before May 19, 2026 is Sunday, April 19; the Saturday before it is shut under one rule only.
        let back = Period(30, .calendar, .backward)
        #expect(try last(back, "2026-05-19", Self.rule()) == "2026-04-17")
        #expect(try last(back, "2026-05-19", Self.rule(.sundayAndHoliday)) == "2026-04-17")
        #expect(
            try last(back, "2026-05-19", Self.rule(.sundayAndHoliday, landing: .standingDay)) == "2026-04-18"
        )
        #expect(try last(back, "2026-05-19", Self.rule(.none)) == "2026-04-19")
        // Three business days before Wednesday, April 22, over Patriots' Day.
        let business = Period(3, .business, .backward)
        #expect(try last(business, "2026-04-22", Self.rule()) == "2026-04-16")
        #expect(try last(business, "2026-04-22", Self.rule(included: true)) == "2026-04-17")
        let counted = try calendar().count(business, from: date("2026-04-22"), rule: Self.rule())
        #expect(counted.skipped.map(\.date.description) == ["2026-04-20", "2026-04-19", "2026-04-18"])
        #expect(counted.firstDay.description == "2026-04-21")
    }

    @Test func `A short period leaves out shut days, a longer one does not`() throws {
        let six = Period(6, .calendar)
        #expect(try last(six, "2026-04-16", Self.rule(short: .below(7))) == "2026-04-27")
        #expect(try last(Period(7, .calendar), "2026-04-16", Self.rule(short: .below(7))) == "2026-04-23")
        #expect(try last(six, "2026-04-16", Self.rule()) == "2026-04-22")
        #expect(try last(Period(2, .calendar), "2026-04-17", Self.rule(short: .exactly(2))) == "2026-04-22")
        #expect(try last(Period(3, .calendar), "2026-04-17", Self.rule(short: .exactly(2))) == "2026-04-21")
        let counted = try calendar().count(six, from: date("2026-04-16"), rule: Self.rule(short: .below(7)))
        #expect(counted.isShortPeriod && counted.evidence == .memory)
        #expect(counted.skipped.count == 5)
        #expect(counted.sentences.contains { $0.contains("fewer than 7 days") && $0.contains("§2") })
    }

    @Test func `Mail days are added before the move or after it, as the rule says`() throws {
        // Day 3 from Wednesday, April 22 is a Saturday; three days more are Tuesday, or Thursday after a move to Monday.
        let mail = Period(3, .calendar, isServedByMail: true)
        #expect(try last(mail, "2026-04-22", Self.rule(mail: .addThenRoll)) == "2026-04-28")
        #expect(try last(mail, "2026-04-22", Self.rule(mail: .rollThenAdd)) == "2026-04-30")
        // Where the sum does not stand it moves under both.
        #expect(try last(mail, "2026-04-20", Self.rule(mail: .addThenRoll)) == "2026-04-27")
        #expect(try last(mail, "2026-04-20", Self.rule(mail: .rollThenAdd)) == "2026-04-27")
        // Back from a date, three days earlier.
        let back = Period(3, .calendar, .backward, isServedByMail: true)
        #expect(try last(back, "2026-04-30", Self.rule(mail: .addThenRoll)) == "2026-04-24")
        let business = Period(3, .business, isServedByMail: true)
        #expect(try last(business, "2026-04-22", Self.rule(mail: .addThenRoll)) == "2026-04-30")
        let counted = try calendar().count(
            mail,
            from: date("2026-04-20"),
            rule: Self.rule(mail: .addThenRoll)
        )
        #expect(counted.added.map(\.description) == ["2026-04-24", "2026-04-25", "2026-04-26"])
        #expect(counted.rolled.map(\.date.description) == ["2026-04-26"])
        #expect(counted.evidence == .secondary)
        #expect { try last(mail, "2026-04-22", Self.rule()) } throws: { error in
            (error as? CivilTimeError)?.code == .badCount
        }
    }

    @Test func `A first day waits until the period has passed and never moves`() throws {
        let calendar = try calendar()
        let (start, rule) = (try date("2026-04-03"), try Self.rule(mail: .addThenRoll))
        let wait = Period(15, .calendar)
        #expect(try calendar.earliest(wait, .atLeast, from: start, rule: rule) == date("2026-04-18"))
        #expect(try calendar.earliest(wait, .moreThan, from: start, rule: rule) == date("2026-04-19"))
        #expect(try calendar.date(wait, from: start, rule: rule) == date("2026-04-21"))
        let within = Period(90, .calendar, .backward)
        let school = try date("2026-08-25")
        #expect(try calendar.earliest(within, .atLeast, from: school, rule: rule) == date("2026-05-27"))
        #expect(try calendar.earliest(within, .moreThan, from: school, rule: rule) == date("2026-05-28"))
        let told = try calendar.countEarliest(wait, .moreThan, from: start, rule: rule)
        #expect(told.date.description == "2026-04-19" && told.moves.isEmpty && told.waiting == .moreThan)
        #expect {
            try calendar.earliest(
                Period(15, .calendar, isServedByMail: true),
                .atLeast,
                from: start,
                rule: rule
            )
        } throws: { ($0 as? CivilTimeError)?.code == .badCount }
    }

    @Test func `A filing counts for its day up to the hour`() throws {
        let (calendar, rule, friday) = (try calendar(), try Self.rule(), try date("2026-04-17"))
        for (time, day) in [("09:00", "2026-04-17"), ("17:00", "2026-04-17"), ("17:01", "2026-04-21")] {
            let time = try #require(ClockTime(time))
            #expect(try calendar.filed(on: friday, at: time, rule: rule) == date(day))
        }
        #expect(ClockTime("24:00") == nil && ClockTime("7:00") == nil && ClockTime("17:60") == nil)
        #expect(ClockTime("17:05")?.description == "17:05")
    }

    @Test func `A half-holiday counts as a holiday only where the rule says so`() throws {
        let half = HolidayRule.Day.nth(1, .monday, month: 11, plus: 3)
        let calendar = try calendar([
            HolidayRule(name: "Return Day", day: half, years: .even, isHalfDay: true, citation: "§8")
        ])
        let thursday = "2026-11-05"
        #expect(try last(Period(3, .calendar), "2026-11-02", Self.rule(), calendar) == thursday)
        #expect(
            try last(Period(3, .calendar), "2026-11-02", Self.rule(halves: true), calendar) == "2026-11-06"
        )
        #expect(
            try last(Period(3, .business), "2026-11-02", Self.rule(halves: true), calendar) == "2026-11-06"
        )
        #expect(
            try last(Period(3, .calendar), "2025-11-03", Self.rule(halves: true), calendar) == "2025-11-06"
        )
        let counted = try calendar.count(
            Period(3, .calendar),
            from: date("2026-11-02"),
            rule: Self.rule(halves: true)
        )
        #expect(counted.rolled.map(\.words) == ["Return Day (from noon)"])
        #expect(try calendar.isBusinessDay(date(thursday)))
        #expect(try calendar.dayOff(date(thursday)) == nil)
    }

    @Test func `A half-holiday that meets a holiday is a holiday all day`() throws {
        let day = HolidayRule.Day.nth(1, .monday, month: 11, plus: 3)
        let calendar = try calendar([
            HolidayRule(name: "Return Day", day: day, isHalfDay: true, citation: "§8"),
            HolidayRule(name: "Founders' Day", day: day, citation: "§9"),
        ])
        #expect(try !calendar.isBusinessDay(date("2026-11-05")))
        #expect(try last(Period(3, .calendar), "2026-11-02", Self.rule(), calendar) == "2026-11-06")
    }

    @Test func `Where every Saturday is a legal holiday none stands`() throws {
        let orleans = try calendar([HolidayRule(name: "Saturday", day: .every(.saturday), citation: "§9")])
        let rule = try Self.rule(.sundayAndHoliday, landing: .standingDay)
        #expect(try last(Period(1, .calendar), "2026-04-02", rule) == "2026-04-04")
        #expect(try last(Period(1, .calendar), "2026-04-02", rule, orleans) == "2026-04-06")
        #expect(try orleans.holidays(in: 2026).filter(\.isWeekly).count == 52)
        let counted = try orleans.count(Period(1, .calendar), from: date("2026-04-02"), rule: rule)
        #expect(counted.rolled.map(\.words) == ["Good Friday", "Saturday", "Sunday"])
    }

    @Test(arguments: [21, 22, 23, 24] as [UInt64])
    func `Every count is what a walk through the days finds, and explains each day`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let half = try HolidayRule(
            name: "Half",
            day: .nth(2, .wednesday, month: 5),
            isHalfDay: true,
            citation: "§8"
        )
        let saturday = try HolidayRule(name: "Saturday", day: .every(.saturday), citation: "§9")
        let calendars = [try calendar([half]), try calendar([half, saturday])]
        let first = try date("2021-01-01")
        for _ in 0..<1500 {
            let rule = try Self.rule(
                CountingRule.ShutDays.allCases.randomElement(using: &random) ?? .none,
                landing: Bool.random(using: &random) ? .businessDay : .standingDay,
                short: [nil, .below(7), .exactly(2)].randomElement(using: &random) ?? nil,
                skip: Bool.random(using: &random) ? .weekendAndHoliday : .sundayAndHoliday,
                mail: Bool.random(using: &random) ? .addThenRoll : .rollThenAdd,
                halves: .random(using: &random),
                included: .random(using: &random)
            )
            let period = Period(
                .random(in: 1...40, using: &random),
                Bool.random(using: &random) ? .calendar : .business,
                Bool.random(using: &random) ? .forward : .backward,
                isServedByMail: Int.random(in: 0..<4, using: &random) == 0
            )
            let start = first.adding(days: .random(in: 0..<3000, using: &random))
            let calendar = calendars[Int.random(in: 0...1, using: &random)]
            let counted = try calendar.count(period, from: start, rule: rule)
            let walk = DayWalk(calendar: calendar, rule: rule, period: period)
            #expect(try walk.end(from: start) == counted.date, "seed \(seed): \(period.text) from \(start)")
            #expect(try calendar.date(period, from: start, rule: rule) == counted.date)
            expectComplete(counted, seed)
        }
    }

    /// Every day between the start and the result is counted, skipped, added or moved past.
    private func expectComplete(_ counted: Counted, _ seed: UInt64) {
        let sign = counted.period.direction == .forward ? 1 : -1
        let first = counted.rule.excludesTriggerDay ? counted.start.adding(days: sign) : counted.start
        let span = sign * first.days(until: counted.lastDay) + 1
        #expect(span - counted.skipped.count == counted.period.days, "seed \(seed)")
        #expect(counted.added.count == (counted.period.isServedByMail ? 3 : 0), "seed \(seed)")
        let moved = sign * counted.lastDay.days(until: counted.date)
        #expect(moved == counted.added.count + counted.rolled.count, "seed \(seed)")
        #expect(sign * counted.lastDay.days(until: counted.date) >= 0, "seed \(seed)")
        #expect(counted.sentences.count >= 3)
    }
}
