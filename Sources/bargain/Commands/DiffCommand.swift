import ArgumentParser
import Contracts
import Conversion
import Foundation
import Table

/// `bargain diff`.
struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "diff",
        "Show what changes between two texts, terms first, then word by word.",
        """
        Two files are compared on this machine, without the daemon. With a negotiation, two of its texts are compared: \
        a proposal (U1), the contract in force (contract), what a side last has standing in that contract (union, \
        board), what both signed in it (agreed), or a file with a draft. One alone is compared with the contract in \
        force; a proposal, by --against, also with the last before it of the same side (mine) or of the other (theirs), \
        along its chain of answers. Beside a whole contract, a proposal or draft is read as the contract under it.

        With --three-way, the contract in force, where each side stands and what both signed are one report: each \
        section with who changes it, the base once, each party's redline against it, and where they differ what leads \
        from the union's text to the board's. For files: BASE UNION BOARD, or BASE UNION BOARD AGREED.

        On a terminal and in a pipe only what changes is shown; of a salary schedule, cells that all moved by one raise \
        are counted, and the others listed; --all lists each. The other forms hold the whole of all texts: text, \
        markdown, html, docx (Word, with tracked changes in the name of each party), pdf. Each is read back before it is \
        given: with every change refused it must be the old text, with a party's changes accepted that party's.

        EXIT CODES, as those of diff(1)
          0   all say the same
          1   they differ
          2   trouble
        """,
        examples: "bargain diff contract-2025.md contract-2026.md",
        "bargain diff springfield-2026-1 U1 B2",
        "bargain diff springfield-2026-1 U3 --against theirs",
        "bargain diff springfield-2026-1 contract union",
        "bargain diff springfield-2026-1 union board --as-of 2026-05-01",
        "bargain diff springfield-2026-1 --three-way --output table.docx",
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

    @Flag(
        name: .customLong("three-way"),
        help: "The base, the union's and the board's text, and what both signed, as one report."
    )
    var threeWay = false

    @Option(
        help: "Positions as they stood at a date, or at an instant such as 2026-05-01T12:00:00-04:00.",
        transform: Moment.init
    )
    var asOf: Moment?

    @Option(help: ArgumentHelp("Whose text a file is that is the new one, for docx.", valueName: "name"))
    var author: String?

    @Argument(
        help:
            "OLD NEW: two files. Or NEGOTIATION and one or two of U1, contract, union, board, agreed, FILE.",
        completion: .file()
    )
    var sides: [String]

    func run() async throws {
        let form = try form()
        let isEqual: Bool
        if isOfFiles {
            let screen = daemon.output.screen
            let comparison = try compareFiles()
            try give(comparison, form, drill: nil, on: screen)
            screen.flush()
            isEqual = comparison.isEmpty
        } else {
            isEqual = try await compareServed(form)
        }
        if !isEqual { throw ExitCode(1) }
    }

    // MARK: What is asked

    /// Whether files alone are compared: one of the negotiation's name goes before the negotiation.
    private var isOfFiles: Bool {
        if threeWay { return sides.count > 1 }
        return sides.count == 2
            && (ComparedText(ofRecord: sides[1]) == nil || FileManager.default.fileExists(atPath: sides[0]))
    }

    /// The texts of a negotiation that are named.
    private var texts: [ComparedText] { sides.dropFirst().compactMap { ComparedText($0) } }

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
        try checkSides()
        if sideBySide, form != .html || threeWay { throw usage("--side-by-side is for html of two texts.") }
        if against != nil {
            guard !isOfFiles, texts.count == 1, case .proposal = texts[0] else {
                throw usage("--against is for one proposal of a negotiation.")
            }
        }
        if asOf != nil, isOfFiles || !(threeWay || texts.contains(where: \.isOfMoment)) {
            throw usage(
                "--as-of is for what stood then: union, board, agreed, or --three-way of a negotiation."
            )
        }
        if author != nil {
            var isFile = isOfFiles && !threeWay
            if case .file = texts.last, !isOfFiles { isFile = true }
            guard isFile else {
                throw usage("--author is for a new text in a file; a proposal's author is its side.")
            }
        }
        return form
    }

    private func checkSides() throws {
        if threeWay {
            guard [1, 3, 4].contains(sides.count) else {
                throw usage(
                    "--three-way is of a negotiation, or of files: BASE UNION BOARD, or BASE UNION BOARD AGREED."
                )
            }
            return
        }
        guard (2...3).contains(sides.count) else {
            throw usage("Name two files, or a negotiation and one or two of its texts.")
        }
        if let unknown = sides.dropFirst().first(where: { !isOfFiles && ComparedText($0) == nil }) {
            throw usage("'\(unknown)' cannot be compared: a text of a negotiation is \(ComparedText.list).")
        }
    }

    private func usage(_ message: String) -> Failure {
        Failure(.usage, message, mend: "bargain diff --help")
    }

    // MARK: Comparing

    private var layout: RedlineLayout { sideBySide ? .sideBySide : .inline }

    private func compareFiles() throws -> Comparison {
        guard threeWay else {
            let old = try ContractSource.version(at: sides[0], party: nil)
            let new = try ContractSource.version(at: sides[1], party: author)
            return .two(ContractDiff(old: old, new: new), layout)
        }
        return .three(
            ThreeWayDiff(
                base: try ContractSource.version(at: sides[0], party: nil),
                union: try ContractSource.version(at: sides[1], party: Side.union.partyName),
                board: try ContractSource.version(at: sides[2], party: Side.board.partyName),
                agreed: sides.count > 3 ? try ContractSource.version(at: sides[3], party: nil) : nil
            )
        )
    }

    private func compareServed(_ form: RedlineForm) async throws -> Bool {
        let session = try Session(daemon)
        var isEqual = true
        try await session.whileConnected {
            let negotiation: String
            do {
                negotiation = try Arguments.handle(sides[0])
            } catch {
                throw usage("'\(sides.joined(separator: " "))' cannot be compared: \(error)")
            }
            let served = try await ServedTexts(of: negotiation, asOf: asOf, session)
            let comparison = try await compare(served)
            try give(comparison, form, drill: served.isDrill, on: session.screen)
            isEqual = comparison.isEmpty
        }
        return isEqual
    }

    private func compare(_ served: ServedTexts) async throws -> Comparison {
        if threeWay {
            let hasAgreement = try await served.hasAgreement()
            return .three(
                ThreeWayDiff(
                    base: try await served.text(.contract),
                    union: try await served.text(.position(.union)),
                    board: try await served.text(.position(.board)),
                    agreed: hasAgreement ? try await served.text(.agreed) : nil
                )
            )
        }
        var texts = texts
        if case .proposal(let number) = texts[0], let against,
            let base = try against.base(of: number, in: served.view)
        {
            texts.insert(.proposal(base), at: 0)
        }
        if texts.count == 1 { texts.insert(.contract, at: 0) }
        let isWhole = texts.contains(where: \.isWhole)
        // The new text first: without a contract in force, the advice names what it can be compared with.
        let new =
            try await isWhole ? served.whole(texts[1], author: author) : served.text(texts[1], author: author)
        let old = try await isWhole ? served.whole(texts[0]) : served.text(texts[0])
        return .two(ContractDiff(old: old, new: new), layout)
    }

    // MARK: Giving

    private func give(_ comparison: Comparison, _ form: RedlineForm, drill: Bool?, on screen: Screen) throws {
        do {
            if form == .terminal, output == nil {
                let width = plain ? nil : screen.width
                return screen.show(
                    try comparison.terminal(width: width, color: screen.hasColor, isBrief: !all)
                )
            }
            let bytes = try comparison.bytes(form, isBrief: !all, drill: drill)
            guard let output else { return screen.pour(bytes) }
            try NewFile.write(bytes, to: output)
        } catch let error as ContractError {
            throw Failure(
                .internalFault,
                "The redline is not given, because it does not lead back to its texts.",
                details: error.problems.map(\.description)
            )
        } catch let error as ConversionError {
            throw Failure(.failed, error.message, details: error.underlying.map { [$0] } ?? [])
        }
    }
}
