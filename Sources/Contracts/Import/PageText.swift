/// The text of a printed contract, page by page, without what only the page needed.
///
/// Nothing goes silently: whatever is left out or mended is in the report.
public struct PageText: Sendable {
    /// The text: lines as printed, without furniture and contents.
    public let text: String
    /// What was left out and mended.
    public let report: ImportReport

    /// Reads pages.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, pages ended by form feeds, as `pdftotext -layout` gives them.
    ///   - name: how errors cite it.
    /// - Throws: `unreadable` where it is not UTF-8 or too long; `flattened` where struck and inserted words run together.
    public init(bytes: [UInt8], name: String) throws(ContractError) {
        guard bytes.count <= Self.largest else {
            throw ContractError(
                .unreadable,
                in: name,
                line: 1,
                "The text has \(bytes.count) bytes; at most \(Self.largest) are read. Split it."
            )
        }
        try TextScreen.refuseOtherEncodings(bytes, name: name)
        var report = ImportReport()
        let plain = PlainCharacters.text(of: String(decoding: bytes, as: UTF8.self), &report)
        try FlattenedRedline.refuse(plain, name: name)
        let pages = plain.split(separator: "\u{0C}", omittingEmptySubsequences: false).map { page in
            page.split(separator: "\n", omittingEmptySubsequences: false)
        }
        let kept = PageFurniture(pages).removed(from: pages, &report)
        let lines = kept.map { Self.withoutContents($0, &report) }.joined(separator: [""])
        let vocabulary = Vocabulary(lines)
        var joined = LineEndWords.joined(Array(lines), vocabulary, &report)
        joined = joined.map { vocabulary.withoutKerning($0, &report) }
        text = joined.joined(separator: "\n")
        self.report = report
    }

    /// More than this is not read: 16 MiB, some three million words.
    public static let largest = 16 << 20

    private static func withoutContents(_ lines: [Substring], _ report: inout ImportReport) -> [String] {
        let filled = lines.count { !$0.allSatisfy(\.isWhitespace) }
        let led = lines.count { Leader.isContents($0) }
        // A page of which most lines lead to page numbers is a table of contents, its headings and wrapped lines included.
        let isContents = led >= 4 && 2 * led >= filled
        return lines.compactMap { line in
            if Leader.isContents(line) || (isContents && !line.allSatisfy(\.isWhitespace)) {
                report.note(.contents, String(line))
                return nil
            }
            return Leader.removed(from: line, &report)
        }
    }
}

/// Rows of dots that lead the eye across a line.
private enum Leader {
    /// Whether the line leads to a page number: `Article 5 ........ 12`.
    static func isContents(_ line: Substring) -> Bool {
        guard let range = range(in: line) else { return false }
        let rest = line[range.upperBound...].filter { !$0.isWhitespace }
        let isNumber =
            !rest.isEmpty && rest.count <= 7 && rest.allSatisfy { $0.isNumber || "-–ivxlcIVX".contains($0) }
        return isNumber && line[..<range.lowerBound].contains(where: \.isLetter)
    }

    /// The line with a space for the dots.
    static func removed(from line: Substring, _ report: inout ImportReport) -> String {
        guard let range = range(in: line) else { return String(line) }
        report.note(.dottedLeader, String(line))
        return removed(from: line[..<range.lowerBound] + "  " + line[range.upperBound...], &report)
    }

    /// Five dots or more, spaces between them allowed; underscores are lines to write on and stay.
    private static func range(in line: Substring) -> Range<Substring.Index>? {
        guard line.utf8.contains(UInt8(ascii: ".")) || line.contains("…") else { return nil }
        var start: Substring.Index?
        var dots = 0
        var last = line.startIndex
        for index in line.indices {
            switch line[index] {
            case ".", "·": dots += 1
            case "…": dots += 3
            case " ": continue
            default:
                if let start, dots >= 5 { return start..<last }
                (start, dots) = (nil, 0)
                continue
            }
            if start == nil { start = index }
            last = line.index(after: index)
        }
        guard let start, dots >= 5 else { return nil }
        return start..<last
    }
}
