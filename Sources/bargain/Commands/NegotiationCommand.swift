import ArgumentParser
import CivilTime
import Client
import Contracts
import Foundation
import Packs
import Table
import Wire

/// `bargain negotiation …`.
struct NegotiationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "negotiation",
        "Open, show and close negotiations.",
        [Open.self, List.self, Show.self, Close.self]
    )

    /// `bargain negotiation list`.
    struct List: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "list",
            "Show the negotiations, with what is due next in each.",
            examples: "bargain negotiation list",
            "bargain negotiation list --zone springfield"
        )

        @OptionGroup var daemon: DaemonOptions

        @Option(help: "Only those of this zone.", transform: Arguments.handle)
        var zone: String?

        func run(_ session: Session) async throws {
            let answer: Answer<[NegotiationItem]> = try await session.get(
                "negotiations",
                query: zone.map { [("zone", $0)] } ?? []
            )
            try await session.show(answer) { items in
                let screen = session.screen
                guard !items.isEmpty else {
                    screen.say("There is no negotiation yet.")
                    return screen.say("Open one: bargain negotiation open --help")
                }
                var grid = Grid("NEGOTIATION", "STATE", "NEXT", "DUE", "TITLE")
                for item in items {
                    grid.add(
                        Grid.Cell(item.negotiation, .heading),
                        Grid.Cell(item.state + (item.outcome.map { " (\($0))" } ?? "")),
                        Grid.Cell(item.nextStep ?? "—"),
                        Grid.Cell(item.nextDue?.spelled ?? "—"),
                        Grid.Cell(item.title)
                    )
                }
                screen.show(grid)
            }
        }
    }

    /// `bargain negotiation show`.
    struct Show: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "show",
            "Show a negotiation: who sits, what is on the table, what was agreed.",
            examples: "bargain negotiation show springfield-2026-1"
        )

        @OptionGroup var daemon: DaemonOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        func run(_ session: Session) async throws {
            try await session.show(try await session.view(of: negotiation)) { view in
                try NegotiationText(view, on: session.screen).say()
            }
        }
    }

    /// `bargain negotiation close`.
    struct Close: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "close",
            "Close a negotiation; nothing more is recorded in it.",
            examples: "bargain negotiation close springfield-2026-1 --reason \"Agreement executed\""
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            try await session.act(.close(reason: reason), in: negotiation)
        }
    }
}
