import ArgumentParser
import CivilTime
import Foundation
import Packs

/// `bargain count`.
struct CountCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "count",
        "Count days as a statute counts them, and show each step of the count.",
        """
        Needs no daemon. With --back it counts back from a day that is to come; a last day that does not stand then \
        moves to an earlier one. With --earliest it gives the first day on which an act may be done ('at least 14 days \
        after', 'more than 15 days after'), which never moves.

        With --batch it reads questions from standard input, one a line: a JSON object such as \
        {"from":"2026-02-27","days":1,"kind":"business","rule":"ma-statute","calendar":"us-ma"}, which comes back with \
        its "date" (or "error"), or words such as '2026-02-27 1 business ma-statute us-ma', and after them any of \
        back, mail, at-least and more-than, which are answered by the day alone (or 'error: …'). The exit code is 1 \
        where a line could not be counted.
        """,
        examples: "bargain count --from 2026-03-18 --days 30 --calendar us-ma --rule ma-statute",
        "bargain count --from 2026-04-17 --days 10 --kind business",
        "bargain count --from 2026-08-25 --days 90 --back --calendar us-il --rule il-statute",
        "bargain count --from 2026-01-29 --days 30 --rule ma-agency --mail --json",
        "bargain count --from 2026-09-01 --days 15 --earliest more-than --calendar us-il --rule il-statute",
        "bargain count --from 2026-09-08 --days 20 --kind school --school springfield.yaml"
    )

    @OptionGroup var output: OutputOptions

    @Option(
        help: ArgumentHelp("The day that sets the clock going.", valueName: "date"),
        transform: Arguments.day
    )
    var from: Day?

    @Option(
        help: ArgumentHelp(
            "The time of day at which it was filed: after the rule's hour it counts for the next business day.",
            valueName: "time"
        ),
        transform: Arguments.time
    )
    var at: ClockTime?

    @Option(help: "How many days.")
    var days: Int?

    @Option(
        help: ArgumentHelp("Which days count: calendar, business or school.", valueName: "kind"),
        transform: Arguments.kind
    )
    var kind: DayKind?

    @Flag(help: "Short for --kind business: not Saturdays, Sundays and legal holidays.")
    var businessDays = false

    @Flag(help: "Count back from the day.")
    var back = false

    @Flag(help: "The paper came by mail: add the rule's days for it.")
    var mail = false

    @Option(
        help: ArgumentHelp(
            "Give the first day on which an act may be done: at-least (day N) or more-than (the day after).",
            valueName: "waiting"
        ),
        transform: Arguments.waiting
    )
    var earliest: Waiting?

    @Option(help: "The holiday calendar.")
    var calendar = "us-ma"

    @Option(help: "The counting rule.")
    var rule = "ma-statute"

    @Option(
        help: ArgumentHelp("The file of a school calendar, for school days.", valueName: "file"),
        completion: .file()
    )
    var school: String?

    @Flag(help: "Read questions from standard input, one a line.")
    var batch = false

    func run() throws {
        let screen = output.screen
        defer { screen.flush() }
        let school = try school.map { try SchoolSource($0, id: nil, title: nil).calendar }
        if batch { return try answerBatch(school, on: screen) }
        guard let from, let days else {
            throw Failure(
                .usage,
                "What is to be counted is not said: give --from DATE and --days N, or --batch.",
                mend: "bargain count --from 2026-03-18 --days 30 --calendar us-ma --rule ma-statute"
            )
        }
        if let kind, businessDays, kind != .business {
            throw Failure(
                .usage,
                "--business-days and --kind \(kind.rawValue) say two things; leave one out.",
                mend: "bargain count --help"
            )
        }
        let counted: CountedDays
        do {
            counted = try CountedDays(
                Period(
                    days,
                    kind ?? (businessDays ? .business : .calendar),
                    back ? .backward : .forward,
                    isServedByMail: mail
                ),
                from: try from.localDate(),
                at: at,
                waiting: earliest,
                calendar: try Library.standard.calendar(calendar, with: school),
                rule: try Library.standard.countingRule(rule)
            )
        } catch let error as PackError {
            throw Failure(.usage, error.message, mend: "bargain calendar list")
        } catch let error as CivilTimeError {
            throw Failure(.failed, error.message, mend: "bargain count --help")
        }
        if output.json { return screen.pour(try JSONText.of(counted.report)) }
        counted.say(on: screen)
    }

    private func answerBatch(_ school: SchoolCalendar?, on screen: Screen) throws {
        guard from == nil, days == nil, kind == nil, at == nil, earliest == nil, !back, !mail, !businessDays
        else {
            throw Failure(
                .usage,
                "--batch takes its questions from standard input; leave the others out.",
                mend: "bargain count --batch < requests.jsonl"
            )
        }
        var answers = BatchAnswers(calendar: calendar, school: school)
        for line in try InputFile.standardInput().split(
            separator: UInt8(ascii: "\n"),
            omittingEmptySubsequences: false
        ) {
            if let answer = try answers.answer(line) { screen.pour(answer) }
        }
        guard answers.faults == 0 else {
            throw Failure(
                .failed,
                "\(answers.faults) of the lines could not be counted; their answers say why in \"error\"."
            )
        }
    }
}
