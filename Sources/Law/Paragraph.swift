/// Plain text in lines of at most 100 columns.
enum Paragraph {
    static let columns = 100

    /// A sentence broken at spaces; a word longer than a line stands on its own.
    static func lines(of text: String, indent: String, first: String? = nil) -> [String] {
        var lines: [String] = []
        var line = first ?? indent
        var isEmpty = true
        for word in text.split(separator: " ") {
            if !isEmpty, line.count + 1 + word.count > columns {
                lines.append(line)
                line = indent
                isEmpty = true
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        return lines + [line]
    }
}
