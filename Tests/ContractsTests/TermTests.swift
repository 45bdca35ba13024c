import CivilTime
import Contracts
import Testing

@Suite struct TermTests {
    @Test func `A salary schedule is read with its basis, scope and every amount`() throws {
        let body =
            term(
                "id: teacher-salary\nkind: salary.grid\neffective: 2026-09-01\nuntil: 2027-08-31\n"
                    + "basis: {days: 183, minutes: 420}\nscope: {schools: [Kiley, Duggan], level: middle}\n"
                    + "note: holidays not counted\ntable: below"
            ) + "\n| Step | B | M |\n|---|---|---|\n| 1 | $52,340 | 55000.50 |\n| 2 | 53,000 | — |"
        let term = try #require(try document(body).term("teacher-salary"))
        #expect(term.section == "8.2")
        #expect(term.line == 7)
        #expect(term.effective == CivilDate("2026-09-01"))
        #expect(term.until == CivilDate("2027-08-31"))
        #expect(term.basis?.days == 183)
        #expect(term.basis?.minutes == 420)
        #expect(term.scope.schools == ["Kiley", "Duggan"])
        #expect(term.scope.level == "middle")
        #expect(term.note == "holidays not counted")
        guard case .salaryGrid(let grid) = term.value else {
            Issue.record("\(term.value)")
            return
        }
        #expect(grid.steps == ["1", "2"])
        #expect(grid.lanes == ["B", "M"])
        #expect(grid.amounts.map { $0.map { $0?.cents } } == [[5_234_000, 5_500_050], [5_300_000, nil]])
    }

    @Test func `Raises are read one by one or as a list`() throws {
        let body =
            term(
                "id: a\nkind: salary.adjustment\ngrid: g\nrounding: nearest dollar\neffective: 2026-09-01\npercent: 3.5%"
            )
            + "\n"
            + term(
                "id: b\nkind: salary.adjustment\ngrid: g\nrounding: up to dollar\noff_schedule: yes\nraises:\n"
                    + "  - {effective: 2026-09-01, percent: 3 percent}\n  - {effective: 2027-09-01, amount: \"$1,000\"}"
            )
        let read = try document(body)
        guard case .salaryAdjustment(let one) = read.term("a")?.value,
            case .salaryAdjustment(let two) = read.term("b")?.value
        else {
            Issue.record("not read")
            return
        }
        #expect(one.raises.map(\.percent?.basisPoints) == [350])
        #expect(one.rounding == .nearestDollar)
        #expect(one.isOffSchedule == false)
        #expect(two.raises.map(\.percent?.basisPoints) == [300, nil])
        #expect(two.raises.map(\.amount?.cents) == [nil, 100_000])
        #expect(two.raises.map(\.effective.description) == ["2026-09-01", "2027-09-01"])
        #expect(two.isOffSchedule)
    }

