import Testing

@testable import Contracts

@Suite struct CostKindTests {
    private static let rows = "| Step | T |\n|---|---|\n| 1 | 60,000 |\n| 2 | 62,000 |\n| 3 | 65,000 |"
    private static let posts = "step,T\n1,10\n2,4\n3,6\n"

    private func year(
        _ old: [String] = [],
        _ new: [String] = [],
        _ assumptions: String = "",
        _ index: Int = 0
    ) throws -> CostEstimate.Year {
        try estimate(old, new, assumptions).years[index]
    }

    private func estimate(_ old: [String], _ new: [String], _ assumptions: String) throws -> CostEstimate {
        try price(
            try payContract(Self.rows, effective: "2025-07-01", terms: old),
            try payContract(Self.rows, effective: "2025-07-01", terms: new, name: "p.md"),
            Self.posts,
            "first_year: 2026-07-01\nyears: 2\n" + assumptions
        )
    }

    @Test func `Pay for length of service is priced by bands of years, under either ladder`() throws {
        let old =
            "id: service\nkind: salary.longevity\nladder:\n  - {after: 15, amount: \"$1,000\"}\n  - {after: 25, amount: \"$2,000\"}"
        let new =
            "id: service\nkind: salary.longevity\nladder:\n  - {after: 10, amount: $500}\n  - {after: 20, amount: \"$3,000\"}"
        let counts = "counts: {service.10: 7, service.15: 5, service.20: 4, service.25: 2.5}"
        let lines = try year([old], [new], counts).lines.filter { $0.kind == .longevity }
        #expect(lines.map(\.inForce.cents) == [0, 500_000, 400_000, 500_000])
        #expect(lines.map(\.proposed.cents) == [350_000, 250_000, 1_200_000, 750_000])
        let open = try estimate([old], [new], "counts: {service.10: 7}").unpriced
        #expect(
            open.count == 3 && open[0] == "service (after 20 years, $3,000): say 'counts: {service.20: …}'."
        )
    }

    @Test(
        arguments: [
            ("amount: $4,464\nper: year\nadded: 40 minutes", "$89,280"),
            ("amount: $35\nper: hour\nadded: 40 minutes", "$85,400"),
            ("amount: $35\nper: hour\nhours: 190", "$133,000"),
            ("percent: 5%\nadded: 40 minutes", "$61,900"),
            ("rate: own hourly rate\nadded: 39 minutes", "$123,800"),
            ("rate: contractual hourly rate\nadded: 40 minutes\ndays: 90", "$36,000"),
        ]
    )
    func `Added time is priced in each form of its pay`(lines: String, cost: String) throws {
        let rate = "id: rate\nkind: pay.hourly_rate\namount: $30\nfor: [duty]"
        let term = "id: longer\nkind: pay.extended_time\n" + lines
        // Twenty teachers at $1,238,000, 183 days of 390 minutes.
        let year = try year([], [term, rate], "step_movement: none\ncounts: {rate: 0}")
        #expect(year.line(.extendedTime)?.proposed == Money(cost))
        #expect(year.line(.extendedTime)?.inForce == Money(cents: 0))
    }

    @Test func `Rates by hour and day, and what depends on a goal, are priced by counts`() throws {
        let terms = [
            "id: hour\nkind: pay.hourly_rate\namount: $35.50\nfor: [duty]",
            "id: day\nkind: pay.per_diem\namount: $300", "id: part\nkind: pay.per_diem\ndivisor: 183",
            "id: goal\nkind: pay.incentive\namount: $1,500\ncriteria: growth\naward: individual",
            "id: share\nkind: pay.incentive\npercent: 2%\ncriteria: growth\naward: individual",
        ]
        let year = try year(
            [],
            terms,
            "step_movement: none\ncounts: {hour: 100.5, day: 12, part: 18.3, goal: 3, share: 5}"
        )
        #expect(year.line(.hourly)?.proposed == Money("$3,567.75"))
        #expect(year.line(.stipend, "day")?.proposed == Money("$3,600"))
        // 18.3 days at 1/183 of $61,900, the average; 2 % of five average salaries.
        #expect(year.line(.stipend, "part")?.proposed == Money("$6,190"))
        #expect(year.line(.stipend, "goal")?.proposed == Money("$4,500"))
        #expect(year.line(.stipend, "share")?.proposed == Money("$6,190"))
    }

    @Test func `Insurance and the pension contribution follow their ladders of dates`() throws {
        let health =
            "id: family\nkind: health.share\npaid_by: board\ntier: family\nshares:\n  - {effective: 2025-07-01, percent: 75%}\n  - {effective: 2027-01-01, percent: 80%, amount: \"$1,650\"}"
        let teacher = health.replacing("paid_by: board", with: "paid_by: teacher").replacing(
            "id: family",
            with: "id: own"
        )
        let pension =
            "id: pickup\nkind: retirement.pickup\npaid_by: board\nshares:\n  - {effective: 2025-07-01, percent: 100%}\n  - {effective: 2027-07-01, percent: 50%}"
        let assumptions =
            "step_movement: none\ncounts: {family: 10, own: 10}\npremiums: {family: \"$2,100\", own: \"$2,100\"}\ncontributions: {pickup: 9%}"
        let one = try year([health], [health, teacher, pension], assumptions)
        // Six months at 75 % of $2,100, six at $1,650, for ten.
        #expect(one.line(.health, "family")?.proposed == Money("$193,500"))
        #expect(one.line(.health, "family")?.inForce == Money("$193,500"))
        // The board pays what the teachers do not: $525, then $450.
        #expect(one.line(.health, "own")?.proposed == Money("$58,500"))
        #expect(one.line(.pension)?.proposed == Money("$111,420"))
        #expect(
            try year([], [health, teacher, pension], assumptions, 1).line(.pension)?.proposed
                == Money("$55,710")
        )
        #expect(
            try estimate([], [pension], "").unpriced == [
                "pickup (the contribution's rate of pay): say 'contributions: {pickup: 9%}'."
            ]
        )
    }

    @Test(
        arguments: [
            ("full", 10 * 2_000 + 4 * 3_000), ("none", 0), ("half", (10 * 2_000 + 4 * 3_000) / 2),
            ("delayed, delayed_to: 2027-01-01", (10 * 2_000 + 4 * 3_000) / 2),
        ] as [(String, Int64)]
    )
    func `A text's own step movement goes before what is assumed`(movement: String, dollars: Int64) throws {
        let term =
            "id: steps\nkind: salary.step_movement\nyears:\n  - {effective: 2026-07-01, movement: \(movement)}"
        let estimate = try estimate([], [term], "step_movement: full")
        #expect(estimate.years[0].line(.step)?.proposed.cents == 100 * dollars)
        #expect(estimate.years[0].line(.step)?.inForce.cents == Int64(3_200_000))
        let second: Int64 =
            movement == "none"
            ? 32_000 : (movement == "half" ? 16_000 + 5 * 2_000 + 7 * 3_000 : 32_000 + 30_000)
        #expect(estimate.years[1].line(.step)?.proposed.cents == 100 * second)
        #expect(
            estimate.notes.contains { $0.hasPrefix("Steps in 2026-27: a step up in force") }
                == (movement != "full")
        )
    }

    @Test func `Figures beyond all reason are refused, not reckoned with`() throws {
        let duty = "id: duty\nkind: stipend\nfor: duty\namount: 10000000000\nper: year\neffective: 2026-08-01"
        let day = "id: duty\nkind: pay.per_diem\ndivisor: 1\neffective: 2027-01-01"
        for (old, new) in [([], [duty]), ([duty], [day]), ([day], [duty])] {
            #expect(throws: ContractError.self) { try estimate(old, new, "counts: {duty: \"10,000,000\"}") }
        }
        let rows = "| Step | T |\n|---|---|\n| 1 | 10,000,000,000 |"
        let rich = try payContract(rows, effective: "2025-07-01")
        let refusal = #expect(throws: ContractError.self) {
            try price(
                rich,
                try payContract(rows, name: "p.md"),
                "step,T\n1,9999999",
                "first_year: 2026-07-01"
            )
        }
        #expect(refusal?.message.hasPrefix("fte.csv:2: The posts come to a trillion dollars or more") == true)
    }

    @Test(
        arguments: [
            ("longer-day-unpaid.md", 7320, nil, "$45.75", "-9.3%", nil),
            ("boston-2014.md", 7320, "$36.59", "$49.15", "-2.55%", "$948,600"),
            ("boston-2010.md", 11_400, "$21.58", "$46.47", "-7.88%", "$871,250"),
        ] as [(String, Int64, String?, String, String, String?)]
    )
    func `The longer days of the examples are priced as documents`(
        name: String,
        minutes: Int64,
        added: String?,
        rate: String,
        change: String,
        cost: String?
    ) throws {
        let contract = try example("costing/longer-day-contract.md")
        let proposal = try example("costing/" + name)
        let estimate = try price(
            contract,
            proposal,
            "Step,Teacher\n1,212.5\n",
            "first_year: 2015-09-01\ncounts: {hourly-rate: 800}"
        )
        let effect = try #require(estimate.hourly)
        #expect(effect.addedMinutes == minutes && effect.rateBefore == Money("$50.44"))
        #expect(effect.rateAfter == Money(rate) && effect.change == Percent(change))
        #expect(effect.added.cents == 0 || effect.addedRate == added.flatMap { Money($0) })
        #expect(
            estimate.years[0].line(.extendedTime)?.proposed
                == cost.flatMap { Money($0) }.map { Money(cents: $0.cents) }
        )
        #expect(estimate.hourlyRates == [.init(term: "hourly-rate", rate: Money(cents: 3500))])
    }
}
