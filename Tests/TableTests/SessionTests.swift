import CivilTime
import Table
import Testing

@Suite struct SessionTests {
    private func report(
        on: String = "2026-03-18",
        from: String? = nil,
        to: String? = nil,
        attendance: SessionReport.Attendance? = nil,
        minutes: String? = nil,
        next: String? = nil
    ) throws -> Negotiation.Command {
        .meet(
            SessionReport(
                on: try day(on),
                from: from.flatMap { TimeOfDay($0) },
                to: to.flatMap { TimeOfDay($0) },
                place: "Kiley library",
                attendance: attendance,
                minutes: minutes.map { Wording(text: $0, document: nil) },
                next: try next.map(day)
            )
        )
    }

    @Test func `Whoever has a seat is known by it, anybody else by name`() throws {
        var bench = try Bench()
        let present = SessionReport.Attendance(
            board: ["john-lee", "Counsel Smith"],
            union: ["maria-soto"],
            others: ["ann-clerk"]
        )
        try bench.act(try report(from: "15:00", to: "17:30", attendance: present), by: "john-lee")
        let held = try #require(bench.negotiation.sessions.first?.held)
        #expect(held.number == 1 && held.side == .board)
        #expect(held.attendance.map(\.name) == ["John Lee", "Counsel Smith", "Maria Soto", "Ann Clerk"])
        #expect(held.attendance.map(\.seat?.text) == ["john-lee", nil, "maria-soto", "ann-clerk"])
    }

    @Test(arguments: [
        (["maria-soto"], "sits as union"), (["jon-lee"], "has no seat"), (["A", "A"], "named twice"),
        (["john-lee", "john-lee"], "named twice"), (["A\u{202E}"], "U+202E"),
    ])
    func `A name that cannot be is refused`(board: [String], message: String) throws {
        var bench = try Bench()
        let present = SessionReport.Attendance(board: board, union: nil, others: nil)
        let refusal = try bench.refusal(of: try report(attendance: present), by: "ann-clerk")
        #expect(refusal.message.contains(message), "\(refusal.message)")
    }

    @Test func `Minutes are put right by an entry of their own`() throws {
        var bench = try Bench()
        try bench.act(try report(minutes: "U1 was discussed."), by: "john-lee")
        let right = Wording(text: "U1 and U2 were discussed.", document: nil)
        try bench.act(.correctMinutes(session: 1, to: right, reason: "U2 was left out"), by: "maria-soto")
        let session = try #require(bench.negotiation.sessions.first)
        #expect(session.minutes == right)
        #expect(session.held.minutes?.text == "U1 was discussed.")
        let same = Negotiation.Command.correctMinutes(session: 1, to: right, reason: "again")
        #expect(try bench.refusal(of: same, by: "ann-clerk").code == .conflict)
        let none = Negotiation.Command.correctMinutes(session: 2, to: right, reason: "x")
        #expect(try bench.refusal(of: none, by: "ann-clerk").message.contains("1 to 1"))
    }

    @Test func `Times and days follow each other`() throws {
        var bench = try Bench()
        #expect(try bench.refusal(of: report(from: "17:30", to: "15:00"), by: "ann-clerk").code == .invalid)
        #expect(try bench.refusal(of: report(on: "2026-03-19"), by: "ann-clerk").code == .invalid)
        #expect(try bench.refusal(of: report(next: "2026-03-18"), by: "ann-clerk").code == .invalid)
        #expect(try bench.refusal(of: report(), by: "olga-sees").code == .notPermitted)
    }

    @Test(arguments: ["15:00", "00:00", "23:59"]) func `A time is read`(text: String) {
        #expect(TimeOfDay(text)?.description == text)
    }

    @Test(arguments: ["24:00", "9:00", "12:60", "12.30", "", "1２:00"])
    func `What is no time is none`(text: String) {
        #expect(TimeOfDay(text) == nil)
    }
}

@Suite struct GroundRuleTests {
    private static func noNewIssues(_ breach: GroundRule.Breach, after session: Int = 1) -> GroundRule {
        GroundRule(kind: .noNewIssuesAfter, session: session, breach: breach, text: "None after the first.")
    }

    private func bench(under rule: GroundRule, sessions: Int = 1) throws -> Bench {
        var bench = try Bench()
        try bench.act(.serve(title: "Pay", answers: nil, document: document()), by: "maria-soto")
        try bench.act(.offer(.rule(rule), reason: "as in 2024"), by: "maria-soto")
        try bench.join("S1", by: "john-lee")
        for _ in 0..<sessions {
            let report = SessionReport(
                on: try day("2026-03-18"),
                from: nil,
                to: nil,
                place: nil,
                attendance: nil,
                minutes: nil,
                next: nil
            )
            try bench.act(.meet(report), by: "ann-clerk")
        }
        return bench
    }

