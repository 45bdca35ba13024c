import Testing

@testable import Contracts

@Suite struct ScattergramTests {
    @Test(
        arguments: [
            ("", "1: The file is empty; expected a first row 'step,B,M' and a row for each step."),
            ("step;B;M\n1;2;3", "1:1: The first row has only one cell; separate the cells by commas."),
            (
                "step,B,M\n1,2",
                "2:3: The row has 2 cells and the first row 3; give it as many, empty where there is none."
            ),
            (
                "step,B,M\n1,2,3,4",
                "2:4: The row has 4 cells and the first row 3; give it as many, empty where there is none."
            ),
            (
                "step,B\n1,=2+3",
                "2:2: step 1, lane B: '=2+3' is not a number: it is a formula; save the sheet with its values; write 3.5 or 22."
            ),
            ("step,B\n1,-2", "2:2: step 1, lane B: '-2' is not a number: it is negative; write 3.5 or 22."),
            (
                "step,B\n1,two",
                "2:2: step 1, lane B: 'two' is not a number: 't' stands where a digit belongs; write 3.5 or 22."
            ),
            (
                "step,B\n1,1e9",
                "2:2: step 1, lane B: '1e9' is not a number: 'e' stands where a digit belongs; write 3.5 or 22."
            ),
            (
                "step,B\n1,0.0001",
                "2:2: step 1, lane B: '0.0001' is not a number: it has more than three decimals, or none after the point; write 3.5 or 22."
            ),
            ("step,B\n1,1\n1,2", "3:2: Step 1, lane B stands twice; keep one row of it."),
            ("step,B,B\n1,1,2", "1:3: The lane 'B' stands twice; give each its own name."),
            ("step,B,\n1,1,2", "1:3: A column has no name; write the lane's name."),
            (
                "step,B\n1,0",
                "1: No cell has posts; expected numbers such as 3.5 below the names of the lanes."
            ),
            (
                "step,B\n\"1,2",
                "2:1: The quotation mark that opens here is never closed; add one at the end of the cell."
            ),
            (
                "step,B\n\"1\"x,2",
                "2:1: After the closing quotation mark a comma is expected, found 'x'; write a quotation mark inside a cell twice."
            ),
            ("step,lane,fte\n1,B,2\n1,B,3", "3:3: Step 1, lane B stands twice; keep one row of it."),
            ("step,lane,fte\n1,,2", "2:1: The row has no step or lane; write the name in the first cells."),
            (
                "step,B,total\n1,1.5,2",
                "2:3: The total says 2, and the row '1' add up to 1.5; correct the one that is wrong."
            ),
        ]
    )
    func `What is no scattergram is refused with line, column and mend`(csv: String, message: String) {
        #expect(faults(csv) == ["f.csv:" + message])
    }

    @Test func `Other encodings, hidden characters, long cells and too many rows are refused`() throws {
        #expect(throws: ContractError.self) { try Scattergram(csv: [0x73, 0xFF, 0x2C], name: "f.csv") }
        #expect(faults("step,B\u{202E}\n1,2").first?.hasPrefix("f.csv:1:7: The character U+202E") == true)
        #expect(
            faults("step,B\n1,\(String(repeating: "9", count: 300))").first?.contains(
                "at most 200 characters"
            ) == true
        )
        #expect(
            faults("step,B\n" + String(repeating: "1,2\n", count: 5100)).first?.contains("at most 5000 rows")
                == true
        )
        #expect(
            faults("step," + String(repeating: "B,", count: 300) + "\n").first?.contains("at most 200 cells")
                == true
        )
    }

    @Test func `Both forms, quotes, other line ends and dashes are read alike`() throws {
        func cells(_ csv: String) throws -> [[String]] {
            try Scattergram(csv: Array(csv.utf8), name: "f.csv").cells.map {
                [$0.step, $0.lane, $0.posts.description]
            }
        }
        let expected = [["1", "B, new", "3.5"], ["2", "M", "1,200.125"]]
        #expect(
            try cells(
                "\u{FEFF}# note\r\nStep,\"B, new\",M,Total\r\n1,3.50,—,3.5\r\n\r\n2,-,\"1,200.125\",1200.125\r\nTotal,3.5,1200.125,1203.625"
            ) == expected
        )
        #expect(try cells("STEP,Lane,FTE\n1,\"B, new\",3.5\n2,M,1200.125\nTotal,,1203.625\n") == expected)
    }

    @Test func `Steps and lanes that the schedule does not have are refused by name, each once`() throws {
        let contract = try payContract(
            "| Step | B | M |\n|---|---|---|\n| 1 | 40,000 | — |\n| 2 | 42,000 | 46,500 |",
            effective: "2025-07-01"
        )
        let refusal = #expect(throws: ContractError.self) {
            try price(
                contract,
                try payContract(
                    "| Step | B | M |\n|---|---|---|\n| 1 | 41,000 | — |\n| 2 | 42,000 | 46,500 |",
                    name: "p.md"
                ),
                "step,B,M,PhD\n1,1,2,1\n2,1,1,1\n3,1,1,0\n"
            )
        }
        #expect(
            refusal?.problems.map(\.description) == [
                "fte.csv:2:3: 2 posts stand at step 1, lane M, where the schedule has no amount; correct the scattergram.",
                "fte.csv:2:4: The schedule has no lane 'PhD'; it has B, M. Name the lane as the schedule does.",
                "fte.csv:4:2: The schedule has no step '3'; it has 1, 2. Name the step as the schedule does.",
            ]
        )
    }

    @Test(
        arguments: [
            (
                "years: 11",
                "1:8: Expected how many years are priced, a whole number from 1 to 10; found '11'."
            ),
            ("yaers: 3", "1:1: 'yaers' is not known here"),
            ("lane_moves:\n  - {from: B, to: M}", "2:5: 'fte' is missing"),
            ("roll_ups:\n  - {name: A, rate: 1}", "2:21: '1' is not a percentage: the sign % is missing"),
            ("roll_ups:\n  - {name: A, rate: 1%}\n  - {name: A, rate: 2%}", "3:12: 'A' stands twice"),
            ("counts:\n  duty: many", "2:9: 'many' is not a number"),
            ("counts: [1]", "1:9: Expected a number for each term's id"),
            ("first_year: 2026-01-31", "1:13: The year cannot begin on day 31"),
            ("a: &x 1\nb: *x", "1:"),
        ]
    )
    func `What is no assumption is refused with its line`(yaml: String, message: String) {
        let refusal = #expect(throws: ContractError.self) {
            try CostAssumptions(yaml: Array(yaml.utf8), name: "c.yaml")
        }
        #expect(refusal?.message.hasPrefix("c.yaml:\(message)") == true, "\(refusal?.message ?? "")")
    }
}
