import ArgumentParser
import Contracts
import Conversion
import Foundation

/// `bargain export`.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "export",
        "Give a contract clean, to be printed or sent: Markdown, a page, Word, PDF.",
        """
        Nothing is marked. The line at the edge of each page names the file and the SHA-256 of its bytes. The form is \
        what --format says, or else what the name of --output says.
        """,
        examples: "bargain export contract.md --output contract.docx",
        "bargain export contract.md --format pdf --output contract.pdf"
    )

    /// A form of a clean contract.
    enum Form: String, CaseIterable, ExpressibleByArgument {
        case markdown
        case html
        case docx
        case pdf
    }

    @Option(help: ArgumentHelp("markdown, html, docx or pdf.", valueName: "form"))
    var format: Form?

    @Option(
        help: ArgumentHelp(
            "The file to write, which must not be there yet; without it, to the output.",
            valueName: "file"
        ),
        completion: .file()
    )
    var output: String?

    @Argument(help: "A contract in the contract format.", completion: .file())
    var file: String

    func run() async throws {
        let named = output.flatMap(RedlineForm.init(fileName:)).flatMap { Form(rawValue: $0.rawValue) }
        guard let form = format ?? named else {
            throw Failure(
                .usage,
                "The form is not known.",
                mend: "bargain export \(Invocation.quoted(file)) --format pdf --output contract.pdf"
            )
        }
        if form == .docx || form == .pdf, output == nil, isatty(STDOUT_FILENO) == 1 {
            throw Failure(
                .usage,
                "A \(form.rawValue) document is no text for a terminal.",
                mend: "bargain export \(Invocation.quoted(file)) --output contract.\(form.rawValue)"
            )
        }
        let bytes = try bytes(form)
        if let output { return try NewFile.write(bytes, to: output) }
        let screen = Screen()
        screen.pour(bytes)
        screen.flush()
    }

    private func bytes(_ form: Form) throws -> [UInt8] {
        let source = try InputFile.bytes(at: file)
        let identity = "\(file), SHA-256 \(SHA256Text.of(source))"
        do {
            let contract = try ContractDocument(bytes: source, name: file)
            switch form {
            case .markdown: return Array(contract.markdown.utf8)
            case .html: return Array(try contract.html(identity: identity).utf8)
            case .docx: return try WordFile.bytes(of: try contract.word(identity: identity))
            case .pdf: return try PDFPage.bytes(of: try contract.html(identity: identity))
            }
        } catch let error as ContractError {
            throw Failure(
                .failed,
                "The contract cannot be given.",
                details: error.problems.map(\.description)
            )
        } catch let error as ConversionError {
            throw Failure(.failed, error.message, details: error.underlying.map { [$0] } ?? [])
        }
    }
}
