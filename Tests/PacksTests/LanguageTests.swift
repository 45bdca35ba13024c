import CivilTime
import Law
import Packs
import Testing

/// What a pack can say besides steps that follow one another.
@Suite struct LanguageTests {
    private static let head = """
        id: test-pack
        title: A test
        status: policy
        verified: memory
        source: the policy
        as-of: 2026-01-01
        jurisdiction: us-ma
        zone: America/New_York
        calendar: us-ma
        counting: ma-agency
        trigger: {name: request, text: the request}
        applies: Everywhere.

        """

    private static func step(_ name: String, opens: String, _ fields: String, ends: String = "yes") -> String
    {
        """
          - name: \(name)
            title: Step \(name)
            actors: [somebody]
            opens: \(opens)
            citation: "§1"
        \(fields.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
            outcomes: [{name: done, text: Done., usual: yes, ends: \(ends)}]

        """
    }

    private func pack(_ more: String, _ steps: String...) throws -> RulePack {
        let text = Self.head + more + "steps:\n" + steps.joined()
        return try Library.standard.read(packText: text, name: "test.yaml")
    }

    private func docket(_ pack: RulePack, _ happenings: [Happening]) throws -> Docket {
        try Library.standard.proceeding(pack: pack).docket([.trigger(on: try day("2026-03-02"))] + happenings)
    }

    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    private let none = "lapse: {consequence: none, text: Nothing.}\nextension: none-stated"

    @Test func `A time is counted back from a milestone once its date is known, and again when it moves`()
        throws
    {
        let pack = try pack(
            "milestones: [{name: school-start, text: the first day of school}]\n",
            Self.step("told", opens: "trigger", "length: 90 calendar days before school-start\n\(none)")
        )
        let unknown = try docket(pack, [])
        #expect(unknown.items[0].due == nil && unknown.items[0].awaitedMilestone == "school-start")
        #expect(try unknown.why("told").points.contains { $0.sentence.contains("no date is recorded yet") })
        let known = try docket(pack, [.milestone("school-start", on: day("2026-08-24"))])
        #expect(try known.items[0].due == day("2026-05-26"))
        #expect(known.items[0].awaitedMilestone == nil)
        // August 23 would give May 25, Memorial Day: counted back, that moves to the Friday before.
        let moved = try docket(
            pack,
            [
                .milestone("school-start", on: day("2026-08-24")),
                .milestone("school-start", on: day("2026-08-23")),
            ]
        )
        #expect(moved.items[0].due == (try day("2026-05-22")))
        #expect(moved.items[0].former == [try day("2026-05-26")])
        #expect(known.admitsMilestone("school-strat", on: try day("2026-08-24"))?.code == .unknownMilestone)
        #expect(known.admitsMilestone("school-start", on: try day("2050-08-24")) != nil)
    }

    @Test func `A time that had run out before the step opened ends on the day it opens`() throws {
        let pack = try pack(
            "milestones: [{name: school-start, text: the first day of school}]\n",
            Self.step("told", opens: "trigger", "length: 90 calendar days before school-start\n\(none)")
        )
        let docket = try docket(pack, [.milestone("school-start", on: day("2026-04-01"))])
        #expect(docket.items[0].due == (try day("2026-03-02")))
        #expect(try docket.why("told").text.contains("which is therefore its last day"))
    }

    @Test(arguments: [
        ("15 calendar days after talks=done", "2026-03-25", "2026-03-24"),
        ("more than 15 calendar days after talks=done", "2026-03-26", "2026-03-25"),
    ])
    func `An act before its first day is refused with the day and the citation`(
        wait: String,
        first: String,
        early: String
    ) throws {
        let pack = try pack(
            "",
            Self.step("talks", opens: "trigger", "length: none\nextension: none-stated", ends: "no"),
            Self.step(
                "posting",
                opens: "talks=done",
                "not-before: \(wait)\nlength: none\nextension: none-stated"
            )
        )
        let docket = try docket(pack, [.ended(step: "talks", outcome: "done", on: day("2026-03-10"))])
        #expect(docket.item("posting")?.firstDay == (try day(first)))
        #expect(try docket.admits("posting", "done", on: day(first)) == nil)
        let refusal = try #require(try docket.admits("posting", "done", on: day(early)))
        #expect(refusal.code == .tooEarly && refusal.message.contains("§1"))
        #expect(refusal.message.contains(try day(first).spelled))
    }

