import ArgumentParser
import CivilTime
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

        A salary schedule comes from a .csv or .xlsx file: a row of lanes, then a row for each step. Its term needs --term, \
        --effective, --days and --minutes.

        The programs pandoc (Word) and pdftotext (PDF) of the system are used, within bounds of time and memory.
        """,
        examples: "bargain import agreement.docx --output contract.md",
        "bargain import agreement-2021-24.pdf --title \"Agreement 2021-24\" --output contract.md",
        "bargain import schedule.xlsx --term teacher-salary --effective 2026-09-01 --days 185 --minutes 420"
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

    @Option(help: ArgumentHelp("Of a schedule: the id of its term.", valueName: "id"))
    var term: String?

    @Option(help: ArgumentHelp("Of a schedule: from which day it holds.", valueName: "date"))
    var effective: String?

    @Option(help: "Of a schedule: the days of work in a year that its amounts are for.")
    var days: Int?

    @Option(help: "Of a schedule: the minutes of work in a day.")
    var minutes: Int?

    @Option(help: ArgumentHelp("Of a workbook: which sheet; without it, the first.", valueName: "name"))
    var sheet: String?

    @Argument(help: "A .docx, .pdf, .txt, .md, .csv or .xlsx file.", completion: .file())
    var file: String

    func run() async throws {
        let (markdown, report) = try imported()
        let screen = options.screen
        if let output {
            try NewFile.write(Array(markdown.utf8), to: output)
            if options.json {
                try screen.pour(JSONText.of(report))
            } else {
                tell(report, screen)
            }
        } else {
            screen.pour(Array(markdown.utf8))
            for note in report.notes { Screen.tell(note.description) }
        }
        screen.flush()
        try check(markdown)
    }

    private func imported() throws -> (String, ImportReport) {
        let bytes = try InputFile.bytes(at: file)
        do {
            guard [".csv", ".xlsx"].contains(where: { file.lowercased().hasSuffix($0) }) else {
                let contract = try ImportedContract(bytes, called: file, title: title)
                return (contract.markdown, contract.report)
            }
            let rows = try Spreadsheet.rows(of: bytes, called: file, sheet: sheet)
            let schedule = try ImportedSchedule(
                rows,
                name: file,
                title: title ?? "Salary schedule",
                term: try scheduleTerm()
            )
            return (schedule.markdown, schedule.report)
        } catch let error as ConversionError {
            throw Failure(.failed, error.message, details: error.underlying.map { [$0] } ?? [])
        } catch let error as ContractError {
            throw Failure(.failed, "The schedule cannot be read.", details: error.problems.map(\.description))
        }
    }

    private func scheduleTerm() throws -> ImportedSchedule.Term {
        guard let term, let effective, let date = CivilDate(effective), let days, let minutes else {
            throw Failure(
                .usage,
                "A schedule's amounts say nothing without its day of effect and its year and day of work.",
                mend:
                    "bargain import \(Invocation.quoted(file)) --term teacher-salary --effective 2026-09-01 "
                    + "--days 185 --minutes 420"
            )
        }
        return ImportedSchedule.Term(id: term, effective: date, days: days, minutes: minutes)
    }

    private func tell(_ report: ImportReport, _ screen: Screen) {
        screen.say(report.notes.isEmpty ? "Nothing was left out or mended." : "Left out and mended:")
        for note in report.notes {
            screen.say("  \(note.description)")
            for example in note.examples { screen.say("      \(example)", .faint) }
        }
    }

    /// Says what is still to be mended by hand before it can be compared.
    private func check(_ markdown: String) throws {
        do {
            _ = try ContractDocument(markdown: markdown, name: output ?? file)
        } catch {
            throw Failure(
                .failed,
                "It was imported, and cannot be compared before these lines are mended by hand.",
                details: error.problems.map(\.description)
            )
        }
    }
}
