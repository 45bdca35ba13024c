import ArgumentParser
import CivilTime
import Client
import Packs
import Wire

/// `bargain movement`.
struct MovementCommand: DaemonCommand {
    static let configuration = CommandConfiguration.verb(
        "movement",
        "Show how far each served text moved its side, term by term, and what still lies between the sides.",
        """
        Each text is compared with where its side stood when it was served: its proposal before, or the contract in \
        force. A movement is toward the other side, away from it, both, or not to be told from the figures. What \
        stands in a package moved its side only if the package was agreed. With a scattergram the same is said in \
        dollars, as 'bargain cost' prices a text: what the sections of each text add to the contract in force, before \
        it and under it, and what both positions cost now. This is arithmetic on what was served; what it means in law \
        is for others to say.
        """,
        examples: "bargain movement springfield-2026-1",
        "bargain movement springfield-2026-1 teacher-salary",
        "bargain movement springfield-2026-1 --snapshot fte.csv --assumptions cost.yaml",
        "bargain movement springfield-2026-1 --json"
    )

    @OptionGroup var daemon: DaemonOptions
    @OptionGroup var basis: PriceBasis

    @Argument(help: "The negotiation.", transform: Arguments.handle)
    var negotiation: String

    @Argument(help: "A term's id, or a section such as 8.2; none for all.")
    var item: String?

    func run(_ session: Session) async throws {
        let pricer = try basis.pricerAlone()
        let answer = try await session.view(of: negotiation)
        let report = try await MovementReport(of: answer.content, item: item, pricer: pricer, session)
        if session.isJSON { return try session.showJSON(report, isDrill: answer.isDrill) }
        let screen = session.screen
        let zone = try CivilZone.named(answer.content.timeZone)
        let lines = MovementText(report: report, zone: zone).lines
        guard !report.entries.isEmpty || !report.leftOut.isEmpty || report.prices?.offers.isEmpty == false
        else {
            return screen.say(
                "No text was served that changes a term"
                    + (item.map { " or section '\($0.prefix(60))'" } ?? "")
                    + "; prose is compared by 'bargain diff'."
            )
        }
        for line in lines {
            screen.say(line.text, hanging: line.hanging, line.style)
        }
    }
}