    @Test func `Where two times must have run the later one counts`() throws {
        let library = Library.standard
        let start = try day("2026-08-10")
        let proceeding = try library.proceeding(pack: "il-115-ilcs-5-12")
        let docket = try proceeding.docket([
            .trigger(on: day("2026-03-02")),
            .milestone("school-start", on: day("2026-08-24")),
            .ended(step: "publication", outcome: "published", on: start),
            .ended(step: "strike-notice", outcome: "given", on: start.adding(days: 9)),
        ])
        // Neither is reached without the steps before; the waits of the strike are what is looked at.
        #expect(docket.item("strike")?.firstDay == nil)
        let steps = try proceeding.simulate(
            trigger: day("2026-03-02"),
            assumptions: [
                Assumption("petition=begun@2026-07-01"), Assumption("mediation=met@2026-07-06"),
                Assumption("party-posting=started@2026-07-22"),
                Assumption("publication=published@2026-08-05"),
                Assumption("strike-notice=given@2026-08-12"), Assumption("strike=begun"),
            ],
            milestones: ["school-start": day("2026-08-24")]
        )
        #expect(steps.last?.step == "strike")
        #expect(try steps.last?.on == day("2026-08-22"))
    }

    @Test func `A wait for a milestone without a date is refused, and says which date is missing`() throws {
        let pack = try pack(
            "milestones: [{name: expiry, text: the contract's last day}]\n",
            Self.step(
                "request",
                opens: "trigger",
                "not-before: less than 30 calendar days before expiry\nlength: none\nextension: none-stated"
            )
        )
        let refusal = try #require(try docket(pack, []).admits("request", "done", on: day("2026-06-01")))
        #expect(refusal.code == .tooEarly && refusal.message.contains("'expiry'"))
        let known = try docket(pack, [.milestone("expiry", on: day("2026-06-30"))])
        #expect(try known.admits("request", "done", on: day("2026-05-31"))?.code == .tooEarly)
        #expect(try known.admits("request", "done", on: day("2026-06-01")) == nil)
    }

    @Test func `A vote that is reopened is held in every school again`() throws {
        let proceeding = try Library.standard.proceeding(pack: "ma-69-1j-g")
        var happenings: [Happening] = [
            .schools(["north", "south"]), .trigger(on: try day("2026-03-18")),
            .ended(step: "bargaining", outcome: "agreed", on: try day("2026-04-01")),
        ]
        for school in ["north", "south"] {
            happenings.append(
                .voted(step: "ratification", school: school, outcome: "rejected", on: try day("2026-04-02"))
            )
        }
        let voted = try proceeding.docket(happenings)
        #expect(voted.item("ratification")?.state == .ended(outcome: "rejected", on: try day("2026-04-02")))
        happenings.append(.reopened(step: "ratification"))
        happenings.append(
            .voted(step: "ratification", school: "north", outcome: "ratified", on: try day("2026-04-03"))
        )
        let again = try proceeding.docket(happenings)
        #expect(again.item("ratification")?.state == .running)
        #expect(again.item("ratification")?.schools.map(\.outcome) == ["ratified", nil])
    }

