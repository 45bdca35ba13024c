/// Which steps and lanes of two salary schedules are the same ones.
struct GridAlignment: Hashable, Sendable {
    /// The position of a step or lane in both schedules, or in one.
    struct Pair: Hashable, Sendable {
        let old: Int?
        let new: Int?
    }

    /// Steps in the order of the new schedule, those of the old one alone behind.
    let steps: [Pair]
    /// Lanes likewise.
    let lanes: [Pair]
    /// Whether steps are paired by their amounts against their names, since they were numbered anew.
    let isRenumbered: Bool

    /// Pairs by names: equal ones first, then like ones in order.
    init(byNames old: SalaryGrid, _ new: SalaryGrid) {
        steps = Self.pairs(old.steps, new.steps)
        lanes = Self.pairs(old.lanes, new.lanes)
        isRenumbered = false
    }

    /// Pairs each step with the one so many rows further down in the old schedule.
    private init(_ old: SalaryGrid, _ new: SalaryGrid, shift: Int, lanes: [Pair]) {
        let paired = new.steps.indices.map { row in
            let former = row + shift
            return Pair(old: old.steps.indices.contains(former) ? former : nil, new: row)
        }
        let taken = Set(paired.compactMap(\.old))
        steps = paired + old.steps.indices.filter { !taken.contains($0) }.map { Pair(old: $0, new: nil) }
        self.lanes = lanes
        isRenumbered = true
    }

    /// The shift of rows under which all amounts move by most nearly the same ratio; nil unless it is far better than
    /// the names are, since names are what the parties agreed on.
    func renumbered(_ old: SalaryGrid, _ new: SalaryGrid) -> GridAlignment? {
        let named = spread(old, new)
        let overlap = (min(old.steps.count, new.steps.count) + 1) / 2
        var best: (spread: Int64, alignment: GridAlignment)?
        let reach = min(Self.furthestShift, max(old.steps.count, new.steps.count))
        for shift in (-reach...reach).sorted(by: { ($0.magnitude, $0) < ($1.magnitude, $1) }) {
            let alignment = GridAlignment(old, new, shift: shift, lanes: lanes)
            let rows = alignment.steps.filter { $0.old != nil && $0.new != nil }
            guard rows.count >= overlap, alignment.steps != steps,
                rows.contains(where: { $0.old.map { old.steps[$0] } != $0.new.map { new.steps[$0] } }),
                let spread = alignment.spread(old, new), spread < best?.spread ?? .max
            else { continue }
            best = (spread, alignment)
        }
        guard let best else { return nil }
        return named.map { $0 > 2 * best.spread + Self.roundingNoise } ?? true ? best.alignment : nil
    }

    /// What the old schedule's lanes are called in the new one.
    func newNames(_ old: SalaryGrid, _ new: SalaryGrid) -> [String: String] {
        var names: [String: String] = [:]
        for pair in lanes {
            if let former = pair.old, let latter = pair.new { names[old.lanes[former]] = new.lanes[latter] }
        }
        return names
    }

    /// How far the amounts' ratios lie apart, in millionths, an eighth at either end left out of account, so that single
    /// errors do not decide; nil where fewer than four cells can be compared.
    private func spread(_ old: SalaryGrid, _ new: SalaryGrid) -> Int64? {
        var ratios: [Int64] = []
        for step in steps {
            for lane in lanes {
                guard let row = step.old, let column = lane.old, let former = old.amounts[row][column],
                    let newRow = step.new, let newColumn = lane.new,
                    let latter = new.amounts[newRow][newColumn],
                    former.cents > 0
                else { continue }
                let (scaled, overflow) = latter.cents.multipliedReportingOverflow(by: 1_000_000)
                ratios.append(overflow ? .max / 4 : scaled / former.cents)
            }
        }
        guard ratios.count >= 4 else { return nil }
        ratios.sort()
        return ratios[ratios.count - 1 - ratios.count / 8] - ratios[ratios.count / 8]
    }

    /// Nobody drops more steps at once.
    private static let furthestShift = 20
    /// What rounding to the dollar may do to a ratio, in millionths.
    private static let roundingNoise: Int64 = 200

    private static func pairs(_ old: [String], _ new: [String]) -> [Pair] {
        let positions = Dictionary(old.enumerated().map { ($1, $0) }) { first, _ in first }
        var partners: [Int?] = new.map { positions[$0] }
        let taken = Set(partners.compactMap(\.self))
        let freeOld = old.indices.filter { !taken.contains($0) }
        let freeNew = new.indices.filter { partners[$0] == nil }
        for (one, other) in HeaderLikeness.pairs(freeOld.map { old[$0] }, freeNew.map { new[$0] }) {
            partners[freeNew[other]] = freeOld[one]
        }
        let paired = Set(partners.compactMap(\.self))
        return partners.enumerated().map { Pair(old: $1, new: $0) }
            + old.indices.filter { !paired.contains($0) }.map { Pair(old: $0, new: nil) }
    }
}
