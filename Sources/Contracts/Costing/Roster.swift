internal import CivilTime

/// Whether people go a step up in each year: as a text says, else as is assumed.
struct StepPlan {
    /// One year's movement.
    struct Movement {
        let extent: CostAssumptions.StepMovement
        /// The day on which it comes, if not the first of the year.
        let delayedTo: CivilDate?
    }

    let years: [Movement]

    init(_ document: ContractDocument, _ assumptions: CostAssumptions, _ years: [CostYear]) {
        let stated = document.terms.compactMap { term -> SalaryStepMovement? in
            guard case .stepMovement(let movement) = term.value else { return nil }
            return movement
        }.first
        self.years = years.enumerated().map { index, year in
            let assumed = Movement(extent: assumptions.movement(index), delayedTo: nil)
            let entry = stated?.years.last { year.first <= $0.effective && $0.effective < year.end }
            guard let entry else { return assumed }
            return switch entry.extent {
            case .none: Movement(extent: .none, delayedTo: nil)
            case .half: Movement(extent: .half, delayedTo: nil)
            case .full: Movement(extent: .full, delayedTo: nil)
            case .delayed: Movement(extent: .full, delayedTo: entry.delayedTo)
            }
        }
    }

    /// The words of a movement that needs no mention.
    static let usual = "a step up"
}

/// The posts of the years on one schedule.
struct Roster {
    /// The posts of one year.
    struct Year {
        /// With steps alone, and with lanes too.
        let stepped: Staffing
        let moved: Staffing
        /// The same until the day of a delayed step; nil where it is not delayed.
        fileprivate let before: (stepped: Staffing, moved: Staffing)?
        /// The day of a delayed step, if it lies within the year.
        let delay: CivilDate?
        /// The movement in words.
        let words: String

        /// The posts on a day, with steps alone.
        func stepped(on day: CivilDate) -> Staffing { isBefore(day) ? before?.stepped ?? stepped : stepped }

        /// The posts on a day, with lanes too.
        func moved(on day: CivilDate) -> Staffing { isBefore(day) ? before?.moved ?? moved : moved }

        private func isBefore(_ day: CivilDate) -> Bool { delay.map { day < $0 } ?? false }
    }

    let start: Staffing
    let years: [Year]

    /// Moves the posts through the years: steps first, then lanes.
    ///
    /// - Parameters:
    ///   - start: the posts of the scattergram.
    ///   - grid: the schedule on which they stand.
    ///   - plan: whether they go a step up.
    ///   - years: the years.
    ///   - assumptions: who changes lanes.
    ///   - lanes: what the contract's lanes are called on the schedule, where they have other names.
    /// - Throws: `malformed` for moves that cannot be made.
    init(
        _ start: Staffing,
        on grid: SalaryGrid,
        _ plan: StepPlan,
        _ years: [CostYear],
        _ assumptions: CostAssumptions,
        lanes: [String: String] = [:]
    ) throws(ContractError) {
        self.start = start
        let moves = assumptions.laneMoves.map { move in
            CostAssumptions.LaneMove(
                from: lanes[move.from] ?? move.from,
                to: lanes[move.to] ?? move.to,
                posts: move.posts,
                step: move.step,
                line: move.line
            )
        }
        var result: [Year] = []
        var (one, both) = (start, start)
        for (index, year) in years.enumerated() {
            if index == 0, assumptions.placement == .firstYear {
                result.append(Year(stepped: one, moved: both, before: nil, delay: nil, words: StepPlan.usual))
                continue
            }
            func across(_ staffing: Staffing) throws(ContractError) -> Staffing {
                try staffing.movedAcross(moves, on: grid, named: assumptions.name, in: year)
            }
            let movement = plan.years[index]
            let before = movement.delayedTo == nil ? nil : (stepped: one, moved: try across(both))
            one = one.movedUp(movement.extent, on: grid)
            both = try across(both.movedUp(movement.extent, on: grid))
            result.append(
                Year(
                    stepped: one,
                    moved: both,
                    before: before,
                    delay: movement.delayedTo,
                    words: movement.words
                )
            )
        }
        self.years = result
    }
}

extension StepPlan.Movement {
    fileprivate var words: String {
        switch (extent, delayedTo) {
        case (.none, _): "none"
        case (.half, _): "half a step"
        case (.full, let day?): "a step up on \(day)"
        case (.full, nil): StepPlan.usual
        }
    }
}
