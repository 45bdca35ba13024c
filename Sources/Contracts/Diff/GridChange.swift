/// A salary schedule against its former self, cell by cell, with the raise that explains it if one does.
public struct GridChange: Hashable, Sendable {
    /// An amount at a step and lane in both schedules, or in one.
    public struct Cell: Hashable, Sendable {
        /// The step's name.
        public let step: String
        /// The lane's name.
        public let lane: String
        /// The old amount; nil where the old schedule has no such cell.
        public let old: Money?
        /// The new amount; nil where the new schedule has no such cell.
        public let new: Money?

        /// The change in dollars, where both schedules have the cell.
        public var difference: Money? {
            guard let old, let new else { return nil }
            return Money(cents: new.cents - old.cents)
        }

        /// The change in percent, rounded to a hundredth, where both schedules have the cell.
        public var percent: Percent? {
            guard let old, let new else { return nil }
            return percentChange(from: old.cents, to: new.cents)
        }
    }

    /// The cells of both schedules by step, then lane.
    public let cells: [Cell]
    /// Steps of the new schedule alone.
    public let addedSteps: [String]
    /// Steps of the old schedule alone.
    public let droppedSteps: [String]
    /// Lanes of the new schedule alone.
    public let addedLanes: [String]
    /// Lanes of the old schedule alone.
    public let droppedLanes: [String]
    /// The one raise that explains the cells which both schedules have, if there is one.
    public let raise: UniformRaise?

    /// Whether nothing changed.
    public var isEqual: Bool {
        cells.allSatisfy { $0.old == $0.new } && addedSteps.isEmpty && droppedSteps.isEmpty
            && addedLanes.isEmpty
            && droppedLanes.isEmpty
    }

    init?(old: Term, new: Term) {
        guard case .salaryGrid(let former) = old.value, case .salaryGrid(let latter) = new.value else {
            return nil
        }
        self.init(old: former, new: latter)
    }

    init(old: SalaryGrid, new: SalaryGrid) {
        addedSteps = new.steps.filter { !old.steps.contains($0) }
        droppedSteps = old.steps.filter { !new.steps.contains($0) }
        addedLanes = new.lanes.filter { !old.lanes.contains($0) }
        droppedLanes = old.lanes.filter { !new.lanes.contains($0) }
        var cells: [Cell] = []
        let oldSteps = Dictionary(uniqueKeysWithValues: old.steps.enumerated().map { ($1, $0) })
        let newSteps = Dictionary(uniqueKeysWithValues: new.steps.enumerated().map { ($1, $0) })
        let oldLanes = Dictionary(uniqueKeysWithValues: old.lanes.enumerated().map { ($1, $0) })
        let newLanes = Dictionary(uniqueKeysWithValues: new.lanes.enumerated().map { ($1, $0) })
        for step in new.steps + droppedSteps {
            for lane in new.lanes + droppedLanes {
                let former = oldSteps[step].flatMap { row in oldLanes[lane].flatMap { old.amounts[row][$0] } }
                let latter = newSteps[step].flatMap { row in newLanes[lane].flatMap { new.amounts[row][$0] } }
                if former != nil || latter != nil {
                    cells.append(Cell(step: step, lane: lane, old: former, new: latter))
                }
            }
        }
        self.cells = cells
        raise = UniformRaise(explaining: cells)
    }
}
