import CivilTime
import Law
import Packs
import Testing

/// Steps whose length is another one under another reading of the law.
@Suite struct OtherLengthTests {
    /// Talks of three lengths, what follows by their last day, and a notice of one length.
    private static let sound = """
        id: test-pack
        title: A test
        status: policy
        verified: memory
        source: the policy
        as-of: 2026-01-01
        jurisdiction: us-ma
        zone: America/New_York
        calendar: us-ma
        counting: ma-statute
        trigger: {name: request, text: the request}
        applies: Everywhere.
        milestones: [{name: school-start, text: the first day of school}]
        options:
          - name: days
            question: What are days?
            default: calendar
            choices:
              - {name: calendar, text: Calendar days.}
              - {name: business, text: Business days.}
              - {name: short, text: Fewer days.}
              - {name: early, text: "Calendar days, and the notice comes early."}
          - name: clock
            question: When?
            default: at-once
            choices:
              - {name: at-once, text: At once.}
              - {name: by-day-10, text: On the last day of the talks.}
        steps:
          - name: talks
            title: Talks
            actors: [both]
            opens: trigger
            length: 10 calendar days
            other-lengths:
              - {length: 10 business days, when: days=business}
              - {length: 7 calendar days, when: days=short}
            citation: "§1"
            extension: by-agreement, at most 5 calendar days
            outcomes: [{name: agreed, text: Agreed., usual: yes}]
            lapse: {consequence: advance, text: They end.}
          - name: vote
            title: Vote
            actors: [members]
            opens:
              - {after: talks=agreed, when: clock=at-once}
              - {after: [talks=agreed, talks@due], when: clock=by-day-10}
              - talks=lapsed
            length: 5 business days
            citation: "§2"
            extension: none-stated
            outcomes: [{name: held, text: Held., usual: yes, ends: yes}]
            lapse: {consequence: none, text: It must still be held.}
          - name: notice
            title: Notice
            actors: [board]
            opens: trigger
            length: 20 calendar days before school-start
            other-lengths: [{length: 20 business days before school-start, when: days=early}]
            citation: "§3"
            extension: none-stated
            outcomes: [{name: given, text: Given., usual: yes, ends: step}]
            lapse: {consequence: none, text: It must still be given.}
        examples:
          - title: In calendar days
            trigger: 2026-03-02
            dates: {talks: 2026-03-12}
          - title: In business days
            trigger: 2026-03-02
            readings: days=business
            dates: {talks: 2026-03-16}

        """

    private func read(_ text: String = sound) throws -> RulePack {
        try Library.standard.read(packText: text, name: "test.yaml")
    }

    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    private func docket(_ readings: [String: String] = [:], _ more: Happening...) throws -> Docket {
        let proceeding = try Library.standard.proceeding(pack: try read(), readings: readings)
        return try proceeding.docket([.trigger(on: try day("2026-03-02"))] + more)
    }

    @Test(arguments: [
        ("calendar", "2026-03-12"), ("business", "2026-03-16"), ("short", "2026-03-09"),
        ("early", "2026-03-12"),
    ])
    func `A step has the length of the reading that is settled, and its own where none is named`(
        choice: String,
        due: String
    ) throws {
        let talks = try #require(try docket(["days": choice]).item("talks"))
        #expect(talks.due == (try day(due)))
        #expect(talks.earliest == talks.due && talks.latest == talks.due)
        let proceeding = try Library.standard.proceeding(pack: try read(), readings: ["days": choice])
        let simulated = try proceeding.simulate(trigger: try day("2026-03-02"))
        #expect(simulated.first { $0.step == "talks" }?.due == (try day(due)))
    }

    @Test func `Until a reading is settled the docket shows the span over the lengths`() throws {
        let talks = try #require(try docket().item("talks"))
        #expect(talks.due == (try day("2026-03-12")))
        #expect(talks.earliest == (try day("2026-03-09")))
        #expect(talks.latest == (try day("2026-03-16")))
    }

    @Test func `Stipulating a reading moves the last day and what is counted from it`() throws {
        let agreed = Happening.ended(step: "talks", outcome: "agreed", on: try day("2026-03-04"))
        let settled = Happening.stipulated(option: "days", choice: "business")
        let before = try docket(["clock": "by-day-10"], agreed)
        #expect(before.item("vote")?.due == (try day("2026-03-19")))
        #expect(before.item("vote")?.earliest == (try day("2026-03-16")))
        #expect(before.item("vote")?.latest == (try day("2026-03-23")))
        let after = try docket(["clock": "by-day-10"], agreed, settled)
        #expect(after.item("talks")?.due == (try day("2026-03-16")))
        #expect(after.item("vote")?.opened == (try day("2026-03-16")))
        #expect(after.item("vote")?.due == (try day("2026-03-23")))
        #expect(after.item("vote")?.former == [try day("2026-03-19")])
    }

