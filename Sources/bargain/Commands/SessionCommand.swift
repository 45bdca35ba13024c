import ArgumentParser
import CivilTime
import Client
import Packs
import Table
import Wire

/// `bargain session …`.
struct SessionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "session",
        "Record bargaining sessions: who was there, what was said, when you meet next.",
        [Log.self, Correct.self, List.self]
    )

    /// `bargain session log`.
    struct Log: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "log",
            "Record a bargaining session.",
            "Whoever has a seat is named by it (maria-soto), anybody else by name (\"Ana Ruiz\"); "
                + "an option for people can be given several times.",
            examples: "bargain session log springfield-2026-1 --on 2026-03-18 --from 15:00 --to 17:30 "
                + "--place \"Kiley library\" --board john-lee --union maria-soto --union \"Ana Ruiz\" "
                + "--text \"U1 explained; the board answers by the 25th.\" --next 2026-03-25",
            "bargain session log springfield-2026-1 --on today --file minutes.md --as ann-clerk"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Option(help: ArgumentHelp("The day.", valueName: "date"), transform: Arguments.day)
        var on: Day

        @Option(
            help: ArgumentHelp("When it began, such as 15:00.", valueName: "time"),
            transform: Arguments.time
        )
        var from: TimeOfDay?

        @Option(
            help: ArgumentHelp("When it ended, such as 17:30.", valueName: "time"),
            transform: Arguments.time
        )
        var to: TimeOfDay?

        @Option(help: "Where.")
        var place: String?

        @Option(help: ArgumentHelp("Who was there for the board.", valueName: "person"))
        var board: [String] = []

        @Option(help: ArgumentHelp("Who was there for the union.", valueName: "person"))
        var union: [String] = []

        @Option(help: ArgumentHelp("Who else was there.", valueName: "person"))
        var other: [String] = []

        @OptionGroup(title: "The minutes") var minutes: WordsOptions

        @Option(
            help: ArgumentHelp("The day of the next meeting.", valueName: "date"),
            transform: Arguments.day
        )
        var next: Day?

        func run(_ session: Session) async throws {
            let hasMinutes = minutes.text != nil || minutes.file != nil
            let report = SessionReport(
                on: try await session.date(of: on, in: negotiation),
                from: from,
                to: to,
                place: place,
                attendance: .init(board: board, union: union, others: other),
                minutes: hasMinutes ? try await session.words(minutes) : nil,
                next: try await session.date(ifGiven: next, in: negotiation)
            )
            try await session.act(.meet(report), in: negotiation)
        }
    }

    /// `bargain session correct`.
    struct Correct: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "correct",
            "Put the minutes of a session right; what they were stays on the record.",
            examples:
                "bargain session correct springfield-2026-1 1 --file minutes.md --reason \"U2 was left out\""
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The session's number.")
        var number: Int

        @OptionGroup(title: "The minutes") var minutes: WordsOptions

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            let words = try await session.words(minutes)
            try await session.act(.minutes(session: number, words, reason: reason), in: negotiation)
        }
    }

    /// `bargain session list`.
    struct List: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "list",
            "Show the bargaining sessions of a negotiation.",
            examples: "bargain session list springfield-2026-1",
            "bargain session list springfield-2026-1 --json"
        )

        @OptionGroup var daemon: DaemonOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        func run(_ session: Session) async throws {
            let answer: Answer<[SessionView]> = try await session.get(
                "negotiations",
                negotiation,
                "sessions"
            )
            try await session.show(answer) { sessions in
                let screen = session.screen
                guard !sessions.isEmpty else {
                    screen.say("No session was recorded yet.")
                    return screen.say("Record one: bargain session log \(negotiation) --on DATE")
                }
                for (index, view) in sessions.enumerated() {
                    if index > 0 { screen.say() }
                    for (place, line) in view.lines.enumerated() {
                        screen.say(line, hanging: 12, place == 0 ? .heading : .plain)
                    }
                }
            }
        }
    }
}

extension SessionView {
    /// The session for people, its heading first.
    var lines: [String] {
        let times = [from.map { "from \($0)" }, to.map { "to \($0)" }].compactMap(\.self)
        var lines = [(["Session \(number), \(on.spelled)"] + times).joined(separator: " ")]
        if let place { lines.append("  Place:    \(place)") }
        for (title, side) in [("Board:", Side.board), ("Union:", .union), ("Others:", nil)] {
            let names = attendance.filter { $0.side == side }.map { attendee in
                attendee.name + (attendee.seat.map { " (\($0))" } ?? "")
            }
            let gap = String(repeating: " ", count: 10 - title.count)
            if !names.isEmpty { lines.append("  \(title)\(gap)\(names.joined(separator: ", "))") }
        }
        if let text = minutes?.text { lines.append("  Minutes:  \(text)") }
        if let document = minutes?.document {
            lines.append("  Minutes:  \(document.name), SHA-256 \(document.sha256)")
        }
        for correction in corrections {
            lines.append("  Mended:   entry #\(correction.seq), because: \(correction.reason)")
        }
        if let next { lines.append("  Next:     \(next.spelled)") }
        return lines
    }
}
