import Foundation
import Testing

@Suite struct AnswerTests {
    private static func docket(state: String = "running") -> String {
        """
        {"negotiation":"spring-1","title":"Turnaround plan","pack":"ma-69-1j-g","pack_status":"law",
        "pack_verified":"memory","time_zone":"America/New_York","as_of":"2026-04-11T13:12:00Z","trigger":"2026-03-18",
        "items":[{"step":"bargaining","title":"Good-faith bargaining","state":"\(state)","opened":"2026-03-18",
        "due":"2026-04-17","due_at":"2026-04-18T04:00:00Z","earliest":"2026-04-17","latest":"2026-04-20","former":[],
        "extended":false,"would_change":false,"citation":"G.L. c.69 §1J(g), first paragraph",
        "if_it_passes":"The issues go to the committee.","outcomes":["agreed","no-agreement"]},
        {"step":"ratification","title":"Vote \u{1B}[31m","state":"not reached","former":[],"extended":false,
        "would_change":false,"citation":"x","outcomes":["ratified","rejected"]}],
        "readings":[{"option":"saturday","choice":"stand","settled":false}]}
        """.replacing("\u{1B}", with: "\\u001b")
    }

    private func run(_ arguments: [String], _ answers: CannedServer.Answer) throws -> Run {
        let place = try Place()
        let server = try CannedServer(at: place.socket, answers)
        defer { server.stop() }
        return try Run(arguments, in: place)
    }

