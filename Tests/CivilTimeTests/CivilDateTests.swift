import CivilTime
import Testing

@Suite struct CivilDateTests {
    @Test(arguments: [
        (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2024, 2, 29, 19_782),
        (1, 1, 1, -719_162),
        (9999, 12, 31, 2_932_896),
    ])
    func `A date has its day number`(year: Int, month: Int, day: Int, number: Int) throws {
        #expect(try CivilDate(year: year, month: month, day: day).dayNumber == number)
    }

    @Test func `Every day of four centuries follows the day before and comes back from its text`() throws {
        var previous = try #require(CivilDate("1799-12-31"))
        var (year, month, day) = (1799, 12, 31)
        while year < 2200 {
            let date = previous.adding(days: 1)
            (day, month, year) = next(day, month, year)
            #expect(date.parts == (year, month, day))
            #expect(CivilDate(date.description) == date)
            #expect(date.weekday.rawValue == previous.weekday.rawValue % 7 + 1)
            previous = date
        }
    }

    private func next(_ day: Int, _ month: Int, _ year: Int) -> (Int, Int, Int) {
        if day < CivilDate.length(ofMonth: month, year: year) { return (day + 1, month, year) }
        return month < 12 ? (1, month + 1, year) : (1, 1, year + 1)
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-17", "20260417", "2026-04-17 ",
        " 2026-04-17",
        "2026/04/17", "0000-01-01", "+026-01-01", "2026-04-1٧", "", "1900-02-29",
    ])
    func `What is not a day is refused`(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test func `A date is spelled as people read it`() throws {
        let date = try #require(CivilDate("2026-04-17"))
        #expect(date.spelled == "Fri Apr 17, 2026")
        #expect(date.formal == "Friday, April 17, 2026")
        #expect(date.weekday == .friday)
    }
}
