/// A salary schedule: an amount for each step and lane.
public struct SalaryGrid: Hashable, Sendable, TermValue {
    /// The names of the steps, from the first column of the table.
    public internal(set) var steps: [String] = []
    /// The names of the lanes, from its header.
    public internal(set) var lanes: [String] = []
    /// Amounts by step, then lane; nil where the schedule has no such cell.
    public internal(set) var amounts: [[Money?]] = []

    private enum Place: String, CaseIterable {
        case below
    }

    static var form: [Slot<Self>] {
        [
            Slot(
                name: "table",
                read: { reader, grid in
                    guard reader.require("table", Shape<Place>.choice) != nil else { return }
                    guard let table = reader.context.tableBelow else {
                        reader.refuse(
                            "table",
                            "table: below, but no table follows in this section; put the schedule under the block."
                        )
                        return
                    }
                    grid = SalaryGridReader(table).grid { reader.add($0) } ?? grid
                },
                written: { _, _ in [.init("table", .text(Place.below.rawValue))] },
                fields: { _, _ in [] }
            )
        ]
    }
}
