import CivilTime
import Foundation
import Law
import Packs
import Testing

@Suite struct LibraryTests {
    private let library = Library.standard

    @Test func `What is embedded is there under its names`() throws {
        #expect(
            library.calendars.map(\.id) == [
                "us-co", "us-de", "us-de-sussex", "us-il", "us-la", "us-la-orleans", "us-ma", "us-ma-suffolk",
                "us-ny",
            ]
        )
        #expect(
            library.rules.map(\.id) == [
                "co-statute", "de-perb", "de-statute", "il-statute", "la-ccp", "ma-agency", "ma-court",
                "ma-statute", "ny-perb", "ny-statute",
            ]
        )
        #expect(try library.pack("ma-69-1j-g").digest.count == 64)
    }

    @Test func `The Massachusetts pack is law from memory, with the ten steps of the procedure`() throws {
        let pack = try library.pack("ma-69-1j-g")
        #expect(pack.status == .law)
        #expect(pack.steps.allSatisfy { $0.evidence == .memory })
        #expect(
            pack.steps.map { "\($0.id) \($0.length?.text ?? "none") \($0.lapse?.consequence.name ?? "-")" }
                == [
                    "bargaining 30 calendar days advance", "ratification 10 business days deemed",
                    "submission 1 business day none", "union-member 3 business days none",
                    "committee-member 3 business days none", "conciliator-list none -",
                    "conciliator 3 business days refer", "process 10 business days none",
                    "decision 10 business days advance", "commissioner none -",
                ]
        )
        #expect(pack.step("decision")?.extending == .forbidden)
        #expect(
            pack.options.map { "\($0.id)=\($0.standard)" } == [
                "conciliator-clock=list-received", "ratification-clock=agreement", "days=calendar",
                "saturday=stand", "early-rejection=submit-next-day",
            ]
        )
    }

    @Test func `The check knows the shortest and the longest way`() throws {
        let check = try library.check(try library.pack("ma-69-1j-g"), everyDays: 45)
        #expect(check.pathCount == 872)
        #expect(check.shortest?.endings == ["bargaining=agreed", "ratification=ratified"])
        let longest = try #require(check.longest)
        #expect(longest.readings == ["conciliator-clock=after-appointments", "days=business"])
        #expect(longest.days == (try longestChain(everyDays: 45)))
    }

    /// Agreed on the last of thirty business days, voted down on the last of ten, with the conciliator's clock after the
    /// appointments.
    private func longestChain(everyDays: Int) throws -> Int {
        let proceeding = try library.proceeding(
            pack: "ma-69-1j-g",
            readings: ["conciliator-clock": "after-appointments", "days": "business"]
        )
        let votedDown = [try Assumption("bargaining=agreed"), try Assumption("ratification=rejected")]
        let first = try #require(CivilDate("2026-01-01"))
        return try stride(from: 0, to: 365, by: everyDays).map { ahead in
            let trigger = first.adding(days: ahead)
            let steps = try proceeding.simulate(trigger: trigger, assumptions: votedDown)
            return trigger.days(until: try #require(steps.last).on)
        }
        .max() ?? 0
    }

    @Test func `An unknown name says which is meant and which are known`() throws {
        #expect { try library.pack("ma-69-1j-h") } throws: { error in
            guard let error = error as? PackError else { return false }
            return error.code == .unknownName
                && error.description
                    == "There is no rule pack 'ma-69-1j-h'. Did you mean 'ma-69-1j-g'? Known are "
                    + library.packs.map(\.id).joined(separator: ", ") + "."
        }
        #expect { try library.calendar("us-mass") } throws: {
            ($0 as? PackError)?.message.contains("us-ma") == true
        }
        #expect(throws: PackError.self) { try library.countingRule("statute") }
        #expect(throws: PackError.self) { try library.proceeding(pack: "ma-69-1j-g", calendar: "us-dq") }
        #expect { try library.proceeding(pack: "ma-69-1j-g", readings: ["saturday": "rol"]) } throws: {
            error in
            (error as? PackError)?.message.contains("'roll'") == true
        }
    }

    @Test func `The holidays of Massachusetts are those of chapter 4`() throws {
        let calendar = try library.calendar("us-ma")
        #expect(
            try calendar.holidays(in: 2026).map(\.date.description) == [
                "2026-01-01", "2026-01-19", "2026-02-16", "2026-04-20", "2026-05-25", "2026-06-19",
                "2026-07-04",
                "2026-09-07", "2026-10-12", "2026-11-11", "2026-11-26", "2026-12-25",
            ]
        )
        #expect(try calendar.holidays(in: 2020).count == 11)
        #expect(try calendar.holiday(on: #require(CivilDate("2027-07-05")))?.isObserved == true)
        let suffolk = try library.calendar("us-ma-suffolk")
        #expect(try suffolk.holiday(on: #require(CivilDate("2010-06-17")))?.name == "Bunker Hill Day")
        #expect(try suffolk.holiday(on: #require(CivilDate("2024-03-18")))?.name == "Evacuation Day")
    }

    @Test func `New Bedford's committee had until the day after Patriots' Day`() throws {
        // G.L. c.71 §92(m): plans received on February 13, 2013, sixty days to vote.
        let due = try library.calendar("us-ma").date(
            Period(60, .calendar),
            from: #require(CivilDate("2013-02-13")),
            rule: try library.countingRule("ma-statute")
        )
        #expect(due.description == "2013-04-16")
    }

    @Test func `A batch line is answered with its last day`() throws {
        let line = #"{"from":"2026-01-29","days":30,"kind":"calendar","rule":"ma-statute"}"#
        let request = try JSONDecoder().decode(CountRequest.self, from: Data(line.utf8))
        #expect(try library.answer(request).date?.description == "2026-02-28")
        let other = CountRequest(from: request.from, days: 30, kind: .calendar, rule: "ma-agency")
        #expect(try library.answer(other).date?.description == "2026-03-02")
        let unknown = CountRequest(from: request.from, days: 30, kind: .calendar, rule: "ma-agenzy")
        #expect { try library.answer(unknown) } throws: { ($0 as? PackError)?.code == .unknownName }
        let beyond = CountRequest(from: request.from, days: 9999, kind: .calendar, rule: "ma-agency")
        #expect { try library.answer(beyond) } throws: { ($0 as? PackError)?.code == .unusable }
    }

    @Test func `New York's clock is the tz database's`() throws {
        let zone = try CivilZone.named("America/New_York")
        for (day, start) in [
            ("2026-03-08", "2026-03-08T05:00:00Z"), ("2026-03-09", "2026-03-09T04:00:00Z"),
            ("2026-11-01", "2026-11-01T04:00:00Z"), ("2026-11-02", "2026-11-02T05:00:00Z"),
            ("2006-04-03", "2006-04-03T04:00:00Z"), ("2006-03-20", "2006-03-20T05:00:00Z"),
        ] {
            #expect(zone.startOfDay(try #require(CivilDate(day))).description == start)
        }
        #expect(
            zone.spelled(try #require(Instant("2026-04-18T03:59:50Z"))) == "Fri Apr 17, 2026, 11:59 pm EDT"
        )
        #expect(
            zone.spelled(try #require(Instant("2026-01-18T04:59:59Z"))) == "Sat Jan 17, 2026, 11:59 pm EST"
        )
    }

    @Test(arguments: ["America/Havana", "Atlantic/Azores", "Australia/Lord_Howe", "Asia/Beirut", "UTC"])
    func `Each day of a zone ends where the next one starts`(id: String) throws {
        let zone = try CivilZone.named(id)
        var date = try #require(CivilDate("2023-01-01"))
        while date.year < 2027 {
            let start = zone.startOfDay(date)
            #expect(zone.date(at: start) == date)
            #expect(zone.date(at: start.adding(microseconds: -1)) < date)
            date = date.adding(days: 1)
        }
    }

    @Test(arguments: ["America/New_Yrok", "EST5EDT4", "", "Mars/Olympus"])
    func `A zone that does not exist is refused`(id: String) {
        #expect { try CivilZone.named(id) } throws: { ($0 as? PackError)?.code == .unknownName }
    }
}
