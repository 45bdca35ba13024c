/// Comma-separated values, each cell with the place where it stands: RFC 4180, with a fault for whatever is not.
struct CommaTable {
    struct Cell {
        let text: String
        let line: Int
        /// The cell's position in its row, counted from 1.
        let column: Int
    }

    let rows: [[Cell]]

    /// How many rows, columns and characters of a cell are read.
    static let limits = (rows: 5000, columns: 200, cell: 200)

    /// Reads a table; rows without any text and lines that begin with `#` are passed over.
    init(bytes: [UInt8], name: String) throws(ContractError) {
        var scan = Scan(text: try TextScreen.text(of: bytes, name: name), name: name)
        try scan.run()
        rows = scan.rows
    }

    private struct Scan {
        let text: String
        let name: String
        var rows: [[Cell]] = []
        private var row: [Cell] = []
        private var cell = ""
        private var line = 1
        private var cellLine = 1
        private var isQuoted = false
        private var wasQuoted = false

        init(text: String, name: String) {
            self.text = text
            self.name = name
        }

        mutating func run() throws(ContractError) {
            var rest = text[...]
            while let character = rest.popFirst() {
                if isQuoted {
                    if character == "\"" {
                        if rest.first == "\"" {
                            rest.removeFirst()
                            try append("\"")
                        } else {
                            (isQuoted, wasQuoted) = (false, true)
                        }
                    } else {
                        if character == "\n" { line += 1 }
                        try append(character)
                    }
                    continue
                }
                switch character {
                case "#" where row.isEmpty && cell.isEmpty && !wasQuoted:
                    while let next = rest.first, next != "\n" { rest.removeFirst() }
                case "\"" where cell.allSatisfy(\.isWhitespace) && !wasQuoted:
                    (cell, isQuoted) = ("", true)
                case ",": try endCell()
                case "\n":
                    try endRow()
                    line += 1
                    cellLine = line
                default:
                    guard !wasQuoted || character.isWhitespace else {
                        throw fault(
                            "After the closing quotation mark a comma is expected, found '\(character)'; "
                                + "write a quotation mark inside a cell twice."
                        )
                    }
                    try append(character)
                }
            }
            guard !isQuoted else {
                throw ContractError(
                    .unreadable,
                    in: name,
                    line: cellLine,
                    column: row.count + 1,
                    "The quotation mark that opens here is never closed; add one at the end of the cell."
                )
            }
            if !row.isEmpty || !cell.isEmpty || wasQuoted { try endRow() }
        }

        private mutating func append(_ character: Character) throws(ContractError) {
            guard cell.utf8.count < CommaTable.limits.cell else {
                throw fault(
                    "A cell has at most \(CommaTable.limits.cell) characters; shorten it, or close its quotation mark."
                )
            }
            cell.append(character)
        }

        private mutating func endCell() throws(ContractError) {
            guard row.count < CommaTable.limits.columns else {
                throw fault("A row has at most \(CommaTable.limits.columns) cells.")
            }
            row.append(Cell(text: oneSpaced(cell), line: cellLine, column: row.count + 1))
            (cell, wasQuoted, cellLine) = ("", false, line)
        }

        private mutating func endRow() throws(ContractError) {
            try endCell()
            if row.contains(where: { !$0.text.isEmpty }) { rows.append(row) }
            row = []
            guard rows.count <= CommaTable.limits.rows else {
                throw fault("A table has at most \(CommaTable.limits.rows) rows; split the file.")
            }
        }

        private func fault(_ message: String) -> ContractError {
            ContractError(.unreadable, in: name, line: line, column: row.count + 1, harmless(message))
        }
    }
}

/// Cells as one line of comma-separated values that no spreadsheet takes for a formula.
func commaLine(_ cells: [String]) -> String {
    cells.map { cell in
        // Whatever could start a formula is made a text; amounts are written with nothing but digits, so stay numbers.
        let isNumber =
            !cell.isEmpty
            && cell.dropFirst(cell.hasPrefix("-") ? 1 : 0).allSatisfy {
                $0.isASCII && $0.isNumber || $0 == "."
            }
        let isRisky = cell.first.map { "=+-@\t\r".contains($0) } ?? false
        let text = isRisky && !isNumber ? "'" + cell : cell
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }.joined(separator: ",")
}
