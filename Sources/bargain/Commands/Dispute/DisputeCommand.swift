import ArgumentParser
import Client
import Table
import Wire

/// `bargain dispute …`.
struct DisputeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "dispute",
        "Record what happens in the legal procedure.",
        [
            Request.self, Record.self, Extend.self, Stipulate.self, Join.self, Withdraw.self, Correct.self,
            Milestone.self, Contest.self, Rule.self, Settle.self, Show.self,
        ]
    )

    /// `bargain dispute request`.
    struct Request: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "request",
            "Start the procedure's clock.",
            "It needs your password.",
            examples: "bargain dispute request springfield-2026-1 --on 2026-03-18 --as james-lee"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Option(help: ArgumentHelp("The day of the request.", valueName: "date"), transform: Arguments.day)
        var on: Day

        func run(_ session: Session) async throws {
            try await session.act(
                .request(on: try await session.date(of: on, in: negotiation)),
                in: negotiation
            )
        }
    }

    /// `bargain dispute record`.
    struct Record: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "record",
            "Record how a step ended.",
            "Where only one step that runs can end so, OUTCOME alone is enough. "
                + "'bargain dispute show' lists what can be recorded now. It needs your password.",
            examples:
                "bargain dispute record springfield-2026-1 bargaining agreed --on 2026-04-14 --as james-lee",
            "bargain dispute record springfield-2026-1 submitted --on today",
            "bargain dispute record springfield-2026-1 union-member named --on today --note \"Ana Ruiz\""
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The step, and its outcome; or the outcome alone.")
        var stepAndOutcome: [String]

        @Option(help: ArgumentHelp("The day of the act.", valueName: "date"), transform: Arguments.day)
        var on: Day

        @Option(help: "What the record should say about it.")
        var note: String?

        func run(_ session: Session) async throws {
            guard (1...2).contains(stepAndOutcome.count) else {
                throw Failure(
                    .usage,
                    "Give STEP OUTCOME, such as 'bargaining agreed', or OUTCOME alone.",
                    mend: "bargain dispute show \(negotiation)"
                )
            }
            let act = TableAct.end(
                step: stepAndOutcome.count == 2 ? stepAndOutcome.first : nil,
                outcome: stepAndOutcome.last ?? "",
                on: try await session.date(of: on, in: negotiation),
                note: note
            )
            try await session.act(act, in: negotiation)
        }
    }

    /// `bargain dispute extend`.
    struct Extend: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "extend",
            "Offer the other side to move a step's last day.",
            "It stands once the other side joins it.",
            examples:
                "bargain dispute extend springfield-2026-1 process --to 2026-06-05 --reason \"Chair ill\" --as maria-soto"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The step.")
        var step: String

        @Option(help: ArgumentHelp("The new last day.", valueName: "date"), transform: Arguments.day)
        var to: Day

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            let date = try await session.date(of: to, in: negotiation)
            try await session.act(.extend(step: step, to: date, reason: reason), in: negotiation)
        }
    }

    /// `bargain dispute stipulate`.
    struct Stipulate: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "stipulate",
            "Offer the other side to read a doubtful question in one way.",
            "It stands once the other side joins it.",
            examples: "bargain dispute stipulate springfield-2026-1 conciliator-clock=after-appointments "
                + "--reason \"As in 2024\" --as maria-soto"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "OPTION=CHOICE, as the docket names them.", transform: Arguments.pair)
        var reading: Pair

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            try await session.act(
                .stipulate(option: reading.name, choice: reading.value, reason: reason),
                in: negotiation
            )
        }
    }

    /// `bargain dispute join`.
    struct Join: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "join",
            "Join the other side's stipulation or ground rule, so that it stands.",
            "What you join is shown. If anything is recorded after you looked, nothing is joined, and you look again.",
            examples: "bargain dispute join springfield-2026-1 S1 --as james-lee"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The stipulation, such as S1.")
        var number: String

        func run(_ session: Session) async throws {
            let view = try await session.view(of: negotiation).content
            // A number that is not there is refused by the daemon, which knows those there are.
            if let offer = view.stipulations.first(where: { $0.number == number.uppercased() }) {
                Screen.tell(
                    "To be joined: \(offer.number), offered by the \(offer.side.rawValue): \(offer.content.words). "
                        + "Reason: \(offer.reason)"
                )
            }
            try await session.act(.join(number: number, expectedSeq: view.seq), in: negotiation)
        }
    }

    /// `bargain dispute withdraw`.
    struct Withdraw: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "withdraw",
            "Take back your own side's offer to stipulate, while the other side has not joined it, or its contest.",
            examples:
                "bargain dispute withdraw springfield-2026-1 S1 --reason \"Overtaken by S2\" --as maria-soto"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The stipulation, such as S1, or the contest, such as C1.")
        var number: String

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            if number.uppercased().hasPrefix("C") {
                return try await session.act(
                    .withdrawContest(number: number, reason: reason),
                    in: negotiation
                )
            }
            guard number.uppercased().hasPrefix("S") else {
                throw Failure(
                    .usage,
                    "A stipulation is called S and a number, such as S1; a contest C and a number.",
                    mend: "bargain dispute show \(negotiation)"
                )
            }
            try await session.act(.retract(number: number, reason: reason), in: negotiation)
        }
    }

    /// `bargain dispute correct`.
    struct Correct: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "correct",
            "Put a recorded date right: the trigger's, or that of a step's end.",
            "By the clerk or the neutral it stands at once; by a side it is an offer to the other.",
            examples:
                "bargain dispute correct springfield-2026-1 --to 2026-03-19 --reason \"Letter dated the 19th\"",
            "bargain dispute correct springfield-2026-1 bargaining --to 2026-04-15 --reason \"Signed a day later\""
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The step; none for the trigger.")
        var step: String?

        @Option(help: ArgumentHelp("The right day.", valueName: "date"), transform: Arguments.day)
        var to: Day

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            let date = try await session.date(of: to, in: negotiation)
            try await session.act(.correct(step: step, to: date, reason: reason), in: negotiation)
        }
    }
}
