/// Reads a table as a salary schedule: steps in the first column, lanes in the header, amounts in the cells.
struct SalaryGridReader {
    private let table: Table

    init(_ table: Table) {
        self.table = table
    }

    /// The schedule; nil after its faults were reported.
    func grid(_ report: ([Fault]) -> Void) -> SalaryGrid? {
        var faults: [Fault] = []
        let lanes = Array(table.header.cells.dropFirst())
        let steps = table.rows.map { $0.cells[0] }
        if lanes.isEmpty {
            faults.append(Fault(line: table.header.line, "A salary schedule needs a column for each lane."))
        }
        if steps.isEmpty {
            faults.append(Fault(line: table.header.line, "A salary schedule needs a row for each step."))
        }
        faults += repeated(lanes, "lane") { _ in table.header.line }
        faults += repeated(steps, "step") { table.rows[$0].line }
        var amounts: [[Money?]] = []
        for row in table.rows {
            amounts.append(
                zip(lanes, row.cells.dropFirst()).map { lane, cell in
                    if ["", "—", "–", "-"].contains(cell) { return nil }
                    switch Money.read(cell) {
                    case .success(let amount): return amount
                    case .failure(let refusal):
                        let place = "step \(shortened(row.cells[0])), lane \(shortened(lane))"
                        faults.append(Fault(line: row.line, "\(place): \(refusal.message)"))
                        return nil
                    }
                }
            )
        }
        report(faults)
        return faults.isEmpty ? SalaryGrid(steps: steps, lanes: lanes, amounts: amounts) : nil
    }

    private func repeated(_ names: [String], _ what: String, line: (Int) -> Int) -> [Fault] {
        var seen: Set<String> = []
        return names.enumerated().compactMap { index, name in
            if name.isEmpty { return Fault(line: line(index), "A \(what) of the schedule has no name.") }
            guard !seen.insert(name).inserted else { return nil }
            return Fault(
                line: line(index),
                "The \(what) '\(shortened(name))' stands twice; each needs its own name."
            )
        }
    }
}
