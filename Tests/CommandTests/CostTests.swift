import Foundation
import Testing

@Suite struct CostTests {
    private static let contract = """
        # Contract

        ## Article 4 — Time

        ### 4.1 Day

        As stated.

        ```term
        id: day
        kind: day.length
        length: 6 hours 30 minutes
        who: teacher
        ```

        ### 4.2 Year

        As stated.

        ```term
        id: year
        kind: year.days
        days: 183
        who: teacher
        ```

        ## Article 8 — Pay

        ### 8.1 Salary

        As stated.

        ```term
        id: pay
        kind: salary.grid
        effective: 2025-07-01
        table: below
        ```

        | Step | B | M |
        |---|---:|---:|
        | 1 | 40,000 | 44,000 |
        | 2 | 42,000 | 46,500 |

        ### 8.2 Hourly

        $35 an hour.

        ```term
        id: hourly
        kind: stipend
        for: work
        amount: $35
        per: hour
        ```

        """
    private static let proposal = """
        # Proposal

        ## Article 4 — Time

        ### 4.1 Day

        As stated.

        ```term
        id: day
        kind: day.length
        length: 7 hours 10 minutes
        who: teacher
        ```

        ## Article 8 — Pay

        ### 8.1 Salary

        As stated.

        ```term
        id: pay
        kind: salary.grid
        effective: 2026-07-01
        table: below
        ```

        | Step | B | M |
        |---|---:|---:|
        | 1 | 41,200 | 45,320 |
        | 2 | 43,260 | 47,895 |

        """

    private func place() throws -> Place {
        let place = try Place()
        try place.file("contract.md", Self.contract)
        try place.file("u1.md", Self.proposal)
        try place.file("fte.csv", "Step,B,M\n1,10,2\n2,4.5,3\n")
        try place.file("cost.yaml", "years: 1\nstep_movement: none\ncounts: {hourly: 100}\n")
        return place
    }

    private let all = ["cost", "contract.md", "u1.md", "--snapshot", "fte.csv", "--assumptions", "cost.yaml"]

    @Test func `A price names its files by hash and its lines, as text, CSV and JSON`() throws {
        let place = try place()
        let text = try Run(all + ["--products"], in: place)
        #expect(text.status == 0 && text.errors.isEmpty, "\(text.errors)")
        #expect(text.text.split(separator: "SHA-256 ").count == 5)
        #expect(text.text.contains("Schedule improvement") && text.text.contains("24,495.00"), "\(text.text)")
        #expect(text.text.contains("1     B     10       40,000.00  400,000.00"), "\(text.text)")
        let csv = try Run(all + ["--format", "csv"], in: place)
        #expect(
            csv.text.contains("2026-27,schedule,Schedule improvement,,0.00,24495.00,24495.00\n"),
            "\(csv.text)"
        )
        struct Report: Decodable {
            struct Pin: Decodable { let sha256: String }
            struct Year: Decodable { let difference_cents: Int }
            let pins: [String: Pin]
            let years: [Year]
        }
        let json = try Run(all + ["--json"], in: place)
        let report = try JSONDecoder().decode(Report.self, from: Data(json.output))
        #expect(report.years.map(\.difference_cents) == [2_449_500])
        #expect(report.pins.count == 4 && report.pins.values.allSatisfy { $0.sha256.count == 64 })
    }

    @Test func `A longer day is priced for one teacher without a scattergram`() throws {
        let run = try Run(["cost", "contract.md", "u1.md", "--salary", "$60,000"], in: place())
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(
            run.text.contains("122 h added a year, unpaid: $50.44 → $45.75 an hour (-9.3 %)."),
            "\(run.text)"
        )
        #expect(run.text.contains("At $35 an hour (hourly) the added time costs $4,270 a teacher."))
        #expect(run.text.contains("costs $6,154 a teacher"))
    }

    @Test
    func
        `A served proposal is priced on the contract in force, and a final text held against what was agreed`()
        throws
    {
        let place = try place()
        struct Report: Decodable {
            struct Pin: Decodable { let sha256: String }
            let pins: [String: Pin]
        }
        let files = try Run(all + ["--json"], in: place)
        let pins = try JSONDecoder().decode(Report.self, from: Data(files.output)).pins
        func reference(_ what: String) -> String {
            "{\"name\":\"\(what).md\",\"sha256\":\"\(pins[what]?.sha256 ?? "")\",\"bytes\":3}"
        }
        let view = """
            {"opened":{"negotiation":"spring-1","zone":"spring","title":"T","schools":["ab"],"unit":"unit-a",
            "pack":"ma-69-1j-g","packSHA256":"x","calendar":"us-ma","readings":{},"seats":[],
            "contract":\(reference("contract"))},"state":"open","time_zone":"America/New_York","seats":[],
            "proposals":[{"number":"U1","side":"union","title":"Pay","status":"agreed","signed_by":["board","union"],
            "document":\(reference("proposal")),"seq":2,"served_at":"2026-04-01T14:00:00Z"}],"stipulations":[],"rules":[],
            "requests":[],"sessions":[],"holds":[],"votes":[],"seq":2,"digest":"d"}
            """
        func ask(_ arguments: [String], _ views: Int) throws -> Run {
            let place = try self.place()
            try place.file("final.md", Self.contract)
            let answers = [CannedServer.Answer](repeating: .envelope(view, drill: true), count: views)
            let texts = [CannedServer.Answer.reply(200, Self.contract), .reply(200, Self.proposal)]
            let server = try CannedServer(at: place.socket, answers + texts)
            defer { server.stop() }
            return try Run(arguments, in: place)
        }
        let options = ["--snapshot", "fte.csv", "--assumptions", "cost.yaml"]
        let priced = try ask(["cost", "spring-1", "U1"] + options, 1)
        #expect(priced.status == 0 && priced.text.hasPrefix("DRILL"), "\(priced.errors)")
        #expect(priced.text.contains("proposal     U1, SHA-256 \(pins["proposal"]?.sha256 ?? "?")"))
        #expect(priced.text.contains("24,495.00"))
        let json = try ask(["cost", "spring-1", "U1", "--json"] + options, 1)
        #expect(json.text.contains("\"drill\":true") && json.text.contains("\"difference_cents\":2449500"))
        let conform = try ask(["conform", "final.md", "spring-1"], 2)
        #expect(conform.status == 1 && conform.text.contains("step 2, lane M"), "\(conform.errors)")
        #expect(conform.text.contains("expected '$47,895', found '$46,500'"))
    }

    @Test func `What cannot be priced is refused with its place`() throws {
        let place = try place()
        try place.file("fte.csv", "Step,B,PhD\n1,10,=1+1\n3,4,1\n")
        let formula = try Run(all, in: place)
        #expect(formula.status == 1 && formula.output.isEmpty)
        #expect(
            formula.errors.contains("fte.csv:2:3: step 1, lane PhD: '=1+1' is not a number: it is a formula")
        )
        try place.file("fte.csv", "Step,B,PhD\n1,10,1\n3,4,1\n")
        let unknown = try Run(all, in: place)
        #expect(
            unknown.status == 1 && unknown.errors.contains("no lane 'PhD'; it has B, M"),
            "\(unknown.errors)"
        )
        #expect(unknown.errors.contains("no step '3'; it has 1, 2"))
        for arguments in [["cost", "contract.md", "u1.md"], ["cost", "contract.md", "--salary", "1"]] {
            #expect(try Run(arguments, in: place).status == 64)
        }
        #expect(try Run(all + ["--json", "--format", "csv"], in: place).status == 64)
        #expect(try Run(["cost", "contract.md", "none.md", "--salary", "1"], in: place).status == 66)
    }
}

