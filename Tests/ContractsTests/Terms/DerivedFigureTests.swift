import Contracts
import Testing

@Suite struct DerivedFigureTests {
    private func parts(_ old: String, _ new: String) throws -> [String] {
        let former = try #require(try document(term(old)).terms.first)
        let latter = try #require(try document(term(new)).terms.first)
        return try #require(Movement(from: former, to: latter)).parts.map { "\($0.name): \($0.text)" }
    }

    private func raises(_ rows: [(String, String)]) -> String {
        "id: x\nkind: salary.adjustment\ngrid: g\nrounding: nearest cent\nraises:\n"
            + rows.map { "  - {effective: \($0.0), percent: \($0.1)}" }.joined(separator: "\n")
    }

    /// 2% on the first day and 2% after 122 of 365 days: (122 · 1.02 + 243 · 1.0404) / 365 is 1.03358….
    @Test func `A raise within the year is told by what it is worth over the year and at its end`() throws {
        let whole = raises([("2026-09-01", "4%"), ("2027-09-01", "3%")])
        let split = raises([("2026-09-01", "2%"), ("2027-01-01", "2%"), ("2027-09-01", "3%")])
        let found = try parts(whole, split)
        #expect(found.contains("year 1 as over the whole year: 4.00% to 3.36%, -0.64 points"))
        #expect(found.contains("year 1 at its end: 4.00% to 4.04%, +0.04 points"))
        #expect(!found.contains { $0.hasPrefix("year 2") })
        #expect(
            found.contains(
                "all raises together: 7.12% (their sum is 7.00%) to 7.16% (their sum is 7.00%), +0.04 points"
            )
        )
    }

    /// A year that begins on a leap day, and one that is never over.
    @Test func `Years are counted over leap days and up to the last day there is`() throws {
        let leap = raises([("2028-02-29", "1%"), ("2029-02-28", "1%")])
        #expect(
            try parts(leap, raises([("2028-02-29", "1%"), ("2029-08-29", "1%")])).contains {
                $0.hasPrefix("year 2 as over the whole year: 1.00% to")
            }
        )
        let last = raises([("9999-01-01", "1%"), ("9999-12-31", "2%")])
        #expect(
            try parts(last, raises([("9999-01-01", "1%"), ("9999-12-31", "3%")])).contains {
                $0.hasPrefix("raise 2 percent: 2.00% to 3.00%")
            }
        )
    }

    @Test func `A step of a dispute keeps its figures when another is put before it`() throws {
        func ladder(_ steps: [String]) -> String {
            "id: x\nkind: dispute.ladder\nfor: expedited\nsteps:\n"
                + steps.map { "  - {\($0), action: answers, days: 5, of: school, on_lapse: advance}" }
                .joined(separator: "\n")
        }
        let found = try parts(
            ladder(["actor: principal", "actor: committee"]),
            ladder(["actor: mentor", "actor: committee", "actor: principal"])
        )
        #expect(found.filter { $0.hasPrefix("step 1 ") }.count == 5)
        #expect(found.allSatisfy { $0.hasPrefix("step 1 ") || $0.hasPrefix("order of") })
        #expect(found.contains("order of 'principal answers': place 1 to place 2, down 1 place"))
    }

    @Test func `What an added hour is paid is exact, and rounded only to be shown`() throws {
        let body = "id: x\nkind: pay.extended_time\nper: year\namount: "
        let document = try document(term(body + "$4,100\nhours: 190"))
        guard case .extendedTime(let time) = document.term("x")?.value else {
            Issue.record("not read")
            return
        }
        #expect(time.pay == .year(Money(cents: 410_000)))
        #expect(time.minutesPerYear(yearDays: nil) == 11_400)
        let hour = try #require(time.centsPerHour(yearDays: nil))
        #expect((hour.numerator, hour.denominator) == (41_000, 19))
        let found = try parts(body + "$4,100\nhours: 190", body + "$4,464\nhours: 190")
        #expect(found.last == "an added hour, to the nearest cent: $21.58 to $23.49, +8.88%")
    }

    @Test func `A ladder of longevity pays by the highest rung reached`() throws {
        let body =
            "id: x\nkind: salary.longevity\nladder: [{after: 15, amount: 2000}, {after: 20, amount: 3000}]"
        guard case .longevity(let longevity) = try document(term(body)).term("x")?.value else {
            Issue.record("not read")
            return
        }
        #expect(
            [14, 15, 19, 20, 40].map { longevity.amount(afterYears: $0)?.cents } == [
                nil, 200_000, 200_000, 300_000, 300_000,
            ]
        )
    }
}
