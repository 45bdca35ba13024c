import ArgumentParser
import Table

/// `bargain counter`.
struct CounterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "counter",
        "Answer the other side's proposal with a text of your own.",
        examples: "bargain counter springfield-2026-1 U1 board-counter.md",
        "bargain counter springfield-2026-1 U1 - --title \"Longer day, paid\" < board-counter.md"
    )

    @OptionGroup var options: TextOptions
    @OptionGroup var serving: ServingOptions

    @Argument(help: "The negotiation.", transform: Arguments.handle)
    var negotiation: String

    @Argument(help: "The proposal that is answered, such as U1.", transform: Arguments.number)
    var number: ProposalNumber

    @Argument(help: "The text; - for standard input; none for the editor.", completion: .file())
    var file: String?

    func run() async throws {
        try await Serving(
            negotiation: negotiation,
            answers: number,
            file: file,
            options: options,
            serving: serving
        )
        .run()
    }
}
