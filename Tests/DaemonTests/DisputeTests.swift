import Foundation
import TestSupport
import Testing

/// The acts of a dispute and the topics of proposals, through the command.
@Suite(.database) struct DisputeTests {
    private func item(_ step: String, of bargain: Bargain, in negotiation: String) throws -> [String: Any] {
        let items = try bargain.done("docket \(negotiation) --json").data["items"] as? [[String: Any]] ?? []
        return try #require(items.first { $0["step"] as? String == step })
    }

    private func open(_ bargain: Bargain, _ more: String) throws {
        try bargain.done("negotiation open --unit unit-a \(more) --title", "Kiley", as: "ann-clerk")
    }

    @Test func `Contests, corrections, milestones, votes by school and topics go through the command`()
        async throws
    {
        try await withDaemon(["--clock", "2026-04-20T09:00:00-04:00"]) { daemon, http in
            _ = try http.openNegotiation()
            for fact in [
                #"{"kind":"seat.taken","handle":"nia-neutral","person":"Nia Neutral","role":"neutral"}"#,
                #"{"kind":"school.joined","school":"north","name":"North","enrolment":300}"#,
            ] {
                #expect(try http.post("/v1/zones/springfield/facts", fact).status == 201)
            }
            let bargain = Bargain(socket: daemon.socket, folder: daemon.folder)
            try settle(bargain, "springfield-2026-1")
            try open(bargain, "--school kiley --pack ma-69-1j-g")
            try contest(bargain, "springfield-2026-2")
            try open(bargain, "--school kiley --pack de-impasse --calendar us-de")
            try count(bargain, "springfield-2026-3")
            try open(bargain, "--school kiley --school north --pack ny-211-f --calendar us-ny")
            try vote(bargain, "springfield-2026-4")
            try propose(bargain, http, "springfield-2026-4")
        }
    }

