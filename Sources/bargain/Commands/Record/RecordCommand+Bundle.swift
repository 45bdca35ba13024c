import ArgumentParser
import Client
import Wire

extension RecordCommand {
    /// `bargain record bundle`.
    struct Bundle: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "bundle",
            "Put together what a neutral or a court asks for.",
            "Where each side stands and how each text moved it, what was agreed and withdrawn, every deadline with its "
                + "reasons, every service with its receipt, information requests, sessions, ground rules, stipulations, "
                + "votes and holds. With a scattergram, the movement is in dollars too.",
            examples: "bargain record bundle springfield-2026-1",
            "bargain record bundle springfield-2026-1 --output bundle.txt",
            "bargain record bundle springfield-2026-1 --snapshot fte.csv --assumptions cost.yaml",
            "bargain record bundle springfield-2026-1 --json --output bundle.json"
        )

        @OptionGroup var daemon: DaemonOptions
        @OptionGroup var basis: PriceBasis

        @Option(help: "Write it to a file that is not there yet.", completion: .file())
        var output: String?

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        func run(_ session: Session) async throws {
            let pricer = try basis.pricerAlone()
            let answer: Answer<BundleView> = try await session.get("negotiations", negotiation, "bundle")
            let movement = try await MovementReport(
                of: try await session.view(of: negotiation).content,
                now: answer.content.positions,
                pricer: pricer,
                session
            )
            let evidence = BundleAndLedger(bundle: answer.content, movement: movement)
            guard let output else {
                if session.isJSON { return try session.showJSON(evidence, isDrill: answer.isDrill) }
                session.screen.drill(answer.isDrill)
                return session.screen.show(try BundleText(evidence).text)
            }
            let drill = answer.isDrill ? Screen.drillLine + "\n" : ""
            let bytes =
                session.isJSON
                ? try JSONText.of(Envelope(drill: answer.isDrill, data: evidence))
                : Array((drill + (try BundleText(evidence).text)).utf8)
            try NewFile.write(bytes, to: output)
            Screen.tell("The bundle is in \(output), SHA-256 \(SHA256Text.of(bytes)).")
        }
    }
}