    @Test func `A docket says what is due, how sure that is and what to do`() throws {
        let run = try run(["docket", "spring-1"], .envelope(Self.docket()))
        #expect(
            run.text == """
                spring-1 — Turnaround plan
                Procedure: ma-69-1j-g (law; not yet verified against the text)
                As of:     Sat Apr 11, 2026, 9:12 am EDT
                Began:     Wed Mar 18, 2026

                STATE        STEP          DUE               LEFT
                running      bargaining    Fri Apr 17, 2026  6 days left
                not reached  ratification  —

                NOW

                Good-faith bargaining [bargaining]
                  due           Fri Apr 17, 2026, 11:59 pm EDT — 6 days left
                  counted from  Wed Mar 18, 2026
                  readings      lawyers differ: Fri Apr 17, 2026 to Mon Apr 20, 2026; act by the earliest
                  if it passes  The issues go to the committee.
                  law           G.L. c.69 §1J(g), first paragraph
                  record        bargain dispute record spring-1 bargaining agreed --on DATE
                  record        bargain dispute record spring-1 bargaining no-agreement --on DATE
                  why           bargain why spring-1 bargaining

                READINGS
                  saturday=stand — taken until the parties settle it
                  To settle one: bargain dispute stipulate spring-1 OPTION=CHOICE --reason TEXT

                """
        )
        #expect(run.status == 0 && run.errors.isEmpty)
    }

    @Test func `Every text of a drill begins by saying so, and its JSON has it`() throws {
        let text = try run(["docket", "spring-1"], .envelope(Self.docket(), drill: true))
        #expect(text.text.hasPrefix("DRILL — a rehearsal; no real deadline runs.\n"))
        let json = try run(["docket", "spring-1", "--json"], .envelope(Self.docket(), drill: true))
        let object = try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any]
        #expect(object?["drill"] as? Bool == true && object?["data"] != nil)
        let refused = try run(["docket", "spring-1"], .problem(404, "Unknown.", drill: true))
        #expect(refused.errors.hasPrefix("DRILL — ") && refused.status == 1)
    }

    @Test func `What others wrote cannot steer the terminal`() throws {
        let title = try run(["docket", "spring-1"], .envelope(Self.docket(state: "a\u{1B}[2J")))
        #expect(!title.hasEscapes && title.text.contains("a\u{FFFD}[2J"))
    }

    @Test func `A signature is not given where nobody can be asked`() throws {
        let hash = String(repeating: "a", count: 64)
        let view = """
            {"opened":{"negotiation":"spring-1","zone":"spring","title":"T","schools":["ab"],"unit":"unit-a",
            "pack":"ma-69-1j-g","packSHA256":"x","calendar":"us-ma","readings":{},"seats":[]},"state":"open",
            "time_zone":"America/New_York","seats":[],"proposals":[{"number":"B1","side":"board","title":"Day",
            "status":"on the table","signed_by":[],"document":{"name":"b.md","sha256":"\(hash)","bytes":3},"seq":2,
            "served_at":"2026-04-01T14:00:00Z"}],"stipulations":[],"rules":[],"requests":[],"sessions":[],"holds":[],"votes":[],"seq":2,"digest":"d"}
            """
        let place = try Place()
        let server = try CannedServer(at: place.socket, .envelope(view))
        defer { server.stop() }
        let asked = try Run(["agree", "spring-1", "b1"], in: place)
        #expect(asked.status == 64 && asked.errors.contains(hash) && asked.errors.contains("--yes"))
        let other = try Run(["agree", "spring-1", "B1", "--yes", "--sha256", "bb"], in: place)
        #expect(other.status == 5)
        let unknown = try Run(["agree", "spring-1", "U7", "--yes"], in: place)
        #expect(unknown.status == 1 && unknown.errors.contains("there are B1"))
        #expect(server.requests.allSatisfy { $0.head.hasPrefix("GET") })
    }

    @Test func `An answer that is no answer is a fault inside`() throws {
        let run = try run(["status"], .reply(200, "{\"oops\":1}"))
        #expect(run.status == 70 && run.output.isEmpty)
    }

    private static func view(_ proposals: String) -> String {
        """
        {"opened":{"negotiation":"spring-1","zone":"spring","title":"T","schools":["ab"],"unit":"unit-a",
        "pack":"ma-69-1j-g","packSHA256":"x","calendar":"us-ma","readings":{},"seats":[]},"state":"open",
        "time_zone":"America/New_York","seats":[{"handle":"maria-soto","person":"M","role":"union"}],
        "proposals":[\(proposals)],"stipulations":[],"rules":[],"requests":[],"sessions":[],"holds":[],"votes":[],
        "seq":2,"digest":"d"}
        """
    }

    private static func proposal(_ number: String, _ side: String) -> String {
        """
        {"number":"\(number)","side":"\(side)","title":"Day","status":"on the table","signed_by":[],
        "document":{"name":"b.md","sha256":"\(String(repeating: "a", count: 64))","bytes":3},"seq":2,
        "served_at":"2026-04-01T14:00:00Z"}
        """
    }

    @Test func `Today tells what waits for the person and what the own side has out`() throws {
        let place = try Place()
        let item =
            #"[{"negotiation":"spring-1","zone":"spring","title":"t","pack":"p","state":"open"}]"#
        let alert = #"""
            [{"negotiation":"spring-1","key":"served/2/maria-soto","kind":"served","seq":2,"about":"The board served B1.",
            "send_at":"2026-04-01T14:00:00Z"}]
            """#
        let server = try CannedServer(
            at: place.socket,
            .envelope(item),
            .envelope(Self.docket()),
            .envelope(Self.view(Self.proposal("U1", "union") + "," + Self.proposal("B1", "board"))),
            .envelope(alert)
        )
        defer { server.stop() }
        let drafts = place.folder.appending(path: "state/bargain/drafts")
        try FileManager.default.createDirectory(at: drafts, withIntermediateDirectories: true)
        let kept = drafts.appending(path: String(repeating: "a", count: 32) + ".md")
        try Data("# Pay".utf8).write(to: kept)
        let run = try Run(["today", "--as", "maria-soto"], in: place)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.text.contains("U1 “Day” — on the table; the board has not answered"), "\(run.text)")
        #expect(
            !run.text.contains("bargain agree spring-1 U1") && run.text.contains("bargain agree spring-1 B1")
        )
        #expect(run.text.contains("1 alert waits for you\n      bargain alert list spring-1"))
        #expect(run.text.contains("1 text was not delivered:\n  \(kept.path)"))
    }

    @Test func `A hint at two proposals to compare names proposals that there are`() throws {
        for (others, hint) in [("B3", "bargain diff spring-1 U1 B3"), ("", "Try: bargain diff CONTRACT.md")] {
            let proposals =
                [Self.proposal("U1", "union")] + (others.isEmpty ? [] : [Self.proposal(others, "board")])
            let place = try Place()
            let text = "# P\n"
            let hash = "38d47cf1b3682cedc0c2220af95b1f31f44163315b773ddc5e1766b34ad761e5"
            let view = Self.view(proposals.joined(separator: ","))
                .replacing(String(repeating: "a", count: 64), with: hash)
            let server = try CannedServer(at: place.socket, .envelope(view), .reply(200, text))
            defer { server.stop() }
            let run = try Run(["diff", "spring-1", "U1"], in: place)
            #expect(run.status == 2 && run.errors.contains(hint), "\(run.errors)")
            #expect(!run.errors.contains("B1"))
        }
    }

    @Test func `Today without negotiations says how to begin`() throws {
        let run = try run([], .envelope("[]"))
        #expect(run.status == 0 && run.text.contains("bargain negotiation open --help"))
    }
}
