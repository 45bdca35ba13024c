/// Plain text in lines of at most 100 columns.
enum Paragraph {
    static let columns = 100

    /// A sentence broken at spaces; a word longer than a line stands on its own.
    static func lines(of text: String, indent: String, first: String? = nil) -> [String] {
        var lines: [String] = []
        var line = first ?? indent
        var width = line.unicodeScalars.count
        var isEmpty = true
        for word in text.utf8.split(separator: UInt8(ascii: " ")) {
            // Columns are scalars: every byte but those that continue one.
            let added = word.count { $0 & 0xC0 != 0x80 }
            if !isEmpty, width + 1 + added > columns {
                lines.append(line)
                line = indent
                width = indent.utf8.count
                isEmpty = true
            }
            if !isEmpty { line += " " }
            line += Substring(word)
            width += added + (isEmpty ? 0 : 1)
            isEmpty = false
        }
        return lines + [line]
    }
}
