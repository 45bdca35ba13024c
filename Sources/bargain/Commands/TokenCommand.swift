import ArgumentParser
import Client
import Table
import Wire

/// `bargain token …`.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "token",
        "Make, list and end the tokens of programs that work in your name.",
        [Create.self, List.self, Revoke.self]
    )

    /// `bargain token create`.
    struct Create: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "create",
            "Make a token for a program; it is shown this once.",
            "It allows no more than you may, ends by itself, and needs your password.",
            examples: "bargain token create --label \"office laptop\" --scope read --scope draft",
            "bargain token create --scope read --negotiation springfield-2026-1 --days 7"
        )

        @OptionGroup var options: ActOptions

        @Option(help: "What you call it.")
        var label: String?

        @Option(name: .customLong("scope"), help: "What it allows; repeat for several.")
        var scopes: [Word<Scope>]

        @Option(
            name: .customLong("negotiation"),
            help: "Good for this negotiation only; repeat for several.",
            transform: Arguments.handle
        )
        var negotiations: [String] = []

        @Option(help: "How many days it lasts, 1 to 90; 30 where none is given.")
        var days: Int?

        func run(_ session: Session) async throws {
            let request = TokenRequest(
                label: label,
                scopes: scopes.map(\.value),
                negotiations: negotiations.isEmpty ? nil : negotiations.compactMap { Handle($0) },
                days: days
            )
            let answer: Answer<NewTokenView> = try await session.post(["tokens"], body: try .json(request))
            try await session.show(answer) { token in
                session.screen.say(token.token)
                Screen.tell(
                    "This is shown once. It ends on \(token.expiresAt); before that: bargain token revoke \(token.id)"
                )
            }
        }
    }

    /// `bargain token list`.
    struct List: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "list",
            "List your tokens and browser sessions that are good now.",
            examples: "bargain token list"
        )

        @OptionGroup var daemon: DaemonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<[TokenView]> = try await session.get("tokens")
            try await session.show(answer) { tokens in
                var grid = Grid("TOKEN", "KIND", "ALLOWS", "UNTIL", "LAST USED", "LABEL")
                for token in tokens {
                    grid.add(
                        Grid.Cell(token.id, .heading),
                        Grid.Cell(token.kind + (token.isThisOne ? " (this one)" : "")),
                        Grid.Cell(token.scopes.map(\.rawValue).joined(separator: ",")),
                        Grid.Cell("\(token.expiresAt)"),
                        Grid.Cell(token.lastUsedAt.map { "\($0)" } ?? "—"),
                        Grid.Cell(token.label ?? "—")
                    )
                }
                session.screen.show(grid)
            }
        }
    }

    /// `bargain token revoke`.
    struct Revoke: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "revoke",
            "End a token; the next request with it is refused.",
            examples: "bargain token revoke 4kT9xQ2bLmZ"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The token's name, as the list shows it.")
        var token: String

        func run(_ session: Session) async throws {
            let answer: Answer<DoneView> = try await session.remove("tokens", token)
            try await session.show(answer) { session.screen.say($0.done) }
        }
    }
}
