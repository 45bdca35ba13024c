import CivilTime

/// Reads a school calendar from comma-separated values: `kind,from,to,name`.
struct SchoolTable {
    private let assembly: SchoolAssembly

    init(_ assembly: SchoolAssembly) {
        self.assembly = assembly
    }

    func read(_ text: String) throws(PackError) -> [SchoolEntry] {
        let table = try CSVTable(text) { assembly.fault($0, $1) }
        var entries: [SchoolEntry] = []
        for row in table.rows.dropFirst() where row.cells != [""] {
            guard entries.count < SchoolAssembly.mostEntries else {
                throw assembly.fault(
                    "A school calendar has at most \(SchoolAssembly.mostEntries) rows.",
                    row.line
                )
            }
            entries.append(try entry(row))
        }
        return entries
    }

    private func entry(_ row: CSVTable.Row) throws(PackError) -> SchoolEntry {
        guard row.cells.count == CSVTable.columns.count else {
            throw assembly.fault(
                "A row has \(CSVTable.columns.count) cells, \(CSVTable.columns.joined(separator: ",")); "
                    + "this one has \(row.cells.count).",
                row.line
            )
        }
        let cells = row.cells.map(trimmed)
        guard let kind = SchoolEntry.Kind(rawValue: cells[0]) else {
            let known = SchoolEntry.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw assembly.fault("The kind is one of \(known); '\(cells[0].prefix(40))' is none.", row.line)
        }
        let from = try assembly.date(cells[1], "'from'", row.line)
        let to = cells[2].isEmpty ? from : try assembly.date(cells[2], "'to'", row.line)
        let days = try assembly.days(from, to, row.line)
        if kind == .makeUp, from != to {
            throw assembly.fault("A make-up day is one day; give each a row of its own.", row.line)
        }
        if kind == .term, cells[2].isEmpty {
            throw assembly.fault("The term needs its last day in 'to'.", row.line)
        }
        if cells[3].isEmpty, kind == .vacation || kind == .closure {
            throw assembly.fault("Say in 'name' why there is no school.", row.line)
        }
        return SchoolEntry(kind: kind, days: days, name: cells[3], line: row.line)
    }

    private func trimmed(_ cell: String) -> String {
        var cell = cell[...]
        while cell.first == " " { cell.removeFirst() }
        while cell.last == " " { cell.removeLast() }
        return String(cell)
    }
}
