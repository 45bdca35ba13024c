import ArgumentParser
import Client
import Wire

extension RecordCommand {
    /// `bargain record bundle`.
    struct Bundle: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "bundle",
            "Put together what a neutral or a court asks for.",
            "Where each side stands, what was agreed and withdrawn, every deadline with its reasons, every service with "
                + "its receipt, information requests, sessions, ground rules, stipulations, votes and holds.",
            examples: "bargain record bundle springfield-2026-1",
            "bargain record bundle springfield-2026-1 --output bundle.txt",
            "bargain record bundle springfield-2026-1 --json --output bundle.json"
        )

        @OptionGroup var daemon: DaemonOptions

        @Option(help: "Write it to a file that is not there yet.", completion: .file())
        var output: String?

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        func run(_ session: Session) async throws {
            let answer: Answer<BundleView> = try await session.get("negotiations", negotiation, "bundle")
            guard let output else {
                return try await session.show(answer) { bundle in
                    session.screen.show(try BundleText(bundle).text)
                }
            }
            let drill = answer.isDrill ? Screen.drillLine + "\n" : ""
            let bytes =
                session.isJSON ? answer.bytes : Array((drill + (try BundleText(answer.content).text)).utf8)
            try NewFile.write(bytes, to: output)
            Screen.tell("The bundle is in \(output), SHA-256 \(SHA256Text.of(bytes)).")
        }
    }
}
