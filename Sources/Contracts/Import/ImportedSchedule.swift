public import CivilTime

/// A salary schedule that came as a spreadsheet, in the contract format: a term block and a table.
public struct ImportedSchedule: Hashable, Sendable {
    /// What the term says beside the amounts.
    public struct Term: Hashable, Sendable {
        /// Its id, the same for ever.
        public let id: String
        /// From which day it holds.
        public let effective: CivilDate
        /// The days of work in a year that the amounts are for.
        public let days: Int
        /// The minutes of work in a day.
        public let minutes: Int

        /// What the term says.
        public init(id: String, effective: CivilDate, days: Int, minutes: Int) {
            self.id = id
            self.effective = effective
            self.days = days
            self.minutes = minutes
        }
    }

    /// A document with the schedule in it, ready to be compared or put into a contract.
    public let markdown: String
    /// What was left out.
    public let report: ImportReport

    /// Reads a schedule: a row of lanes, then a row for each step.
    ///
    /// - Parameters:
    ///   - sheet: the rows.
    ///   - name: how errors cite it.
    ///   - title: what to call it.
    ///   - term: what the term says.
    /// - Throws: `malformed`, with row and column of every cell that is no amount.
    public init(_ sheet: DelimitedText, name: String, title: String, term: Term) throws(ContractError) {
        var report = ImportReport()
        guard let head = sheet.rows.firstIndex(where: Self.isHead(before: sheet.rows)) else {
            throw ContractError(
                .malformed,
                in: name,
                line: 1,
                "No row of lanes with steps under it was found; give a first row 'Step, B, M, …' and under it a row for each step."
            )
        }
        for row in sheet.rows[..<head] {
            report.note(.row, row.cells.filter { !$0.isEmpty }.joined(separator: " "))
        }
        let lanes = sheet.rows[head].cells
        let width = (lanes.lastIndex { !$0.isEmpty } ?? 0) + 1
        var problems: [ContractError.Problem] = []
        func fault(_ line: Int, _ column: Int, _ words: String) {
            let lane = column < lanes.count ? lanes[column] : ""
            let place = "column \(column + 1)" + (lane.isEmpty ? "" : " ('\(shortened(lane))')")
            problems.append(.init(document: name, line: line, column: nil, message: "In \(place): \(words)"))
        }
        for (index, lane) in lanes.prefix(width).enumerated() where index > 0 && lane.isEmpty {
            fault(sheet.rows[head].line, index, "the lane has no name.")
        }
        var rows: [[String]] = []
        for row in sheet.rows[(head + 1)...] {
            let label = row.cells[0]
            let isTotal = ["total", "totals", "sum", "average"].contains(label.lowercased())
            guard !isTotal, row.cells.dropFirst().contains(where: { !$0.isEmpty }) else {
                report.note(.row, row.cells.filter { !$0.isEmpty }.joined(separator: " "))
                continue
            }
            var cells = [label]
            if label.isEmpty { fault(row.line, 0, "the step has no name.") }
            for column in 1..<max(width, row.cells.count) {
                let cell = column < row.cells.count ? row.cells[column] : ""
                guard column < width else {
                    if !cell.isEmpty { fault(row.line, column, "'\(shortened(cell))' stands under no lane.") }
                    continue
                }
                switch Self.amount(cell) {
                case .success(let amount): cells.append(amount.map { "\($0)" } ?? "")
                case .failure(let words): fault(row.line, column, words.text)
                }
            }
            rows.append(cells)
        }
        guard problems.isEmpty else { throw ContractError(.malformed, problems) }
        let table = ([Array(lanes.prefix(width))] + rows).map { cells in
            "| " + cells.map(ContractWords.line).joined(separator: " | ") + " |"
        }
        let ruling = "|---|" + String(repeating: "---:|", count: width - 1)
        let block = [
            "```term", "id: \(term.id)", "kind: salary.grid", "effective: \(term.effective)",
            "basis: {days: \(term.days), minutes: \(term.minutes)}", "table: below", "```",
        ]
        let heading = ["# \(ContractWords.line(title))", "", "## Salary schedule", ""]
        let lines = heading + block + ["", table[0], ruling] + table.dropFirst()
        let text = lines.joined(separator: "\n") + "\n"
        // What it says must be a schedule to the reader of contracts as well: twice the same step is none.
        _ = try ContractDocument(markdown: text, name: name)
        markdown = text
        self.report = report
    }

    private struct Fault: Error {
        let text: String
    }

    /// Whether a row names lanes: words in at least two cells, and under it, next to a label, at least as many amounts as words.
    private static func isHead(before rows: [DelimitedText.Row]) -> (DelimitedText.Row) -> Bool {
        { row in
            guard let index = rows.firstIndex(of: row), index + 1 < rows.count else { return false }
            let names = row.cells.dropFirst().count { !$0.isEmpty }
            let amounts = rows[index + 1].cells.dropFirst().count { cell in
                if case .success(.some) = amount(cell) { true } else { false }
            }
            let isNumbers = row.cells.dropFirst().allSatisfy { cell in
                if case .success(.some(let money)) = amount(cell) { money.cents >= 100_000 } else { false }
            }
            return names >= 1 && !isNumbers && 2 * amounts >= names && amounts >= 1
        }
    }

    /// `$65,720`, `65720.50`, `65 720`; nothing for an empty cell or a dash.
    private static func amount(_ cell: String) -> Result<Money?, Fault> {
        if cell.isEmpty || ["-", "–", "—", "n/a", "N/A"].contains(cell) { return .success(nil) }
        if let first = cell.first, "=+-@".contains(first) {
            return .failure(
                Fault(text: "'\(shortened(cell))' is a formula or negative; save the sheet with values.")
            )
        }
        let digits = cell.filter { !"$, ".contains($0) }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            parts[0].count <= 9, parts.count == 1 || parts[1].count <= 2, let dollars = Int64(parts[0])
        else {
            return .failure(
                Fault(text: "'\(shortened(cell))' is no amount; write dollars, such as 65720 or $65,720.50.")
            )
        }
        let cents = parts.count == 2 ? (Int64(parts[1]) ?? 0) * (parts[1].count == 1 ? 10 : 1) : 0
        return .success(Money(cents: dollars * 100 + cents))
    }
}
