/// Posts on a schedule's steps and lanes, in thousandths, year after year.
struct Staffing: Hashable {
    let steps: [String]
    let lanes: [String]
    /// Posts by step, then lane.
    private(set) var posts: [[Int64]]

    /// All posts.
    var total: Int64 { posts.reduce(0) { $0 + $1.reduce(0, +) } }

    /// The posts of a scattergram on a schedule.
    ///
    /// - Throws: `malformed`, naming every step and lane that the schedule does not have, and every place without an
    ///   amount.
    init(_ scattergram: Scattergram, on grid: SalaryGrid) throws(ContractError) {
        let rows = Dictionary(uniqueKeysWithValues: grid.steps.enumerated().map { ($1, $0) })
        let columns = Dictionary(uniqueKeysWithValues: grid.lanes.enumerated().map { ($1, $0) })
        var posts = [[Int64]](
            repeating: [Int64](repeating: 0, count: grid.lanes.count),
            count: grid.steps.count
        )
        var problems: [ContractError.Problem] = []
        var unknown: Set<String> = []
        func refuse(_ cell: Scattergram.Cell, _ message: String) {
            problems.append(
                .init(
                    document: scattergram.name,
                    line: cell.line,
                    column: cell.column,
                    message: harmless(message)
                )
            )
        }
        func refuse(_ cell: Scattergram.Cell, _ what: String, _ name: String, _ known: [String]) {
            guard unknown.insert("\(what) \(name)").inserted else { return }
            refuse(
                cell,
                "The schedule has no \(what) '\(shortened(name))'; it has \(known.prefix(40).joined(separator: ", ")). "
                    + "Name the \(what) as the schedule does."
            )
        }
        for cell in scattergram.cells {
            guard let row = rows[cell.step] else {
                refuse(cell, "step", cell.step, grid.steps)
                continue
            }
            guard let column = columns[cell.lane] else {
                refuse(cell, "lane", cell.lane, grid.lanes)
                continue
            }
            if grid.amounts[row][column] == nil {
                refuse(
                    cell,
                    "\(cell.posts) posts stand at step \(cell.step), lane \(cell.lane), where the schedule has no amount; "
                        + "correct the scattergram."
                )
            }
            posts[row][column] = cell.posts.count
        }
        guard problems.isEmpty else { throw ContractError(.malformed, problems) }
        (steps, lanes, self.posts) = (grid.steps, grid.lanes, posts)
        guard pay(on: grid) < 1000 * Int128(largestPrice) else {
            throw ContractError(
                .malformed,
                in: scattergram.name,
                line: scattergram.cells.first?.line ?? 1,
                "The posts come to a trillion dollars or more; correct the scattergram or the schedule."
            )
        }
    }

    private init(steps: [String], lanes: [String], posts: [[Int64]]) {
        (self.steps, self.lanes, self.posts) = (steps, lanes, posts)
    }

    /// Everyone a step up, except where the schedule has no higher amount in the lane.
    ///
    /// Half a step is half of the posts a step up, which costs the same; an odd thousandth stays.
    func movedUp(_ movement: CostAssumptions.StepMovement, on grid: SalaryGrid) -> Staffing {
        guard movement != .none else { return self }
        var moved = self
        for row in posts.indices.dropLast().reversed() {
            for column in lanes.indices where grid.amounts[row + 1][column] != nil {
                let share = movement == .half ? posts[row][column] / 2 : posts[row][column]
                moved.posts[row + 1][column] += share
                moved.posts[row][column] -= share
            }
        }
        return moved
    }

    /// With the posts of the moves in other lanes, at the same steps; without a step, in proportion to the posts there.
    ///
    /// - Throws: `malformed` for an unknown lane or step, for more posts than there are, and for a place without amount.
    func movedAcross(
        _ moves: [CostAssumptions.LaneMove],
        on grid: SalaryGrid,
        named name: String,
        in year: CostYear
    ) throws(ContractError) -> Staffing {
        var moved = self
        for move in moves {
            func fault(_ message: String) -> ContractError {
                ContractError(.malformed, in: name, line: move.line, harmless(message))
            }
            guard let from = lanes.firstIndex(of: move.from), let to = lanes.firstIndex(of: move.to) else {
                let unknown = lanes.contains(move.from) ? move.to : move.from
                throw fault(
                    "There is no lane '\(shortened(unknown))'; there are \(lanes.joined(separator: ", "))."
                )
            }
            var rows = Array(steps.indices)
            if let step = move.step {
                guard let row = steps.firstIndex(of: step) else {
                    throw fault(
                        "There is no step '\(shortened(step))'; there are \(steps.joined(separator: ", "))."
                    )
                }
                rows = [row]
            }
            let there = rows.map { moved.posts[$0][from] }
            guard let shares = proportional(move.posts.count, to: there) else {
                throw fault(
                    "\(move.posts) posts cannot leave lane \(move.from) in \(year.name): "
                        + "only \(Thousandths(there.reduce(0, +))) are there; lower 'fte'."
                )
            }
            for (row, share) in zip(rows, shares) where share > 0 {
                guard grid.amounts[row][to] != nil else {
                    throw fault(
                        "Lane \(move.to) has no amount at step \(steps[row]), to which posts would move."
                    )
                }
                moved.posts[row][from] -= share
                moved.posts[row][to] += share
            }
        }
        return moved
    }

