import ArgumentParser
import Client
import Contracts
import Foundation
import Table
import Wire

extension NegotiationCommand {
    /// `bargain negotiation open`.
    struct Open: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "open",
            "Open a negotiation; its procedure, calendar and seats are fixed with it.",
            "'bargain procedure list' shows the procedures. The clock starts with 'bargain dispute request'.",
            examples: "bargain negotiation open --title \"Turnaround plan\" --school chestnut --unit unit-a "
                + "--pack ma-69-1j-g --zone springfield",
            "bargain negotiation open --title \"Turnaround plan\" --school chestnut --unit unit-a --pack ma-69-1j-g "
                + "--contract contract.md --option conciliator-clock=after-appointments"
        )

        @OptionGroup var options: ActOptions

        @Option(help: "The zone; the only one where none is named.", transform: Arguments.handle)
        var zone: String?

        @Option(help: "What it is about.")
        var title: String

        @Option(help: "A school that it concerns; repeat it for several.", transform: Arguments.handle)
        var school: [String]

        @Option(help: "The bargaining unit.", transform: Arguments.handle)
        var unit: String

        @Option(help: "The procedure, by its rule pack.")
        var pack: String

        @Option(help: "The holiday calendar; the zone's where none is named.")
        var calendar: String?

        @Option(
            help: ArgumentHelp(
                "OPTION=CHOICE: how a doubtful question is read from the start.",
                valueName: "option=choice"
            ),
            transform: Arguments.pair
        )
        var option: [Pair] = []

        @Option(help: "The contract in force, a file of text.", completion: .file())
        var contract: String?

        func run(_ session: Session) async throws {
            let request = OpenRequest(
                zone: try Naming(try await session.zone(zone), name: nil, of: "zone").handle,
                title: title,
                schools: try school.map { try Naming($0, name: nil, of: "school").handle },
                unit: try Naming(unit, name: nil, of: "unit").handle,
                pack: pack,
                calendar: calendar,
                readings: option.isEmpty ? nil : try Arguments.readings(option),
                contract: try await document(session)
            )
            let answer: Answer<ActReply> = try await session.post(["negotiations"], body: try .json(request))
            try await session.report(answer)
        }

        private func document(_ session: Session) async throws -> DocumentReference? {
            guard let contract else { return nil }
            let bytes = try InputFile.bytes(at: contract)
            let name = URL(fileURLWithPath: contract).lastPathComponent
            do {
                _ = try ContractDocument(bytes: bytes, name: name)
            } catch {
                throw Failure(
                    .failed,
                    "The contract cannot be kept as it is; nothing was sent.",
                    details: error.problems.map(\.description),
                    mend: Invocation.plain
                )
            }
            let kept: Answer<DocumentView> = try await session.keep(bytes)
            return DocumentReference(name: name, sha256: kept.content.sha256, bytes: kept.content.bytes)
        }
    }
}