    @Test func `Days, years, time, roles, stipends and clauses are read into their types`() throws {
        let body =
            [
                "id: day\nkind: day.length\nlength: 7 hours and 30 minutes\nwho: teacher\nlunch: excluded",
                "id: year\nkind: year.days\ndays: 183\nwho: student\nholidays: included",
                "id: pd\nkind: pd.time\ntime: 45 minutes, 3 times per week\nday: within\ndirected_by: team\npaid: yes",
                "id: role\nkind: leader_role\nrole: teacher leader\ncount: 2\nstipend: $2,500\nrelease: 45 minutes per day\nmonths: 24\nselection: joint",
                "id: pay\nkind: stipend\nfor: lunch duty\namount: $15\nper: half hour\nafter_years: 15",
                "id: words\nkind: text.clause",
            ].map { term($0) + "\n" }.joined() + "The clause.\n\n- an item"
        let terms = try document(body).terms
        #expect(
            terms.map(\.kind) == [
                .dayLength, .yearDays, .professionalDevelopment, .leaderRole, .stipend, .clause,
            ]
        )
        for term in terms {
            switch term.value {
            case .dayLength(let day):
                #expect((day.minutes.count, day.stated) == (450, "7 hours and 30 minutes"))
                #expect((day.person, day.lunch) == (.teacher, .excluded))
            case .yearDays(let year):
                #expect((year.days, year.person, year.holidays) == (183, .student, .included))
            case .professionalDevelopment(let time):
                #expect(time.time.map { $0.minutes == (135, 1) } == true)
                #expect(time.time?.span == .week)
                #expect((time.placement, time.directedBy, time.isPaid) == (.within, "team", true))
            case .leaderRole(let role):
                #expect((role.role, role.count, role.stipend?.cents) == ("teacher leader", 2, 250_000))
                #expect((role.release?.minutes.numerator, role.months, role.selection) == (225, 24, .joint))
            case .stipend(let stipend):
                #expect((stipend.purpose, stipend.amount.cents) == ("lunch duty", 1500))
                #expect((stipend.unit, stipend.afterYears) == (.halfHour, 15))
            case .clause(let clause):
                #expect(clause.paragraphs == ["The clause.", "- an item"])
            default: Issue.record("not written here")
            }
        }
    }

    @Test(arguments: [
        (
            "kind: stipend\nfor: x\namount: $5\nper: day",
            "8: 'id' is missing; add a line 'id: teacher-salary'."
        ),
        (
            "id: X\nkind: text.clause",
            "8: id: 'X' is not an id: use small letters, digits, '-' and '.', such as teacher-salary."
        ),
        ("id: x", "8: 'kind' is missing; add a line 'kind: stipend'."),
        (
            "id: x\nkind: salary",
            "9: kind: 'salary' is none of: \(Term.Kind.allCases.map(\.rawValue).joined(separator: ", "))."
        ),
        (
            "id: x\nkind: salary.grid\ntable: below",
            "8: 'effective' is missing; add a line 'effective: 2026-09-01'."
        ),
        (
            "id: x\nkind: text.clause\neffective: 9/1/2026",
            "10: effective: '9/1/2026' is not a date; write year-month-day, such as 2026-09-01."
        ),
        (
            "id: x\nkind: text.clause\neffective: 2026-09-01\nuntil: 2026-08-01",
            "11: until: 2026-08-01 is before effective: 2026-09-01; a term ends after it begins."
        ),
        (
            "id: x\nkind: year.days\ndays: 400\nwho: teacher",
            "10: days: '400' is not a whole number from 1 to 366."
        ),
        (
            "id: x\nkind: day.length\nlength: seven hours\nwho: teacher",
            "10: length: 'seven hours' is not a length of time in whole minutes; write '7 hours 30 minutes' or '45 minutes'."
        ),
        (
            "id: x\nkind: pd.time\ntime: 45 minutes\nday: within",
            "10: time: '45 minutes' is not a recurring time; write '225 minutes per week', '45 minutes, 3 times per week' or '7 hours every two weeks'."
        ),
        (
            "id: x\nkind: salary.adjustment\ngrid: g\nrounding: nearest dollar\neffective: 2026-09-01\npercent: 3.5",
            "13: percent: '3.5' is not a percentage: the sign % is missing; write 3.5% or 3.25%."
        ),
        (
            "id: x\nkind: salary.adjustment\ngrid: g\neffective: 2026-09-01\npercent: 3.5%",
            "8: 'rounding' is missing; add a line 'rounding: nearest dollar'."
        ),
        (
            "id: x\nkind: stipend\nfor: x\namount: [5]\nper: day",
            "11: 'amount' is one value, not a list or a group of lines."
        ),
        (
            "id: x\nkind: text.clause\nnote: \"a\\u202eb\"",
            "10: note: The character U+202E changes the direction of the text, so that it shows other than it reads; delete it."
        ),
        (
            "id: x\nkind: salary.adjustment\ngrid: g\nrounding: nearest cent\nraises:\n  - {effective: 2026-09-01, amount: $1,000}",
            "13: '000' looks like the end of an amount: inside { } write it in quotes, \"$1,000\"."
        ),
        ("- a", "8: Expected a term: lines of the form 'name: value'."),
        ("id: &a x", "8: Anchors (&name) are not read; write the value out where it is used."),
    ])
    func `A malformed term is refused with its line and the way to mend it`(yaml: String, message: String) {
        #expect(refusals(inSection: term(yaml)).first == "a.md:" + message)
    }

    @Test func `A schedule's faults name the step and lane`() {
        let body =
            term("id: g\nkind: salary.grid\neffective: 2026-09-01\ntable: below")
            + "\n| Step | B | B |\n|---|---|---|\n| 1 | $52,34O | 5,23 |\n| 1 | 5 | 6.5 |"
        #expect(
            refusals(inSection: body) == [
                "a.md:14: The lane 'B' stands twice; each needs its own name.",
                "a.md:16: step 1, lane B: '$52,34O' is not an amount: 'O' (a letter) stands where a digit belongs; write $52,340 or 52340.50.",
                "a.md:16: step 1, lane B: '5,23' is not an amount: commas stand before each three digits; write $52,340 or 52340.50.",
                "a.md:17: The step '1' stands twice; each needs its own name.",
                "a.md:17: step 1, lane B: '6.5' is not an amount: cents have two digits; write $52,340 or 52340.50.",
            ]
        )
        #expect(
            refusals(inSection: term("id: g\nkind: salary.grid\neffective: 2026-09-01\ntable: below"))
                == [
                    "a.md:11: table: below, but no table follows in this section; put the schedule under the block."
                ]
        )
    }

    @Test func `A message quotes nothing that a terminal would obey`() {
        #expect(
            refusals(inSection: term("id: x\nkind: year.days\nwho: teacher\ndays: \"\\e[31m9\""))
                == ["a.md:11: days: '\u{FFFD}[31m9' is not a whole number from 1 to 366."]
        )
    }

    @Test func `An id that stands twice is refused`() {
        let body = term("id: x\nkind: text.clause") + "\n" + term("id: x\nkind: text.clause")
        #expect(
            refusals(inSection: body) == [
                "a.md:12: The term 'x' stands already at line 7; an id names one value."
            ]
        )
    }

    @Test(
        arguments: [
            ("$52,340", 5_234_000), ("52340", 5_234_000), ("52,340.50", 5_234_050), ("-$5", -500), ("0", 0),
            ("$10,000,000,000", 1_000_000_000_000),
        ] as [(String, Int64)]
    )
    func `An amount is read to the cent`(text: String, cents: Int64) {
        #expect(Money(text)?.cents == cents)
    }

    @Test(arguments: [
        "", "$", "$$5", "1,2", "5.", ".5", "5.5", "5.555", "1e3", "٣", "99999999999999999999", "5-", "5 6",
        "--5",
    ])
    func `What is no amount is not read`(text: String) {
        #expect(Money(text) == nil)
    }

    @Test(
        arguments: [("3.5%", 350), ("3.50 %", 350), ("3 percent", 300), ("0.25%", 25), ("-1%", -100)]
            as [(String, Int64)]
    )
    func `A rate is read to a hundredth of a percent`(text: String, points: Int64) {
        #expect(Percent(text)?.basisPoints == points)
    }

    @Test(arguments: ["3.5", "3.555%", "%", "a%", "3..5%", "1001%", "3,5%"])
    func `What is no rate is not read`(text: String) {
        #expect(Percent(text) == nil)
    }

    @Test(
        arguments: [
            (5_234_000, "$52,340"), (5_234_005, "$52,340.05"), (0, "$0"), (-250, "-$2.50"),
            (100_000_000_000, "$1,000,000,000"),
        ] as [(Int64, String)]
    )
    func `An amount is written as people write it`(cents: Int64, text: String) {
        #expect(Money(cents: cents).description == text)
    }

    @Test(
        arguments: [
            ("225 minutes per week", 225, 1, "week"), ("45 minutes, 3 times per week", 135, 1, "week"),
            ("50 minutes per day", 250, 1, "week"), ("7 hours 30 minutes every two weeks", 225, 1, "week"),
            ("3 hours and 40 minutes each week", 220, 1, "week"), ("20 min every 3 weeks", 20, 3, "week"),
            ("2 hours once a month", 120, 1, "month"), ("30 hours per school year", 1800, 1, "year"),
        ] as [(String, Int64, Int64, String)]
    )
    func `A recurring time has one normal form`(
        text: String,
        numerator: Int64,
        denominator: Int64,
        span: String
    ) throws {
        let body = term("id: x\nkind: pd.time\ntime: \(text)\nday: within")
        guard case .professionalDevelopment(let value) = try document(body).term("x")?.value else {
            Issue.record("not read")
            return
        }
        let time = try #require(value.time)
        #expect(time.minutes == (numerator, denominator))
        #expect(time.span.rawValue == span)
        #expect(time.stated == text)
    }
}
