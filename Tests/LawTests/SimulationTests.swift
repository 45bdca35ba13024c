import CivilTime
import Foundation
import Law
import Testing

@Suite struct SimulationTests {
    private let votedDown = [
        Assumption(step: "bargaining", outcome: "agreed"),
        Assumption(step: "ratification", outcome: "rejected"),
    ]

    @Test func `A failed ratification runs to June 8`() throws {
        let steps = try Cases.proceeding().simulate(trigger: Cases.date("2026-03-18"), assumptions: votedDown)
        let lines = steps.map { "\($0.step) \($0.opened) \($0.due?.description ?? "-") \($0.ended) \($0.on)" }
        #expect(
            lines == [
                "bargaining 2026-03-18 2026-04-17 agreed 2026-04-17",
                "ratification 2026-04-17 2026-05-04 rejected 2026-05-04",
                "submission 2026-05-04 2026-05-05 submitted 2026-05-05",
                "union-member 2026-05-05 2026-05-08 named 2026-05-08",
                "committee-member 2026-05-05 2026-05-08 named 2026-05-08",
                "conciliator-list 2026-05-05 - received 2026-05-05",
                "conciliator 2026-05-05 2026-05-08 lapsed 2026-05-08",
                "process 2026-05-08 2026-05-22 concluded 2026-05-22",
                "decision 2026-05-22 2026-06-08 lapsed 2026-06-08",
                "commissioner 2026-06-08 - resolved 2026-06-08",
            ]
        )
    }

    @Test func `The conciliator's clock after the appointments adds three business days`() throws {
        let dues = Cases.dues(
            try Cases.proceeding(["conciliator-clock": "after-appointments"])
                .simulate(trigger: Cases.date("2026-03-18"), assumptions: votedDown)
        )
        #expect(dues["conciliator"] == "2026-05-13")
        #expect(dues["process"] == "2026-05-28")
        #expect(dues["decision"] == "2026-06-11")
    }

    @Test func `Without agreement the decision is due on May 22`() throws {
        let dues = Cases.dues(try Cases.proceeding().simulate(trigger: Cases.date("2026-03-18")))
        #expect(dues["bargaining"] == "2026-04-17")
        #expect(dues["submission"] == "2026-04-21")
        #expect(dues["union-member"] == "2026-04-24")
        #expect(dues["conciliator"] == "2026-04-24")
        #expect(dues["process"] == "2026-05-08")
        #expect(dues["decision"] == "2026-05-22")
        #expect(dues["ratification"] == nil)
    }

    @Test func `An early failed vote opens the committee before day 30, or after it`() throws {
        let early = [try Assumption("bargaining=agreed@2026-03-30"), try Assumption("ratification=rejected")]
        let atOnce = try Cases.proceeding().simulate(trigger: Cases.date("2026-03-18"), assumptions: early)
        #expect(Cases.dues(atOnce)["ratification"] == "2026-04-13")
        #expect(Cases.dues(atOnce)["submission"] == "2026-04-14")
        let later = try Cases.proceeding(["early-rejection": "talks-until-day-30"])
            .simulate(trigger: Cases.date("2026-03-18"), assumptions: early)
        #expect(Cases.dues(later)["submission"] == "2026-04-21")
        let fromDay30 = try Cases.proceeding(["ratification-clock": "day-30"])
            .simulate(trigger: Cases.date("2026-03-18"), assumptions: early)
        #expect(Cases.dues(fromDay30)["ratification"] == "2026-05-04")
    }

    @Test func `Boston in 2010 comes out by both clocks`() throws {
        for (clock, decision) in [("list-received", "2010-06-14"), ("after-appointments", "2010-06-18")] {
            let dues = Cases.dues(
                try Cases.proceeding(["conciliator-clock": clock], calendar: "us-ma-suffolk")
                    .simulate(trigger: Cases.date("2010-04-10"))
            )
            #expect(dues["bargaining"] == "2010-05-10")
            #expect(dues["submission"] == "2010-05-11")
            #expect(dues["union-member"] == "2010-05-14")
            #expect(dues["decision"] == decision)
        }
    }

    @Test(arguments: [
        ("list-received", true, 76, 84), ("after-appointments", true, 81, 89),
        ("list-received", false, 62, 69), ("after-appointments", false, 67, 73),
    ])
    func `The whole chain is as long as was found for every trigger of 2024 to 2030`(
        clock: String,
        isVotedDown: Bool,
        shortest: Int,
        longest: Int
    ) throws {
        let proceeding = try Cases.proceeding(["conciliator-clock": clock])
        var lengths: Set<Int> = []
        var trigger = try Cases.date("2024-01-01")
        while trigger.year <= 2030 {
            let steps = try proceeding.simulate(trigger: trigger, assumptions: isVotedDown ? votedDown : [])
            let decision = try #require(steps.first { $0.step == "decision" }?.due)
            lengths.insert(trigger.days(until: decision))
            trigger = trigger.adding(days: 1)
        }
        #expect(lengths.min() == shortest)
        #expect(lengths.max() == longest)
    }

    @Test(arguments: [
        ("bargainning=agreed", LawError.Code.unknownStep, "'bargaining'"),
        ("bargaining=agred", .unknownOutcome, "'agreed'"),
        ("commissioner=resolved", .neverReached, "decision=lapsed"),
        ("bargaining=agreed@2026-03-17", .impossibleDate, "2026-03-18 to 2026-04-17"),
        ("bargaining=agreed@2026-04-18", .impossibleDate, "2026-03-18 to 2026-04-17"),
        ("submission=lapsed", .unknownOutcome, "attaches nothing"),
    ])
    func `An assumption that cannot be is refused with what is meant`(
        text: String,
        code: LawError.Code,
        hint: String
    ) throws {
        let proceeding = try Cases.proceeding()
        let assumptions =
            [try Assumption(text)] + (code == .neverReached ? [try Assumption("decision=unanimous")] : [])
        let trigger = try Cases.date("2026-03-18")
        #expect { try proceeding.simulate(trigger: trigger, assumptions: assumptions) } throws: { error in
            guard let error = error as? LawError else { return false }
            return error.code == code && error.message.contains(hint)
        }
    }

    @Test(arguments: [
        "", "bargaining", "=agreed", "bargaining=", "bargaining=agreed@", "bargaining=agreed@May 1",
        "a=b@2026-01-01@x",
    ])
    func `An assumption that is not written as one is refused`(text: String) {
        #expect { try Assumption(text) } throws: { ($0 as? LawError)?.code == .malformed }
    }

    @Test func `A ratified agreement ends it, and an assumed lapse is a lapse`() throws {
        let proceeding = try Cases.proceeding()
        let trigger = try Cases.date("2026-03-18")
        let ratified = try proceeding.simulate(
            trigger: trigger,
            assumptions: [
                Assumption("bargaining=agreed@2026-03-30"), Assumption("ratification=ratified@2026-04-02"),
            ]
        )
        #expect(ratified.map(\.ended) == ["agreed", "ratified"])
        let lapsed = try proceeding.simulate(
            trigger: trigger,
            assumptions: [Assumption("bargaining=agreed"), Assumption("ratification=lapsed")]
        )
        #expect(lapsed[1].ended == "lapsed")
        #expect(lapsed.last?.step == "commissioner")
    }

    @Test func `A simulation beyond the verified years is an error`() throws {
        let proceeding = try Cases.proceeding()
        let late = try Cases.date("2035-12-15")
        #expect { try proceeding.simulate(trigger: late) } throws: { ($0 as? LawError)?.code == .uncountable }
    }

    @Test func `JSON has every field, and null where the law gives no date`() throws {
        let steps = try Cases.proceeding().simulate(trigger: Cases.date("2026-03-18"))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let list = try #require(steps.first { $0.step == "conciliator-list" })
        #expect(
            String(decoding: try encoder.encode(list), as: UTF8.self)
                == #"{"due":null,"ended":"received","on":"2026-04-21","opened":"2026-04-21","step":"conciliator-list"}"#
        )
        #expect(try JSONDecoder().decode([SimulatedStep].self, from: encoder.encode(steps)) == steps)
    }
}
