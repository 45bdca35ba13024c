import Testing

@testable import Contracts

@Suite struct CostTests {
    private static let rows =
        "| Step | B | M |\n|---|---|---|\n| 1 | 40,000 | 44,000 |\n| 2 | 42,000 | 46,500 |\n| 3 | 45,000 | 50,000 |"
    private static let raised =
        "| Step | B | M |\n|---|---|---|\n| 1 | 41,200 | 45,320 |\n| 2 | 43,260 | 47,895 |\n| 3 | 46,350 | 51,500 |"
    private static let posts = "step,B,M\n1,10,2\n2,4.5,3\n3,6,8.25\n"

    @Test func `Schedule, steps and lanes are lines of their own and add up to the whole`() throws {
        let contract = try payContract(Self.rows, effective: "2025-07-01")
        let proposal = try payContract(Self.raised, name: "u1.md")
        let year = try price(
            contract,
            proposal,
            Self.posts,
            "years: 1\nlane_moves:\n  - {from: B, to: M, fte: 2, step: 2}"
        ).years[0]
        // By hand: 10×40,000 + 2×44,000 + 4.5×42,000 + 3×46,500 + 6×45,000 + 8.25×50,000.
        #expect(year.line(.base)?.proposed == Money("$1,499,000"))
        #expect(year.line(.schedule)?.proposed == Money("$44,970"))
        #expect(year.line(.schedule)?.inForce == Money(cents: 0))
        // At the new amounts: 10 × (43,260 − 41,200) + 2 × (47,895 − 45,320) + 4.5 × 3,090 + 3 × 3,605.
        #expect(year.line(.step)?.proposed == Money("$50,470"))
        #expect(year.line(.step)?.inForce == Money("$49,000"))
        #expect(year.line(.lane)?.proposed == Money("$9,270"))
        #expect(year.sum(\.isSalary).proposed == Money("$1,603,710"))
        #expect(year.sum().difference == Money("$46,710"))
    }

