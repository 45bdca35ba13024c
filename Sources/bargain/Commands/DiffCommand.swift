import ArgumentParser
import CivilTime
import Client
import Contracts
import Conversion
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
        compared; or one with the contract in force: what the contract would say under it; or, by --against, one with \
        the last before it of the same side (mine) or of the other (theirs), along its chain of answers.

        On a terminal and in a pipe only what changes is shown; of a salary schedule, cells that all moved by one raise \
        are counted, and the others listed; --all lists each. The other forms hold the whole of both texts: text, \
        markdown, html, docx (Word, with tracked changes in the name of the party), pdf. Each is read back before it is \
        given: with every change refused it must be the old text, with every change accepted the new one.

        EXIT CODES, as those of diff(1)
          0   both say the same
          1   they differ
          2   trouble
        """,
        examples: "bargain diff contract-2025.md contract-2026.md",
        "bargain diff springfield-2026-1 U1 B2",
        "bargain diff springfield-2026-1 U3 --against theirs",
        "bargain diff springfield-2026-1 U1 --plain > redline.txt",
        "bargain diff contract-2025.md contract-2026.md --output redline.docx --author Union",
        "bargain diff contract-2025.md contract-2026.md --format pdf --output redline.pdf",
        "bargain diff contract-2025.md contract-2026.md --json"
    )

    @OptionGroup var daemon: DaemonOptions

    @Option(
        help: ArgumentHelp(
            "\(RedlineForm.list); without it, what the name of --output says.",
            valueName: "form"
        )
    )
    var format: RedlineForm?

    @Option(
        help: ArgumentHelp("The file to write, which must not be there yet.", valueName: "file"),
        completion: .file()
    )
    var output: String?

    @Flag(help: "Every cell of a schedule, also those that one raise explains.")
    var all = false

    @Flag(help: "Text without wrapping and colour, as in a pipe.")
    var plain = false

    @Flag(
        name: .customLong("side-by-side"),
        help: "In html: the old text at the left, the new one at the right."
    )
    var sideBySide = false

    @Option(
        help: ArgumentHelp(
            "With one proposal: contract (in force), mine (the same side's last before it) or theirs.",
            valueName: "text"
        )
    )
    var against: ComparisonBase?

    @Option(help: ArgumentHelp("Of two files: whose text the new one is, for docx.", valueName: "name"))
    var author: String?

    @Argument(
        help: "OLD NEW: two files. Or NEGOTIATION U1, or NEGOTIATION U1 B2.",
        completion: .file()
    )
    var sides: [String]

    func run() async throws {
        let form = try form()
        guard (2...3).contains(sides.count) else {
            throw Failure(
                .usage,
                "Name two files, or a negotiation and one or two of its proposals.",
                mend: "bargain diff --help"
            )
        }
        let isEqual: Bool
        if namesProposals {
            isEqual = try await compareProposals(form)
        } else {
            let screen = daemon.output.screen
            let old = try Self.version(at: sides[0], party: nil)
            let diff = ContractDiff(old: old, new: try Self.version(at: sides[1], party: author))
            try give(diff, form, isDrill: false, on: screen)
            screen.flush()
            isEqual = diff.isEmpty
        }
        if !isEqual { throw ExitCode(1) }
    }

    private func compareProposals(_ form: RedlineForm) async throws -> Bool {
        let session = try Session(daemon)
        var isEqual = true
        try await session.whileConnected {
            let (diff, isDrill) = try await diff(session)
            try give(diff, form, isDrill: isDrill, on: session.screen)
            isEqual = diff.isEmpty
        }
        return isEqual
    }

    /// The form that is asked for, in one way alone.
    private func form() throws -> RedlineForm {
        let byName = output.flatMap(RedlineForm.init(fileName:))
        let asked = [format, plain ? .terminal : nil, daemon.output.json ? .json : nil].compactMap(\.self)
        guard asked.count <= 1 else {
            throw usage("--format, --plain and --json each name a form; ask for one.")
        }
        let form = asked.first ?? byName ?? .terminal
        if form.isBytes, output == nil, isatty(STDOUT_FILENO) == 1 {
            throw usage("A \(form.rawValue) document is no text for a terminal; name a file with --output.")
        }
        if sideBySide, form != .html { throw usage("--side-by-side is for html.") }
        if against != nil, sides.count != 2 || !namesProposals {
            throw usage("--against is for one proposal of a negotiation.")
        }
        if author != nil, namesProposals {
            throw usage("--author is for two files; a proposal's author is its side.")
        }
        return form
    }

    private func usage(_ message: String) -> Failure {
        Failure(.usage, message, mend: "bargain diff --help")
    }

    /// Whether proposals of a negotiation are meant: a file of that name goes before.
    private var namesProposals: Bool {
        sides.count == 3
            || (ProposalNumber(sides[1]) != nil && !FileManager.default.fileExists(atPath: sides[0]))
    }

    private func diff(_ session: Session) async throws -> (ContractDiff, Bool) {
        let negotiation = try usage { try Arguments.handle(sides[0]) }
        var numbers = try usage { try sides.dropFirst().map(Arguments.number) }
        let answer = try await session.view(of: negotiation)
        if let against, let base = try against.base(of: numbers[0], in: answer.content) {
            numbers.insert(base, at: 0)
        }
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
                    name: number.description + (answer.isDrill ? ", DRILL" : ""),
                    party: proposal.side.partyName,
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
                party: proposal.party,
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

    private func give(_ diff: ContractDiff, _ form: RedlineForm, isDrill: Bool, on screen: Screen) throws {
        do {
            if form == .terminal, output == nil {
                if !plain, let width = screen.width {
                    screen.show(try diff.terminal(width: width, color: screen.hasColor, isBrief: !all))
                } else {
                    screen.show(try diff.plain(isBrief: !all))
                }
                return
            }
            let bytes = try bytes(of: diff, form, isDrill: isDrill)
            guard let output else { return screen.pour(bytes) }
            try NewFile.write(bytes, to: output)
        } catch let error as ContractError {
            throw Failure(
                .internalFault,
                "The redline is not given, because it does not lead back to both texts.",
                details: error.problems.map(\.description)
            )
        } catch let error as ConversionError {
            throw Failure(.failed, error.message, details: error.underlying.map { [$0] } ?? [])
        }
    }

    private func bytes(of diff: ContractDiff, _ form: RedlineForm, isDrill: Bool) throws -> [UInt8] {
        switch form {
        case .terminal: return Array(try diff.plain(isBrief: !all).utf8)
        case .text: return Array(try diff.text().utf8)
        case .markdown: return Array(try diff.markdown().utf8)
        case .html: return Array(try diff.html(sideBySide ? .sideBySide : .inline).utf8)
        case .docx: return try WordFile.bytes(of: try diff.word())
        case .pdf: return try PDFPage.redline(diff)
        case .json:
            let report = try diff.report()
            // The report of two files is this program's own; that of a negotiation stands in the daemon's envelope.
            return try namesProposals
                ? JSONText.of(Envelope(drill: isDrill, data: report)) : JSONText.of(report)
        }
    }

    private static func version(at path: String, party: String?) throws -> ContractVersion {
        let bytes = try InputFile.bytes(at: path)
        return ContractVersion(
            try document(bytes, name: path),
            name: path,
            party: party,
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
            throw Failure(error, "The text cannot be compared as it is.")
                .mended(by: ContractSource.mend(of: name))
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
