import ArgumentParser
import Client
import Contracts
import Foundation
import Table
import Wire

/// `bargain conform`.
struct ConformCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "conform",
        "Prove that a final text is the contract in force with what was agreed, and nothing else.",
        """
        The agreements are applied to the base in the order in which they are named; edits that both sides logged come \
        last. Whatever the final text says otherwise is named: each clause, each term's figure, each cell of a schedule, \
        with what was expected and what was found. With a negotiation, the base and the tentative agreements come from \
        its record, in the order in which they were served. Exit status: 0 conforms, 1 does not, 2 could not be told.
        """,
        examples: "bargain conform final.md --base contract.md --agreements ta-1.md ta-2.md",
        "bargain conform final.md --base contract.md --agreements ta-1.md --housekeeping edits.yaml",
        "bargain conform final.md springfield-2026-1"
    )

    @OptionGroup var daemon: DaemonOptions

    @Option(help: ArgumentHelp("The contract in force.", valueName: "file"), completion: .file())
    var base: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("What was agreed, one file or more, in order.", valueName: "file"),
        completion: .file()
    )
    var agreements: [String] = []

    @Option(
        help: ArgumentHelp("The log of edits that both sides signed, a YAML file.", valueName: "file"),
        completion: .file()
    )
    var housekeeping: String?

    @Argument(help: "FINAL: the text to be signed. Or FINAL NEGOTIATION.", completion: .file())
    var texts: [String]

    func run() async throws {
        do {
            guard try await conforms() else { throw ExitCode(1) }
        } catch let failure as Failure {
            // Status 1 says that the text does not conform, so trouble has another.
            failure.tell()
            throw ExitCode(2)
        }
    }

    private func conforms() async throws -> Bool {
        switch (texts.count, base) {
        case (1, let base?):
            guard !agreements.isEmpty else {
                throw usage(
                    "Name what was agreed: --agreements FILE …; without agreements the final text is the base."
                )
            }
            let screen = daemon.output.screen
            let result = try compare(
                try ContractSource.version(at: base),
                try agreements.map(ContractSource.version(at:))
            )
            try show(result, isDrill: nil, on: screen)
            screen.flush()
            return result.conforms
        case (2, nil) where agreements.isEmpty:
            let name: String
            do {
                name = try Arguments.handle(texts[1])
            } catch let error as ValidationError {
                throw usage("'\(texts[1])' is no negotiation: \(error.message)")
            }
            let session = try Session(daemon)
            var conforms = false
            try await session.whileConnected {
                let agreed = try await agreed(in: name, session)
                session.screen.drill(agreed.isDrill)
                let result = try compare(agreed.contract, agreed.proposals)
                try show(result, isDrill: agreed.isDrill, on: session.screen)
                conforms = result.conforms
            }
            return conforms
        default:
            throw usage(
                "Name the final text with --base and --agreements, or the final text and a negotiation."
            )
        }
    }

    private func agreed(
        in name: String,
        _ session: Session
    ) async throws -> (contract: ContractVersion, proposals: [ContractVersion], isDrill: Bool) {
        let view = try await session.view(of: name)
        let numbers = view.content.proposals.filter { $0.status == .agreed }.map(\.number)
        guard !numbers.isEmpty else {
            throw Failure(
                .failed,
                "\(name) has no tentative agreement yet.",
                mend: "bargain proposal list \(name)"
            )
        }
        return try await ContractSource.served(in: name, numbers, session)
    }

    private func compare(_ base: ContractVersion, _ agreements: [ContractVersion]) throws -> Conformance {
        let final = try ContractSource.version(at: texts[0])
        let bytes = try housekeeping.map { try InputFile.bytes(at: $0) }
        do throws(ContractError) {
            var log: Housekeeping?
            if let bytes, let housekeeping { log = try Housekeeping(yaml: bytes, name: housekeeping) }
            return try Conformance(
                final: final,
                base: base,
                agreements: agreements,
                housekeeping: log,
                log: bytes.map(SHA256Text.of)
            )
        } catch {
            throw Failure(error, "Whether the text conforms cannot be told.")
        }
    }

    private func show(_ result: Conformance, isDrill: Bool?, on screen: Screen) throws {
        guard daemon.output.json else { return screen.show(result.text) }
        let report = ConformanceReport(result)
        guard let isDrill else { return screen.pour(try JSONText.of(report)) }
        screen.pour(try JSONText.of(Envelope(drill: isDrill, data: report)))
    }

    private func usage(_ message: String) -> Failure {
        Failure(.usage, message, mend: "bargain conform --help")
    }
}
