import ArgumentParser
import Wire

/// `bargain vote`.
struct VoteCommand: ActCommand {
    static let configuration = CommandConfiguration.verb(
        "vote",
        "Report a vote with its figures; the rule pack says what they decide.",
        "It needs your password.",
        examples:
            "bargain vote springfield-2026-1 --electorate 48 --cast 41 --yes 30 --no 11 --on 2026-04-28 --as maria-soto",
        "bargain vote springfield-2026-1 --step ratification --electorate 48 --cast 41 --yes 30 --no 11 --on today"
    )

    @OptionGroup var options: ActOptions

    @Argument(help: "The negotiation.", transform: Arguments.handle)
    var negotiation: String

    @Option(help: "The step that it decides, where several could be.")
    var step: String?

    @Option(
        help: "The school whose members voted, where each school of several has its own vote.",
        transform: Arguments.handle
    )
    var school: String?

    @Option(help: "How many may vote.")
    var electorate: Int

    @Option(help: "How many votes were cast, blank ones included.")
    var cast: Int

    @Option(help: "How many said yes.")
    var yes: Int

    @Option(help: "How many said no.")
    var no: Int

    @Option(help: ArgumentHelp("The day of the count.", valueName: "date"), transform: Arguments.day)
    var on: Day

    func run(_ session: Session) async throws {
        let date = try await session.date(of: on, in: negotiation)
        try await session.act(
            .vote(
                step: step,
                on: date,
                electorate: electorate,
                cast: cast,
                yes: yes,
                no: no,
                school: try school.map { try Naming($0, name: nil, of: "school").handle }
            ),
            in: negotiation
        )
    }
}
