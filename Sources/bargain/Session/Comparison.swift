import Contracts
import Conversion
import Wire

/// A redline of two texts, or of three, ready to be given in any form.
enum Comparison {
    case two(ContractDiff, RedlineLayout)
    case three(ThreeWayDiff)

    /// Whether all its texts say the same.
    var isEmpty: Bool {
        switch self {
        case .two(let diff, _): diff.isEmpty
        case .three(let diff): diff.isEmpty
        }
    }

    /// What changes, for a terminal so wide, or for a pipe.
    func terminal(width: Int?, color: Bool, isBrief: Bool) throws -> String {
        switch (self, width) {
        case (.two(let diff, _), let width?):
            try diff.terminal(width: width, color: color, isBrief: isBrief)
        case (.two(let diff, _), nil): try diff.plain(isBrief: isBrief)
        case (.three(let diff), let width?): try diff.terminal(width: width, color: color, isBrief: isBrief)
        case (.three(let diff), nil): try diff.plain(isBrief: isBrief)
        }
    }

    /// The bytes of a form.
    ///
    /// - Parameters:
    ///   - form: which.
    ///   - isBrief: for the terminal's form, whether cells that one raise explains are left out.
    ///   - drill: for JSON of a negotiation, whether it is a drill; nil for files.
    /// - Returns: the bytes.
    /// - Throws: `ContractError` where it does not lead back to its texts; `ConversionError`.
    func bytes(_ form: RedlineForm, isBrief: Bool, drill: Bool?) throws -> [UInt8] {
        switch (form, self) {
        case (.terminal, _): Array(try terminal(width: nil, color: false, isBrief: isBrief).utf8)
        case (.text, .two(let diff, _)): Array(try diff.text().utf8)
        case (.text, .three(let diff)): Array(try diff.text().utf8)
        case (.markdown, .two(let diff, _)): Array(try diff.markdown().utf8)
        case (.markdown, .three(let diff)): Array(try diff.markdown().utf8)
        case (.html, .two(let diff, let layout)): Array(try diff.html(layout).utf8)
        case (.html, .three(let diff)): Array(try diff.html().utf8)
        case (.docx, .two(let diff, _)): try WordFile.bytes(of: try diff.word())
        case (.docx, .three(let diff)): try WordFile.bytes(of: try diff.word())
        case (.pdf, .two(let diff, _)): try PDFPage.redline(diff)
        case (.pdf, .three(let diff)): try PDFPage.redline(diff)
        case (.json, .two(let diff, _)): try Self.json(try diff.report(), drill)
        case (.json, .three(let diff)): try Self.json(try diff.report(), drill)
        }
    }

    /// The report of files is this program's own; that of a negotiation stands in the daemon's envelope.
    private static func json(_ report: some Codable & Sendable, _ drill: Bool?) throws -> [UInt8] {
        guard let drill else { return try JSONText.of(report) }
        return try JSONText.of(Envelope(drill: drill, data: report))
    }
}
