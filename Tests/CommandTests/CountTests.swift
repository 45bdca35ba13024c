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
            ["count", "--from", "2026-04-17", "--days", "2", "--business-days", "--explain"],
            in: Place()
        )
        #expect(
            run.text == """
                Wednesday, April 22, 2026 (2026-04-22)
                2 business days from Fri Apr 17, 2026; calendar us-ma.
                Rule ma-statute: Massachusetts, periods set by statute (Bemis v. Leonard, 118 Mass. 502 (1875); G.L. c.4 §9).
                Verified against a secondary source; have counsel open the cited text before relying on it.

                The first day that counts is Tue Apr 21, 2026.
                Passed over:
                  Sat Apr 18, 2026  Saturday
                  Sun Apr 19, 2026  Sunday
                  Mon Apr 20, 2026  Patriots' Day

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
