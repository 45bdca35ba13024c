import Foundation
import Testing

@Suite struct CountTests {
    private struct Answer: Decodable {
        let date: String
        let from: String
        let days: Int
        let kind: String
        let calendar: String
        let rule: String
        let citation: String
    }

    @Test(arguments: [
        (["--from", "2026-01-29", "--days", "30"], "2026-02-28", "calendar"),
        (["--from", "2026-04-17", "--days", "10", "--business-days"], "2026-05-04", "business"),
        (["--from", "2026-03-18", "--days", "30", "--rule", "ma-agency"], "2026-04-17", "calendar"),
    ])
    func `A count gives its date at the top of its JSON`(arguments: [String], date: String, kind: String)
        throws
    {
        let run = try Run(["count", "--json", "--calendar", "us-ma"] + arguments, in: Place())
        let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output))
        #expect(run.status == 0 && answer.date == date && answer.kind == kind)
        #expect(answer.calendar == "us-ma" && !answer.citation.isEmpty)
    }

    @Test func `An explained count names each day passed over`() throws {
        let run = try Run(
            ["count", "--from", "2026-04-17", "--days", "2", "--business-days"],
            in: Place()
        )
        #expect(
            run.text == """
                Wednesday, April 22, 2026 (2026-04-22)
                2 business days from Fri Apr 17, 2026; calendar us-ma.
                Rule ma-statute: Massachusetts, periods set by statute (Bemis v. Leonard, 118 Mass. 502 (1875); G.L. c.4 §9).
                Verified against a secondary source; have counsel open the cited text before relying on it.

                1. The day that sets the clock going, Fri Apr 17, 2026, is not counted (ma-statute: Bemis v. Leonard, 118 Mass. 502 (1875); G.L. c.4 §9).
                2. Not counted: Sat Apr 18, 2026; Sun Apr 19, 2026; Mon Apr 20, 2026 (Patriots' Day, G.L. c.4 §7, cl. 18). Day 1 is Tue Apr 21, 2026, day 2 is Wed Apr 22, 2026.
                3. A period of business days ends on a business day; nothing moves.

                """
        )
    }

    @Test func `A batch answers every line and says which cannot be counted`() throws {
        let good = #"{"from":"2026-02-27","days":1,"kind":"business","rule":"ma-statute","calendar":"us-ma"}"#
        let run = try Run(["count", "--batch"], in: Place(), input: Array("\(good)\n\n{\"days\":1}\n".utf8))
        #expect(
            run.text == """
                {"calendar":"us-ma","date":"2026-03-02","days":1,"from":"2026-02-27","kind":"business","rule":"ma-statute"}
                {"error":"'from' is missing.","line":3}

                """
        )
        #expect(run.status == 1)
    }

    @Test func `A batch in words is answered by the days alone`() throws {
        let lines = """
            2026-01-29 30 calendar ma-agency us-ma mail
            2026-08-25 90 calendar il-statute us-il back
            2026-09-01 15 calendar il-statute us-il more-than
            2026-09-01 15 calendar il-statute us-il sometimes
            2026-09-01 15 calendar co-statute us-co mail
            """
        let run = try Run(["count", "--batch"], in: Place(), input: Array(lines.utf8))
        let answers = run.text.split(separator: "\n").map(String.init)
        #expect(answers.prefix(3) == ["2026-03-03", "2026-05-27", "2026-09-17"])
        try #require(answers.count == 5)
        #expect(answers[3].hasPrefix("error: ") && answers[3].contains("'sometimes'"))
        #expect(answers[4].hasPrefix("error: ") && answers[4].contains("co-statute"))
        #expect(run.status == 1)
    }

    @Test func `A filing after hours counts for the next business day`() throws {
        let count = ["count", "--rule", "ma-agency", "--from", "2026-04-17", "--days", "10", "--at"]
        let inTime = try Run(count + ["17:00"], in: Place())
        let late = try Run(count + ["17:01"], in: Place())
        #expect(inTime.text.hasPrefix("Monday, April 27, 2026"))
        #expect(late.text.hasPrefix("Friday, May 1, 2026"))
        #expect(
            late.text.contains(
                "1. What is filed after 17:00 counts for the next business day, Tue Apr 21, 2026"
            )
        )
    }

    @Test func `A school calendar is imported, checked and counted by`() throws {
        let place = try Place()
        let csv = """
            kind,from,to,name
            term,2026-08-31,2027-06-17,
            break,2026-12-24,2027-01-01,Winter vacation
            closure,2026-09-10,,"Heat, no power"
            make-up,2026-09-12,,

            """
        let file = place.folder.appending(path: "Springfield 2026.csv").path
        try csv.write(toFile: file, atomically: true, encoding: .utf8)
        let plain = try Run(["calendar", "import", file, "--name", "Springfield"], in: place)
        #expect(plain.status == 0 && plain.text.hasPrefix("id: springfield-2026\nname: \"Springfield\"\n"))
        let school = place.folder.appending(path: "school.yaml").path
        try plain.text.write(toFile: school, atomically: true, encoding: .utf8)
        let count = try Run(
            ["count", "--from", "2026-09-04", "--days", "5", "--kind", "school", "--school", school],
            in: place
        )
        #expect(count.text.hasPrefix("Monday, September 14, 2026"))
        #expect(count.text.contains("Thu Sep 10, 2026 (closed: Heat, no power)"))
        let without = try Run(
            ["count", "--from", "2026-09-04", "--days", "5", "--kind", "school"],
            in: place
        )
        #expect(without.status == 1 && without.errors.contains("give a school calendar"))
        let broken = csv.replacing("2026-09-10", with: "2026-12-30")
        try broken.write(toFile: file, atomically: true, encoding: .utf8)
        let refused = try Run(["calendar", "import", file], in: place)
        #expect(refused.status == 1 && refused.errors.contains(":4:") && refused.errors.contains("overlaps"))
    }

    @Test func `A calendar shows its year, and a year outside is a failure`() throws {
        let shown = try Run(["calendar", "show", "us-de", "--year", "2026"], in: Place())
        #expect(
            shown.text.contains("Fri Jul 3, 2026")
                && shown.text.contains("Every Saturday is a legal holiday.")
        )
        let beyond = try Run(["calendar", "show", "us-de", "--year", "2100"], in: Place())
        #expect(beyond.status == 1 && beyond.errors.contains("2010 to 2035"))
        let list = try Run(["calendar", "list", "--json"], in: Place())
        #expect(list.text.contains("\"us-la-orleans\"") && list.text.contains("\"la-ccp\""))
    }

    @Test(arguments: ["3/4/26", "2026-02-30", "20260304", "tomorrow"])
    func `Any other date is refused with two examples`(date: String) throws {
        let run = try Run(["count", "--from", date, "--days", "3"], in: Place())
        #expect(run.status == 64 && run.output.isEmpty)
        #expect(
            run.errors.contains("'\(date)'") && run.errors.contains("2026-03-18")
                && run.errors.contains("today")
        )
    }

    @Test func `A day beyond the verified years is no guess but a failure`() throws {
        let run = try Run(["count", "--from", "2600-01-01", "--days", "3"], in: Place())
        #expect(run.status == 1 && run.output.isEmpty)
    }

    @Test func `An unknown calendar names the nearest`() throws {
        let run = try Run(
            ["count", "--from", "2026-01-02", "--days", "3", "--calendar", "us-mq"],
            in: Place()
        )
        #expect(run.status == 64 && run.errors.contains("Did you mean 'us-ma'?"))
    }
}
