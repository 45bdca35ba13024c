import ArgumentParser
import CivilTime
import Foundation
import Packs

/// `bargain count`.
struct CountCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "count",
        "Count days as a statute counts them.",
        """
        Needs no daemon. With --batch it reads requests from standard input, one JSON object a line, such as \
        {"from":"2026-02-27","days":1,"kind":"business","rule":"ma-statute","calendar":"us-ma"}, and writes each with \
        its "date"; a line that cannot be counted comes back with "error" instead, and the exit code is 1.
        """,
        examples: "bargain count --from 2026-03-18 --days 30 --calendar us-ma --rule ma-statute",
        "bargain count --from 2026-04-17 --days 10 --business-days --explain",
        "bargain count --from 2026-01-29 --days 30 --json"
    )

    @OptionGroup var output: OutputOptions

    @Option(
        help: ArgumentHelp("The day that sets the clock going.", valueName: "date"),
        transform: Arguments.day
    )
    var from: Day?

    @Option(help: "How many days.")
    var days: Int?

    @Flag(help: "Count business days: not Saturdays, Sundays and legal holidays.")
    var businessDays = false

    @Option(help: "The holiday calendar.")
    var calendar = "us-ma"

    @Option(help: "The counting rule.")
    var rule = "ma-statute"

    @Flag(help: "Show the days that were passed over, and why.")
    var explain = false

    @Flag(help: "Read requests from standard input, one JSON object a line.")
    var batch = false

    func run() throws {
        let screen = output.screen
        defer { screen.flush() }
        if batch { return try answerBatch(on: screen) }
        guard let from, let days else {
            throw Failure(
                .usage,
                "What is to be counted is not said: give --from DATE and --days N, or --batch.",
                mend: "bargain count --from 2026-03-18 --days 30 --calendar us-ma --rule ma-statute"
            )
        }
        let library = Library.standard
        let counted: CountedDays
        do {
            counted = try CountedDays(
                from: try from.localDate(),
                days: days,
                kind: businessDays ? .business : .calendar,
                calendar: try library.calendar(calendar),
                rule: try library.countingRule(rule)
            )
        } catch let error as PackError {
            throw Failure(.usage, error.message, mend: "bargain count --help")
        } catch let error as CivilTimeError {
            throw Failure(.failed, error.message, mend: "bargain count --help")
        }
        if output.json { return screen.pour(try JSONText.of(counted.report)) }
        counted.say(on: screen, explained: explain)
    }

    private func answerBatch(on screen: Screen) throws {
        guard from == nil, days == nil, !explain, !businessDays else {
            throw Failure(
                .usage,
                "--batch takes its dates and days from standard input; leave the others out.",
                mend: "bargain count --batch < requests.jsonl"
            )
        }
        let library = Library.standard
        let decoder = JSONDecoder()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var faults = 0
        var number = 0
        for line in try InputFile.standardInput().split(
            separator: UInt8(ascii: "\n"),
            omittingEmptySubsequences: false
        ) {
            number += 1
            guard line.contains(where: { $0 > 0x20 }) else { continue }
            do {
                let request = try decoder.decode(CountRequest.self, from: Data(line))
                screen.pour(Array(try encoder.encode(try library.answer(request, calendar: calendar))))
            } catch {
                faults += 1
                let reason = BatchFault(line: number, error: Self.reason(error))
                screen.pour(Array(try encoder.encode(reason)))
            }
            screen.pour([UInt8(ascii: "\n")])
        }
        guard faults == 0 else {
            throw Failure(
                .failed,
                "\(faults) of the lines could not be counted; their answers say why in \"error\"."
            )
        }
    }

    private struct BatchFault: Encodable {
        let line: Int
        let error: String
    }

    private static func reason(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context):
            let place = context.codingPath.map(\.stringValue).joined(separator: ".")
            return (place.isEmpty ? "" : "\(place): ") + context.debugDescription
        case .keyNotFound(let key, _): return "'\(key.stringValue)' is missing."
        default: return "\(error)"
        }
    }
}
