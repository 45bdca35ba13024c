import Contracts
import Testing

@Suite struct GridTests {
    private func grid(_ rows: String) throws -> ContractDocument {
        try document(term("id: g\nkind: salary.grid\neffective: 2026-09-01\ntable: below") + "\n" + rows)
    }

    private func change(_ old: ContractDocument, _ new: ContractDocument, _ id: String = "g") throws
        -> GridChange
    {
        let diff = compare(old, new)
        try diff.verify()
        return try #require(diff.terms.first { $0.id == id }?.grid)
    }

    @Test func `Boston's schedule of 2022-23 is that of 2021-22 raised by 3.50 percent, its odd cells named`()
        throws
    {
        let contract = try example("springfield-zone-contract.md")
        let grid = try change(
            contract,
            try contract.applying(try example("u1-compensation.md")),
            "teacher-salary"
        )
        let raise = try #require(grid.raise)
        #expect(raise.rule == .percent(Percent(basisPoints: 350), roundedTo: Money(cents: 100)))
        #expect((raise.compared, raise.exact, raise.nearby.count, raise.unexplained.count) == (81, 60, 21, 0))
        let odd = raise.nearby.map { cell in
            (cell.new?.cents ?? 0) - raise.rule.expected(for: cell.old ?? Money(cents: 0)).cents
        }
        #expect(odd.allSatisfy { abs($0) == 100 })
        #expect(raise.nearby.first?.step == "1")
        #expect(grid.cells.count == 81)
        #expect(grid.cells.first?.difference == Money(cents: 230_000))
        #expect(grid.cells.first?.percent == Percent(basisPoints: 350))
    }

    @Test func `The one cell of the board's counter that three percent does not give is found`() throws {
        let contract = try example("springfield-zone-contract.md")
        let grid = try change(
            contract,
            try contract.applying(try example("b1-compensation.md")),
            "teacher-salary"
        )
        let raise = try #require(grid.raise)
        #expect(raise.rule == .percent(Percent(basisPoints: 300), roundedTo: Money(cents: 100)))
        #expect((raise.exact, raise.nearby.count) == (80, 0))
        #expect(raise.unexplained.map(\.step) == ["6"])
        #expect(raise.unexplained.map(\.lane) == ["M+15"])
        #expect(raise.unexplained.first?.new == Money(cents: 10_045_000))
        #expect(raise.rule.expected(for: Money(cents: 9_848_600)) == Money(cents: 10_144_100))
    }

    @Test(
        arguments: [
            (50, 101_00), (49, 100_00), (150, 103_00), (-50, 100_00),
        ] as [(Int64, Int64)]
    )
    func `Half a dollar is rounded up`(basisPointsOver: Int64, expected: Int64) {
        let rule = UniformRaise.Rule.percent(
            Percent(basisPoints: basisPointsOver),
            roundedTo: Money(cents: 100)
        )
        // $100 raised by half a percent is $100.50.
        let first = rule.expected(for: Money(cents: 100_00)).cents
        #expect(first == (basisPointsOver == 150 ? 102_00 : expected))
    }

    @Test func `The same amount in every cell is named`() throws {
        let raise = try change(
            try grid("| S | A | B |\n|-|-|-|\n| 1 | 50,000 | 60,000 |\n| 2 | 51,000 | 61,000 |"),
            try grid("| S | A | B |\n|-|-|-|\n| 1 | 51,500 | 61,500 |\n| 2 | 52,500 | 62,500 |")
        ).raise
        #expect(raise?.rule == .amount(Money(cents: 150_000)))
        #expect(raise?.exact == 4)
    }

    @Test func `Steps and lanes that came and went are named, and their cells are on one side alone`() throws
    {
        let grid = try change(
            try grid("| S | A | B |\n|-|-|-|\n| 1 | 50,000 | 60,000 |\n| 2 | 51,000 | 61,000 |"),
            try grid("| S | A | C |\n|-|-|-|\n| 2 | 51,000 | 71,000 |\n| 3 | 52,000 | 72,000 |")
        )
        #expect((grid.addedSteps, grid.droppedSteps) == (["3"], ["1"]))
        #expect((grid.addedLanes, grid.droppedLanes) == (["C"], ["B"]))
        #expect(grid.cells.count == 7)
        #expect(grid.cells.filter { $0.old != nil && $0.new != nil }.count == 1)
        #expect(grid.raise == nil)
    }

    @Test func `Changes without a pattern get no explanation`() throws {
        let grid = try change(
            try grid("| S | A | B |\n|-|-|-|\n| 1 | 50,000 | 60,000 |\n| 2 | 51,000 | 61,000 |"),
            try grid("| S | A | B |\n|-|-|-|\n| 1 | 53,000 | 60,500 |\n| 2 | 51,100 | 69,000 |")
        )
        #expect(grid.raise == nil)
    }

    @Test func `The largest amounts are compared without overflow`() throws {
        let grid = try change(
            try grid("| S | A | B |\n|-|-|-|\n| 1 | 0.01 | 0 |\n| 2 | 0.01 | 10000000000 |"),
            try grid("| S | A | B |\n|-|-|-|\n| 1 | 10000000000 | 5 |\n| 2 | 10000000000 | 0.01 |")
        )
        #expect(grid.cells.count == 4)
    }
}
