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
        The agreements are applied to the base in the order in which they are named, then the amendments, which are \
        written as instructions (see 'bargain amend'); edits that both sides logged come last. Whatever the final text says otherwise is named: each clause, each term's figure, each cell of a schedule, \
        with what was expected and what was found. With a negotiation, the base and the tentative agreements come from \
        its record, in the order in which they were served; of a proposal agreed in part, the sections that were. Exit status: 0 conforms, 1 does not, 2 could not be told.
        """,
        examples: "bargain conform final.md --base contract.md --agreements ta-1.md ta-2.md",
        "bargain conform final.md --base contract.md --agreements ta-1.md --housekeeping edits.yaml",
        "bargain conform final.md --base contract.md --amendments memorandum.txt",
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
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "What was agreed as instructions, one file or more, in order, behind the agreements.",
            valueName: "file"
        ),
        completion: .file()
    )
    var amendments: [String] = []

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
            guard !agreements.isEmpty || !amendments.isEmpty else {
                throw usage(
                    "Name what was agreed: --agreements FILE … or --amendments FILE …; without agreements the final text is the base."
                )
            }
            let screen = daemon.output.screen
            let contract = try ContractSource.version(at: base)
            let agreed = try agreements.map(ContractSource.version(at:))
            let result = try compare(contract, agreed, try amended(contract, agreed))
            try show(result, isDrill: nil, on: screen)
            screen.flush()
            return result.conforms
        case (2, nil) where agreements.isEmpty && amendments.isEmpty:
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

    /// The amendments of the files, each carried out in the contract as what was agreed before it makes it.
    private func amended(_ contract: ContractVersion, _ agreements: [ContractVersion]) throws -> [Amendment] {
        var all: [Amendment] = []
        var current = contract
        do throws(ContractError) {
            for agreement in agreements {
                let next = try current.document.applying(agreement.document, name: contract.document.name)
                current = contract.reading(next)
            }
        } catch {
            throw Failure(error, "Whether the text conforms cannot be told.")
        }
        for path in amendments {
            let amendment = try AmendmentSource.amendment(of: current, by: path)
            guard amendment.isComplete else {
                throw Failure(
                    .failed,
                    "'\(path)' holds instructions that are not resolved, so what was agreed is not known.",
                    details: amendment.entries.filter { $0.outcome == .unresolved }.prefix(10).map {
                        "\(path):\($0.lines.lowerBound): \($0.reason ?? "")"
                    },
                    mend: "bargain amend \(contract.name) \(path)"
                )
            }
            all.append(amendment)
            current = contract.reading(amendment.document)
        }
        return all
    }

    private func agreed(
        in name: String,
        _ session: Session
    ) async throws -> (contract: ContractVersion, proposals: [ContractVersion], isDrill: Bool) {
        let view = try await session.view(of: name)
        let proposals = view.content.proposals.filter { $0.status == .agreed || $0.agreedItems != nil }
        guard !proposals.isEmpty else {
            throw Failure(
                .failed,
                "\(name) has no tentative agreement yet.",
                mend: "bargain proposal list \(name)"
            )
        }
        var served = try await ContractSource.served(in: name, proposals.map(\.number), session)
        for (index, proposal) in proposals.enumerated() {
            guard proposal.status != .agreed, let sections = proposal.agreedItems else { continue }
            served.proposals[index] = try served.proposals[index].keeping(sections)
        }
        return served
    }

    private func compare(
        _ base: ContractVersion,
        _ agreements: [ContractVersion],
        _ amendments: [Amendment] = []
    ) throws -> Conformance {
        let final = try ContractSource.version(at: texts[0])
        let bytes = try housekeeping.map { try InputFile.bytes(at: $0) }
        do throws(ContractError) {
            var log: Housekeeping?
            if let bytes, let housekeeping { log = try Housekeeping(yaml: bytes, name: housekeeping) }
            return try Conformance(
                final: final,
                base: base,
                agreements: agreements,
                amendments: amendments,
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

extension ContractVersion {
    /// Another text under the same name.
    fileprivate func reading(_ document: ContractDocument) -> ContractVersion {
        ContractVersion(document, name: name, date: nil, sha256: nil)
    }

    /// The sections of it that both sides signed.
    fileprivate func keeping(_ sections: [String]) throws -> ContractVersion {
        do {
            let part = try document.keeping(sections: sections)
            return ContractVersion(
                part,
                name: "\(name) (\(sections.joined(separator: ", ")))",
                date: date,
                sha256: sha256
            )
        } catch {
            throw Failure(error, "\(name) does not have what was agreed of it.")
        }
    }
}
