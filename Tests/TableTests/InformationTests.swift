import CivilTime
import Law
import Table
import Testing

@Suite struct InformationTests {
    private let ur1 = RequestNumber(side: .union, count: 1)

    private func asked(wantedBy: String? = "2026-04-01") throws -> Bench {
        var bench = try Bench()
        let day = try wantedBy.map(day)
        try bench.act(.ask(text: "Class sizes by school", wantedBy: day), by: "maria-soto")
        return bench
    }

    private func request(_ bench: Bench) throws -> InformationRequest {
        try #require(bench.negotiation.requests.first { $0.number == ur1 })
    }

    @Test func `Requests are numbered per asking side`() throws {
        var bench = try asked()
        try bench.act(.ask(text: "Membership list", wantedBy: nil), by: "john-lee")
        try bench.act(.ask(text: "Budget", wantedBy: nil), by: "maria-soto")
        #expect(bench.negotiation.requests.map(\.number.description) == ["UR1", "BR1", "UR2"])
    }

    @Test func `A request is acknowledged, answered in part, and in full`() throws {
        var bench = try asked()
        try bench.act(.acknowledge(ur1, expected: try day("2026-03-30")), by: "john-lee")
        #expect(try request(bench).status == .acknowledged)
        #expect(try request(bench).expected == day("2026-03-30"))
        let part = Wording(text: "For Kiley: 27.", document: nil)
        try bench.act(.answer(ur1, part, isFull: false), by: "john-lee")
        #expect(try request(bench).status == .answeredInPart)
        try bench.act(
            .answer(ur1, Wording(text: nil, document: document("sizes.csv")), isFull: true),
            by: "john-lee"
        )
        #expect(try request(bench).status == .answered)
        #expect(try request(bench).answers.count == 2)
        #expect(bench.negotiation.documents == [document().sha256])
        let more = try bench.refusal(of: .answer(ur1, part, isFull: true), by: "john-lee")
        #expect(more.code == .conflict)
        let withdrawal = Negotiation.Command.withdrawRequest(ur1, reason: "no need")
        #expect(try bench.refusal(of: withdrawal, by: "maria-soto").code == .conflict)
    }

    @Test func `Overdue is seen at the end of the day and not before, and only while an answer is owed`()
        throws
    {
        var bench = try asked()
        let last = try instant("2026-04-01T23:59:59.999999-04:00")
        let after = try instant("2026-04-02T00:00:00-04:00")
        #expect(!(try request(bench).isOverdue(asOf: last, in: bench.rules.zone)))
        #expect(try request(bench).isOverdue(asOf: after, in: bench.rules.zone))
        try bench.act(.answer(ur1, Wording(text: "Some", document: nil), isFull: false), by: "john-lee")
        #expect(try request(bench).isOverdue(asOf: after, in: bench.rules.zone))
        try bench.act(.answer(ur1, Wording(text: "All", document: nil), isFull: true), by: "john-lee")
        #expect(!(try request(bench).isOverdue(asOf: after, in: bench.rules.zone)))
        let open = try asked(wantedBy: nil)
        #expect(!(try request(open).isOverdue(asOf: after, in: open.rules.zone)))
    }

    @Test func `A refused request can still be answered, a withdrawn one not`() throws {
        var bench = try asked()
        try bench.act(.decline(ur1, reason: "it is not kept"), by: "john-lee")
        #expect(try request(bench).status == .declined)
        #expect(try bench.refusal(of: .decline(ur1, reason: "again"), by: "john-lee").code == .conflict)
        try bench.act(.answer(ur1, Wording(text: "Found it", document: nil), isFull: false), by: "john-lee")
        try bench.act(.withdrawRequest(ur1, reason: "enough"), by: "maria-soto")
        #expect(try request(bench).withdrawal == "enough")
        let late = Negotiation.Command.answer(ur1, Wording(text: "More", document: nil), isFull: true)
        #expect(try bench.refusal(of: late, by: "john-lee").message == "UR1 was withdrawn (enough).")
    }

    @Test func `Each part is the side's that it belongs to`() throws {
        var bench = try asked()
        let answer = Wording(text: "x", document: nil)
        #expect(
            try bench.refusal(of: .acknowledge(ur1, expected: nil), by: "maria-soto").code == .notPermitted
        )
        #expect(
            try bench.refusal(of: .answer(ur1, answer, isFull: true), by: "maria-soto").code == .notPermitted
        )
        #expect(try bench.refusal(of: .decline(ur1, reason: "x"), by: "maria-soto").code == .notPermitted)
        #expect(
            try bench.refusal(of: .withdrawRequest(ur1, reason: "x"), by: "john-lee").code == .notPermitted
        )
        #expect(try bench.refusal(of: .ask(text: "x", wantedBy: nil), by: "ann-clerk").code == .notPermitted)
        let br1 = RequestNumber(side: .board, count: 1)
        let unknown = try bench.refusal(of: .acknowledge(br1, expected: nil), by: "maria-soto")
        #expect(unknown.message == "There is no information request BR1; there are: UR1.")
    }

    @Test func `What cannot be is refused`() throws {
        var bench = try asked()
        let past = Negotiation.Command.ask(text: "x", wantedBy: try day("2026-03-17"))
        #expect(try bench.refusal(of: past, by: "john-lee").message.contains("is past"))
        let empty = Negotiation.Command.answer(ur1, Wording(text: nil, document: nil), isFull: true)
        #expect(try bench.refusal(of: empty, by: "john-lee").message.contains("says nothing"))
        let stray = DocumentReference(name: "a", sha256: "zz", bytes: 1)
        let wrong = Negotiation.Command.answer(ur1, Wording(text: nil, document: stray), isFull: true)
        #expect(try bench.refusal(of: wrong, by: "john-lee").code == .invalid)
        try bench.act(.acknowledge(ur1, expected: nil), by: "john-lee")
        #expect(try bench.refusal(of: .acknowledge(ur1, expected: nil), by: "john-lee").code == .conflict)
    }

    @Test(arguments: ["BR1", "ur12", "UR2"]) func `Numbers are read as people write them`(text: String) {
        #expect(RequestNumber(text)?.description == text.uppercased())
    }

    @Test(arguments: ["", "U1", "UR", "UR0", "XR1", "UR-1", "UR1x", "UR+1", "UR٣"])
    func `What is not a request's number is none`(text: String) {
        #expect(RequestNumber(text) == nil)
    }
}
