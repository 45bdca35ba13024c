/// Comma-separated values (RFC 4180), with the line on which each row starts.
struct CSVTable {
    struct Row {
        let line: Int
        let cells: [String]
    }

    /// The columns of a school calendar, in this order.
    static let columns = ["kind", "from", "to", "name"]

    let rows: [Row]

    static func hasHeader(_ text: String) -> Bool {
        let line = text.prefix { !$0.isNewline }
        return line.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.filter { $0 != " " && $0 != "\"" }.lowercased() } == columns
    }

    /// Reads rows until the text ends.
    ///
    /// - Throws: what `fault` makes of a quote that never closes, or of text around a quoted cell.
    init(_ text: String, fault: (String, Int) -> PackError) throws(PackError) {
        var rows: [Row] = []
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        var wasQuoted = false
        var line = 1
        var start = 1
        var characters = text[...]
        while let next = characters.popFirst() {
            if isQuoted {
                if next == "\"", characters.first == "\"" {
                    cell.append(characters.removeFirst())
                } else if next == "\"" {
                    isQuoted = false
                } else {
                    if next.isNewline { line += 1 }
                    cell.append(next)
                }
            } else if next == "\"" {
                guard cell.isEmpty, !wasQuoted else {
                    throw fault("A quote stands inside a cell; quote the whole cell and double it.", line)
                }
                (isQuoted, wasQuoted) = (true, true)
            } else if next == "," || next.isNewline {
                cells.append(cell)
                (cell, wasQuoted) = ("", false)
                if next.isNewline {
                    rows.append(Row(line: start, cells: cells))
                    cells = []
                    line += 1
                    start = line
                }
            } else {
                if wasQuoted { throw fault("Text follows a quoted cell; put it inside the quotes.", line) }
                cell.append(next)
            }
        }
        if isQuoted { throw fault("A quoted cell starts in this row and never ends.", start) }
        if !cells.isEmpty || !cell.isEmpty || wasQuoted {
            rows.append(Row(line: start, cells: cells + [cell]))
        }
        self.rows = rows
    }
}