    @Test func `Each school votes, and the step ends with the last vote`() throws {
        let proceeding = try Library.standard.proceeding(pack: "ma-69-1j-g")
        let start: [Happening] = [
            .schools(["north", "south"]), .trigger(on: try day("2026-03-18")),
            .ended(step: "bargaining", outcome: "agreed", on: try day("2026-04-01")),
        ]
        let open = try proceeding.docket(start)
        #expect(open.item("ratification")?.schools.map(\.school) == ["north", "south"])
        #expect(try open.admits("ratification", "ratified", on: day("2026-04-02"))?.code == .unknownSchool)
        #expect(
            try open.admitsVote("ratification", of: "nroth", "ratified", on: day("2026-04-02"))?.message
                .contains("'north'") == true
        )
        #expect(try open.admitsVote("ratification", of: "north", "ratified", on: day("2026-04-02")) == nil)
        func voted(_ school: String, _ outcome: String, _ on: String) throws -> Happening {
            .voted(step: "ratification", school: school, outcome: outcome, on: try day(on))
        }
        let one = try proceeding.docket(start + [voted("north", "ratified", "2026-04-02")])
        #expect(one.item("ratification")?.state == .running)
        #expect(
            try one.admitsVote("ratification", of: "north", "rejected", on: day("2026-04-03"))?.code
                == .alreadyEnded
        )
        #expect(try one.why("ratification").text.contains("south has not voted"))
        let both = try proceeding.docket(
            start + [voted("north", "ratified", "2026-04-02"), voted("south", "ratified", "2026-04-07")]
        )
        #expect(both.item("ratification")?.state == .ended(outcome: "ratified", on: try day("2026-04-07")))
        #expect(both.isConcluded)
        let split = try proceeding.docket(
            start + [voted("south", "rejected", "2026-04-08"), voted("north", "ratified", "2026-04-02")]
        )
        #expect(split.item("ratification")?.state == .ended(outcome: "rejected", on: try day("2026-04-08")))
        #expect(split.item("submission")?.opened == (try day("2026-04-08")))
        #expect(throws: LawError.self) {
            try proceeding.docket(start + [voted("west", "ratified", "2026-04-02")])
        }
    }

    @Test func `Where a school does not vote in time, what counts as voted down goes on`() throws {
        let proceeding = try Library.standard.proceeding(pack: "ma-69-1j-g")
        let docket = try proceeding.docket([
            .schools(["north", "south"]), .trigger(on: day("2026-03-18")),
            .ended(step: "bargaining", outcome: "agreed", on: day("2026-04-17")),
            .voted(step: "ratification", school: "north", outcome: "ratified", on: day("2026-04-27")),
            .lapsed(step: "ratification", on: day("2026-05-04")),
        ])
        #expect(docket.item("ratification")?.state == .lapsed(on: try day("2026-05-04")))
        #expect(docket.item("submission")?.due == (try day("2026-05-05")))
        #expect(docket.item("ratification")?.schools.map(\.outcome) == ["ratified", nil])
    }

    @Test func `An extension stays within its limit`() throws {
        let pack = try pack(
            "",
            Self.step(
                "talks",
                opens: "trigger",
                "length: 10 calendar days\nextension: by-agreement, at most 14 calendar days, at most 2 times\n"
                    + "lapse: {consequence: advance, text: Over., ends: yes}"
            )
        )
        let start = try docket(pack, [])
        #expect(try start.admitsExtension(of: "talks", to: day("2026-03-26")) == nil)
        let far = try #require(try start.admitsExtension(of: "talks", to: day("2026-03-27")))
        #expect(far.message.contains("at most 14 calendar days") && far.message.contains("Thu Mar 26, 2026"))
        let once = try docket(pack, [.extended(step: "talks", to: day("2026-03-16"))])
        #expect(try once.admitsExtension(of: "talks", to: day("2026-03-20")) == nil)
        let twice = try docket(
            pack,
            [
                .extended(step: "talks", to: day("2026-03-16")),
                .extended(step: "talks", to: day("2026-03-20")),
            ]
        )
        #expect(
            try twice.admitsExtension(of: "talks", to: day("2026-03-24"))?.message.contains("2 times") == true
        )
        #expect(throws: LawError.self) {
            try Library.standard.proceeding(pack: pack).simulate(
                trigger: day("2026-03-02"),
                extensions: ["talks": day("2026-04-30")]
            )
        }
    }

    @Test func `Of two ends the earlier one concludes`() throws {
        let open = "length: none\nextension: none-stated"
        let pack = try pack(
            "",
            Self.step("first", opens: "trigger", open),
            Self.step("second", opens: "trigger", open)
        )
        let docket = try docket(
            pack,
            [
                .ended(step: "first", outcome: "done", on: day("2026-03-10")),
                .ended(step: "second", outcome: "done", on: day("2026-03-06")),
            ]
        )
        #expect(docket.conclusion?.step == "second")
        #expect(docket.conclusion?.on == (try day("2026-03-06")))
    }

    @Test func `A simulated act waits for its first day, also where that is after the last`() throws {
        let pack = try pack(
            "",
            Self.step(
                "posting",
                opens: "trigger",
                "not-before: 10 calendar days after trigger\nlength: 5 calendar days\n\(none)"
            )
        )
        let steps = try Library.standard.proceeding(pack: pack).simulate(trigger: day("2026-03-02"))
        #expect(steps.last?.on == (try day("2026-03-12")))
    }

    @Test func `A cutoff ends the last day at its hour, also on the day the clock is set`() throws {
        let pack = try pack(
            "cutoff: 17:00\n",
            Self.step("filing", opens: "trigger", "length: 6 business days\n\(none)"),
            Self.step("other", opens: "trigger", "length: 6 business days\ncutoff: end-of-day\n\(none)")
        )
        let docket = try docket(pack, [])
        #expect(docket.items[0].dueAt == Instant("2026-03-10T21:00:00Z"))
        #expect(try docket.why("filing").text.contains("17:00"))
        let sunday = try Library.standard.proceeding(pack: pack).docket([
            .trigger(on: day("2026-03-02")), .extended(step: "filing", to: day("2026-11-01")),
        ])
        #expect(sunday.items[0].dueAt == Instant("2026-11-01T22:00:00Z"))
    }

    @Test func `A trigger that came by mail lengthens what is counted from it`() throws {
        let options = """
            options:
              - name: service
                question: How did the request come?
                default: in-hand
                choices:
                  - {name: in-hand, text: By hand., served: in-hand}
                  - {name: by-mail, text: By mail., served: by-mail}

            """
        let pack = try pack(
            options,
            Self.step("answer", opens: "trigger", "length: 10 calendar days\n\(none)")
        )
        #expect(try docket(pack, []).items[0].due == (try day("2026-03-12")))
        #expect(try docket(pack, []).items[0].latest == (try day("2026-03-16")))
        let mailed = try docket(pack, [.stipulated(option: "service", choice: "by-mail")])
        #expect(mailed.items[0].due == (try day("2026-03-16")))
        #expect(try mailed.why("answer").text.contains("mail"))
    }

    @Test func `Without a school's calendar a step in school days says so, and the others keep their dates`()
        throws
    {
        let pack = try pack(
            "",
            Self.step("posted", opens: "trigger", "length: 5 school days\n\(none)", ends: "no"),
            Self.step("answer", opens: "trigger", "length: 10 calendar days\n\(none)", ends: "no"),
            Self.step("after", opens: "posted@due", "length: 2 business days\n\(none)", ends: "no")
        )
        let without = try docket(pack, [])
        let missing = "The calendar us-ma does not know when school is in session"
        #expect(without.items.map(\.due) == [nil, try day("2026-03-12"), nil])
        #expect(without.items.map { $0.missingCalendar?.hasPrefix(missing) } == [true, nil, true])
        #expect(without.items[0].opened == (try day("2026-03-02")))
        #expect(try without.why("answer").item.due != nil)
        let told = try without.why("posted").text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(told.contains("not counted yet") && told.contains("bargain calendar import FILE --zone ZONE"))
        // That it was done can be recorded; whether it was late is known with the calendar.
        #expect(without.admits("posted", "done", on: try day("2026-03-20")) == nil)
        #expect(without.admits("after", "done", on: try day("2026-03-20"))?.code == .notOpen)
        #expect(throws: LawError.self) {
            try Library.standard.proceeding(pack: pack).simulate(trigger: try day("2026-03-02"))
        }
        func school(until last: String) throws -> Happening {
            .school(
                try SchoolCalendar(
                    id: "ours",
                    name: "Ours",
                    term: try day("2025-09-02")...(try day(last))
                )
            )
        }
        let with = try docket(pack, [try school(until: "2026-06-19")])
        let dates = ["2026-03-09", "2026-03-12", "2026-03-11"]
        #expect(with.items.map(\.due) == (try dates.map(day)))
        #expect(with.items.allSatisfy { $0.missingCalendar == nil })
        // A school year that ends before the count does is as good as none.
        let short = try docket(pack, [try school(until: "2026-03-06")])
        #expect(
            short.items[0].due == nil
                && short.items[0].missingCalendar?.contains("the count leads outside") == true
        )
    }

    @Test func `What becomes of a proposal off the list is refused unless it says flag`() throws {
        func topics(_ more: String) throws -> RulePack {
            try pack(
                "topics: {\(more)citation: \"§2\", list: [{name: pay, text: Pay.}]}\n",
                Self.step("answer", opens: "trigger", "length: 10 calendar days\n\(none)")
            )
        }
        #expect(try topics("").topics?.breach == .refuse)
        #expect(try topics("off-list: flag, ").topics?.breach == .flag)
        #expect(throws: PackError.self) { try topics("off-list: ignore, ") }
    }

    @Test func `A closed list of topics knows what is not on it`() throws {
        let pack = try Library.standard.pack("ny-211-f")
        #expect(pack.objection(toTopics: ["class-size", "length-of-day"]) == nil)
        let objection = try #require(pack.objection(toTopics: ["class-size", "class-sizes"]))
        #expect(objection.code == .offList && objection.message.contains("Did you mean 'class-size'?"))
        #expect(objection.message.contains("§211-f(8)(a)"))
        let none = try #require(pack.objection(toTopics: []))
        #expect(none.code == .offList && none.message.contains("--topic): length-of-day, length-of-year, "))
        for named in [["parking"], []] {
            #expect(try Library.standard.pack("ma-69-1j-g").objection(toTopics: named) == nil)
        }
    }

    @Test(arguments: [
        (0, 0, 0, 0, "Nobody may vote"), (10, 11, 0, 0, "11 votes"), (10, 9, 6, 4, "more than the 9"),
        (-1, 0, 0, 0, "whole numbers"), (10, 9, 6, 3, nil),
    ])
    func `Figures that no vote can have are refused`(
        electorate: Int,
        cast: Int,
        yes: Int,
        no: Int,
        says: String?
    ) throws {
        let ballot = try #require(try Library.standard.pack("co-innovation-waiver").step("waiver")?.ballot)
        #expect(ballot.text == "at least 60% of the members at the school")
        let objection = ballot.objection(electorate: electorate, cast: cast, yes: yes, no: no)
        #expect(objection?.message.contains(says ?? "") == (says == nil ? nil : true))
    }

    @Test func `An empty procedure is written down as one`() throws {
        let pack = try Library.standard.pack("la-none")
        #expect(pack.steps.isEmpty)
        #expect(try Library.standard.check(pack).passes)
        #expect(try docket(pack, []).items.isEmpty)
    }

    @Test(arguments: [
        ("length: 5 calendar days\nextension: forbidden, at most 3 calendar days", "has no limit"),
        (
            "length: none\nextension: by-agreement, at most 3 calendar days",
            "no last day that could be extended"
        ),
        ("length: none\nnot-before: 2 calendar days after talks=done\nextension: forbidden", "not every way"),
        ("length: none\nper: school\nextension: forbidden", "Only a vote"),
        ("length: 5 calendar days before nothing\nextension: forbidden", "no milestone 'nothing'"),
        (
            "length: none\nnot-before: 5 calendar days before nothing\nextension: forbidden",
            "no milestone 'nothing'"
        ),
    ])
    func `A step that contradicts itself does not pass`(fields: String, says: String) throws {
        let lapse = fields.contains("none") ? "" : "\nlapse: {consequence: none, text: Nothing.}"
        let pack = try pack(
            "",
            Self.step("talks", opens: "trigger", "length: none\nextension: none-stated", ends: "no"),
            Self.step("other", opens: "[trigger, talks=done]", fields + lapse)
        )
        let check = try Library.standard.check(pack, everyDays: 365)
        #expect(check.findings.contains { $0.message.contains(says) }, "\(check.findings.map(\.message))")
        #expect(!check.passes)
    }

    @Test func `A finding knows its line`() throws {
        let text = try Library.standard.text(of: "local").replacing(
            "opens: talks=agreed",
            with: "opens: talks=agred"
        )
        let pack = try Library.standard.read(packText: text, name: "x.yaml")
        let finding = try #require(try Library.standard.check(pack).findings.first)
        #expect(finding.message.contains("'agreed'"))
        #expect(Library.line(of: finding, in: text) != nil)
        let calendar = try Library.standard.text(of: "local").replacing(
            "calendar: us-ma",
            with: "calendar: us-me"
        )
        let other = try #require(
            try Library.standard.check(try Library.standard.read(packText: calendar, name: "x.yaml")).findings
                .first
        )
        let line = try #require(Library.line(of: other, in: calendar))
        #expect(
            calendar.split(separator: "\n", omittingEmptySubsequences: false)[line - 1] == "calendar: us-me"
        )
    }

    @Test func `Two versions of a pack are compared step by step`() throws {
        let library = Library.standard
        let text = try library.text(of: "ma-69-1j-g")
        let old = try library.read(packText: text, name: "old.yaml")
        let new = try library.read(
            packText: text.replacing("length: 30 calendar days", with: "length: 45 calendar days")
                .replacing("extension: forbidden", with: "extension: by-agreement, at most 5 business days"),
            name: "new.yaml"
        )
        let changes = PackComparison(of: old, and: new).changes.map {
            "\($0.kind.rawValue) \($0.part) \($0.field ?? ""): \($0.before ?? "") > \($0.after ?? "")"
        }
        #expect(
            changes == [
                "changed step bargaining length: 30 calendar days > 45 calendar days",
                "changed step decision extension: forbidden > by-agreement, at most 5 business days",
            ]
        )
        #expect(PackComparison(of: old, and: old).isEmpty)
        let others = PackComparison(of: old, and: try library.pack("ny-211-f")).changes
        #expect(others.contains { $0.kind == .removed && $0.part == "step decision" })
        #expect(others.contains { $0.kind == .added && $0.part == "topic class-size" })
    }
}