    @Test func `A rule stands once the other side joined it, under a number of its own`() throws {
        var bench = try Bench()
        let rule = GroundRule(kind: .sessionsClosed, session: nil, breach: nil, text: "Closed.")
        try bench.act(.offer(.rule(rule), reason: "as always"), by: "john-lee")
        #expect(bench.negotiation.rules.isEmpty)
        try bench.join("S1", by: "maria-soto")
        #expect(bench.negotiation.rules.map(\.number) == ["R1"])
        #expect(bench.negotiation.rules.first?.stipulation == "S1")
    }

    @Test func `An enforced rule refuses a new issue after the session, with its text; a counter passes`()
        throws
    {
        var bench = try bench(under: Self.noNewIssues(.enforce))
        let refusal = try bench.refusal(
            of: .serve(title: "Year", answers: nil, document: document(text: "cd")),
            by: "maria-soto"
        )
        #expect(refusal.code == .conflict)
        #expect(refusal.message.contains("R1") && refusal.message.contains("None after the first."))
        let u1 = ProposalNumber(side: .union, count: 1)
        try bench.act(.serve(title: "Pay", answers: u1, document: document()), by: "john-lee")
        #expect(bench.negotiation.proposals.values.allSatisfy { $0.served.note == nil })
    }

    @Test func `A flagged rule notes it`() throws {
        var bench = try bench(under: Self.noNewIssues(.flag))
        try bench.act(.serve(title: "Year", answers: nil, document: document(text: "cd")), by: "maria-soto")
        let served = bench.negotiation.proposalsInOrder.last?.served
        #expect(served?.note == "against ground rule R1")
        #expect(bench.facts.last?.sentence.contains("(against ground rule R1)") == true)
    }

    @Test func `Before the session the rule allows what it names`() throws {
        var bench = try bench(under: Self.noNewIssues(.enforce, after: 2))
        try bench.act(.serve(title: "Year", answers: nil, document: document(text: "cd")), by: "maria-soto")
        #expect(bench.negotiation.proposals.count == 2)
    }

    @Test func `A list of headings is noted where proposals are to be in writing`() throws {
        let rule = GroundRule(kind: .proposalsInWriting, session: nil, breach: .flag, text: "In full.")
        var bench = try bench(under: rule)
        try bench.act(
            .serve(title: "Topics", answers: nil, document: document(), isListing: true),
            by: "john-lee"
        )
        #expect(bench.negotiation.proposalsInOrder.last?.served.note == "against ground rule R1")
    }

    @Test(arguments: [
        GroundRule(kind: .noNewIssuesAfter, session: nil, breach: .flag, text: "x"),
        GroundRule(kind: .noNewIssuesAfter, session: 0, breach: .flag, text: "x"),
        GroundRule(kind: .noNewIssuesAfter, session: 1, breach: nil, text: "x"),
        GroundRule(kind: .proposalsInWriting, session: nil, breach: .enforce, text: "x"),
        GroundRule(kind: .sessionsClosed, session: nil, breach: .flag, text: "x"),
        GroundRule(kind: .other, session: 2, breach: nil, text: "x"),
        GroundRule(kind: .other, session: nil, breach: nil, text: " "),
    ])
    func `A rule that the record cannot keep is refused`(rule: GroundRule) throws {
        var bench = try Bench()
        #expect(try bench.refusal(of: .offer(.rule(rule), reason: "x"), by: "john-lee").code == .invalid)
    }

    @Test func `An offer is taken back by its side while nobody joined it`() throws {
        var bench = try Bench()
        let offer = Negotiation.Command.offer(.rule(Self.noNewIssues(.flag)), reason: "x")
        try bench.act(offer, by: "maria-soto")
        let retract = Negotiation.Command.retract(number: "s1", reason: "too early")
        #expect(try bench.refusal(of: retract, by: "john-lee").code == .notPermitted)
        try bench.act(retract, by: "maria-soto")
        let join = Negotiation.Command.join(number: "S1", expectedSeq: bench.negotiation.seq)
        #expect(try bench.refusal(of: join, by: "john-lee").message == "S1 was taken back (too early).")
        #expect(try bench.refusal(of: retract, by: "maria-soto").code == .conflict)
        try bench.act(offer, by: "maria-soto")
        try bench.join("S2", by: "john-lee")
        let late = Negotiation.Command.retract(number: "S2", reason: "x")
        #expect(try bench.refusal(of: late, by: "maria-soto").message.contains("one side alone"))
    }

    @Test func `Who joins has seen the record to its end`() throws {
        var bench = try Bench()
        try bench.act(.offer(.rule(Self.noNewIssues(.flag)), reason: "x"), by: "maria-soto")
        let stale = Negotiation.Command.join(number: "S1", expectedSeq: 1)
        #expect(try bench.refusal(of: stale, by: "john-lee").message.contains("now entry 2 says"))
    }
}
