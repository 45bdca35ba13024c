import ArgumentParser
import Client
import Wire

/// `bargain why`.
struct WhyCommand: DaemonCommand {
    static let configuration = CommandConfiguration.verb(
        "why",
        "Show how a deadline was counted, day by day, and on which authority.",
        examples: "bargain why springfield-2026-1 ratification",
        "bargain why springfield-2026-1 decision --json"
    )

    @OptionGroup var daemon: DaemonOptions

    @Argument(help: "The negotiation.", transform: Arguments.handle)
    var negotiation: String

    @Argument(help: "The step, as the docket names it.")
    var step: String

    func run(_ session: Session) async throws {
        let answer: Answer<WhyView> = try await session.get("negotiations", negotiation, "why", step)
        try await session.show(answer) { why in
            for line in why.text.split(separator: "\n", omittingEmptySubsequences: false) {
                session.screen.say(String(line), hanging: 2)
            }
        }
    }
}
