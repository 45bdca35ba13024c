import Contracts
import Testing

@Suite struct HostileTermTests {
    private func movement(_ old: String, _ new: String) throws -> Movement {
        let former = try #require(try document(old).terms.first)
        let latter = try #require(try document(new).terms.first)
        return try #require(Movement(from: former, to: latter))
    }

    private func raises(_ percents: [String]) -> String {
        let rows = percents.enumerated().map { "  - {effective: \(2000 + $0)-09-01, percent: \($1)}" }
        return term(
            "id: x\nkind: salary.adjustment\ngrid: g\nrounding: nearest cent\nraises:\n"
                + rows.joined(separator: "\n")
        )
    }

    @Test func `Raises that no number holds are compared one by one, without what they come to`() throws {
        let few = try movement(raises(["3%", "3%", "3%"]), raises(["3.5%", "3.5%", "3%"]))
        #expect(few.parts.last?.name == "all raises together")
        #expect(
            few.parts.last?.text == "9.27% (their sum is 9.00%) to 10.34% (their sum is 10.00%), +1.07 points"
        )
        let many = Array(repeating: "1000%", count: 40)
        let long = try movement(raises(many), raises(["999%"] + many.dropFirst()))
        #expect(long.parts.map(\.name) == ["raise 1 percent"])
        #expect(long.bearing == .towardBoard)
        let fall = try movement(raises(["-50%", "0%"]), raises(["-50%", "-100%"]))
        #expect(
            fall.parts.last?.text
                == "-50.00% (their sum is -50.00%) to -100.00% (their sum is -150.00%), -50.00 points"
        )
    }

    @Test func `The largest amounts and times are compared exactly`() throws {
        let pay = "id: x\nkind: pay.hourly_rate\nfor: [a]\namount: "
        let amount = try movement(term(pay + "$0.01"), term(pay + "$10,000,000,000"))
        #expect(
            amount.parts.map(\.text) == ["$0.01 to $10,000,000,000, +$9,999,999,999.99 (+99999999999900.00%)"]
        )
        #expect(amount.parts.first?.amount?.numerator == 999_999_999_999)
        let meet = "id: x\nkind: meetings\nday: within\ntime: "
        let time = try movement(
            term(meet + "1 minute every 100 weeks"),
            term(meet + "100000 hours, 999 times per day")
        )
        #expect(time.bearing == .towardBoard)
        #expect(time.parts.first?.amount?.denominator == 100)
    }

    @Test func `A negative amount that comes is a loss`() throws {
        let pay = "id: x\nkind: leader_role\nrole: a\ncount: 1"
        #expect(try movement(term(pay), term(pay + "\nstipend: -$500")).bearing == .towardBoard)
        #expect(try movement(term(pay), term(pay + "\nstipend: $500")).bearing == .towardUnion)
        #expect(try movement(term(pay), term(pay + "\nstipend: $0")).bearing == .neutral)
    }

    @Test func `A list of more lines than it may have is refused as one fault`() {
        let rows = (0..<201).map { "  - {for: g\($0), cap: 20}" }.joined(separator: "\n")
        let messages = refusals(inSection: term("id: x\nkind: class_size\nenforcement: soft\ncaps:\n" + rows))
        #expect(messages == ["a.md:11: caps: 201 lines are too many; a list has at most 200."])
        let names = (0..<101).map { "n\($0)" }.joined(separator: ", ")
        #expect(
            refusals(inSection: term("id: x\nkind: duties\nduties: [\(names)]"))
                == ["a.md:10: duties: expected a list of 1 to 100 such as [one, two]."]
        )
    }

    @Test func `All faults of several terms come at once`() {
        let body =
            term("id: a\nkind: salary.longevity\nladder:\n  - {after: x, amount: y}\n  - {after: 3}")
            + "\n" + term("id: a\nkind: leave\nfor: sickness\ndays: -1")
            + "\n" + term("id: a\nkind: health.share\npaid_by: nobody\npercent: 5%")
        #expect(
            refusals(inSection: body) == [
                "a.md:11: after: 'x' is not a whole number from 1 to 60.",
                "a.md:11: amount: 'y' is not an amount: 'y' (a letter) stands where a digit belongs; write $52,340 or 52340.50.",
                "a.md:12: 'amount' is missing; add a line 'amount: $2,500'.",
                "a.md:19: days: '-1' is not a number of days up to 366; write 15 or 7.5.",
                "a.md:23: 'effective' is missing; add a line 'effective: 2026-09-01'.",
                "a.md:25: paid_by: 'nobody' is none of: board, teacher.",
            ]
        )
    }

    @Test func `Two sound terms with one id are refused, whatever their kinds`() {
        let body =
            term("id: a\nkind: duty_free_lunch\nlength: 30 minutes") + "\n" + term("id: a\nkind: text.clause")
        #expect(
            refusals(inSection: body) == [
                "a.md:13: The term 'a' stands already at line 7; an id names one value."
            ]
        )
    }

    @Test func `A schedule of another shape is a change whose direction nobody knows`() throws {
        let block = term("id: x\nkind: salary.grid\neffective: 2026-09-01\ntable: below")
        let one =
            block + "\n| Step | B | M |\n|---|---|---|\n| 1 | $50,000 | $55,000 |\n| 2 | $51,000 | $56,000 |"
        let wider =
            block
            + "\n| Step | B | M | D |\n|---|---|---|---|\n| 1 | $50,000 | $55,000 | $60,000 |\n| 2 | $51,000 | $56,000 | $61,000 |"
        let higher = one.replacing("$5", with: "$6")
        #expect(try movement(one, wider).bearing == .unknown)
        #expect(try movement(one, wider).classes == [.value])
        let raise = try movement(one, higher)
        #expect(raise.bearing == .towardUnion)
        #expect(raise.parts.map(\.text) == ["+$10,000 a cell in the mean of 4 cells"])
        #expect(try movement(higher, one).bearing == .towardBoard)
    }

    @Test func `A term that became another kind favours nobody that can be known`() throws {
        let change = try movement(
            term("id: x\nkind: stipend\nfor: a\namount: $5\nper: day"),
            term("id: x\nkind: pay.hourly_rate\nfor: [a]\namount: $50")
        )
        #expect(change.classes.first == .kind)
        #expect(change.bearing == .unknown)
    }

    @Test func `A term that stands elsewhere is renumbered, and says which words support it`() throws {
        func page(_ label: String, _ extra: String) throws -> ContractDocument {
            try ContractDocument(
                markdown:
                    "# T\n\n## 4 Day\n\n### 4.1 Why\n\nThe reason.\n\n### \(label) Lunch\n\nThirty minutes.\n\n"
                    + term("id: x\nkind: duty_free_lunch\nlength: 30 minutes" + extra),
                name: "a.md"
            )
        }
        let (old, new) = (try page("4.2", ""), try page("4.3", "\nclause: \"4.1\""))
        let (former, latter) = (try #require(old.term("x")), try #require(new.term("x")))
        #expect(old.evidence(for: former) == ["Thirty minutes."])
        #expect(new.evidence(for: latter) == ["The reason."])
        let change = try #require(Movement(from: former, to: latter))
        #expect(change.classes == [.moved])
        #expect(change.parts.map(\.text) == ["4.2 to 4.3", "4.1, new"])
        #expect(change.bearing == .neutral)
    }

    @Test func `A figure hidden in prose is listed`() throws {
        let block = term("id: x\nkind: text.clause")
        let change = try movement(
            block + "\nWithin ten (10) days the board pays $1,000 on 3 May.",
            block + "\nWithin ten (10) days the board pays $1,500 on 3 May."
        )
        #expect(change.classes == [.textOnly])
        #expect(change.parts.map(\.text) == ["$1,000 to $1,500"])
        #expect(change.bearing == .unknown)
    }
}
