/// By what the amounts of a schedule were raised: by a rate, rounded, by a flat amount, or by both.
public struct RaiseRule: Hashable, Sendable {
    /// Which way a raised amount is rounded.
    public enum Direction: String, CaseIterable, Sendable {
        /// To the nearest unit, half a unit up.
        case nearest
        /// Up to the next unit.
        case up
        /// Down to the unit.
        case down
    }

    /// The rate; nil for a flat amount alone.
    public let percent: Percent?
    /// What is added after the rate, everywhere the same; nil where nothing is.
    public let amount: Money?
    /// The unit to which what the rate gives is rounded.
    public let unit: Money
    /// Which way.
    public let direction: Direction

    /// A rate, what it gives being rounded, and what is added then.
    public static func percent(
        _ percent: Percent,
        roundedTo unit: Money,
        _ direction: Direction = .nearest,
        plus amount: Money? = nil
    ) -> RaiseRule {
        RaiseRule(percent: percent, amount: amount, unit: unit, direction: direction)
    }

    /// The same amount everywhere.
    public static func amount(_ amount: Money) -> RaiseRule {
        RaiseRule(percent: nil, amount: amount, unit: Money(cents: 1), direction: .nearest)
    }

    /// What the rule makes of an amount, rounding included.
    public func expected(for old: Money) -> Money {
        var cents = old.cents
        if let percent {
            let scale = 10_000 * unit.cents
            let raised = cents * (10_000 + percent.basisPoints)
            let units =
                switch direction {
                case .nearest: floored(2 * raised + scale, by: 2 * scale)
                case .up: -floored(-raised, by: scale)
                case .down: floored(raised, by: scale)
                }
            cents = units * unit.cents
        }
        return Money(cents: cents + (amount?.cents ?? 0))
    }

    /// Whether an amount that was rounded to `old` only for print can give `new`: the raise was reckoned on the amount
    /// before it was rounded, and rounded then.
    func allows(unrounded old: Money, to new: Money) -> Bool {
        guard let percent, 10_000 + percent.basisPoints > 0 else { return false }
        let (below, above) = reach
        let target = new.cents - (amount?.cents ?? 0)
        let (low, high) = (
            (2 * old.cents - below) * (10_000 + percent.basisPoints),
            (2 * old.cents + above) * (10_000 + percent.basisPoints)
        )
        return low < (2 * target + above) * 10_000 && (2 * target - below) * 10_000 < high
    }

    /// How far below and above a rounded amount lies what was rounded to it, in half cents.
    private var reach: (below: Int64, above: Int64) {
        switch direction {
        case .nearest: (unit.cents, unit.cents)
        case .up: (2 * unit.cents, 0)
        case .down: (0, 2 * unit.cents)
        }
    }
}

/// The quotient rounded down, also below nothing.
func floored(_ value: Int64, by divisor: Int64) -> Int64 {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
}
