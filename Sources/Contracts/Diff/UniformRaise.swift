/// One raise that explains most of a schedule's cells, and the cells that it does not explain.
public struct UniformRaise: Hashable, Sendable {
    /// By what the cells were raised.
    public enum Rule: Hashable, Sendable {
        /// By a rate, each amount then rounded, half up.
        case percent(Percent, roundedTo: Money)
        /// By the same amount everywhere.
        case amount(Money)

        /// What the rule makes of an amount, rounding included.
        public func expected(for old: Money) -> Money {
            switch self {
            case .amount(let amount): return Money(cents: old.cents + amount.cents)
            case .percent(let percent, let unit):
                let scale = 10_000 * unit.cents
                let raised = old.cents * (10_000 + percent.basisPoints)
                return Money(cents: floored(2 * raised + scale, by: 2 * scale) * unit.cents)
            }
        }
    }

    /// By what the cells were raised.
    public let rule: Rule
    /// How many cells both schedules have.
    public let compared: Int
    /// How many of them are exactly what the rule gives.
    public let exact: Int
    /// Cells one rounding unit off, as when the raise was reckoned on amounts that had not been rounded.
    public let nearby: [GridChange.Cell]
    /// Cells that the rule does not explain.
    public let unexplained: [GridChange.Cell]

    /// Fewer cells than this are no pattern.
    private static let fewestCells = 4

    init?(explaining cells: [GridChange.Cell]) {
        let pairs = cells.filter { $0.old != nil && $0.new != nil }
        guard pairs.count >= Self.fewestCells, pairs.contains(where: { $0.old != $0.new }) else { return nil }
        let rules = Self.candidates(pairs)
        let best = rules.map { UniformRaise($0, pairs) }.max { one, other in
            (one.exact, one.nearby.count, other.roughness) < (other.exact, other.nearby.count, one.roughness)
        }
        // Three cells in five, the near ones included: with fewer, a rule would be a guess.
        guard let best, 5 * (best.exact + best.nearby.count) >= 3 * pairs.count else { return nil }
        self = best
    }

    private init(_ rule: Rule, _ cells: [GridChange.Cell]) {
        let unit = if case .percent(_, let unit) = rule { unit.cents } else { Int64(0) }
        var exact = 0
        var nearby: [GridChange.Cell] = []
        var unexplained: [GridChange.Cell] = []
        for cell in cells {
            guard let old = cell.old, let new = cell.new else { continue }
            let off = (new.cents - rule.expected(for: old).cents).magnitude
            if off == 0 {
                exact += 1
            } else if off <= unit {
                nearby.append(cell)
            } else {
                unexplained.append(cell)
            }
        }
        self.rule = rule
        compared = cells.count
        self.exact = exact
        self.nearby = nearby
        self.unexplained = unexplained
    }

    private static func candidates(_ cells: [GridChange.Cell]) -> [Rule] {
        let differences = cells.compactMap { $0.difference?.cents }.sorted()
        var rules: [Rule] = [.amount(Money(cents: differences[differences.count / 2]))]
        let rates = cells.compactMap { $0.percent?.basisPoints }.sorted()
        // Beyond tenfold it is no raise, and the arithmetic would need wider numbers.
        guard !rates.isEmpty, rates[rates.count / 2].magnitude < 100_000 else { return rules }
        let middle = rates[rates.count / 2]
        let hasCents = cells.contains { ($0.old?.cents ?? 0) % 100 != 0 || ($0.new?.cents ?? 0) % 100 != 0 }
        for rate in (middle - 5)...(middle + 5) where rate != 0 {
            for unit in hasCents ? [1, 100] : [100, 1_000, 10_000] as [Int64] {
                rules.append(.percent(Percent(basisPoints: rate), roundedTo: Money(cents: unit)))
            }
        }
        return rules
    }

    /// How odd a rule is: of two that explain as much, people chose the rounder.
    private var roughness: Int64 {
        switch rule {
        case .amount: return 0
        case .percent(let percent, let unit):
            let points = percent.basisPoints
            let oddity: Int64 = points % 25 == 0 ? 1 : (points % 10 == 0 ? 2 : 3)
            return oddity * 100_000 + unit.cents
        }
    }
}

private func floored(_ value: Int64, by divisor: Int64) -> Int64 {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
}
