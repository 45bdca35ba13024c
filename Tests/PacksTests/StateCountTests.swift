import CivilTime
import Law
import Packs
import Testing

/// Counts of the embedded calendars and rules whose dates are known from real cases or were counted by hand.
@Suite struct StateCountTests {
    private let library = Library.standard

    private func last(_ period: Period, _ start: String, _ calendar: String, _ rule: String) throws -> String
    {
        try library.calendar(calendar).date(
            period,
            from: #require(CivilDate(start)),
            rule: library.countingRule(rule)
        ).description
    }

    @Test(arguments: [
        // G.L. c.71 §92(m): a committee's sixty days to vote, over Patriots' Day.
        (60, "2013-02-13", "us-ma", "ma-statute", "2013-04-16"),
        // G.L. c.71 §92(k)-(m): forty days end on a Sunday; then three, fourteen, fourteen and sixty.
        (40, "2026-09-08", "us-ma", "ma-statute", "2026-10-19"),
        (3, "2026-10-20", "us-ma", "ma-statute", "2026-10-23"),
        (14, "2026-10-23", "us-ma", "ma-statute", "2026-11-06"),
        (14, "2026-11-06", "us-ma", "ma-statute", "2026-11-20"),
        (60, "2026-11-20", "us-ma", "ma-statute", "2027-01-19"),
        // 14 DE Admin. Code 103: the zone schools of August 31, 2010.
        (75, "2010-08-31", "us-de", "de-statute", "2010-11-15"),
        (30, "2010-11-15", "us-de", "de-statute", "2010-12-15"),
        (120, "2010-08-31", "us-de", "de-statute", "2010-12-29"),
        // Cabrini Day is a holiday in Colorado; in Massachusetts it is a Monday like others.
        (30, "2026-09-05", "us-co", "co-statute", "2026-10-06"),
        (30, "2026-09-05", "us-ma", "ma-statute", "2026-10-05"),
        // Buffalo 2015: five days from November 2 end on a Saturday, and the order was given on Monday the 9th.
        (5, "2015-11-02", "us-ny", "ny-statute", "2015-11-09"),
        // Two days in New York leave out the weekend (General Construction Law §20).
        (2, "2026-04-17", "us-ny", "ny-statute", "2026-04-21"),
        (2, "2026-04-17", "us-ny", "ny-perb", "2026-04-20"),
        // As printed, PERB counts the day of the act: the Saturday before moves to Monday.
        (15, "2026-04-17", "us-de", "de-perb", "2026-05-01"),
        (16, "2026-04-17", "us-de", "de-perb", "2026-05-04"),
        // Louisiana: Good Friday moves to Saturday, but not in Orleans parish.
        (10, "2026-03-24", "us-la", "la-ccp", "2026-04-04"),
        (10, "2026-03-24", "us-la-orleans", "la-ccp", "2026-04-06"),
        (6, "2026-04-01", "us-la", "la-ccp", "2026-04-09"),
        (6, "2026-04-01", "us-la-orleans", "la-ccp", "2026-04-10"),
    ])
    func `A count of calendar days ends where the law has it`(
        days: Int,
        start: String,
        calendar: String,
        rule: String,
        end: String
    ) throws {
        #expect(try last(Period(days, .calendar), start, calendar, rule) == end)
    }

    @Test func `Mail adds its days where the rule has them`() throws {
        let mail = Period(30, .calendar, isServedByMail: true)
        #expect(try last(mail, "2026-01-29", "us-ma", "ma-agency") == "2026-03-03")
        #expect(throws: CivilTimeError.self) { try last(mail, "2026-01-29", "us-ma", "ma-statute") }
    }

    @Test func `Illinois counts back from the first day of school, and on from the first meeting`() throws {
        let (illinois, rule) = (try library.calendar("us-il"), try library.countingRule("il-statute"))
        let back = Period(90, .calendar, .backward)
        #expect(try last(back, "2026-08-25", "us-il", "il-statute") == "2026-05-27")
        // Back from August 23: Memorial Day, so the notice must be given by the Friday before.
        #expect(try last(back, "2026-08-23", "us-il", "il-statute") == "2026-05-22")
        let meeting = try #require(CivilDate("2026-08-03"))
        let wait = Period(15, .calendar)
        #expect(try illinois.earliest(wait, .moreThan, from: meeting, rule: rule).description == "2026-08-19")
        #expect(try illinois.earliest(wait, .atLeast, from: meeting, rule: rule).description == "2026-08-18")
    }

    @Test(arguments: [
        ("us-de", 2026, "2026-07-03", "Independence Day"),
        ("us-de", 2026, "2026-11-03", "General Election Day"),
        ("us-de", 2026, "2026-11-27", "Day after Thanksgiving"), ("us-de", 2027, "2027-06-18", "Juneteenth"),
        ("us-de-sussex", 2026, "2026-11-05", "Return Day"),
        ("us-ny", 2025, "2025-11-04", "General Election Day"),
        ("us-ny", 2023, "2023-02-13", "Lincoln's Birthday"),
        ("us-il", 2026, "2026-03-02", "Casimir Pulaski Day"),
        ("us-il", 2026, "2026-04-03", "Good Friday"),
        ("us-co", 2026, "2026-10-05", "Frances Xavier Cabrini Day"),
        ("us-la", 2026, "2026-02-17", "Mardi Gras"), ("us-la", 2026, "2026-01-08", "Battle of New Orleans"),
    ])
    func `A state keeps its own holidays`(id: String, year: Int, day: String, name: String) throws {
        let holidays = try library.calendar(id).holidays(in: year)
        #expect(holidays.contains { $0.date.description == day && $0.name == name })
    }

    @Test func `What a state does not keep is a day like others`() throws {
        for (id, day) in [
            ("us-de", "2026-02-16"), ("us-de", "2026-10-12"), ("us-de", "2025-11-04"),
            ("us-co", "2026-10-12"),
            ("us-la", "2027-07-05"), ("us-ma", "2026-07-03"), ("us-ma", "2026-06-17"),
            ("us-la", "2026-06-19"),
            ("us-de", "2026-11-05"), ("us-il", "2026-11-03"),
        ] {
            #expect(try library.calendar(id).isBusinessDay(#require(CivilDate(day))), "\(id) \(day)")
        }
    }

    @Test func `Every calendar and rule says how far it was verified`() throws {
        #expect(try library.calendar("us-ny").evidence == .memory)
        #expect(try library.countingRule("ma-court").evidence == .memory)
        let counted = try library.calendar("us-ma").count(
            Period(5, .calendar),
            from: #require(CivilDate("2026-04-15")),
            rule: library.countingRule("ma-agency")
        )
        #expect(counted.isShortPeriod && counted.evidence == .memory)
        #expect(
            library.calendars.allSatisfy { $0.citation.count > 8 }
                && library.rules.allSatisfy { $0.citation.count > 8 }
        )
    }
}
