public import Contracts

/// A contract that came in another form, in the contract format, with what was left out and mended on the way.
public struct ImportedContract: Hashable, Sendable {
    /// The text in the contract format.
    public let markdown: String
    /// What was left out and mended.
    public let report: ImportReport

    /// Imports a file by what it is: Markdown, plain text, Word, PDF.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - name: its name; the ending says what it is.
    ///   - title: what to call the contract where the file gives no title.
    /// - Throws: `refused` for a document with tracked changes, a flattened redline, or a form that is not known;
    ///   `toolMissing`, `toolFailed`, `tooLarge`, `unreadable`.
    public init(_ bytes: [UInt8], called name: String, title: String? = nil) throws(ConversionError) {
        guard !bytes.isEmpty else {
            throw ConversionError(.unreadable, "'\(name)' is empty; get it again from where it came.")
        }
        let title = title ?? Self.title(of: name)
        switch Self.form(of: bytes, called: name) {
        case .markdown:
            markdown = String(decoding: bytes, as: UTF8.self)
            report = ImportReport()
        case .pages: (markdown, report) = try Self.pages(bytes, name, title)
        case .pdf:
            (markdown, report) = try Self.pages(try PDFText.bytes(of: bytes, called: name), name, title)
        case .word:
            var reader = WordReader(title: title)
            try reader.read(bytes, called: name)
            (markdown, report) = (reader.markdown, reader.report)
        case .other(let words):
            throw ConversionError(
                .refused,
                "'\(name)' \(words); a contract is imported from .md, .txt, .pdf or .docx, a schedule from .csv or .xlsx."
            )
        }
    }

    private enum Form {
        case markdown
        case pages
        case pdf
        case word
        case other(String)
    }

    private static func form(of bytes: [UInt8], called name: String) -> Form {
        let ending = name.split(separator: ".").last?.lowercased() ?? ""
        let isArchive = bytes.starts(with: [0x50, 0x4B])
        let isPDF = bytes.starts(with: Array("%PDF-".utf8))
        switch ending {
        case "pdf": return isPDF ? .pdf : .other("is no PDF, whatever its name says")
        case "docx": return .word
        case "doc": return .other("is of Word's old form; open it in Word and save it as .docx")
        case "md", "markdown":
            return isArchive || isPDF ? .other("is no text, whatever its name says") : .markdown
        case "txt", "text": return isArchive || isPDF ? .other("is no text, whatever its name says") : .pages
        default: return .other("has an ending that is not known")
        }
    }

    private static func title(of name: String) -> String {
        let file = name.split(separator: "/").last ?? ""
        return String(file.split(separator: ".").dropLast().joined(separator: "."))
    }

    private static func pages(
        _ bytes: [UInt8],
        _ name: String,
        _ title: String
    ) throws(ConversionError) -> (String, ImportReport) {
        do {
            let pages = try PageText(bytes: bytes, name: name)
            var report = pages.report
            let document = try ContractDocument(
                plainText: Array(pages.text.utf8),
                name: name,
                report: &report
            )
            guard document.title.isEmpty else { return (document.markdown, report) }
            let rest = document.markdown.drop { $0 != "\n" }
            return ("# \(ContractWords.line(title))" + rest, report)
        } catch {
            throw ConversionError(
                .refused,
                "The text of '\(name)' cannot be a contract.",
                underlying: error.message
            )
        }
    }
}

/// The text of a PDF, laid out as on its pages.
enum PDFText {
    static func bytes(of pdf: [UInt8], called name: String) throws(ConversionError) -> [UInt8] {
        let text = try Tool.textOfPDF.run(
            on: pdf,
            called: "contract.pdf",
            limits: .init(seconds: 60, memory: 1 << 30, file: 64 << 20),
            ["-layout", "-enc", "UTF-8", "{in}", "-"]
        )
        let letters = text.count { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
        let pages = text.count { $0 == 0x0C }
        guard letters >= 20 * max(1, pages) else {
            throw ConversionError(
                .refused,
                "'\(name)' has \(pages) page\(pages == 1 ? "" : "s") and next to no text: it was scanned. Get the text from "
                    + "whoever wrote it, or have it read by OCR and proof-read."
            )
        }
        return text
    }
}
