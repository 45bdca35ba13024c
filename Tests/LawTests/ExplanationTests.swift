import CivilTime
import Law
import Testing

@Suite struct ExplanationTests {
    @Test func `A deadline says where it comes from, day by day`() throws {
        let why = try Cases.proceeding().docket(Array(Cases.springfield().prefix(2))).why("ratification")
        let digest = try Cases.proceeding().pack.digest.prefix(12)
        #expect(
            why.text == """
                Ratification vote of the school's unit members (ratification): due Mon May 4, 2026, by Mon May 4,
                2026, 11:59 pm EDT
                 1. Opened on Fri Apr 17, 2026, when 'bargaining' ended with 'agreed' (trigger: request, Wed Mar 18,
                    2026).
                 2. G.L. c.69 §1J(g), first paragraph gives 10 business days.
                 3. The day that sets the clock going, Fri Apr 17, 2026, is not counted (ma-statute: Bemis v.
                    Leonard, 118 Mass. 502 (1875); G.L. c.4 §9). Not counted: Sat Apr 18, 2026; Sun Apr 19, 2026;
                    Mon Apr 20, 2026 (Patriots' Day, G.L. c.4 §7, cl. 18); Sat Apr 25, 2026; Sun Apr 26, 2026; Sat
                    May 2, 2026; Sun May 3, 2026. Day 1 is Tue Apr 21, 2026, day 10 is Mon May 4, 2026.
                 4. A period of business days ends on a business day; nothing moves.
                 5. The time ends with that day in America/New_York: what arrives by Mon May 4, 2026, 11:59 pm EDT
                    is in time, what arrives from 2026-05-05T00:00:00-04:00 on is not.
                 6. If this passes: The agreement counts as not ratified, and the unresolved issues go to the joint
                    resolution committee on the next business day.
                 7. Extension: the text states none.
                 8. Lawyers differ here. Taken: ratification-clock=agreement, days=calendar, saturday=stand.
                    Otherwise: ratification-clock=day-30: Mon May 4, 2026; days=business: Mon May 4, 2026;
                    saturday=roll: Mon May 4, 2026. Over all open readings: Mon May 4, 2026 to Thu May 14, 2026; the
                    earliest is the safe one.
                 9. From the rule pack ma-69-1j-g (law; digest \(digest)) and the calendar us-ma, as of
                    2026-11-22; verified from memory only; have counsel open the cited text before relying on it.
                    Text: https://malegislature.gov/Laws/GeneralLaws/PartI/TitleXII/Chapter69/Section1J

                """
        )
    }

    @Test func `A last day that moves says past which days and why`() throws {
        let docket = try Cases.proceeding().docket([.trigger(on: Cases.date("2026-03-20"))])
        let why = try docket.why("bargaining")
        let roll = try #require(why.points.first { $0.topic == .roll }).sentence
        #expect(roll.contains("Sun Apr 19, 2026; Mon Apr 20, 2026 (Patriots' Day"))
        #expect(roll.contains("business day, Tue Apr 21, 2026"))
        #expect(why.counted?.lastDay == (try Cases.date("2026-04-19")))
    }

    @Test func `A Saturday that stands says so, and what the other reading gives`() throws {
        let why = try Cases.proceeding(["days": "calendar"]).docket([.trigger(on: Cases.date("2026-01-29"))])
            .why("bargaining")
        #expect(why.points.contains { $0.topic == .roll && $0.sentence.contains("Saturday") })
        let readings = try #require(why.points.first { $0.topic == .readings }).sentence
        #expect(readings.contains("saturday=roll: Mon Mar 2, 2026"))
        #expect(readings.contains("Sat Feb 28, 2026 to Mon Mar 2, 2026"))
        let settled = try Cases.proceeding(["days": "calendar", "saturday": "roll"]).docket([
            .trigger(on: Cases.date("2026-01-29"))
        ])
        #expect(try settled.why("bargaining").points.allSatisfy { $0.topic != .readings })
    }

    @Test
    func `Days that are not called business days are told as calendar days, and the other reading with them`()
        throws
    {
        let why = try Cases.proceeding().docket([.trigger(on: Cases.date("2026-03-18"))]).why("bargaining")
        let length = try #require(why.points.first { $0.topic == .length }).sentence
        #expect(length.contains("gives 30 calendar days. That is its length under days=calendar: Yes."))
        #expect(length.contains("(Booker v. Chief Engineer, 324 Mass. 264 (1949))"))
        let readings = try #require(why.points.first { $0.topic == .readings }).sentence
        #expect(readings.contains("days=business: Thu Apr 30, 2026; saturday=roll: Fri Apr 17, 2026."))
        #expect(readings.contains("Over all open readings: Fri Apr 17, 2026 to Thu Apr 30, 2026"))
    }

    @Test func `An open step has no date and says so`() throws {
        let docket = try Cases.proceeding().docket(
            Cases.springfield() + [.lapsed(step: "decision", on: Cases.date("2026-06-08"))]
        )
        let why = try docket.why("commissioner")
        #expect(
            why.text.hasPrefix(
                "The commissioner resolves all outstanding issues (commissioner): open, with no date in law\n"
            )
        )
        #expect(why.points.allSatisfy { $0.topic != .cutoff })
        #expect(try docket.why("decision").text.contains("It ended by lapse on Mon Jun 8, 2026."))
    }

    @Test func `What has not been reached says what it waits for`() throws {
        let why = try Cases.proceeding().docket([]).why("submission")
        #expect(
            why.points[0].sentence.contains(
                "bargaining=lapsed, or bargaining=no-agreement and bargaining@due"
            )
        )
        #expect(throws: LawError.self) { try Cases.proceeding().docket([]).why("submision") }
    }

    @Test func `An extension takes no time away when what is counted from moves`() throws {
        let docket = try Cases.proceeding().docket([
            .trigger(on: Cases.date("2026-03-18")),
            .extended(step: "bargaining", to: Cases.date("2026-05-01")),
            .trigger(on: Cases.date("2026-04-10")),
        ])
        let why = try docket.why("bargaining")
        #expect(why.item.due == (try Cases.date("2026-05-11")))
        #expect(!why.item.isExtended && why.counted != nil)
        #expect(why.points.contains { $0.topic == .extended && $0.sentence.contains("Fri May 1, 2026") })
    }

    @Test func `Former dates and extensions are told`() throws {
        let docket = try Cases.proceeding().docket([
            .trigger(on: Cases.date("2026-03-18")),
            .extended(step: "bargaining", to: Cases.date("2026-05-01")),
        ])
        let why = try docket.why("bargaining")
        #expect(why.points.contains { $0.topic == .former && $0.sentence.contains("Fri Apr 17, 2026") })
        #expect(why.points.contains { $0.topic == .extended && $0.sentence.contains("Fri May 1, 2026") })
        #expect(why.counted == nil)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `Every explanation fits its columns and lists exactly the skipped days`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let trigger = try Cases.date("2024-01-01").adding(days: .random(in: 0..<2500, using: &random))
        let proceeding = try Cases.proceeding()
        let docket = try proceeding.docket([
            .trigger(on: trigger), .ended(step: "bargaining", outcome: "agreed", on: trigger.adding(days: 5)),
        ])
        for item in docket.items {
            let text = try docket.why(item.step).text
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
            #expect(!text.lowercased().contains("midnight"))
        }
        let why = try docket.why("ratification")
        let counting = try #require(why.points.first { $0.topic == .counting }).sentence
        let (opened, due) = (try #require(why.item.opened), try #require(why.item.due))
        for offset in 1..<opened.days(until: due) {
            let day = opened.adding(days: offset)
            let isFirst = day == why.counted?.firstDay
            let isCounted = try proceeding.calendar.isBusinessDay(day)
            #expect(counting.contains(day.spelled) == (!isCounted || isFirst), "\(day)")
        }
    }
}