    @Test func `A raise in the middle of the year costs half and leaves at the whole`() throws {
        let raise =
            "id: raises\nkind: salary.adjustment\ngrid: pay\nrounding: nearest dollar\nraises:\n  - {effective: 2027-01-01, percent: 2%}\n  - {effective: 2027-07-01, percent: 3%}"
        let contract = try payContract(Self.rows, effective: "2025-07-01")
        let proposal = try payContract(Self.rows, effective: "2025-07-01", terms: [raise], name: "u1.md")
        let estimate = try price(
            contract,
            proposal,
            Self.posts,
            "first_year: 2026-07-01\nyears: 2\nstep_movement: none"
        )
        let (one, two) = (estimate.years[0], estimate.years[1])
        #expect(one.year.proration == .months && one.year.name == "2026-27")
        #expect(one.line(.schedule)?.proposed == Money("$14,990"))
        #expect(one.proposed.fullYear == Percent("1%") && one.proposed.exit == Percent("2%"))
        #expect(one.proposed.carriedOver == Money("$14,990"))
        #expect(one.proposed.changes == ["2027-01-01, 6 of 12 months"])
        // 40,000 × 1.02 × 1.03 and so on, each to the dollar: 42,024, 46,226, 44,125, 48,853, 47,277, 52,530.
        #expect(two.line(.schedule)?.proposed == Money(cents: 157_484_800 - 149_900_000))
        #expect(two.proposed.exit == Percent("3%"))
        #expect(
            estimate.compoundedProposed == Percent("5.06%") && estimate.compoundedInForce == Percent("0%")
        )
    }

    @Test func `Parts of a year are counted in days where a raise falls within a month`() throws {
        let raise =
            "id: raises\nkind: salary.adjustment\ngrid: pay\nrounding: nearest dollar\neffective: 2027-01-15\npercent: 2%"
        let contract = try payContract(Self.rows, effective: "2025-07-01")
        let proposal = try payContract(Self.rows, effective: "2025-07-01", terms: [raise], name: "u1.md")
        let year = try price(
            contract,
            proposal,
            Self.posts,
            "first_year: 2026-07-01\nyears: 1\nstep_movement: none"
        ).years[0]
        #expect(year.year.proration == .days)
        // 167 of 365 days at two percent of $1,499,000.
        #expect(year.line(.schedule)?.proposed == Money(cents: 1_371_688))
        #expect(throws: ContractError.self) {
            try price(contract, proposal, Self.posts, "first_year: 2026-07-01\nproration: months")
        }
    }

    @Test func `The scattergram's published products come out to the cent`() throws {
        let rows = "| Step | BA |\n|---|---|\n| 4 | 46,260 |\n| 15 | 78,500 |"
        let contract = try payContract(rows, effective: "2025-07-01")
        let estimate = try price(
            contract,
            try payContract(rows, name: "p.md"),
            "Step,BA,Total\n4,3.5,3.5\n15,22,22.0\nTotal,25.5,25.5",
            "years: 1\nfirst_year: 2026-07-01"
        )
        #expect(estimate.products.map(\.product) == [Money("$161,910"), Money("$1,727,000")])
        #expect(estimate.years[0].line(.base)?.inForce == Money("$1,888,910"))
        #expect(
            estimate.text(products: true).contains("161,910.00")
                && estimate.text(products: true).contains("1,727,000.00")
        )
    }

    @Test func `A column's published total is held against its cells`() throws {
        let column = try Scattergram(
            csv: Array("Step,BA\n4,3.5\n15,22\nothers,43.5\nTotal,69.0".utf8),
            name: "f.csv"
        )
        #expect(column.posts == Thousandths(69_000))
        // $4,392,060 for 69.0 posts is $63,653.04 a post.
        #expect(rounded(Int128(439_206_000) * 1000, over: Int128(column.posts.count)) == 6_365_304)
        let wrong = faults("Step,BA\n4,3.5\n15,22\nothers,43.5\nTotal,68.0")
        #expect(
            wrong == [
                "f.csv:5:2: The total says 68, and the column 'BA' add up to 69; correct the one that is wrong."
            ]
        )
    }

    @Test func `Each rate that follows pay is a line, reckoned on the pay that it follows`() throws {
        let stipend = "id: duty\nkind: stipend\nfor: lunch duty\namount: $1,000\nper: year"
        let doubled = stipend.replacing("$1,000", with: "$2,000")
        let contract = try payContract(Self.rows, effective: "2025-07-01", terms: [stipend])
        let proposal = try payContract(Self.raised, terms: [doubled], name: "u1.md")
        let year = try price(
            contract,
            proposal,
            Self.posts,
            "years: 1\nstep_movement: none\ncounts:\n  duty: 7.5\nroll_ups:\n  - {name: Medicare, rate: 1.45%}\n  - {name: Pension, rate: 9%, on: salaries}"
        ).years[0]
        #expect(
            year.line(.stipend)?.inForce == Money("$7,500")
                && year.line(.stipend)?.proposed == Money("$15,000")
        )
        let rates = year.lines.filter { $0.kind == .rollUp }
        #expect(rates.map(\.name) == ["Medicare 1.45 % of all pay", "Pension 9 % of salaries"])
        // 1.45 % of 1,499,000 + 7,500 and of 1,543,970 + 15,000; 9 % of the salaries.
        #expect(rates.map(\.inForce) == [Money("$21,844.25"), Money("$134,910.00")])
        #expect(rates.map(\.proposed) == [Money("$22,605.07"), Money("$138,957.30")])
    }

    @Test func `What has no head count is not priced as nothing, but said`() throws {
        let stipend = "id: duty\nkind: stipend\nfor: lunch duty\namount: $1,000\nper: year"
        let contract = try payContract(Self.rows, effective: "2025-07-01", terms: [stipend])
        let estimate = try price(
            contract,
            try payContract(Self.raised, terms: [stipend], name: "u.md"),
            Self.posts
        )
        #expect(
            estimate.unpriced == [
                "duty (lunch duty, $1,000 per year): say 'counts: {duty: …}'."
            ]
        )
        #expect(estimate.text().contains("NOT PRICED\n  duty (lunch duty"))
    }

    @Test func `A longer day lowers the pay of an hour`() {
        let effect = HourlyEffect(
            salary: Money(cents: 6_000_000),
            before: WorkingTime(days: 183, minutesADay: 390),
            after: WorkingTime(days: 183, minutesADay: 430)
        )
        #expect(effect.addedMinutes == 122 * 60)
        #expect(effect.rateBefore == Money("$50.44") && effect.rateAfter == Money("$45.75"))
        #expect(effect.change == Percent("-9.3%"))
        #expect(effect.cost(at: Money(cents: 3500)) == Money("$4,270"))
        #expect(effect.holdingTheRate == Money("$6,153.85"))
        let text = effect.lines([.init(term: "hourly-rate", rate: Money(cents: 3500))]).joined(
            separator: "\n"
        )
        #expect(text.contains("122 h added a year, unpaid: $50.44 → $45.75 an hour (-9.3 %)."))
        #expect(text.contains("At $35 an hour (hourly-rate) the added time costs $4,270 a teacher."))
        #expect(text.contains("Holding the rate of an hour costs $6,154 a teacher ($6,153.85)."))
    }

    @Test func `Boston's longer days of 2014 and 2010 are priced by the hour`() {
        // 40 minutes a day on 183 days for $4,464; 190 hours a year for $4,100.
        let day = WorkingTime(days: 183, minutesADay: 390)
        let of2014 = HourlyEffect(
            salary: Money(cents: 6_000_000),
            added: Money(cents: 446_400),
            before: day,
            after: WorkingTime(days: 183, minutesADay: 430)
        )
        #expect(of2014.addedRate == Money("$36.59") && of2014.rateAfter == Money("$49.15"))
        #expect(of2014.change == Percent("-2.55%"))
        let of2010 = HourlyEffect(
            salary: Money(cents: 6_000_000),
            added: Money(cents: 410_000),
            before: day,
            after: WorkingTime(days: 183, minutesADay: 390, minutesBeyond: 190 * 60)
        )
        #expect(of2010.addedRate == Money("$21.58") && of2010.rateAfter == Money("$46.47"))
        #expect(of2010.change == Percent("-7.88%"))
    }

    @Test(
        arguments: [
            ("4000", "18,500", "62,900,000", "85%", true, "$62,900,000", 0),
            ("4000", "18,500", "62,899,999.99", "85%", false, "$62,900,000", -1),
            ("1234.5", "17,321.17", "20,000,000", "85%", true, "$18,175,536.72", 182_446_328),
        ] as [(String, String, String, String, Bool, String, Int64)]
    )
    func `The funding is held against its floor`(
        pupils: String,
        average: String,
        zone: String,
        share: String,
        isKept: Bool,
        least: String,
        room: Int64
    ) throws {
        let yaml =
            "funding:\n  pupils: \(pupils)\n  district_average: \(average)\n  zone_funding: \(zone)\n  share: \(share)"
        let assumptions = try CostAssumptions(yaml: Array(yaml.utf8), name: "a.yaml")
        let floor = FundingFloor(funding: try #require(assumptions.funding))
        #expect(floor.floor == Money(least))
        #expect(floor.isKept == isKept && floor.room.cents == room)
    }

    @Test func `Where the bottom step is dropped, people stay on the row that was theirs`() throws {
        let contract = try payContract(Self.table(boston2021), effective: "2025-07-01")
        let proposal = try payContract(Self.table(boston2022.droppingBottom()), name: "u1.md")
        let year = try price(contract, proposal, "step,B,M\n2,10,5\n9,4,1\n", "years: 1\nstep_movement: none")
            .years[0]
        #expect(year.line(.base)?.proposed == Money("$1,657,305"))
        // 10 × 75,712 + 5 × 80,786 + 4 × 109,710 + 115,418 less the base.
        #expect(year.line(.schedule)?.proposed == Money(cents: 171_530_800 - 165_730_500))
        let refusal = #expect(throws: ContractError.self) {
            try price(contract, proposal, "step,B\n1,2\n", "years: 1")
        }
        #expect(refusal?.message.contains("2 posts stand at step 1, lane B") == true)
        let placed = try price(
            contract,
            proposal,
            "step,B\n1,2\n",
            "years: 1\nstep_movement: none\nplacements: {\"1\": \"1\"}"
        )
        #expect(placed.years[0].sum().proposed == Money("$151,424"))
    }

    @Test func `Nothing in the table for spreadsheets can be taken for a formula`() throws {
        let contract = try payContract(Self.rows, effective: "2025-07-01")
        let csv = try price(
            contract,
            try payContract(Self.raised, name: "=cmd|' /C calc'!A0"),
            Self.posts,
            "years: 1\nroll_ups:\n  - {name: \"=HYPERLINK(\\\"http://x\\\")\", rate: 1%}\n  - {name: \"+1, more\", rate: 1%}\n  - {name: \"@x\", rate: 1%}\n  - {name: \"-x\", rate: 1%}"
        ).csv
        for line in csv.split(separator: "\n") {
            for cell in line.split(separator: ",") {
                let bare = cell.drop { $0 == "\"" }
                let isNumber = bare.dropFirst().allSatisfy { $0.isNumber || $0 == "." }
                #expect(!"=+@".contains(bare.first ?? "x") && (bare.first != "-" || isNumber), "\(cell)")
            }
        }
        #expect(csv.contains("\"'=HYPERLINK(\"\"http://x\"\") 1 % of all pay\"") && csv.contains("'=cmd"))
        #expect(csv.contains("2026-27,schedule,Schedule improvement,,0.00,44970.00,44970.00\n"))
    }

    @Test func `The price names every file it rests on`() throws {
        let contract = try payContract(Self.rows, effective: "2025-07-01")
        let estimate = try price(contract, try payContract(Self.raised, name: "u1.md"), Self.posts)
        for (name, digit) in [("contract.md", "a"), ("u1.md", "b"), ("fte.csv", "c"), ("cost.yaml", "d")] {
            #expect(estimate.text().contains("\(name), SHA-256 \(String(repeating: digit, count: 64))\n"))
            #expect(
                estimate.report.pins.values.contains {
                    $0.name == name && $0.sha256 == String(repeating: digit, count: 64)
                }
            )
        }
    }

    static func table(_ grid: SalaryGrid) -> String {
        let header =
            "| Step | " + grid.lanes.joined(separator: " | ") + " |\n|"
            + String(repeating: "---|", count: grid.lanes.count + 1)
        let rows = zip(grid.steps, grid.amounts).map { step, amounts in
            "| \(step) | " + amounts.map { $0?.description ?? "—" }.joined(separator: " | ") + " |"
        }
        return ([header] + rows).joined(separator: "\n")
    }
}

/// The messages with which a scattergram is refused.
func faults(_ csv: String) -> [String] {
    do {
        _ = try Scattergram(csv: Array(csv.utf8), name: "f.csv")
        return []
    } catch {
        return error.problems.map(\.description)
    }
}