    /// The same posts on the proposal's schedule: each in the row and column that took the place of its own.
    ///
    /// - Throws: `malformed` for posts on a step or lane that is gone and for which no place was named.
    func placed(
        on grid: SalaryGrid,
        as alignment: GridAlignment,
        _ assumptions: CostAssumptions
    ) throws(ContractError) -> Staffing {
        var rows: [Int: Int] = [:]
        for pair in alignment.steps { if let old = pair.old, let new = pair.new { rows[old] = new } }
        var columns: [Int: Int] = [:]
        for pair in alignment.lanes { if let old = pair.old, let new = pair.new { columns[old] = new } }
        for (old, new) in assumptions.placements {
            guard let row = steps.firstIndex(of: old), let place = grid.steps.firstIndex(of: new) else {
                throw ContractError(
                    .malformed,
                    in: assumptions.name,
                    line: assumptions.lines["placements \(old)"] ?? 1,
                    harmless(
                        "placements: '\(shortened(old)): \(shortened(new))' must name a step of the contract's schedule and one "
                            + "of the proposal's."
                    )
                )
            }
            rows[row] = place
        }
        var result = [[Int64]](
            repeating: [Int64](repeating: 0, count: grid.lanes.count),
            count: grid.steps.count
        )
        for row in posts.indices {
            for column in lanes.indices where posts[row][column] > 0 {
                let place = "step \(steps[row]), lane \(lanes[column])"
                let count = Thousandths(posts[row][column])
                guard let newRow = rows[row], let newColumn = columns[column] else {
                    let isStep = rows[row] == nil
                    throw ContractError(
                        .malformed,
                        in: assumptions.name,
                        line: 1,
                        harmless(
                            "\(count) posts stand at \(place), and the proposal's schedule has no such \(isStep ? "step" : "lane"); "
                                + (isStep
                                    ? "say where they go: 'placements: {\"\(steps[row])\": \"\(grid.steps.first ?? "")\"}'."
                                    : "move them first with 'lane_moves'.")
                        )
                    )
                }
                guard grid.amounts[newRow][newColumn] != nil else {
                    throw ContractError(
                        .malformed,
                        in: assumptions.name,
                        line: 1,
                        harmless(
                            "\(count) posts stand at \(place), for which the proposal's schedule has no amount."
                        )
                    )
                }
                result[newRow][newColumn] += posts[row][column]
            }
        }
        return Staffing(steps: grid.steps, lanes: grid.lanes, posts: result)
    }

    /// What the posts are paid in a year on a schedule, in thousandths of a cent.
    func pay(on grid: SalaryGrid) -> Int128 {
        var sum: Int128 = 0
        for (row, amounts) in zip(posts, grid.amounts) {
            for (count, amount) in zip(row, amounts) { sum += Int128(count) * Int128(amount?.cents ?? 0) }
        }
        return sum
    }
}

/// A number parted in proportion to others, each part rounded down and the rest given to the largest remainders, the
/// first of equal ones; nil where the others are fewer.
private func proportional(_ number: Int64, to others: [Int64]) -> [Int64]? {
    let sum = others.reduce(0, +)
    guard number <= sum else { return nil }
    guard sum > 0 else { return others }
    let parts = others.map { (Int128(number) * Int128($0)).quotientAndRemainder(dividingBy: Int128(sum)) }
    var shares = parts.map { Int64($0.quotient) }
    let rest = Int(number - shares.reduce(0, +))
    let order = parts.indices.sorted { (-parts[$0].remainder, $0) < (-parts[$1].remainder, $1) }
    for index in order.prefix(rest) { shares[index] += 1 }
    return shares
}
