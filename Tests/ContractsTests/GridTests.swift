import Foundation
import Testing

@testable import Contracts

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
        let rule = RaiseRule.percent(
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

    @Test
    func `Boston's raise is said in a sentence, and the 21 cells off by a dollar are listed on request`()
        throws
    {
        let contract = try example("springfield-zone-contract.md")
        let diff = compare(contract, try contract.applying(try example("u1-compensation.md")))
        let sentence =
            "+3.5 % explains 81 of 81 cells (60 to the dollar from the printed figures, 21 off by the $1 that rounding "
            + "from unrounded figures allows)."
        let (brief, all) = (try diff.plain(isBrief: true), try diff.plain(isBrief: false))
        #expect(brief.contains(sentence) && all.contains(sentence))
        #expect(!brief.contains("where the rule gives"))
        #expect(all.components(separatedBy: "where the rule gives").count == 22)
    }

    @Test func `With the bottom step dropped and the steps numbered anew the raise is found all the same`()
        throws
    {
        let grid = GridChange(old: boston2021, new: boston2022.droppingBottom())
        #expect(grid.isRenumbered)
        #expect(grid.droppedSteps == ["1"] && grid.addedSteps.isEmpty)
        #expect(grid.renamedSteps.map(\.old) == (2...9).map(String.init))
        #expect(grid.renamedSteps.map(\.new) == (1...8).map(String.init))
        let raise = try #require(grid.raise)
        #expect(raise.rule == .percent(Percent(basisPoints: 350), roundedTo: Money(cents: 100)))
        #expect((raise.compared, raise.explained) == (72, 72))
        #expect(grid.byName?.compared == 72)
        #expect(try #require(grid.byName).greatest > Percent(basisPoints: 1000))
        let lines = GridText(grid, isBrief: true).lines.map { $0.pieces.map(\.text).joined() }
        #expect(lines.contains { $0.hasPrefix("steps renumbered: 2 is now 1; 3 is now 2;") })
        #expect(lines.contains { $0.hasPrefix("steps dropped: 1") })
        #expect(lines.contains { $0.hasPrefix("+3.5 % explains 72 of 72 cells (") })
        #expect(lines.contains { $0.hasPrefix("By the steps' names alone, cells would change by ") })
    }

    @Test func `A bottom step dropped without any raise is found too, and a top step added`() throws {
        let old = boston2021
        let dropped = GridChange(old: old, new: old.droppingBottom())
        #expect(dropped.isRenumbered && dropped.raise?.rule == .amount(Money(cents: 0)))
        #expect(dropped.raise?.sentence == "no raise explains 72 of 72 cells.")
        let added = GridChange(old: boston2022.droppingBottom(), new: boston2022)
        #expect(!added.isRenumbered || added.addedSteps.count == 1)
    }

    @Test(arguments: [1000, -1000, 300, -300] as [Int64])
    func `One planted error in Boston's schedule leaves 80 of 81, and the cell is named`(off: Int64) throws {
        for (step, lane) in [(0, 0), (4, 7), (8, 8)] {
            let grid = GridChange(old: boston2021, new: boston2022.changing(step, lane, by: off))
            let raise = try #require(grid.raise)
            #expect(raise.explained == 80 && raise.compared == 81)
            #expect(raise.sentence.hasPrefix("+3.5 % explains 80 of 81 cells ("))
            #expect(raise.unexplained.map(\.step) == ["\(step + 1)"])
            #expect(raise.unexplained.map(\.lane) == [boston.lanes[lane]])
        }
    }

    @Test(
        arguments: [300, 350, 275, 125, 1250, -200] as [Int64],
        RaiseRule.Direction.allCases
    )
    func `On a schedule raised exactly a planted dollar is named`(rate: Int64, direction: RaiseRule.Direction)
        throws
    {
        let rule = RaiseRule.percent(Percent(basisPoints: rate), roundedTo: Money(cents: 100), direction)
        let exact = boston2021.mapping { rule.expected(for: $0) }
        #expect(GridChange(old: boston2021, new: exact).raise?.exact == 81)
        for off in [100, -100] as [Int64] {
            let raise = try #require(
                GridChange(old: boston2021, new: exact.changing(3, 2, by: off)).raise
            )
            #expect(raise.rule == rule)
            #expect((raise.exact, raise.nearby.count) == (80, 0))
            #expect(raise.unexplained.map(\.step) == ["4"] && raise.unexplained.map(\.lane) == ["M"])
        }
    }

    @Test func `A rate with a flat amount is found`() throws {
        let rule = RaiseRule.percent(
            Percent(basisPoints: 200),
            roundedTo: Money(cents: 100),
            plus: Money(cents: 50_000)
        )
        let new = boston2021.mapping { rule.expected(for: $0) }
        let raise = try #require(GridChange(old: boston2021, new: new).raise)
        #expect(raise.rule == rule && raise.exact == 81)
        #expect(raise.sentence == "+2 % and $500 explains 81 of 81 cells, each to the dollar.")
    }

    @Test func `Lanes are paired by likeness of their names, and different credits never are`() throws {
        let old = try grid(
            "| S | Bachelor's | Master's + 15 | Master's + 30 | D |\n|-|-|-|-|-|\n| Step 1 | 50,000 | 60,000 | 70,000 | 80,000 |"
        )
        let new = try grid(
            "| S | B | M+15 | M+45 | PhD |\n|-|-|-|-|-|\n| 1 | 51,000 | 61,200 | 71,400 | 81,600 |"
        )
        let change = try change(old, new)
        #expect(change.renamedLanes.map(\.old) == ["Bachelor's", "Master's + 15"])
        #expect(change.renamedLanes.map(\.new) == ["B", "M+15"])
        #expect(change.droppedLanes == ["Master's + 30", "D"] && change.addedLanes == ["M+45", "PhD"])
        #expect(change.renamedSteps.map(\.new) == ["1"] && !change.isRenumbered)
    }

    @Test func `A cell that is missing on one side is listed with what the other side says`() throws {
        let change = try change(
            try grid("| S | A | B |\n|-|-|-|\n| 1 | 50,000 | 60,000 |\n| 2 | 51,000 | — |"),
            try grid("| S | A | B |\n|-|-|-|\n| 1 | 50,000 | — |\n| 2 | 51,000 | 61,000 |")
        )
        let open = change.cells.filter { $0.old != $0.new }
        #expect(open.map(\.name) == ["step 1, lane B", "step 2, lane B"])
        #expect(
            open.map { $0.old?.cents } == [6_000_000, nil] && open.map { $0.new?.cents } == [nil, 6_100_000]
        )
    }

    @Test func `A shift of rows is not read into random changes`() throws {
        var random = Seeded(11)
        for _ in 0..<50 {
            let new = boston2021.mapping {
                Money(cents: $0.cents + 100 * Int64.random(in: 0...9000, using: &random))
            }
            let grid = GridChange(old: boston2021, new: new)
            #expect(!grid.isRenumbered && grid.cells.count == 81)
        }
    }

    @Test func `What a person gains who goes one step on is told beside the raise`() throws {
        let change = GridChange(old: boston2021, new: boston2022)
        let range = try #require(change.oneStepOn)
        #expect(range.compared == 72)
        // From $74,051 to $85,869 and from $104,... : the least and the greatest of all 72.
        let pairs = zip(boston2021.amounts.dropLast(), boston2022.amounts.dropFirst()).flatMap {
            zip($0, $1)
        }
        let changes = pairs.compactMap { old, new in
            old.flatMap { old in new.map { 10_000 * ($0.cents - old.cents) / old.cents } }
        }
        #expect(abs(range.least.basisPoints - (changes.min() ?? 0)) <= 1)
        #expect(abs(range.greatest.basisPoints - (changes.max() ?? 0)) <= 1)
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
