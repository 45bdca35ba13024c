/// How many full-time posts stand at each step and lane of a salary schedule, on one day.
public struct Scattergram: Hashable, Sendable {
    /// The posts at one step and lane.
    public struct Cell: Hashable, Sendable {
        /// The step's name.
        public let step: String
        /// The lane's name.
        public let lane: String
        /// How many posts; never none.
        public let posts: Thousandths
        /// The line of the file, counted from 1.
        public let line: Int
        /// The column of the file, counted from 1.
        public let column: Int
    }

    /// The name of the file.
    public let name: String
    /// Every step and lane with posts, in the order of the file.
    public let cells: [Cell]

    /// All posts.
    public var posts: Thousandths { Thousandths(cells.reduce(0) { $0 + $1.posts.count }) }

    /// Reads a scattergram from comma-separated values.
    ///
    /// Either a row for each step and a column for each lane, with the names of the lanes in the first row; or the
    /// columns `step`, `lane` and `fte`, with a row for each place. A row or column named Total is added up again and
    /// must agree. Empty cells and dashes are no posts; lines that begin with `#` are passed over.
    ///
    /// - Throws: every fault, with line, column, what was expected and how to mend it.
    public init(csv bytes: [UInt8], name: String) throws(ContractError) {
        let table = try CommaTable(bytes: bytes, name: name)
        var reader = ScattergramReader(table: table, name: name)
        reader.read()
        guard reader.problems.isEmpty else { throw ContractError(.malformed, reader.problems) }
        self.name = name
        cells = reader.cells
    }
}

/// Reads the rows of a scattergram, keeping every fault.
private struct ScattergramReader {
    let table: CommaTable
    let name: String
    var cells: [Scattergram.Cell] = []
    var problems: [ContractError.Problem] = []

    init(table: CommaTable, name: String) {
        self.table = table
        self.name = name
    }

    mutating func read() {
        guard let header = table.rows.first else {
            return refuse(
                1,
                nil,
                "The file is empty; expected a first row 'step,B,M' and a row for each step."
            )
        }
        let names = header.map { $0.text.lowercased() }
        guard names.count > 1 else {
            let advice =
                names[0].contains(where: { ";\t|".contains($0) })
                ? "separate the cells by commas" : "expected 'step,B,M'"
            return refuse(header[0].line, 1, "The first row has only one cell; \(advice).")
        }
        for row in table.rows where row.count != header.count {
            refuse(
                row[0].line,
                min(row.count, header.count) + 1,
                "The row has \(row.count) cells and the first row \(header.count); give it as many, empty where there is none."
            )
        }
        guard problems.isEmpty else { return }
        if names == ["step", "lane", "fte"] { readPlaces() } else { readGrid(header) }
        if problems.isEmpty, cells.isEmpty {
            refuse(
                header[0].line,
                nil,
                "No cell has posts; expected numbers such as 3.5 below the names of the lanes."
            )
        }
        refuseRepeated()
    }

    private mutating func readPlaces() {
        for row in table.rows.dropFirst() {
            if isTotal(row[0].text) || isTotal(row[1].text) {
                check(row[2], against: cells.reduce(0) { $0 + $1.posts.count }, "all rows above")
            } else {
                add(row[2], step: row[0], lane: row[1].text)
            }
        }
    }

    private mutating func readGrid(_ header: [CommaTable.Cell]) {
        for cell in header.dropFirst() where cell.text.isEmpty {
            refuse(cell.line, cell.column, "A column has no name; write the lane's name.")
        }
        var seen: Set<String> = []
        for cell in header.dropFirst() where !cell.text.isEmpty && !seen.insert(cell.text).inserted {
            refuse(
                cell.line,
                cell.column,
                "The lane '\(shortened(cell.text))' stands twice; give each its own name."
            )
        }
        guard problems.isEmpty else { return }
        var columns = [Int64](repeating: 0, count: header.count)
        for row in table.rows.dropFirst() {
            if isTotal(row[0].text) {
                for cell in row.dropFirst() where !isNone(cell.text) {
                    let isCorner = isTotal(header[cell.column - 1].text)
                    let sum = isCorner ? columns.reduce(0, +) : columns[cell.column - 1]
                    check(
                        cell,
                        against: sum,
                        isCorner ? "all cells" : "the column '\(header[cell.column - 1].text)'"
                    )
                }
                continue
            }
            var sum: Int64 = 0
            for cell in row.dropFirst() {
                if isTotal(header[cell.column - 1].text) {
                    if !isNone(cell.text) { check(cell, against: sum, "the row '\(row[0].text)'") }
                } else {
                    let posts = add(cell, step: row[0], lane: header[cell.column - 1].text)
                    sum += posts
                    columns[cell.column - 1] += posts
                }
            }
        }
    }

    @discardableResult
    private mutating func add(_ cell: CommaTable.Cell, step: CommaTable.Cell, lane: String) -> Int64 {
        guard !isNone(cell.text) else { return 0 }
        guard !step.text.isEmpty, !lane.isEmpty else {
            refuse(cell.line, 1, "The row has no step or lane; write the name in the first cells.")
            return 0
        }
        switch Thousandths.read(cell.text) {
        case .failure(let refusal):
            refuse(
                cell.line,
                cell.column,
                "step \(shortened(step.text)), lane \(shortened(lane)): \(refusal.message)"
            )
            return 0
        case .success(let posts):
            if posts.count > 0 {
                cells.append(
                    .init(step: step.text, lane: lane, posts: posts, line: cell.line, column: cell.column)
                )
            }
            return posts.count
        }
    }

    private mutating func check(_ cell: CommaTable.Cell, against sum: Int64, _ what: String) {
        switch Thousandths.read(cell.text) {
        case .failure(let refusal): refuse(cell.line, cell.column, "total: \(refusal.message)")
        case .success(let total):
            guard total.count != sum, problems.isEmpty else { return }
            refuse(
                cell.line,
                cell.column,
                "The total says \(total), and \(what) add up to \(Thousandths(sum)); correct the one that is wrong."
            )
        }
    }

    private mutating func refuseRepeated() {
        var seen: Set<[String]> = []
        for cell in cells where !seen.insert([cell.step, cell.lane]).inserted {
            refuse(
                cell.line,
                cell.column,
                "Step \(shortened(cell.step)), lane \(shortened(cell.lane)) stands twice; keep one row of it."
            )
        }
    }

    private mutating func refuse(_ line: Int, _ column: Int?, _ message: String) {
        problems.append(.init(document: name, line: line, column: column, message: harmless(message)))
    }

    private func isTotal(_ text: String) -> Bool { ["total", "totals", "sum"].contains(text.lowercased()) }
    private func isNone(_ text: String) -> Bool { ["", "—", "–", "-"].contains(text) }
}
