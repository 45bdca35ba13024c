import ArgumentParser
import CivilTime
import Client
import Wire

/// `bargain why`.
struct WhyCommand: DaemonCommand {
    static let configuration = CommandConfiguration.verb(
        "why",
        "Show how a deadline was counted, day by day, and on which authority.",
        "With --as-of it answers from the record as it stood then, the same whenever and wherever it is asked.",
        examples: "bargain why springfield-2026-1 ratification",
        "bargain why springfield-2026-1 decision --json",
        "bargain why springfield-2026-1 ratification --letter",
        "bargain why springfield-2026-1 ratification --as-of 2026-05-01"
    )

    @OptionGroup var daemon: DaemonOptions

    @Argument(help: "The negotiation.", transform: Arguments.handle)
    var negotiation: String

    @Argument(help: "The step, as the docket names it.")
    var step: String

    @Flag(
        help: "As the text of a letter: plain paragraphs with the parties, the law and the record's digest."
    )
    var letter = false

    @Option(
        help: "As it stood at a date, or at an instant such as 2026-05-01T12:00:00-04:00.",
        transform: Moment.init
    )
    var asOf: Moment?

    func run(_ session: Session) async throws {
        let instant = try await asOf?.instant(of: negotiation, session)
        let answer: Answer<WhyView> = try await session.get(
            "negotiations",
            negotiation,
            "why",
            step,
            query: instant.map { [("as_of", $0.description)] } ?? []
        )
        try await session.show(answer) { why in
            if letter, let text = why.letter { return session.screen.pour(Array(text.utf8)) }
            for line in why.text.split(separator: "\n", omittingEmptySubsequences: false) {
                session.screen.say(String(line), hanging: 2)
            }
        }
    }
}
