import ArgumentParser
import Client
import Table
import Wire

extension DisputeCommand {
    /// `bargain dispute contest`.
    struct Contest: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "contest",
            "Contest the date of the trigger with your side's own.",
            "Both dates are kept and counted side by side until the neutral rules or both sides stipulate. Alerts go by the "
                + "earlier, and nothing lapses before the later.",
            examples:
                "bargain dispute contest springfield-2026-1 --on 2026-03-23 --reason \"Received on the 23rd\" "
                + "--as maria-soto"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Option(
            help: ArgumentHelp("The day of the trigger by your side's account.", valueName: "date"),
            transform: Arguments.day
        )
        var on: Day

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            let date = try await session.date(of: on, in: negotiation)
            try await session.act(.contest(on: date, reason: reason), in: negotiation)
        }
    }

    /// `bargain dispute rule`.
    struct Rule: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "rule",
            "Rule on the date of a contested trigger, as the neutral.",
            examples:
                "bargain dispute rule springfield-2026-1 --on 2026-03-23 --reason \"The mail log\" --as nia-neutral"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Option(help: ArgumentHelp("The day that counts.", valueName: "date"), transform: Arguments.day)
        var on: Day

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            let date = try await session.date(of: on, in: negotiation)
            try await session.act(.ruling(on: date, reason: reason), in: negotiation)
        }
    }

    /// `bargain dispute settle`.
    struct Settle: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "settle",
            "Settle what a correction of dates has overtaken: it stands, or its step is open again.",
            "By the neutral it is settled at once; by a side it is an offer to the other.",
            examples:
                "bargain dispute settle springfield-2026-1 bargaining stands --reason \"Both went on from it\"",
            "bargain dispute settle springfield-2026-1 bargaining reopened --reason \"The clock ran from the 23rd\""
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The step, as the docket names it.")
        var step: String

        @Argument(help: "What becomes of it.")
        var settlement: Word<Settlement>

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            try await session.act(.settle(step: step, settlement.value, reason: reason), in: negotiation)
        }
    }

    /// `bargain dispute milestone`.
    struct Milestone: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "milestone",
            "Record a date that the procedure counts from or back from, such as the first day of school.",
            "It may lie ahead, and is recorded anew when it moves. By the clerk or the neutral.",
            examples: "bargain dispute milestone springfield-2026-1 school-start --on 2026-09-01 "
                + "--reason \"District calendar\" --as ann-clerk"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The milestone, as the rule pack names it.")
        var milestone: String

        @Option(help: ArgumentHelp("The day.", valueName: "date"), transform: Arguments.day)
        var on: Day

        @Option(help: "Where it is known from.")
        var reason: String

        func run(_ session: Session) async throws {
            let date = try await session.date(of: on, in: negotiation)
            try await session.act(.milestone(milestone, on: date, reason: reason), in: negotiation)
        }
    }
}