    /// A lapse that a correction has overtaken is settled by both sides.
    private func settle(_ bargain: Bargain, _ negotiation: String) throws {
        try bargain.done("dispute request \(negotiation) --on 2026-03-18", as: "ann-clerk")
        try bargain.done(
            "dispute correct \(negotiation) --to 2026-03-23 --reason",
            "The letter came then",
            as: "ann-clerk"
        )
        let text = try bargain.done("docket \(negotiation)").text
        #expect(text.contains("TO BE SETTLED"), "\(text)")
        #expect(
            text.contains("bargain dispute settle \(negotiation) bargaining stands|reopened --reason TEXT")
        )
        #expect(try item("bargaining", of: bargain, in: negotiation)["state"] as? String == "lapsed")
        let settle = "dispute settle \(negotiation) bargaining"
        let clerk = try bargain("\(settle) reopened --reason", "No", as: "ann-clerk")
        #expect(clerk.status != 0 && clerk.errors.contains("not by the clerk"), "\(clerk.all)")
        let stray = try bargain("\(settle) undone --reason", "No", as: "john-lee")
        #expect(stray.status == 64, "\(stray.all)")
        try bargain.done("\(settle) reopened --reason", "Two days are left", as: "john-lee")
        #expect(
            try bargain.done("dispute show \(negotiation)").text.contains(
                "S1: bargaining of Fri Apr 17, 2026"
            )
        )
        try bargain.done("dispute join \(negotiation) S1", as: "maria-soto")
        let reopened = try item("bargaining", of: bargain, in: negotiation)
        #expect(reopened["state"] as? String == "running" && reopened["due"] as? String == "2026-04-22")
        #expect(!(try bargain.done("docket \(negotiation)").text.contains("TO BE SETTLED")))
    }

    /// A contested trigger is counted by both accounts until the neutral rules.
    private func contest(_ bargain: Bargain, _ negotiation: String) throws {
        try bargain.done("dispute request \(negotiation) --on 2026-04-08", as: "ann-clerk")
        let own = try bargain(
            "dispute contest \(negotiation) --on 2026-04-10 --reason",
            "Received on the 10th",
            as: "ann-clerk"
        )
        #expect(own.status != 0 && own.errors.contains("by the board or the union"), "\(own.all)")
        try bargain.done(
            "dispute contest \(negotiation) --on 2026-04-10 --reason",
            "Received on the 10th",
            as: "maria-soto"
        )
        let contested = try item("bargaining", of: bargain, in: negotiation)
        #expect(contested["due"] as? String == "2026-05-08")
        let accounts = contested["contested"] as? [[String: String]] ?? []
        #expect(accounts.map { $0["due"] } == ["2026-05-11"] && accounts.first?["number"] == "C1")
        #expect(try bargain.done("docket \(negotiation)").text.contains("C1: by the union's account"))
        let why = try bargain.done("why \(negotiation) bargaining --json").data
        let remark = (why["points"] as? [[String: String]] ?? []).first { $0["topic"] == "contested" }
        #expect(remark?["sentence"]?.contains("the last day would then be Mon May 11, 2026") == true)
        let rule = "dispute rule \(negotiation) --on 2026-04-10 --reason"
        let side = try bargain(rule, "Ours", as: "maria-soto")
        #expect(side.status != 0 && side.errors.contains("ruled on by the neutral"), "\(side.all)")
        try bargain.done(rule, "The mail log", as: "nia-neutral")
        let ruled = try item("bargaining", of: bargain, in: negotiation)
        #expect(ruled["due"] as? String == "2026-05-11" && ruled["former"] as? [String] == ["2026-05-08"])
        #expect(ruled["contested"] == nil)
        #expect(
            try bargain.done("docket \(negotiation)").text.contains("the neutral ruled for Fri Apr 10, 2026")
        )
    }

    /// A time counted back from a milestone is known with its date, and moves with it.
    private func count(_ bargain: Bargain, _ negotiation: String) throws {
        try bargain.done("dispute request \(negotiation) --on 2026-02-02", as: "ann-clerk")
        #expect(try bargain.done("docket \(negotiation)").text.contains("awaits contract-expiry"))
        #expect(try item("begin", of: bargain, in: negotiation)["awaits"] as? String == "contract-expiry")
        let milestone = "dispute milestone \(negotiation)"
        let side = try bargain(
            "\(milestone) contract-expiry --on 2026-09-30 --reason",
            "Ours",
            as: "john-lee"
        )
        #expect(side.status != 0 && side.errors.contains("by the clerk or the neutral"), "\(side.all)")
        let typo = try bargain(
            "\(milestone) contract-expire --on 2026-09-30 --reason",
            "Typo",
            as: "ann-clerk"
        )
        #expect(typo.status != 0 && typo.errors.contains("Did you mean 'contract-expiry'?"), "\(typo.all)")
        // Alone nobody sets a date by which the time has passed already.
        let past = try bargain(
            "\(milestone) contract-expiry --on 2026-06-30 --reason",
            "The contract",
            as: "ann-clerk"
        )
        #expect(past.status != 0 && past.errors.contains("would have lapsed already"), "\(past.all)")
        try bargain.done(
            "\(milestone) contract-expiry --on 2026-09-30 --reason",
            "The contract",
            as: "ann-clerk"
        )
        #expect(try item("begin", of: bargain, in: negotiation)["due"] as? String == "2026-07-02")
        try bargain.done("\(milestone) contract-expiry --on 2026-10-01 --reason", "Amended", as: "ann-clerk")
        let moved = try item("begin", of: bargain, in: negotiation)
        #expect(
            moved["due"] as? String == "2026-07-03" || moved["due"] as? String == "2026-07-02",
            "\(moved)"
        )
        #expect(
            try bargain.done("why \(negotiation) begin").text.contains("contract in force: Thu Oct 1, 2026")
        )
    }

    /// Each school votes, and the step ends with the last vote.
    private func vote(_ bargain: Bargain, _ negotiation: String) throws {
        try bargain.done("dispute request \(negotiation) --on 2026-04-01", as: "ann-clerk")
        try bargain.done("dispute record \(negotiation) bargaining agreed --on 2026-04-13", as: "ann-clerk")
        let vote = "vote \(negotiation) --electorate 40 --cast 36 --yes 20 --no 16 --on 2026-04-16"
        let unnamed = try bargain(vote, as: "maria-soto")
        #expect(
            unnamed.status != 0 && unnamed.errors.contains("name the school: kiley, north."),
            "\(unnamed.all)"
        )
        try bargain.done("\(vote) --school kiley", as: "maria-soto")
        let half = try item("ratification", of: bargain, in: negotiation)
        #expect(half["state"] as? String == "running")
        let schools = half["schools"] as? [[String: String]] ?? []
        #expect(schools.map { $0["outcome"] } == ["ratified", nil])
        #expect(try bargain.done("docket \(negotiation)").text.contains("north: has not voted"))
        let again = try bargain("\(vote) --school kiley", as: "maria-soto")
        #expect(again.status != 0 && again.errors.contains("kiley voted on Thu Apr 16, 2026"), "\(again.all)")
        try bargain.done(
            "vote \(negotiation) --electorate 30 --cast 30 --yes 15 --no 15 --on 2026-04-17 --school north",
            as: "maria-soto"
        )
        let over = try item("ratification", of: bargain, in: negotiation)
        #expect(over["outcome"] as? String == "rejected" && over["on"] as? String == "2026-04-17")
    }

    /// Only what is on the closed list is taken in, and a counter is on what it answers.
    private func propose(_ bargain: Bargain, _ http: HTTP, _ negotiation: String) throws {
        let text = Array("# Class size\n\n## Article 1 — Classes\n\nAt most 24 pupils.\n".utf8)
        try Data(text).write(to: URL(filePath: "\(bargain.folder)/classes.md"))
        let log = "proposal log \(negotiation) classes.md"
        let allowed = "length-of-day, length-of-year, professional-development, class-size"
        for (topics, said) in [
            ("", "name those of the proposal (--topic)"),
            (" --topic class-sise", "Did you mean 'class-size'?"),
        ] {
            let refused = try bargain(log + topics, as: "maria-soto")
            let flat = refused.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(refused.status != 0 && flat.contains(said) && flat.contains(allowed), "\(refused.all)")
            #expect(flat.contains("N.Y. Educ. Law §211-f(8)(a)"), "\(refused.all)")
        }
        try bargain.done("\(log) --topic class-size --topic length-of-day", as: "maria-soto")
        let shown = try bargain.done("proposal show \(negotiation) U1").text
        #expect(shown.contains("Topics:  class-size, length-of-day"))
        try bargain.done("counter \(negotiation) U1 classes.md", as: "john-lee")
        let counter = try bargain.done("proposal show \(negotiation) B1 --json").data
        #expect(counter["topics"] as? [String] == ["class-size", "length-of-day"])
        let path = "/v1/negotiations/\(negotiation)/proposals"
        let nameless = try http.post("\(path)?again=true&topics=class-size,", text, seat: "john-lee")
        #expect(nameless.status == 422 && nameless.detail.contains("found ''"), "\(nameless.text)")
        let stray = try http.post("\(path)?again=true&topics=class-size,parking", text, seat: "john-lee")
        #expect(
            stray.status == 422 && stray.detail.contains("'parking' is none of the subjects"),
            "\(stray.text)"
        )
        #expect(try http.post("\(path)?again=true", text, seat: "john-lee").status == 422)
        #expect(try http.post("\(path)?again=true&topics=class-size", text, seat: "john-lee").name == "B2")
        let bundle = try http.get("/v1/negotiations/\(negotiation)/bundle").data
        let passes = bundle["passes"] as? [[String: Any]] ?? []
        #expect(
            passes.map { ($0["topics"] as? [String])?.first } == ["class-size", "class-size", "class-size"]
        )
    }
}
