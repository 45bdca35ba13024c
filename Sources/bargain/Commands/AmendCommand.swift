import ArgumentParser
import Contracts
import Foundation

/// `bargain amend`.
struct AmendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "amend",
        "Carry out an amendment's instructions in a contract, and tell what cannot be carried out.",
        """
        The instructions are a text such as a memorandum of agreement: 'Section 8.2 shall be amended to read: "…"', \
        'Section 5.1 is amended by striking "…" and inserting "…"', 'Insert a new Section 8.3 after Section 8.2 …', \
        'Delete Section 9.4'. Each is read against BASE as it stands. What is not clear (words that stand twice or not at \
        all, a number that two sections have, two instructions for one place) is not applied but told, with its line, the \
        reason and how to mend it; and what is no instruction is listed, so that no line is passed over.

        The report goes to the output, the amended contract to --output. With --proposal that file is a proposal instead: \
        the sections that change, as 'bargain caucus draft' and 'bargain proposal log' take it.

        EXIT CODES
          0   every instruction was applied
          1   something is unresolved; the contract is then written only with --partial
          2   trouble
        """,
        examples: "bargain amend contract.md memorandum.txt",
        "bargain amend contract.md memorandum.txt --output amended.md",
        "bargain amend contract.md memorandum.txt --output u3.md --proposal --title \"Memorandum of May 4\"",
        "bargain amend contract.md memorandum.txt --json"
    )

    @OptionGroup var options: OutputOptions

    @Option(
        help: ArgumentHelp("The file to write, which must not be there yet.", valueName: "file"),
        completion: .file()
    )
    var output: String?

    @Flag(help: "Write the contract also where something is unresolved: with what was applied alone.")
    var partial = false

    @Flag(help: "Write a proposal that holds what changes, in place of the whole contract.")
    var proposal = false

    @Option(help: "Of a proposal: its title; the name of the instructions where none is given.")
    var title: String?

    @Argument(help: "The contract, in the contract format.", completion: .file())
    var base: String

    @Argument(help: "The text of the instructions: plain, or in the contract format.", completion: .file())
    var instructions: String

    func run() async throws {
        do {
            guard try amend() else { throw ExitCode(1) }
        } catch let failure as Failure {
            // Status 1 says that something is unresolved, so trouble has another.
            failure.tell()
            throw ExitCode(2)
        }
    }

    private func amend() throws -> Bool {
        if output == nil, partial || proposal || title != nil {
            throw usage("--partial, --proposal and --title are about the file that --output names.")
        }
        if title != nil, !proposal { throw usage("--title is for --proposal.") }
        let amendment = try AmendmentSource.amendment(
            of: try ContractSource.version(at: base),
            by: instructions
        )
        let screen = options.screen
        if options.json {
            screen.pour(try JSONText.of(AmendmentReport(amendment)))
        } else {
            screen.show(amendment.text)
        }
        if let output { try write(amendment, to: output) }
        screen.flush()
        return amendment.isComplete
    }

    private func write(_ amendment: Amendment, to output: String) throws {
        guard amendment.isComplete || partial else {
            return Screen.tell(
                "'\(output)' was not written, since not all is resolved; --partial writes what was applied."
            )
        }
        let text = try proposal ? proposed(amendment) : amendment.document.markdown
        try NewFile.write(Array(text.utf8), to: output)
        let what = proposal ? "the proposal" : "the amended contract"
        Screen.tell(
            "Wrote \(what) to '\(output)', SHA-256 \(SHA256Text.of(Array(text.utf8)))"
                + (amendment.isComplete ? "." : ", WITHOUT what is unresolved.")
        )
    }

    private func proposed(_ amendment: Amendment) throws -> String {
        do {
            return try amendment.proposal(title: title ?? amendment.name).markdown
        } catch {
            throw Failure(error, "The amendment cannot be made a proposal.")
        }
    }

    private func usage(_ message: String) -> Failure {
        Failure(.usage, message, mend: "bargain amend --help")
    }
}

/// A contract with the instructions of a file carried out.
enum AmendmentSource {
    /// Reads the instructions and carries them out.
    ///
    /// - Throws: `Failure` where the file cannot be read, is of another form, or holds no instruction.
    static func amendment(of base: ContractVersion, by path: String) throws -> Amendment {
        let bytes = try InputFile.bytes(at: path)
        let amendment: Amendment
        do {
            amendment = try Amendment(bytes, name: path, sha256: SHA256Text.of(bytes), base: base)
        } catch {
            throw Failure(error, "The contract cannot be amended.").mended(by: ContractSource.mend(of: path))
        }
        guard amendment.hasInstructions else {
            throw Failure(
                .failed,
                "'\(path)' holds no instruction, such as 'Section 8.2 shall be amended to read: \"…\"'.",
                mend: "bargain diff \(base.name) \(path)   (where it is a contract or proposal itself)"
            )
        }
        return amendment
    }
}
