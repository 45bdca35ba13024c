import ArgumentParser
import Contracts
import Conversion
import Foundation

/// `bargain import`.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "import",
        "Make a contract in the contract format from a Word document, a PDF, or plain text.",
        """
        What only the page needed is left out or mended: running heads and page numbers, tables of contents, rows of \
        dots, words parted at a line's end or by their setting. Each is told, with examples; --json tells it to \
        programs. A document with tracked changes is refused, and so is a redline made by hand or flattened to text, \
        for nobody can tell what stands in it.

        The programs pandoc (Word) and pdftotext (PDF) of the system are used, within bounds of time and memory.
        """,
        examples: "bargain import agreement.docx --output contract.md",
        "bargain import agreement-2021-24.pdf --title \"Agreement 2021-24\" --output contract.md"
    )

    @OptionGroup var options: OutputOptions

    @Option(
        help: ArgumentHelp(
            "The file to write, which must not be there yet; without it, to the output.",
            valueName: "file"
        ),
        completion: .file()
    )
    var output: String?

    @Option(help: "What to call the contract where the file has no title.")
    var title: String?

    @Argument(help: "A .docx, .pdf, .txt or .md file.", completion: .file())
    var file: String

    func run() async throws {
        let contract: ImportedContract
        do {
            contract = try ImportedContract(try InputFile.bytes(at: file), called: file, title: title)
        } catch let error as ConversionError {
            throw Failure(.failed, error.message, details: error.underlying.map { [$0] } ?? [])
        }
        let screen = options.screen
        if let output {
            try NewFile.write(Array(contract.markdown.utf8), to: output)
            if options.json {
                try screen.pour(JSONText.of(contract.report))
            } else {
                tell(contract.report, screen)
            }
        } else {
            screen.pour(Array(contract.markdown.utf8))
            for note in contract.report.notes { Screen.tell(note.description) }
        }
        screen.flush()
        try check(contract)
    }

    private func tell(_ report: ImportReport, _ screen: Screen) {
        screen.say(report.notes.isEmpty ? "Nothing was left out or mended." : "Left out and mended:")
        for note in report.notes {
            screen.say("  \(note.description)")
            for example in note.examples { screen.say("      \(example)", .faint) }
        }
    }

    /// Says what is still to be mended by hand before it can be compared.
    private func check(_ contract: ImportedContract) throws {
        do {
            _ = try ContractDocument(markdown: contract.markdown, name: output ?? file)
        } catch {
            throw Failure(
                .failed,
                "It was imported, and cannot be compared before these lines are mended by hand.",
                details: error.problems.map(\.description)
            )
        }
    }
}
