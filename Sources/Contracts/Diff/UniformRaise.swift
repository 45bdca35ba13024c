/// One raise that explains most of a schedule's cells, and the cells that it does not explain.
public struct UniformRaise: Hashable, Sendable {
    /// By what the cells were raised.
    public let rule: RaiseRule
    /// How many cells both schedules have.
    public let compared: Int
    /// How many of them are exactly what the rule gives for the printed amount.
    public let exact: Int
    /// Cells one rounding unit off, as amounts allow that were rounded for print alone: only where they are so many that
    /// this is the likely reason.
    public let nearby: [GridChange.Cell]
    /// Cells that the rule does not explain.
    public let unexplained: [GridChange.Cell]

    /// How many cells the rule explains, those that rounding accounts for included.
    public var explained: Int { exact + nearby.count }

    /// Fewer cells than this are no pattern.
    private static let fewestCells = 4
    /// From how many cells a rule is looked for; the rest then is held against it.
    private static let mostSamples = 2000

    /// Looks for the rule.
    ///
    /// - Parameters:
    ///   - cells: the cells of both schedules.
    ///   - evenNone: whether no raise at all is an explanation, as it is of steps that were only numbered anew.
    init?(explaining cells: [GridChange.Cell], evenNone: Bool = false) {
        let pairs = cells.filter { $0.old != nil && $0.new != nil }
        guard pairs.count >= Self.fewestCells, evenNone || pairs.contains(where: { $0.old != $0.new }) else {
            return nil
        }
        let stride = (pairs.count + Self.mostSamples - 1) / Self.mostSamples
        let samples = stride == 1 ? pairs : pairs.indices.filter { $0 % stride == 0 }.map { pairs[$0] }
        let rules = RaiseRule.candidates(for: samples, evenNone: evenNone)
        let best = rules.map { UniformRaise($0, samples) }.max { one, other in
            (one.exact, one.nearby.count, other.rule.oddity) < (
                other.exact, other.nearby.count, one.rule.oddity
            )
        }
        guard let rule = best?.rule else { return nil }
        let found = UniformRaise(rule, pairs)
        // Three cells in five: with fewer, a rule would be a guess.
        guard 5 * found.explained >= 3 * pairs.count else { return nil }
        self = found
    }

    private init(_ rule: RaiseRule, _ cells: [GridChange.Cell]) {
        var exact = 0
        var nearby: [GridChange.Cell] = []
        var unexplained: [GridChange.Cell] = []
        var off: [GridChange.Cell] = []
        for cell in cells {
            guard let old = cell.old, let new = cell.new else { continue }
            let expected = rule.expected(for: old)
            if new == expected {
                exact += 1
                continue
            }
            off.append(cell)
            let isOneUnit = (new.cents - expected.cents).magnitude == rule.unit.cents.magnitude
            if isOneUnit, rule.allows(unrounded: old, to: new) {
                nearby.append(cell)
            } else {
                unexplained.append(cell)
            }
        }
        // Rounding for print shifts one cell in four or so by a unit. Where only single cells are off, each is more likely
        // an error than the one trace of rounding.
        let isRounding = nearby.count >= 3 && 8 * nearby.count >= cells.count
        self.rule = rule
        compared = cells.count
        self.exact = exact
        self.nearby = isRounding ? nearby : []
        self.unexplained = isRounding ? unexplained : off
    }
}

extension RaiseRule {
    /// Rules that the cells make likely: around the middle difference and the middle rate.
    fileprivate static func candidates(for cells: [GridChange.Cell], evenNone: Bool) -> [RaiseRule] {
        let differences = cells.compactMap { $0.difference?.cents }.sorted()
        var rules: [RaiseRule] = [.amount(Money(cents: differences[differences.count / 2]))]
        if evenNone { rules.append(.amount(Money(cents: 0))) }
        let rates = cells.compactMap { $0.percent?.basisPoints }.sorted()
        // Beyond tenfold it is no raise, and the arithmetic would need wider numbers.
        guard !rates.isEmpty, rates[rates.count / 2].magnitude < widest else { return rules }
        let hasCents = cells.contains { ($0.old?.cents ?? 0) % 100 != 0 || ($0.new?.cents ?? 0) % 100 != 0 }
        let units: [Int64] = hasCents ? [1, 100] : [100, 500, 1_000, 2_500, 5_000, 10_000]
        for rate in around(rates[rates.count / 2], by: 5) {
            for unit in units {
                rules += Direction.allCases.map {
                    .percent(Percent(basisPoints: rate), roundedTo: Money(cents: unit), $0)
                }
            }
        }
        return rules + mixed(cells, roundedTo: Money(cents: units[0]))
    }

    /// A rate and a flat amount: what the lower and the upper amounts gained, put in a line.
    private static func mixed(_ cells: [GridChange.Cell], roundedTo unit: Money) -> [RaiseRule] {
        let pairs = cells.compactMap { cell in
            cell.old.flatMap { old in cell.difference.map { (old: old.cents, gain: $0.cents) } }
        }.sorted { ($0.old, $0.gain) < ($1.old, $1.gain) }
        let (low, high) = (pairs[pairs.count / 6], pairs[pairs.count - 1 - pairs.count / 6])
        let (gain, overflow) = (high.gain - low.gain).multipliedReportingOverflow(by: 10_000)
        guard high.old > low.old, !overflow else { return [] }
        let rate = gain / (high.old - low.old)
        guard rate.magnitude < widest else { return [] }
        return around(rate, by: 3).compactMap { rate in
            let plain = RaiseRule.percent(Percent(basisPoints: rate), roundedTo: unit)
            let rests = pairs.map { $0.old + $0.gain - plain.expected(for: Money(cents: $0.old)).cents }
            let rest = rests.sorted()[rests.count / 2]
            guard rest != 0, rest % 100 == 0 else { return nil }
            return .percent(Percent(basisPoints: rate), roundedTo: unit, plus: Money(cents: rest))
        }
    }

    private static let widest: Int64 = 100_000

    private static func around(_ rate: Int64, by reach: Int64) -> [Int64] {
        ((rate - reach)...(rate + reach)).filter { $0 != 0 }
    }

    /// How odd a rule is: of two that explain as much, people chose the rounder.
    fileprivate var oddity: Int64 {
        guard let percent else { return 0 }
        let points = percent.basisPoints
        let rate: Int64 = points % 25 == 0 ? 1 : (points % 10 == 0 ? 2 : 3)
        let amount: Int64 = amount == nil ? 0 : 10
        let direction: Int64 = direction == .nearest ? 0 : 1
        return ((amount + rate) * 10 + direction) * 100_000 + unit.cents
    }
}
