/// A salary schedule against its former self, cell by cell, with the raise that explains it if one does.
///
/// Lanes are paired by their names, steps by their names or, where those were given anew, by their amounts.
public struct GridChange: Hashable, Sendable {
    /// An amount at a step and lane in both schedules, or in one.
    public struct Cell: Hashable, Sendable {
        /// The step's name in the new schedule, or in the old one where it is gone.
        public let step: String
        /// The lane's name likewise.
        public let lane: String
        /// The step's name in the old schedule; nil where it has no such step.
        public let oldStep: String?
        /// The lane's name in the old schedule; nil where it has no such lane.
        public let oldLane: String?
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

    /// A step or lane under two names.
    public struct Renaming: Hashable, Sendable {
        /// Its name in the old schedule.
        public let old: String
        /// Its name in the new one.
        public let new: String
    }

    /// What lies between the least and the greatest change of some cells.
    public struct Range: Hashable, Sendable {
        /// How many cells were compared.
        public let compared: Int
        /// The least change.
        public let least: Percent
        /// The greatest.
        public let greatest: Percent
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
    /// Steps under another name.
    public let renamedSteps: [Renaming]
    /// Lanes under another name.
    public let renamedLanes: [Renaming]
    /// Whether steps were numbered anew, so that a name means another row.
    public let isRenumbered: Bool
    /// The one raise that explains the cells which both schedules have, if there is one.
    public let raise: UniformRaise?
    /// What the person gets who goes one step up between the schedules, at every place below the top.
    public let oneStepOn: Range?
    /// What the change would seem to be by the steps' names, where they were numbered anew.
    public let byName: Range?

    /// Whether nothing changed.
    public var isEqual: Bool {
        cells.allSatisfy { $0.old == $0.new } && addedSteps.isEmpty && droppedSteps.isEmpty
            && addedLanes.isEmpty && droppedLanes.isEmpty && renamedSteps.isEmpty && renamedLanes.isEmpty
    }

    init?(old: Term, new: Term) {
        guard case .salaryGrid(let former) = old.value, case .salaryGrid(let latter) = new.value else {
            return nil
        }
        self.init(old: former, new: latter)
    }

    /// Which steps and lanes of two schedules are the same ones: by their names, or by their amounts where those show that
    /// the steps were numbered anew.
    static func alignment(old: SalaryGrid, new: SalaryGrid) -> GridAlignment {
        let named = GridAlignment(byNames: old, new)
        let namedRaise = UniformRaise(explaining: cells(old, new, named))
        return renumbered(old, new, named, namedRaise) == nil ? named : named.renumbered(old, new) ?? named
    }

    /// Compares two schedules.
    public init(old: SalaryGrid, new: SalaryGrid) {
        let named = GridAlignment(byNames: old, new)
        let namedCells = Self.cells(old, new, named)
        let namedRaise = UniformRaise(explaining: namedCells)
        self =
            Self.renumbered(old, new, named, namedRaise)
            ?? Self(old, new, named, namedCells, namedRaise, byName: nil)
    }

    /// Under the renumbering that the amounts show: only where one raise, or none, then explains three cells in four, and
    /// more of them than under the names.
    private static func renumbered(
        _ old: SalaryGrid,
        _ new: SalaryGrid,
        _ named: GridAlignment,
        _ namedRaise: UniformRaise?
    ) -> GridChange? {
        guard old != new, let alignment = named.renumbered(old, new) else { return nil }
        let cells = cells(old, new, alignment)
        guard let raise = UniformRaise(explaining: cells, evenNone: true),
            4 * raise.explained >= 3 * raise.compared,
            raise.explained > namedRaise?.explained ?? 0
        else { return nil }
        let byName = Range(Self.cells(old, new, named).map { ($0.old, $0.new) })
        return GridChange(old, new, alignment, cells, raise, byName: byName)
    }

    private init(
        _ old: SalaryGrid,
        _ new: SalaryGrid,
        _ alignment: GridAlignment,
        _ cells: [Cell],
        _ raise: UniformRaise?,
        byName: Range?
    ) {
        self.cells = cells
        self.raise = raise
        self.byName = byName
        isRenumbered = alignment.isRenumbered
        (addedSteps, droppedSteps, renamedSteps) = Self.names(old.steps, new.steps, alignment.steps)
        (addedLanes, droppedLanes, renamedLanes) = Self.names(old.lanes, new.lanes, alignment.lanes)
        oneStepOn = Range(Self.oneStepOn(old, new, alignment))
    }

    private static func cells(_ old: SalaryGrid, _ new: SalaryGrid, _ alignment: GridAlignment) -> [Cell] {
        var cells: [Cell] = []
        for step in alignment.steps {
            for lane in alignment.lanes {
                let former = step.old.flatMap { row in lane.old.flatMap { old.amounts[row][$0] } }
                let latter = step.new.flatMap { row in lane.new.flatMap { new.amounts[row][$0] } }
                guard former != nil || latter != nil else { continue }
                let oldStep = step.old.map { old.steps[$0] }
                let oldLane = lane.old.map { old.lanes[$0] }
                cells.append(
                    Cell(
                        step: step.new.map { new.steps[$0] } ?? oldStep ?? "",
                        lane: lane.new.map { new.lanes[$0] } ?? oldLane ?? "",
                        oldStep: oldStep,
                        oldLane: oldLane,
                        old: former,
                        new: latter
                    )
                )
            }
        }
        return cells
    }

    private static func names(
        _ old: [String],
        _ new: [String],
        _ pairs: [GridAlignment.Pair]
    ) -> (added: [String], dropped: [String], renamed: [Renaming]) {
        var (added, dropped): ([String], [String]) = ([], [])
        var renamed: [Renaming] = []
        for pair in pairs {
            switch (pair.old.map { old[$0] }, pair.new.map { new[$0] }) {
            case (nil, let name?): added.append(name)
            case (let name?, nil): dropped.append(name)
            case (let former?, let latter?) where former != latter:
                renamed.append(Renaming(old: former, new: latter))
            default: continue
            }
        }
        return (added, dropped, renamed)
    }

    /// Each old amount with the new one a step further up, in the order of the new schedule.
    private static func oneStepOn(_ old: SalaryGrid, _ new: SalaryGrid, _ alignment: GridAlignment) -> [(
        Money?, Money?
    )] {
        alignment.steps.flatMap { step -> [(Money?, Money?)] in
            guard let row = step.old, let next = step.new.map({ $0 + 1 }), next < new.steps.count else {
                return []
            }
            return alignment.lanes.map { lane in
                (lane.old.flatMap { old.amounts[row][$0] }, lane.new.flatMap { new.amounts[next][$0] })
            }
        }
    }
}

extension GridChange.Range {
    init?(_ pairs: [(old: Money?, new: Money?)]) {
        let changes = pairs.compactMap { old, new in
            old.flatMap { old in new.flatMap { percentChange(from: old.cents, to: $0.cents) } }
        }
        guard let least = changes.min(), let greatest = changes.max() else { return nil }
        self.init(compared: changes.count, least: least, greatest: greatest)
    }
}
