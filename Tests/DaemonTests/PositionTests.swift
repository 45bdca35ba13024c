import Foundation
import TestSupport
import Testing

/// Packages, rejections and positions, through the command and a live record.
@Suite(.database) struct PositionTests {
    private static func text(pay: String?, day: String?) -> String {
        "# Proposal\n"
            + (pay.map { "\n## Article 8 — Pay\n\n### 8.2 Salaries\n\nTeachers are paid \($0).\n" } ?? "")
            + (day.map { "\n## Article 9 — Time\n\n### 9.1 Day\n\nThe day has \($0) minutes.\n" } ?? "")
    }

    private func row(_ section: String, of bargain: Bargain, _ more: String = "") throws -> [String: Any] {
        let said = try bargain.done("position springfield-2026-1\(more) --json")
        let items = said.data["items"] as? [[String: Any]] ?? []
        return try #require(items.first { $0["section"] as? String == section })
    }

    private func proposal(_ side: String, in row: [String: Any]) -> String? {
        (row[side] as? [String: Any])?["proposal"] as? String
    }

    @Test func `A package that is rejected leaves every section where it stood, today and as of any instant`()
        async throws
    {
        try await withDaemon(["--clock", "2026-04-20T09:00:00-04:00"]) { daemon, http in
            _ = try http.openNegotiation()
            let bargain = Bargain(socket: daemon.socket, folder: daemon.folder)
            func write(_ name: String, pay: String?, day: String?) throws {
                let text = Data(Self.text(pay: pay, day: day).utf8)
                try text.write(to: URL(filePath: "\(bargain.folder)/\(name)"))
            }
            try write("pay.md", pay: "$66,000", day: nil)
            try write("both.md", pay: "$64,000", day: "440")
            try write("board.md", pay: "$61,000", day: "450")
            let table = "springfield-2026-1"
            #expect(
                try bargain.done("position \(table)").text.contains("Nobody has proposed to change anything")
            )
            try bargain.done("proposal log \(table) pay.md", as: "maria-soto")
            let alone = try bargain("proposal log \(table) pay.md --again --package", as: "maria-soto")
            #expect(alone.status != 0 && alone.errors.contains("joins two sections or more"), "\(alone.all)")
            let late = try bargain("proposal log \(table) both.md --expires 2026-05-01", as: "maria-soto")
            #expect(late.status == 64 && late.errors.contains("--package"), "\(late.all)")
            try bargain.done(
                "proposal log \(table) both.md --package --expires 2026-05-01",
                as: "maria-soto"
            )
            let packed = try row("9.1", of: bargain)
            #expect(packed["status"] as? String == "conditional" && packed["packages"] as? [String] == ["U2"])
            #expect(proposal("union", in: try row("8.2", of: bargain)) == "U1")
            let part = try bargain("agree \(table) U2 --item 8.2 --yes", as: "john-lee")
            #expect(part.status != 0 && part.errors.contains("all of it is agreed or none"), "\(part.all)")
            let own = try bargain("proposal reject \(table) U2 --reason", "no", as: "maria-soto")
            #expect(own.status != 0 && own.errors.contains("Only the board can reject U2"), "\(own.all)")
            try bargain.done("proposal reject \(table) U2 --reason", "Too dear", as: "john-lee")
            #expect(try row("9.1", of: bargain)["status"] as? String == "withdrawn")
            #expect(proposal("union", in: try row("8.2", of: bargain)) == "U1")
            let dead = try bargain("agree \(table) U2 --yes", as: "john-lee")
            #expect(dead.status != 0 && dead.errors.contains("was rejected (Too dear)"), "\(dead.all)")

            try bargain.done("proposal log \(table) board.md", as: "john-lee")
            try bargain.done("agree \(table) B1 --item 9.1 --yes", as: "maria-soto")
            #expect(proposal("union", in: try row("9.1", of: bargain)) == "B1")
            try bargain.done("agree \(table) B1 --item 9.1 --yes", as: "john-lee")
            let agreed = try row("9.1", of: bargain)
            #expect(agreed["status"] as? String == "tentatively agreed")
            let chart = try bargain.done("position \(table)").text
            #expect(chart.contains("U1") && chart.contains("B1 (agreed)"), "\(chart)")
            let shown = try bargain.done("position \(table) 8.2 --side union").text
            #expect(shown.contains("Teachers are paid $66,000."), "\(shown)")
            #expect(!shown.contains("$61,000"), "\(shown)")
            let stray = try bargain("position \(table) 7.7")
            #expect(stray.status != 0 && stray.errors.contains("concerns 8.2, 9.1"), "\(stray.all)")

            try past(bargain, http, table)
            let bundle = try http.get("/v1/negotiations/\(table)/bundle").data
            let positions = (bundle["positions"] as? [String: Any])?["items"] as? [[String: Any]] ?? []
            #expect(positions.map { $0["section"] as? String } == ["8.2", "9.1"])
        }
    }

    /// After each entry the positions are those of that instant, whatever came later.
    private func past(_ bargain: Bargain, _ http: HTTP, _ table: String) throws {
        let entries = try http.get("/v1/negotiations/\(table)/entries").json["data"] as? [[String: Any]] ?? []
        let expected: [String: (union: String?, status: String)] = [
            "proposal.served U1": ("U1", "open"), "proposal.served U2": ("U1", "open"),
            "proposal.rejected U2": ("U1", "open"), "proposal.served B1": ("U1", "held"),
            "agreement.signed B1": ("U1", "held"),
        ]
        var checked = 0
        for entry in entries {
            let body = entry["body"] as? String ?? ""
            let fields = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any] ?? [:]
            let name = "\(entry["kind"] as? String ?? "") \(fields["number"] as? String ?? "")"
            guard let stands = expected[name], let at = entry["recorded_at"] as? String else { continue }
            let then = try row("8.2", of: bargain, " --as-of \(at)")
            #expect(proposal("union", in: then) == stands.union, "\(name)")
            #expect(then["status"] as? String == stands.status, "\(name)")
            checked += 1
        }
        #expect(checked == 6)
    }

    @Test func `A ledger says how far each text moved its side, and what lies between them`() async throws {
        try await withDaemon(["--clock", "2026-04-20T09:00:00-04:00"]) { daemon, http in
            _ = try http.openNegotiation()
            let bargain = Bargain(socket: daemon.socket, folder: daemon.folder)
            func write(_ name: String, length: String, stipend: String?) throws {
                let leaders =
                    stipend.map {
                        "\n## 5.1 Leaders\n\n```term\nid: leader\nkind: stipend\nfor: leader\namount: \"\($0)\"\nper: year\n```\n"
                    }
                let text =
                    "# Terms\n\n## 2.1 Day\n\n```term\nid: day\nkind: day.length\nwho: teacher\nlength: \(length)\n```\n"
                    + (leaders ?? "")
                try Data(text.utf8).write(to: URL(filePath: "\(bargain.folder)/\(name)"))
            }
            try write("contract.md", length: "7 hours", stipend: "$2,000")
            try write("u1.md", length: "6 hours 45 minutes", stipend: "$4,000")
            try write("b1.md", length: "7 hours 30 minutes", stipend: nil)
            try write("u2.md", length: "7 hours", stipend: "$3,000")
            let open =
                "negotiation open --unit unit-a --school kiley --pack ma-69-1j-g --contract contract.md"
            try bargain.done("\(open) --title", "Kiley", as: "ann-clerk")
            let table = "springfield-2026-2"
            try bargain.done("proposal log \(table) u1.md", as: "maria-soto")
            try bargain.done("proposal log \(table) b1.md", as: "john-lee")
            try bargain.done("proposal log \(table) u2.md", as: "maria-soto")
            let ledger = try bargain.done("movement \(table) --json").data
            let entries = ledger["entries"] as? [[String: Any]] ?? []
            let told = entries.map { entry in
                ["proposal", "term", "from", "course"].map { entry[$0] as? String ?? "contract" }.joined(
                    separator: " "
                )
            }
            #expect(
                told == [
                    "U1 day contract away", "U1 leader contract away", "B1 day contract away",
                    "U2 day U1 toward", "U2 leader U1 toward",
                ]
            )
            for (against, amount) in [("mine", "$4,000"), ("contract", "$2,000")] {
                let redline = try bargain("diff \(table) U2 --plain --against \(against)")
                #expect(
                    redline.status == 1 && redline.text.contains("[-\(amount)-] {+$3,000+}"),
                    "\(redline.all)"
                )
            }
            let theirs = try bargain("diff \(table) U2 --against theirs --format markdown")
            #expect(theirs.status == 1 && theirs.text.contains("7 hours 30 minutes"), "\(theirs.all)")
            let sides = try bargain.done("position \(table) 5.1").text
            let amounts = ["$2,000", "$3,000"].map { sides.contains($0) }
            #expect(
                amounts == [true, true] && sides.contains("The board: as in the contract in force"),
                "\(sides)"
            )
            let text = try bargain.done("movement \(table) leader").text
            #expect(text.contains("$4,000 to $3,000, -$1,000 (-25.00%)"), "\(text)")
            #expect(text.contains("toward the board, from U1"), "\(text)")
            #expect(text.contains("leader (5.1), the contract in force to U2"), "\(text)")
            #expect(!text.contains("hours"), "\(text)")
        }
    }

    @Test func `The ledger and the bundle say in dollars what pricing each text says`() async throws {
        try await withDaemon(["--clock", "2026-04-20T09:00:00-04:00"]) { daemon, http in
            _ = try http.openNegotiation()
            let bargain = Bargain(socket: daemon.socket, folder: daemon.folder)
            func write(_ name: String, _ text: String) throws {
                try Data(text.utf8).write(to: URL(filePath: "\(bargain.folder)/\(name)"))
            }
            func pay(_ from: String, _ amounts: [Int]) -> String {
                "\n## 8.2 Salaries\n\n```term\nid: pay\nkind: salary.grid\neffective: \(from)\ntable: below\n```\n\n"
                    + "| Step | B | M |\n|---|---:|---:|\n| 1 | \(amounts[0]) | \(amounts[1]) |\n"
                    + "| 2 | \(amounts[2]) | \(amounts[3]) |\n"
            }
            func leader(_ amount: String) -> String {
                "\n## 9.1 Leaders\n\n```term\nid: leader\nkind: stipend\nfor: leader\namount: \"\(amount)\"\nper: year\n```\n"
            }
            let old = [40_000, 44_000, 42_000, 46_500]
            let raised = { (percent: Int) in pay("2026-07-01", old.map { $0 + $0 / 100 * percent }) }
            try write("contract.md", "# C\n" + pay("2025-07-01", old) + leader("$2,000"))
            try write("u1.md", "# U\n" + raised(5) + leader("$4,000"))
            try write("b1.md", "# B\n" + raised(1))
            try write("u2.md", "# U\n" + raised(3))
            // Where the union stands once it has served u2: its raise, and the leaders of its first text.
            try write("union.md", "# U\n" + raised(3) + leader("$4,000"))
            try write("u1-pay.md", "# U\n" + raised(5))
            try write("fte.csv", "Step,B,M\n1,10,2\n2,4.5,3\n")
            try write(
                "cost.yaml",
                "first_year: 2026-07-01\nyears: 2\nstep_movement: none\ncounts: {leader: 5}\n"
            )
            let basis = "--snapshot fte.csv --assumptions cost.yaml"
            func cost(_ text: String) throws -> Int {
                let run = try bargain.done("cost contract.md \(text) \(basis) --json")
                let report = try JSONSerialization.jsonObject(with: Data(run.text.utf8)) as? [String: Any]
                let years = report?["years"] as? [[String: Any]] ?? []
                #expect(years.count == 2)
                return years.reduce(0) { $0 + ($1["difference_cents"] as? Int ?? 0) }
            }
            let open =
                "negotiation open --unit unit-a --school kiley --pack ma-69-1j-g --contract contract.md"
            try bargain.done("\(open) --title", "Kiley", as: "ann-clerk")
            let table = "springfield-2026-2"
            try bargain.done("proposal log \(table) u1.md", as: "maria-soto")
            try bargain.done("proposal log \(table) b1.md", as: "john-lee")
            try bargain.done("proposal log \(table) u2.md", as: "maria-soto")

            let prices =
                try bargain.done("movement \(table) \(basis) --json").data["prices"] as? [String: Any]
            let offers = prices?["offers"] as? [[String: Any]] ?? []
            let moved = offers.map { $0["moved_cents"] as? Int ?? 0 }
            let (u1, b1, union) = (try cost("u1.md"), try cost("b1.md"), try cost("union.md"))
            let cut = try cost("u2.md") - cost("u1-pay.md")
            #expect(moved == [u1, b1, cut] && cut < 0 && u1 > 0, "\(moved)")
            #expect(offers.map { $0["course"] as? String } == ["away", "toward", "toward"])
            let between = prices?["between"] as? [String: Any]
            #expect(between?["between_cents"] as? Int == union - b1)
            #expect(prices?["years"] as? [String] == ["2026-27", "2027-28"])

            let text = try bargain.done("record bundle \(table) \(basis)").text
            #expect(text.contains("\nMOVEMENT\nU1  "), "\(text)")
            #expect(text.contains("the union's costs $") && text.contains(" more."), "\(text)")
            let data = try bargain.done("record bundle \(table) --json").data
            let movement = data["movement"] as? [String: Any]
            #expect((movement?["entries"] as? [Any])?.count == 4 && movement?["prices"] == nil)
            #expect(data["digest"] != nil && data["positions"] != nil)

            let leaders = try bargain.done("movement \(table) leader \(basis)").text
            #expect(leaders.contains("U1") && !leaders.contains("B1"), "\(leaders)")
            let alone = try bargain("movement \(table) --assumptions cost.yaml")
            #expect(alone.status == 64 && alone.errors.contains("without a scattergram"), "\(alone.all)")
        }
    }

    @Test func `What each side has standing is compared as whole contracts, and all of it in one report`()
        async throws
    {
        try await withDaemon(["--clock", "2026-04-20T09:00:00-04:00"]) { daemon, http in
            _ = try http.openNegotiation()
            let bargain = Bargain(socket: daemon.socket, folder: daemon.folder)
            func write(_ name: String, _ pay: String?, _ day: String?, _ leave: String? = nil) throws {
                let more = leave.map {
                    "\n## Article 10 — Leave\n\n### 10.1 Days\n\nThere are \($0) days of leave.\n"
                }
                let text = Self.text(pay: pay, day: day) + (more ?? "")
                try Data(text.utf8).write(to: URL(filePath: "\(bargain.folder)/\(name)"))
            }
            try write("contract.md", "$60,000", "420", "ten")
            let open =
                "negotiation open --unit unit-a --school kiley --pack ma-69-1j-g --contract contract.md"
            try bargain.done("\(open) --title", "Kiley", as: "ann-clerk")
            let table = "springfield-2026-2"
            let nothing = try bargain("diff \(table) union board")
            #expect(nothing.status == 0 && nothing.text.contains("Both say the same."), "\(nothing.all)")
            try write("u1.md", "$66,000", nil)
            try write("b1.md", "$61,000", "450")
            try write("u2.md", nil, nil, "twelve")
            try bargain.done("proposal log \(table) u1.md", as: "maria-soto")
            let entries =
                try http.get("/v1/negotiations/\(table)/entries").json["data"] as? [[String: Any]] ?? []
            let early = try #require(entries.last?["recorded_at"] as? String)
            try bargain.done("proposal log \(table) b1.md", as: "john-lee")
            try bargain.done("proposal log \(table) u2.md", as: "maria-soto")
            for seat in ["maria-soto", "john-lee"] {
                try bargain.done("agree \(table) B1 --item 9.1 --yes", as: seat)
            }
            try between(bargain, table, early)
            try inOneReport(bargain, table)
            try withdrawn(bargain, table)
        }
    }

    /// What both signed of B1 stays agreed in everything that is made of it.
    private func withdrawn(_ bargain: Bargain, _ table: String) throws {
        let said = try bargain.done(
            "proposal withdraw \(table) B1 --reason",
            "Only the day",
            as: "john-lee"
        ).text
        #expect(
            said.contains("The board withdrew item 1 of B1 (the rest of it is agreed): Only the day."),
            "\(said)"
        )
        let list = try bargain.done("proposal list \(table)").text
        #expect(list.contains("9.1 agreed, the rest withdrawn"), "\(list)")
        let agreed = try bargain("diff \(table) agreed --plain")
        #expect(agreed.text.contains("{+450+}") && !agreed.text.contains("$61,000"), "\(agreed.all)")
        let sides = try bargain("diff \(table) union board --plain")
        #expect(sides.text.contains("[-$66,000-] {+$60,000+}") && !sides.text.contains("450"), "\(sides.all)")
        let chart = try bargain.done("position \(table) --json").data["items"] as? [[String: Any]] ?? []
        let states = chart.filter { ["8.2", "9.1"].contains($0["section"] as? String) }
            .compactMap { $0["status"] as? String }
        #expect(states == ["open", "tentatively agreed"])
    }

    @Test func `A package's last day comes near and passes in the list of alerts`() async throws {
        let table = "springfield-2026-1"
        let folder = try Daemon.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func at<Value>(_ clock: String, _ act: (Bargain) throws -> Value) throws -> Value {
            let database = TestDatabase.current.connectionString
            let daemon = try Daemon(["--clock", clock], database: database, folder: folder)
            defer { daemon.stop() }
            return try act(Bargain(socket: daemon.socket, folder: folder))
        }
        func alerts(_ bargain: Bargain) throws -> [[String: Any]] {
            let list = try bargain.done("alert list \(table) --all --json", as: "john-lee").list
            return list.filter { $0["proposal"] as? String == "U1" }
        }
        try at("2026-04-20T09:00:00-04:00") { bargain in
            _ = try HTTP(socket: bargain.socket).openNegotiation()
            let text = Data(Self.text(pay: "$64,000", day: "440").utf8)
            try text.write(to: URL(filePath: "\(folder)/both.md"))
            let serving = "proposal log \(table) both.md --package --expires 2026-04-24"
            try bargain.done(serving, as: "maria-soto")
            #expect(try alerts(bargain).isEmpty)
        }
        let near = try at("2026-04-22T09:00:01-04:00", alerts)
        #expect(near.compactMap { $0["kind"] as? String } == ["reminder"])
        let about = near.first?["about"] as? String
        #expect(about == "Reminder: the package U1 can be agreed until Fri Apr 24, 2026.")
        let over = try at("2026-04-25T00:00:01-04:00", alerts)
        #expect(over.compactMap { $0["kind"] as? String } == ["lapsed", "reminder", "reminder"])
        let passed = over.first?["about"] as? String
        #expect(passed == "The package U1 was not agreed by its last day, Fri Apr 24, 2026.")
    }

    private func between(_ bargain: Bargain, _ table: String, _ early: String) throws {
        let union = try bargain("diff \(table) contract union --plain")
        #expect(union.status == 1 && union.text.contains("new: union’s position"), "\(union.all)")
        for words in [
            "[-$60,000-] {+$66,000+}", "[-420-] {+450+}", "[-ten-] {+twelve+}", "8.2 of U1 (SHA-256 ",
        ] {
            #expect(union.text.contains(words), "\(words): \(union.text)")
        }
        #expect(union.text.contains("put together from the contract in force (contract.md, SHA-256 "))
        let sides = try bargain("diff \(table) union board --plain")
        #expect(sides.text.contains("[-$66,000-] {+$61,000+}") && !sides.text.contains("450"), "\(sides.all)")
        let then = try bargain("diff \(table) union board --plain --as-of \(early)")
        #expect(then.text.contains("[-$66,000-] {+$60,000+}") && !then.text.contains("twelve"), "\(then.all)")
        let agreed = try bargain("diff \(table) agreed --plain")
        #expect(agreed.text.contains("{+450+}") && !agreed.text.contains("$66,000"), "\(agreed.all)")
        let against = try bargain("diff \(table) B1 agreed --plain")
        #expect(against.text.contains("old: under B1") && against.text.contains("[-$61,000-] {+$60,000+}"))
        let text = Self.text(pay: "$65,000", day: nil)
        try Data(text.utf8).write(to: URL(filePath: "\(bargain.folder)/draft.md"))
        let draft = try bargain("diff \(table) U1 draft.md --plain")
        #expect(draft.text.contains("[-$66,000-] {+$65,000+}"), "\(draft.all)")
        let whole = try bargain("diff \(table) union draft.md --plain")
        #expect(
            whole.text.contains("new: under draft.md") && whole.text.contains("[-twelve-] {+ten+}"),
            "\(whole.all)"
        )
        let stray = try bargain("diff \(table) union nobody")
        #expect(stray.status == 2 && stray.errors.contains("contract, union, board, agreed"), "\(stray.all)")
        let bare = try bargain("diff springfield-2026-1 union")
        #expect(bare.status == 2 && bare.errors.contains("without the contract in force"), "\(bare.all)")
    }

    private func inOneReport(_ bargain: Bargain, _ table: String) throws {
        let report = try bargain("diff \(table) --three-way")
        #expect(report.status == 1, "\(report.all)")
        for words in [
            "8.2 Salaries: they differ", "9.1 Day: tentatively agreed",
            "10.1 Days: only the union changes it",
            "agreed: agreed, DRILL (Union and Board)",
        ] {
            #expect(report.text.contains(words), "\(words): \(report.text)")
        }
        let json = try bargain("diff \(table) --three-way --json")
        let rows = json.data["rows"] as? [[String: Any]] ?? []
        let changed = rows.filter { $0["number"] != nil }.compactMap { $0["status"] as? String }
        #expect(changed == ["differ", "agreed", "union"])
        let word = try bargain("diff \(table) --three-way --output table.docx")
        #expect(word.status == 1, "\(word.all)")
    }
}
