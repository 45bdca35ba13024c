import ArgumentParser
import CivilTime
import Client
import Contracts
import Foundation
import Packs
import Table
import Wire

/// `bargain diff`.
struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "diff",
        "Show what changes between two texts, terms first, then word by word.",
        """
        Two files are compared on this machine, without the daemon. With a negotiation, two of its proposals are \
        compared; or one with the contract in force: what the contract would say under it. Of a salary schedule, cells \
        that all moved by one raise are counted, and the others listed; --all lists each.
        """,
        examples: "bargain diff contract-2025.md contract-2026.md",
        "bargain diff springfield-2026-1 U1 B2",
        "bargain diff springfield-2026-1 U1 --plain > redline.txt",
        "bargain diff contract-2025.md contract-2026.md --json"
    )

    @OptionGroup var daemon: DaemonOptions

    @Flag(help: "Every cell of a schedule, also those that one raise explains.")
    var all = false

    @Flag(help: "Text without wrapping and colour, as in a pipe.")
    var plain = false

    @Argument(help: "OLD NEW: two files. Or NEGOTIATION U1, or NEGOTIATION U1 B2.", completion: .file())
    var sides: [String]

    func run() async throws {
        guard (2...3).contains(sides.count) else {
            throw Failure(
                .usage,
                "Name two files, or a negotiation and one or two of its proposals.",
                mend: "bargain diff --help"
            )
        }
        if plain, daemon.output.json {
            throw Failure(
                .usage,
                "--plain and --json are two forms; ask for one.",
                mend: "bargain diff --help"
            )
        }
        guard namesProposals else {
            let screen = daemon.output.screen
            let diff = ContractDiff(old: try Self.version(at: sides[0]), new: try Self.version(at: sides[1]))
            try show(diff, isDrill: false, on: screen)
            return screen.flush()
        }
        let session = try Session(daemon)
        try await session.whileConnected {
            let (diff, isDrill) = try await diff(session)
            try show(diff, isDrill: isDrill, on: session.screen)
        }
    }

    /// Whether proposals of a negotiation are meant: a file of that name goes before.
    private var namesProposals: Bool {
        sides.count == 3
            || (ProposalNumber(sides[1]) != nil && !FileManager.default.fileExists(atPath: sides[0]))
    }

    private func diff(_ session: Session) async throws -> (ContractDiff, Bool) {
        let negotiation = try usage { try Arguments.handle(sides[0]) }
        let numbers = try usage { try sides.dropFirst().map(Arguments.number) }
        let answer = try await session.view(of: negotiation)
        let zone = try CivilZone.named(answer.content.timeZone)
        var versions: [ContractVersion] = []
        for number in numbers {
            guard let proposal = answer.content.proposals.first(where: { $0.number == number }) else {
                throw Failure(
                    .failed,
                    "\(negotiation) has no proposal \(number).",
                    mend: "bargain proposal list \(negotiation)"
                )
            }
            let bytes = try await session.document(proposal.document.sha256, of: negotiation)
            versions.append(
                ContractVersion(
                    try Self.document(bytes, name: proposal.document.name),
                    name: number.description,
                    date: zone.date(at: proposal.servedAt),
                    sha256: proposal.document.sha256
                )
            )
        }
        if versions.count == 2 { return (ContractDiff(old: versions[0], new: versions[1]), answer.isDrill) }
        let contract = try await contract(of: answer.content, session)
        return (try Self.diff(of: contract, under: versions[0]), answer.isDrill)
    }

    private func contract(of view: NegotiationView, _ session: Session) async throws -> ContractVersion {
        let negotiation = view.opened.negotiation
        guard let reference = view.opened.contract else {
            throw Failure(
                .failed,
                "\(negotiation) was opened without the contract in force, so a proposal cannot be compared with it.",
                mend: (view.another(than: sides[1]).map {
                    "bargain diff \(negotiation) \(sides[1]) \($0)   (two proposals), or "
                } ?? "") + "bargain diff CONTRACT.md PROPOSAL.md   (two files)"
            )
        }
        let bytes = try await session.document(reference.sha256, of: negotiation.text)
        return ContractVersion(
            try Self.document(bytes, name: reference.name),
            name: "contract in force",
            date: nil,
            sha256: reference.sha256
        )
    }

    private static func diff(of contract: ContractVersion, under proposal: ContractVersion) throws
        -> ContractDiff
    {
        do {
            let applied = try contract.document.applying(proposal.document)
            let new = ContractVersion(
                applied,
                name: "under \(proposal.name) (SHA-256 \(proposal.sha256 ?? ""))",
                date: proposal.date,
                sha256: SHA256Text.of(Array(applied.markdown.utf8))
            )
            return ContractDiff(old: contract, new: new)
        } catch {
            throw Failure(
                .failed,
                "\(proposal.name) does not fit the contract in force.",
                details: error.problems.map(\.description)
            )
        }
    }

    private func show(_ diff: ContractDiff, isDrill: Bool, on screen: Screen) throws {
        do {
            if daemon.output.json {
                let report = try diff.report()
                // The report of two files is this program's own; that of a negotiation stands in the daemon's envelope.
                screen.pour(
                    try namesProposals
                        ? JSONText.of(Envelope(drill: isDrill, data: report)) : JSONText.of(report)
                )
            } else if !plain, let width = screen.width {
                screen.show(try diff.terminal(width: width, color: screen.hasColor, isBrief: !all))
            } else {
                screen.show(try diff.plain(isBrief: !all))
            }
        } catch let error as ContractError {
            throw Failure(
                .internalFault,
                "The redline is not shown, because it does not lead back to both texts.",
                details: error.problems.map(\.description)
            )
        }
    }

    private static func version(at path: String) throws -> ContractVersion {
        let bytes = try InputFile.bytes(at: path)
        return ContractVersion(
            try document(bytes, name: path),
            name: path,
            date: try day(of: path),
            sha256: SHA256Text.of(bytes)
        )
    }

    /// The day on which a file was last changed, where this machine is.
    private static func day(of path: String) throws -> CivilDate? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let instant = Instant(microseconds: Int64(status.st_mtim.tv_sec) * 1_000_000)
        return try CivilZone.named(TimeZone.current.identifier).date(at: instant)
    }

    private static func document(_ bytes: [UInt8], name: String) throws -> ContractDocument {
        do {
            return try ContractDocument(bytes: bytes, name: name)
        } catch {
            throw Failure(
                .failed,
                "The text cannot be compared as it is.",
                details: error.problems.map(\.description)
            )
        }
    }

    private func usage<Value>(_ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch let error as ValidationError {
            throw Failure(
                .usage,
                "'\(sides.joined(separator: " "))' cannot be compared: \(error.message)",
                mend: "bargain diff --help"
            )
        }
    }
}

extension NegotiationView {
    /// A proposal to compare with one: the last of the other side, else the last besides it; nil where there is none.
    fileprivate func another(than text: String) -> ProposalNumber? {
        let others = proposals.map(\.number).filter { $0 != ProposalNumber(text) }
        return others.last { $0.side != ProposalNumber(text)?.side } ?? others.last
    }
}
