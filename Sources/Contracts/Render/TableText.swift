/// A table's change as lines: one for each row that changed, each changed cell under its column's name.
struct TableText {
    private(set) var lines: [RedlineLine] = []

    init(_ table: TableChange) {
        let hasSameColumns = table.columns.allSatisfy(\.isEqual)
        if !hasSameColumns { lines.append(Self.line("columns", table.columns)) }
        var unchanged = 0
        for row in table.rows {
            if row.cells.allSatisfy(\.isEqual) {
                unchanged += 1
                continue
            }
            lines.append(Self.line("row", row.cells))
        }
        if unchanged > 0 {
            lines.append(RedlineLine("… \(unchanged) rows of the table unchanged", .quiet, indent: 2))
        }
    }

    private static func line(_ name: String, _ cells: [TableChange.Cell]) -> RedlineLine {
        var line = RedlineLine(indent: 2, hanging: 4)
        line.append("\(name) |")
        for cell in cells {
            line.append(" ")
            if cell.isEqual {
                line.append(cell.old ?? "")
            } else {
                if let old = cell.old { line.append(old, .deleted) }
                if let new = cell.new { line.append(new, .inserted) }
            }
            line.append(" |")
        }
        return line
    }
}