@Suite struct ConformTests {
    private static let base = """
        # Contract

        ## Article 7 — Term

        ### 7.1 Dates

        This contract holds until August 31, 2026.

        ### 7.2 Pay

        As stated.

        ```term
        id: pay
        kind: salary.grid
        effective: 2025-07-01
        table: below
        ```

        | Step | B | M |
        |---|---:|---:|
        | 1 | 40,000 | 44,000 |

        """

    private func run(_ final: (String) -> String, _ options: [String] = []) throws -> Run {
        let place = try Place()
        try place.file("base.md", Self.base)
        try place.file(
            "a.md",
            "# A\n\n## Article 7 — Term\n\n### 7.1 Dates\n\nThis contract holds until August 31, 2029.\n"
        )
        let agreed = Self.base.replacing("2026", with: "2029")
        try place.file("final.md", final(agreed))
        return try Run(
            ["conform", "final.md", "--base", "base.md", "--agreements", "a.md"] + options,
            in: place
        )
    }

    @Test func `A final text conforms, or what does not is named, or trouble is told, each by its status`()
        throws
    {
        let good = try run { $0 }
        #expect(good.status == 0 && good.text.contains("CONFORMS: every difference"), "\(good.errors)")
        let bad = try run { $0.replacing("44,000", with: "44,100").replacing("2029", with: "2028") }
        #expect(bad.status == 1 && bad.errors.isEmpty, "\(bad.errors)")
        #expect(
            bad.text.contains("7.2 Pay, pay, step 1, lane M (line 21): expected '$44,000', found '$44,100'"),
            "\(bad.text)"
        )
        #expect(bad.text.contains("2029") && bad.text.contains("2028"))
        let json = try run({ $0.replacing("2029", with: "2028") }, ["--json"])
        #expect(json.status == 1 && json.text.contains("\"conforms\":false"))
        let trouble = try run({ $0 }, ["--housekeeping", "none.yaml"])
        #expect(trouble.status == 2 && trouble.output.isEmpty && trouble.errors.contains("none.yaml"))
        #expect(try Run(["conform", "final.md"], in: Place()).status == 2)
    }
}
