import CivilTime
import Law
import Testing

@Suite struct DocketTests {
    @Test func `Before the trigger nothing is reached`() throws {
        let docket = try Cases.proceeding().docket([])
        #expect(docket.items.allSatisfy { $0.state == .notReached && $0.due == nil && $0.earliest == nil })
        #expect(!docket.isConcluded)
    }

    @Test func `Each step stands where the record leaves it`() throws {
        let docket = try Cases.proceeding().docket(Cases.springfield())
        let decision = try #require(docket.item("decision"))
        #expect(decision.state == .running)
        #expect(decision.opened == (try Cases.date("2026-05-22")))
        #expect(decision.openedBy == .ended(step: "process", outcome: "concluded"))
        #expect(decision.due == (try Cases.date("2026-06-08")))
        #expect(decision.dueAt?.description == "2026-06-09T04:00:00Z")
        #expect(
            docket.item("bargaining")?.state == .ended(outcome: "agreed", on: try Cases.date("2026-04-17"))
        )
        #expect(docket.item("commissioner")?.state == .notReached)
        #expect(docket.item("conciliator-list")?.due == nil)
    }

    @Test func `What arrives before the end of the day is in time`() throws {
        let docket = try Cases.proceeding().docket([.trigger(on: Cases.date("2026-03-18"))])
        let end = try #require(Instant("2026-04-18T00:00:00-04:00"))
        #expect(docket.lapses(asOf: end.adding(microseconds: -1)).isEmpty)
        #expect(docket.lapses(asOf: end).map(\.step) == ["bargaining"])
    }

    @Test func `A sleeper of a month records every lapse one by one, as if it had been awake`() throws {
        let proceeding = try Cases.proceeding()
        var happenings: [Happening] = [.trigger(on: try Cases.date("2026-03-18"))]
        let now = try #require(Instant("2026-07-01T12:00:00Z"))
        var told: [String] = []
        while let lapse = try proceeding.docket(happenings).lapses(asOf: now).first {
            let due = try #require(lapse.due)
            happenings.append(.lapsed(step: lapse.step, on: due))
            told.append("\(lapse.step) \(due)")
        }
        #expect(told == ["bargaining 2026-04-17", "submission 2026-04-21"])
        let docket = try proceeding.docket(happenings)
        #expect(docket.item("bargaining")?.state == .lapsed(on: try Cases.date("2026-04-17")))
        #expect(docket.item("submission")?.state == .overdue(since: try Cases.date("2026-04-21")))
        #expect(docket.item("union-member")?.state == .notReached)
    }

    @Test func `A late submission opens the appointments on the day it is made`() throws {
        let docket = try Cases.proceeding().docket([
            .trigger(on: Cases.date("2026-03-18")), .lapsed(step: "bargaining", on: Cases.date("2026-04-17")),
            .lapsed(step: "submission", on: Cases.date("2026-04-21")),
            Cases.ended("submission", "submitted", "2026-04-27"),
        ])
        #expect(
            docket.item("submission")?.state == .ended(outcome: "submitted", on: try Cases.date("2026-04-27"))
        )
        #expect(docket.item("union-member")?.due == (try Cases.date("2026-04-30")))
    }

    @Test func `Where the parties do not agree the association decides without a date`() throws {
        let proceeding = try Cases.proceeding()
        var happenings = Array(try Cases.springfield().prefix(7))
        happenings.append(.lapsed(step: "conciliator", on: try Cases.date("2026-05-08")))
        let referred = try proceeding.docket(happenings)
        #expect(referred.item("conciliator")?.state == .referred(since: try Cases.date("2026-05-08")))
        #expect(referred.item("process")?.state == .notReached)
        #expect(try referred.lapses(asOf: #require(Instant("2027-01-01T00:00:00Z"))).isEmpty)
        happenings.append(try Cases.ended("conciliator", "selected-by-aaa", "2026-05-12"))
        #expect(try proceeding.docket(happenings).item("process")?.due == Cases.date("2026-05-27"))
    }

    @Test func `A vote that is not held counts as a rejection`() throws {
        let docket = try Cases.proceeding().docket([
            .trigger(on: Cases.date("2026-03-18")), Cases.ended("bargaining", "agreed", "2026-04-17"),
            .lapsed(step: "ratification", on: Cases.date("2026-05-04")),
        ])
        #expect(docket.item("ratification")?.state == .lapsed(on: try Cases.date("2026-05-04")))
        #expect(docket.item("submission")?.due == (try Cases.date("2026-05-05")))
        #expect(docket.item("submission")?.openedBy == .ended(step: "ratification", outcome: "rejected"))
    }

    @Test func `The procedure ends by ratification, by a unanimous decision or by the commissioner`() throws {
        let proceeding = try Cases.proceeding()
        let ratified = try proceeding.docket([
            .trigger(on: Cases.date("2026-03-18")), Cases.ended("bargaining", "agreed", "2026-04-17"),
            Cases.ended("ratification", "ratified", "2026-04-20"),
        ])
        #expect(ratified.conclusion?.outcome == "ratified")
        #expect(ratified.item("submission")?.state == .notReached)

        let decided = try proceeding.docket(
            Cases.springfield() + [Cases.ended("decision", "unanimous", "2026-06-01")]
        )
        #expect(decided.conclusion?.step == "decision")

        let lapsed = try Cases.springfield() + [.lapsed(step: "decision", on: Cases.date("2026-06-08"))]
        let open = try proceeding.docket(lapsed)
        #expect(!open.isConcluded)
        #expect(open.item("commissioner")?.state == .running)
        #expect(open.item("commissioner")?.due == nil)
        let resolved = try proceeding.docket(lapsed + [Cases.ended("commissioner", "resolved", "2026-08-03")])
        #expect(resolved.conclusion?.on == (try Cases.date("2026-08-03")))
    }

    @Test func `A step that runs when the procedure ends is closed`() throws {
        var happenings = try Cases.springfield().filter { happening in
            if case .ended("union-member", _, _) = happening { return false }
            return true
        }
        happenings += [
            .lapsed(step: "union-member", on: try Cases.date("2026-05-08")),
            try Cases.ended("decision", "unanimous", "2026-06-01"),
        ]
        #expect(try Cases.proceeding().docket(happenings).item("union-member")?.state == .closed)
    }

    @Test func `The docket shows the interval over the readings that are open`() throws {
        let happenings = Array(try Cases.springfield().prefix(7))
        let open = try #require(try Cases.proceeding().docket(happenings).item("conciliator"))
        #expect(open.due == (try Cases.date("2026-05-08")))
        #expect(open.earliest == (try Cases.date("2026-05-08")))
        #expect(open.latest == (try Cases.date("2026-05-13")))
        let stipulated = try #require(
            try Cases.proceeding()
                .docket(happenings + [.stipulated(option: "conciliator-clock", choice: "after-appointments")])
                .item("conciliator")
        )
        #expect(stipulated.due == (try Cases.date("2026-05-13")))
        #expect(stipulated.earliest == stipulated.latest)
        #expect(stipulated.former == [try Cases.date("2026-05-08")])
        let settled = try Cases.proceeding(["conciliator-clock": "submission"]).docket(happenings)
        #expect(settled.item("conciliator")?.latest == (try Cases.date("2026-05-08")))
    }

    @Test func `A step that opens under another reading only has an earliest day already`() throws {
        let docket = try Cases.proceeding().docket(Array(Cases.springfield().prefix(4)))
        let conciliator = try #require(docket.item("conciliator"))
        #expect(conciliator.state == .notReached)
        #expect(conciliator.due == nil)
        #expect(conciliator.earliest == (try Cases.date("2026-05-08")))
    }

    @Test func `A Saturday makes an interval`() throws {
        let docket = try Cases.proceeding(["days": "calendar"]).docket([
            .trigger(on: Cases.date("2026-01-29"))
        ])
        let bargaining = try #require(docket.item("bargaining"))
        #expect(bargaining.earliest == (try Cases.date("2026-02-28")))
        #expect(bargaining.latest == (try Cases.date("2026-03-02")))
    }

    @Test func `A corrected trigger moves what hangs on it and keeps the old dates`() throws {
        let start: [Happening] = [.trigger(on: try Cases.date("2026-03-18"))]
        let docket = try Cases.proceeding().docket(
            start + [.trigger(on: Cases.date("2026-03-20")), .trigger(on: Cases.date("2026-03-23"))]
        )
        let bargaining = try #require(docket.item("bargaining"))
        #expect(bargaining.due == (try Cases.date("2026-04-22")))
        #expect(bargaining.former.map(\.description) == ["2026-04-17", "2026-04-21"])
    }

    @Test func `A lapse that a correction makes doubtful is flagged, and a later day reopens the step`()
        throws
    {
        let proceeding = try Cases.proceeding()
        var happenings: [Happening] = [
            .trigger(on: try Cases.date("2026-03-18")),
            .lapsed(step: "bargaining", on: try Cases.date("2026-04-17")),
        ]
        #expect(try proceeding.docket(happenings).item("bargaining")?.wouldChange == false)
        happenings.append(.trigger(on: try Cases.date("2026-03-25")))
        let doubtful = try #require(try proceeding.docket(happenings).item("bargaining"))
        #expect(doubtful.wouldChange)
        #expect(doubtful.state == .lapsed(on: try Cases.date("2026-04-17")))
        #expect(
            try proceeding.docket(happenings).admitsExtension(of: "bargaining", to: Cases.date("2026-04-27"))
                == nil
        )
        happenings.append(.extended(step: "bargaining", to: try Cases.date("2026-04-27")))
        let reopened = try proceeding.docket(happenings)
        #expect(reopened.item("bargaining")?.state == .running)
        #expect(reopened.item("submission")?.state == .notReached)
        #expect(reopened.item("submission")?.former.map(\.description) == ["2026-04-21"])
    }

    @Test func `A lapse whose consequence was acted on is not reopened`() throws {
        let happenings: [Happening] = [
            .trigger(on: try Cases.date("2026-03-18")),
            .lapsed(step: "bargaining", on: try Cases.date("2026-04-17")),
            .ended(step: "submission", outcome: "submitted", on: try Cases.date("2026-04-20")),
        ]
        let docket = try Cases.proceeding().docket(happenings)
        let objection = try #require(
            docket.admitsExtension(of: "bargaining", to: try Cases.date("2026-04-27"))
        )
        #expect(objection.code == .notExtensible)
        #expect(objection.message.contains("acted on"))
    }

    @Test func `An extension sets the day, and a missed deadline runs again`() throws {
        let proceeding = try Cases.proceeding()
        let happenings =
            Array(try Cases.springfield().prefix(3)) + [
                .lapsed(step: "submission", on: try Cases.date("2026-05-05")),
                .extended(step: "submission", to: try Cases.date("2026-05-12")),
            ]
        let item = try #require(try proceeding.docket(happenings).item("submission"))
        #expect(item.state == .running)
        #expect(item.isExtended)
        #expect(item.due == (try Cases.date("2026-05-12")))
        #expect(item.former.map(\.description) == ["2026-05-05"])
    }

    @Test func `An end that a correction leaves in the air counts for nothing`() throws {
        let docket = try Cases.proceeding().docket([
            .trigger(on: Cases.date("2026-03-18")), Cases.ended("bargaining", "agreed", "2026-04-10"),
            Cases.ended("ratification", "ratified", "2026-04-13"),
            Cases.ended("bargaining", "no-agreement", "2026-04-10"),
        ])
        #expect(!docket.isConcluded)
        #expect(docket.item("ratification")?.state == .notReached)
        #expect(docket.item("submission")?.due == (try Cases.date("2026-04-21")))
    }

    @Test func `A lapse that is recorded after an act takes its place where it ends the step`() throws {
        let day = try Cases.date("2026-04-17")
        let happenings: [Happening] = [
            .trigger(on: try Cases.date("2026-03-18")),
            .ended(step: "bargaining", outcome: "agreed", on: day),
            .lapsed(step: "bargaining", on: day),
        ]
        let docket = try Cases.proceeding().docket(happenings)
        #expect(docket.item("bargaining")?.state == .lapsed(on: day))
        #expect(docket.item("ratification")?.state == .notReached)
        let acted = happenings + [.ended(step: "bargaining", outcome: "agreed", on: day)]
        let again = try Cases.proceeding().docket(acted)
        #expect(again.item("bargaining")?.state == .ended(outcome: "agreed", on: day))
        #expect(again.item("submission")?.state == .notReached)
    }

    @Test func `Deadlines of one day come in the pack's order`() throws {
        let docket = try Cases.proceeding().docket(Array(Cases.springfield().prefix(4)))
        let late = try #require(Instant("2026-06-01T00:00:00Z"))
        #expect(docket.lapses(asOf: late).map(\.step) == ["union-member", "committee-member"])
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `The order in which facts were recorded changes nothing`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let proceeding = try Cases.proceeding()
        let happenings = Array(try Cases.springfield().prefix(Int.random(in: 1...9, using: &random)))
        let docket = try proceeding.docket(happenings)
        let shuffled = try proceeding.docket(happenings.shuffled(using: &random))
        #expect(docket == shuffled)
        let twice = try proceeding.docket(happenings.flatMap { [$0, $0] })
        #expect(docket == twice)
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func `Whatever happens, dates keep their promises`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let proceeding = try Cases.proceeding()
        var day = try Cases.date("2024-01-01").adding(days: .random(in: 0..<2500, using: &random))
        var happenings: [Happening] = [.trigger(on: day)]
        for _ in 0..<30 {
            let docket = try proceeding.docket(happenings)
            for (item, rule) in zip(docket.items, proceeding.pack.steps) {
                guard let due = item.due, let earliest = item.earliest, let latest = item.latest else {
                    continue
                }
                #expect((earliest...latest).contains(due))
                if rule.length?.kind == .business { #expect(try proceeding.calendar.isBusinessDay(due)) }
                #expect(try due > #require(item.opened))
                #expect(item.dueAt == proceeding.zone.startOfDay(due.adding(days: 1)))
            }
            if docket.isConcluded { return }
            guard let open = docket.items.filter({ isOpen($0.state) }).randomElement(using: &random),
                let opened = open.opened, let rule = proceeding.pack.step(open.step)
            else { break }
            day = max(day, opened)
            if let due = open.due, open.state == .running, Bool.random(using: &random) {
                happenings.append(.lapsed(step: open.step, on: due))
                day = max(day, due)
            } else {
                let outcome = try #require(rule.outcomes.randomElement(using: &random)).id
                if docket.admits(open.step, outcome, on: day) == nil {
                    happenings.append(.ended(step: open.step, outcome: outcome, on: day))
                } else if let due = open.due {
                    #expect(due < day)
                    happenings.append(.lapsed(step: open.step, on: due))
                }
            }
        }
        #expect(try proceeding.docket(happenings).isConcluded, "\(happenings)")
    }

    private func isOpen(_ state: DocketItem.State) -> Bool {
        switch state {
        case .running, .overdue, .referred: true
        default: false
        }
    }

    @Test func `Rules that differ in half-holidays alone move business days, and the span says so`() throws {
        let pack = try Cases.proceeding().pack
        let rules = ["ma-statute", "ma-agency"].map { id in
            CountingRule(
                id: id,
                title: id,
                excludesTriggerDay: true,
                roll: .sundayAndHoliday,
                countsHalfHolidays: id == "ma-agency",
                citation: "§1",
                evidence: .read
            )
        }
        let half = HolidayRule.Day.nth(1, .monday, month: 11, plus: 3)
        let returnDay = try HolidayRule(name: "Return Day", day: half, isHalfDay: true, citation: "§8")
        let calendar = try HolidayCalendar(
            id: "test",
            name: "Test",
            jurisdiction: "test",
            rules: [returnDay],
            verified: 2020...2030,
            evidence: .read,
            citation: "§8"
        )
        let proceeding = try Proceeding(
            pack: pack,
            calendar: calendar,
            rules: rules,
            zone: Cases.proceeding().zone,
            readings: ["ratification-clock": "agreement", "days": "calendar"]
        )
        let docket = try proceeding.docket([
            .trigger(on: Cases.date("2026-10-01")), Cases.ended("bargaining", "agreed", "2026-10-15"),
            Cases.ended("ratification", "rejected", "2026-10-29"),
            Cases.ended("submission", "submitted", "2026-11-02"),
        ])
        // Nothing before the naming is counted in calendar days, which the rules would move.
        let naming = try #require(docket.item("union-member"))
        #expect(naming.due == CivilDate("2026-11-05") && naming.earliest == naming.due)
        #expect(naming.latest == CivilDate("2026-11-06"))
    }

    @Test func `Names that the pack does not have are errors`() throws {
        let proceeding = try Cases.proceeding()
        let day = try Cases.date("2026-03-18")
        for (happening, code) in [
            (Happening.ended(step: "bargainin", outcome: "agreed", on: day), LawError.Code.unknownStep),
            (.ended(step: "bargaining", outcome: "agre", on: day), .unknownOutcome),
            (.stipulated(option: "saturdays", choice: "roll"), .unknownReading),
            (.stipulated(option: "saturday", choice: "rol"), .unknownReading),
            (.lapsed(step: "commissioner", on: day), .impossibleDate),
        ] {
            #expect { try proceeding.docket([happening]) } throws: { ($0 as? LawError)?.code == code }
        }
    }
}
