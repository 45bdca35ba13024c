/// A table against its former self: columns and rows aligned by their names, cells beside each other.
public struct TableChange: Hashable, Sendable, Codable {
    /// A name or an amount in both tables; nil where one has no such place.
    public struct Cell: Hashable, Sendable, Codable {
        /// What the old table says.
        public let old: String?
        /// What the new table says.
        public let new: String?

        /// Whether both say the same.
        public var isEqual: Bool { old == new }
    }

    /// One line of both tables.
    public struct Row: Hashable, Sendable, Codable {
        /// Whether the old table has it.
        public let isInOld: Bool
        /// Whether the new table has it.
        public let isInNew: Bool
        /// One for each column.
        public let cells: [Cell]
    }

    /// The names of the columns.
    public let columns: [Cell]
    /// The rows.
    public let rows: [Row]

    /// Whether nothing changed.
    public var isEqual: Bool {
        columns.allSatisfy(\.isEqual) && rows.allSatisfy { row in row.cells.allSatisfy(\.isEqual) }
    }

    init(old: Table?, new: Table?) {
        let columnPairs = paired(old?.header.cells ?? [], new?.header.cells ?? [])
        columns = columnPairs.map { pair in
            Cell(
                old: pair.old.flatMap { old?.header.cells[$0] },
                new: pair.new.flatMap { new?.header.cells[$0] }
            )
        }
        let (oldRows, newRows) = (old?.rows ?? [], new?.rows ?? [])
        rows = paired(oldRows.map { $0.cells[0] }, newRows.map { $0.cells[0] }).map { row in
            let cells = columnPairs.map { column in
                Cell(
                    old: row.old.flatMap { row in column.old.map { oldRows[row].cells[$0] } },
                    new: row.new.flatMap { row in column.new.map { newRows[row].cells[$0] } }
                )
            }
            return Row(isInOld: row.old != nil, isInNew: row.new != nil, cells: cells)
        }
    }
}

/// Pairs two lists by equal names in order; between them, as many unequal names as both sides have are pairs too.
func paired(_ old: [String], _ new: [String]) -> [(old: Int?, new: Int?)] {
    var numbers: [String: Int32] = [:]
    func number(_ name: String) -> Int32 {
        let number = numbers[name] ?? Int32(truncatingIfNeeded: numbers.count)
        numbers[name] = number
        return number
    }
    let script = EditScript(old: old.map(number), new: new.map(number))
    var pairs: [(old: Int?, new: Int?)] = []
    var (one, other) = (0, 0)
    func addEqual(until end: Int) {
        while one < end {
            pairs.append((one, other))
            (one, other) = (one + 1, other + 1)
        }
    }
    for hunk in script.hunks {
        addEqual(until: hunk.old.lowerBound)
        if hunk.old.count == hunk.new.count {
            pairs += zip(hunk.old, hunk.new).map { ($0, $1) }
        } else {
            pairs += hunk.old.map { ($0, nil) }
            pairs += hunk.new.map { (nil, $0) }
        }
        (one, other) = (hunk.old.upperBound, hunk.new.upperBound)
    }
    addEqual(until: old.count)
    return pairs
}