    @Test func `An explanation tells the length that was taken, and the last days of the others`() throws {
        let open = try docket().why("talks")
        let length = try #require(open.points.first { $0.topic == .length }).sentence
        #expect(length == "§1 gives 10 calendar days. That is its length under days=calendar: Calendar days.")
        #expect(
            open.alternatives.map { "\($0.reading) \($0.due?.description ?? "-")" } == [
                "days=business 2026-03-16", "days=short 2026-03-09", "days=early 2026-03-12",
            ]
        )
        let settled = try docket(["days": "business"]).why("talks")
        let taken = try #require(settled.points.first { $0.topic == .length }).sentence
        #expect(taken == "§1 gives 10 business days. That is its length under days=business: Business days.")
        #expect(settled.counted?.date == (try day("2026-03-16")))
        #expect(settled.counted?.skipped.count == 4)
        #expect(settled.alternatives.isEmpty)
    }

    @Test func `A time that is counted back can have another length too`() throws {
        let start = Happening.milestone("school-start", on: try day("2026-08-31"))
        let open = try docket([:], start)
        #expect(open.item("notice")?.due == (try day("2026-08-11")))
        #expect(open.item("notice")?.earliest == (try day("2026-08-03")))
        let early = try docket(["days": "early"], start)
        #expect(early.item("notice")?.due == (try day("2026-08-03")))
        let length = try #require(try early.why("notice").points.first { $0.topic == .length }).sentence
        #expect(length.hasPrefix("§3 counts 20 business days before school-start, which is the first day"))
        #expect(length.contains("under days=early: Calendar days, and the notice comes early."))
    }

    @Test func `An extension is limited from the last day of the reading that is taken`() throws {
        for (choice, last) in [("calendar", "2026-03-17"), ("business", "2026-03-21")] {
            let docket = try docket(["days": choice])
            let date = try day(last)
            #expect(docket.admitsExtension(of: "talks", to: date) == nil)
            #expect(docket.admitsExtension(of: "talks", to: date.adding(days: 1)) != nil)
        }
    }

    @Test func `The check walks every length, and its examples may name a reading`() throws {
        let library = Library.standard
        let pack = try read()
        let check = try library.check(pack, everyDays: 30)
        #expect(check.findings.isEmpty, "\(check.findings.map(\.message))")
        #expect(check.longest?.readings == ["days=business"])
        var days: Set<Int> = []
        for choice in ["calendar", "business", "short", "early"] {
            let proceeding = try library.proceeding(pack: pack, readings: ["days": choice])
            var trigger = try day("2026-01-01")
            while trigger.year == 2026 {
                let steps = try proceeding.simulate(trigger: trigger)
                let vote = try #require(steps.first { $0.step == "vote" }?.due)
                days.insert(trigger.days(until: vote))
                trigger = trigger.adding(days: 30)
            }
        }
        #expect(check.longest?.days == days.max())
        #expect(check.shortest?.days == days.min())
    }

    @Test func `Two packs differ where their other lengths do, and a picture shows them`() throws {
        let pack = try read()
        let other = try read(Self.sound.replacing("length: 7 calendar days", with: "length: 6 calendar days"))
        let fewer = try read(
            Self.sound.replacing("      - {length: 7 calendar days, when: days=short}\n", with: "")
        )
        let lines = [PackComparison(of: pack, and: other), PackComparison(of: pack, and: fewer)].map {
            $0.changes.map {
                "\($0.kind) \($0.part) \($0.field ?? ""): \($0.before ?? "") > \($0.after ?? "")"
            }
        }
        #expect(
            lines[0] == ["changed step talks length when days=short: 7 calendar days > 6 calendar days"]
        )
        #expect(lines[1] == ["removed step talks length when days=short: 7 calendar days > "])
        #expect(StatePicture(of: pack).text.contains("10 business days when days=business"))
    }

    @Test(arguments: [
        (
            "length: 7 calendar days, when: days=short", "length: 7 days, when: days=short", 37,
            "Expected a length"
        ),
        (
            "length: 7 calendar days, when: days=short", "length: none, when: days=short", 37,
            "name the number"
        ),
        ("length: 7 calendar days, when: days=short", "length: 7 calendar days", 37, "'when' is missing"),
        (
            "length: 7 calendar days, when: days=short", "length: 7 calendar days, when: short", 37,
            "OPTION=CHOICE"
        ),
        (
            "length: 7 calendar days, when: days=short", "length: 7 calendar days, when: clock=at-once", 37,
            "Only one option may vary"
        ),
        (
            "length: 7 calendar days, when: days=short", "length: 7 calendar days, when: days=business", 37,
            "twice"
        ),
        (
            "length: 7 calendar days, when: days=short", "length: 10 calendar days, when: days=short", 37,
            "already"
        ),
        (
            "length: 7 calendar days, when: days=short",
            "length: 7 calendar days before school-start, when: days=short", 37, "without 'before'"
        ),
        (
            "length: 20 business days before school-start", "length: 20 business days", 59,
            "before school-start; found '20 business days'"
        ),
        ("length: 10 calendar days", "length: none", 36, "'none' has no other lengths"),
    ])
    func `Another length that cannot be is refused with its line`(
        from: String,
        to: String,
        line: Int,
        says: String
    ) throws {
        #expect(Self.sound.contains(from))
        #expect {
            try read(Self.sound.replacing(from, with: to, maxReplacements: 1))
        } throws: { error in
            guard let error = error as? PackError else { return false }
            #expect(error.message.contains(says) && error.line == line, "\(error)")
            return true
        }
    }

    @Test(arguments: [
        ("when: days=short", "when: days=shor", "no choice 'shor'"),
        ("when: days=early", "when: day=early", "no option 'day'"),
        ("7 calendar days", "1001 calendar days", "not sane"),
        ("when: days=short", "when: days=calendar", "write its length as 'length'"),
        ("      - {length: 7 calendar days, when: days=short}\n", "", "'days=short' changes nothing"),
        ("dates: {talks: 2026-03-16}", "dates: {talks: 2026-03-12}", "the pack gives Mon Mar 16, 2026"),
    ])
    func `Another length that is wrong is found`(from: String, to: String, says: String) throws {
        #expect(Self.sound.contains(from))
        let pack = try read(Self.sound.replacing(from, with: to, maxReplacements: 1))
        let check = try Library.standard.check(pack, everyDays: 365)
        #expect(!check.passes)
        #expect(check.findings.contains { $0.message.contains(says) }, "\(check.findings.map(\.message))")
    }

    @Test func `Another length in school days waits for a school's calendar, and the check measures without`()
        throws
    {
        let text = Self.sound.replacing("10 business days", with: "10 school days")
            .replacing("readings: days=business\n    dates", with: "dates")
            .replacing("2026-03-16", with: "2026-03-12")
        let pack = try read(text)
        #expect(try Library.standard.check(pack, everyDays: 365).passes)
        let proceeding = try Library.standard.proceeding(pack: pack, readings: ["days": "business"])
        let talks = try proceeding.docket([.trigger(on: try day("2026-03-02"))]).item("talks")
        #expect(talks?.due == nil && talks?.missingCalendar != nil)
        let open = try Library.standard.proceeding(pack: pack).docket([.trigger(on: try day("2026-03-02"))])
        #expect(open.item("talks")?.due == (try day("2026-03-12")))
        #expect(try open.why("talks").alternatives.first?.due == nil)
    }

    @Test func `What came by mail lengthens the other length too`() throws {
        let text = Self.sound.replacing("counting: ma-statute", with: "counting: ma-agency")
            .replacing(
                "- {name: at-once, text: At once.}",
                with: "- {name: at-once, text: At once., served: by-mail}"
            )
            .replacing("dates: {talks: 2026-03-16}", with: "dates: {talks: 2026-03-19}")
            .replacing("dates: {talks: 2026-03-12}", with: "dates: {talks: 2026-03-16}")
        let check = try Library.standard.check(try read(text), everyDays: 365)
        #expect(check.findings.isEmpty, "\(check.findings.map(\.message))")
    }

    @Test(arguments: ["ma-69-1j-g", "ma-69-1j-commissioner", "ma-71-92", "ma-ipz-2019", "ma-150e-9"])
    func `In Massachusetts days that are not called business days may be`(id: String) throws {
        let pack = try Library.standard.pack(id)
        #expect(pack.option("days")?.standard == "calendar")
        #expect(pack.option("days")?.choices.first?.text.contains("Booker") == true)
        for step in pack.steps {
            let other = step.otherLengths.map(\.text)
            guard let length = step.length, length.kind == .calendar else {
                #expect(other.isEmpty, "\(step.id)")
                continue
            }
            #expect(other == ["\(length.days) business days when days=business"], "\(step.id)")
        }
        #expect(pack.examples.contains { $0.readings.contains { "\($0)" == "days=business" } })
    }
}
