import CivilTime
import Law
import Testing

@Suite struct AdmissionTests {
    private func refusal(
        _ happenings: [Happening],
        _ step: String,
        _ outcome: String,
        _ on: String
    ) throws -> Objection? {
        try Cases.proceeding().docket(happenings).admits(step, outcome, on: Cases.date(on))
    }

    @Test func `An act in its time is admitted`() throws {
        let start: [Happening] = [.trigger(on: try Cases.date("2026-03-18"))]
        #expect(try refusal(start, "bargaining", "agreed", "2026-03-18") == nil)
        #expect(try refusal(start, "bargaining", "agreed", "2026-04-17") == nil)
    }

    @Test func `An act out of its time is refused with the reason`() throws {
        let start: [Happening] = [.trigger(on: try Cases.date("2026-03-18"))]
        #expect(try refusal(start, "bargaining", "agreed", "2026-03-17")?.code == .beforeOpening)
        let late = try #require(try refusal(start, "bargaining", "agreed", "2026-04-18"))
        #expect(late.code == .tooLate)
        #expect(late.message.contains("Fri Apr 17, 2026"))
        #expect(late.message.contains("joint resolution committee"))
        let waiting = try #require(try refusal(start, "ratification", "ratified", "2026-04-01"))
        #expect(waiting.code == .notOpen)
        #expect(waiting.message.contains("bargaining=agreed"))
        #expect(try refusal([], "bargaining", "agreed", "2026-04-01")?.code == .notOpen)
    }

    @Test func `After a lapse that ends the step it is too late, whatever the date`() throws {
        let lapsed: [Happening] = [
            .trigger(on: try Cases.date("2026-03-18")),
            .lapsed(step: "bargaining", on: try Cases.date("2026-04-17")),
        ]
        #expect(try refusal(lapsed, "bargaining", "agreed", "2026-04-16")?.code == .tooLate)
    }

    @Test func `After a lapse without consequence, or a referral, the act is still admitted`() throws {
        let overdue =
            Array(try Cases.springfield().prefix(4)) + [
                .lapsed(step: "union-member", on: try Cases.date("2026-05-08"))
            ]
        #expect(try refusal(overdue, "union-member", "named", "2026-05-20") == nil)
        let referred =
            Array(try Cases.springfield().prefix(7)) + [
                .lapsed(step: "conciliator", on: try Cases.date("2026-05-08"))
            ]
        #expect(try refusal(referred, "conciliator", "selected-by-aaa", "2026-05-12") == nil)
    }

    @Test func `An act that opens under another reading happened all the same`() throws {
        let early = Array(try Cases.springfield().prefix(4))
        #expect(try refusal(early, "conciliator", "agreed", "2026-05-06") == nil)
        let docket = try Cases.proceeding().docket(
            early + [Cases.ended("conciliator", "agreed", "2026-05-06")]
        )
        #expect(
            docket.item("conciliator")?.state == .ended(outcome: "agreed", on: try Cases.date("2026-05-06"))
        )
        #expect(docket.item("process")?.due == (try Cases.date("2026-05-20")))
    }

    @Test func `What has ended cannot end again`() throws {
        let happenings = try Cases.springfield()
        #expect(try refusal(happenings, "bargaining", "agreed", "2026-04-17")?.code == .alreadyEnded)
        let over = happenings + [try Cases.ended("decision", "unanimous", "2026-06-01")]
        #expect(try refusal(over, "commissioner", "resolved", "2026-06-10")?.code == .concluded)
    }

    @Test func `Unknown names are refused with the nearest`() throws {
        let step = try #require(try refusal([], "ratificaton", "ratified", "2026-04-01"))
        #expect(step.code == .unknownStep)
        #expect(step.message.contains("Did you mean 'ratification'?"))
        let outcome = try #require(try refusal([], "ratification", "ratifyed", "2026-04-01"))
        #expect(outcome.code == .unknownOutcome)
        #expect(outcome.message.contains("Did you mean 'ratified'?"))
    }

    @Test func `An extension is admitted where the law does not forbid it`() throws {
        let docket = try Cases.proceeding().docket(Cases.springfield())
        #expect(
            try docket.admitsExtension(of: "decision", to: Cases.date("2026-06-20"))?.code == .notExtensible
        )
        #expect(
            try docket.admitsExtension(of: "bargaining", to: Cases.date("2026-06-20"))?.code == .alreadyEnded
        )
        #expect(
            try docket.admitsExtension(of: "commissioner", to: Cases.date("2026-06-20"))?.code == .notOpen
        )
        #expect(try docket.admitsExtension(of: "nothing", to: Cases.date("2026-06-20"))?.code == .unknownStep)
        let start = try Cases.proceeding().docket([.trigger(on: Cases.date("2026-03-18"))])
        #expect(try start.admitsExtension(of: "bargaining", to: Cases.date("2026-05-01")) == nil)
        #expect(
            try start.admitsExtension(of: "bargaining", to: Cases.date("2026-04-17"))?.code == .notExtensible
        )
    }

    @Test(arguments: [
        ("agred", "agreed"), ("AGREED", "agreed"), ("agrede", "agreed"), ("no-agrement", "no-agreement"),
        ("zzzzzz", nil), ("", nil),
    ])
    func `The nearest name is meant, unless none is near`(typed: String, meant: String?) {
        #expect(Spelling.nearest(to: typed, in: ["agreed", "no-agreement"]) == meant)
    }
}
