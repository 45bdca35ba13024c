import ArgumentParser
import CivilTime
import Client
import Packs
import Table
import Wire

/// `bargain request …`.
struct RequestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "request",
        "Ask the other side for information, and answer.",
        [Ask.self, Acknowledge.self, Respond.self, Decline.self, Withdraw.self, List.self]
    )

    /// `bargain request ask`.
    struct Ask: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "ask",
            "Ask the other side for information.",
            "A request is overdue once the day passed by which the answer was wanted; nothing else follows from that.",
            examples: "bargain request ask springfield-2026-1 \"Class sizes by school, 2024 to 2026\" "
                + "--wanted-by 2026-04-01 --as maria-soto"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "What is asked for.")
        var text: String

        @Option(
            help: ArgumentHelp("The day by which the answer is wanted.", valueName: "date"),
            transform: Arguments.day
        )
        var wantedBy: Day?

        func run(_ session: Session) async throws {
            let date = try await session.date(ifGiven: wantedBy, in: negotiation)
            try await session.act(.ask(text: text, wantedBy: date), in: negotiation)
        }
    }

    /// `bargain request acknowledge`.
    struct Acknowledge: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "acknowledge",
            "Say that the other side's request arrived, and when you expect to answer.",
            examples: "bargain request acknowledge springfield-2026-1 UR1 --expect 2026-03-30 --as john-lee"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The request, such as UR1.", transform: Arguments.request)
        var number: RequestNumber

        @Option(
            help: ArgumentHelp("The day by which you expect to answer.", valueName: "date"),
            transform: Arguments.day
        )
        var expect: Day?

        func run(_ session: Session) async throws {
            let date = try await session.date(ifGiven: expect, in: negotiation)
            try await session.act(.acknowledge(number, expected: date), in: negotiation)
        }
    }

    /// `bargain request answer`.
    struct Respond: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "answer",
            "Answer the other side's request, with a text, a file or both.",
            "An answer is in full unless --partial is given.",
            examples: "bargain request answer springfield-2026-1 UR1 --file class-sizes.csv --as john-lee",
            "bargain request answer springfield-2026-1 UR1 --text \"Kiley: 27. The rest follows.\" --partial"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The request, such as UR1.", transform: Arguments.request)
        var number: RequestNumber

        @OptionGroup var words: WordsOptions

        @Flag(help: "More is to follow.")
        var partial = false

        func run(_ session: Session) async throws {
            let words = try await session.words(words)
            try await session.act(.answer(number, words, full: !partial), in: negotiation)
        }
    }

    /// `bargain request decline`.
    struct Decline: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "decline",
            "Refuse the other side's request; it can still be answered later.",
            examples:
                "bargain request decline springfield-2026-1 UR2 --reason \"Pupils' names are confidential\" --as john-lee"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The request, such as UR2.", transform: Arguments.request)
        var number: RequestNumber

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            try await session.act(.decline(number, reason: reason), in: negotiation)
        }
    }

    /// `bargain request withdraw`.
    struct Withdraw: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "withdraw",
            "Take your own side's request back.",
            examples:
                "bargain request withdraw springfield-2026-1 UR2 --reason \"Found in the budget book\" --as maria-soto"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The request, such as UR2.", transform: Arguments.request)
        var number: RequestNumber

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            try await session.act(.withdrawRequest(number, reason: reason), in: negotiation)
        }
    }

    /// `bargain request list`.
    struct List: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "list",
            "Show the information requests of a negotiation, with what is overdue.",
            examples: "bargain request list springfield-2026-1",
            "bargain request list springfield-2026-1 --json"
        )

        @OptionGroup var daemon: DaemonOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        func run(_ session: Session) async throws {
            let answer: Answer<[InformationRequestView]> = try await session.get(
                "negotiations",
                negotiation,
                "requests"
            )
            try await session.show(answer) { requests in
                let screen = session.screen
                guard !requests.isEmpty else {
                    screen.say("No information was asked for yet.")
                    return screen.say("Ask: bargain request ask \(negotiation) TEXT --wanted-by DATE")
                }
                screen.show(requests.grid)
            }
        }
    }
}

extension InformationRequestView {
    /// Where it stands, in words.
    var standing: String { status.rawValue + (overdue ? ", overdue" : "") }
}

extension [InformationRequestView] {
    /// The requests in rows.
    var grid: Grid {
        var grid = Grid("REQUEST", "STANDS", "WANTED BY", "TEXT")
        for request in self {
            grid.add(
                Grid.Cell(request.number.description, .heading),
                Grid.Cell(request.standing, request.overdue ? .urgent : .plain),
                Grid.Cell(request.wantedBy?.spelled ?? "—"),
                Grid.Cell(request.text)
            )
        }
        return grid
    }
}
