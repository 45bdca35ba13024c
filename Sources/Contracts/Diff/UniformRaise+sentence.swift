extension UniformRaise {
    /// `+3.5 % explains 81 of 81 cells (60 to the dollar from the printed figures, 21 off by the $1 that rounding from
    /// unrounded figures allows)`, with a point, or with what announces the cells that it does not explain.
    public var sentence: String {
        var sentence = "\(rule.name) explains \(explained) of \(compared) cells"
        if !nearby.isEmpty {
            sentence +=
                " (\(exact) \(rule.unitName) from the printed figures, \(nearby.count) off by the \(rule.unit) "
                + "that rounding from unrounded figures allows)"
        } else if rule.percent != nil {
            sentence += ", \(exact == compared ? "each" : "these") \(rule.unitName)"
        }
        switch unexplained.count {
        case 0: return sentence + "."
        case 1: return sentence + "; this 1 does not fit:"
        default: return sentence + "; these \(unexplained.count) do not fit:"
        }
    }
}

extension RaiseRule {
    /// `+3.5 %`, `+3 % rounded up to the dollar`, `+$1,500 in every cell`, `+2 % and $500`, `no raise`.
    public var name: String {
        guard let percent else {
            let cents = amount?.cents ?? 0
            return cents == 0 ? "no raise" : "\(signed(Money(cents: cents))) in every cell"
        }
        var name = percent.signedBrief
        if let amount { name += amount.cents < 0 ? " less \(Money(cents: -amount.cents))" : " and \(amount)" }
        switch direction {
        case .nearest where unit.cents <= 100: return name
        case .nearest: return name + " rounded to the nearest \(unit)"
        case .up: return name + " rounded up to the \(unit.cents == 100 ? "dollar" : "\(unit)")"
        case .down: return name + " rounded down to the \(unit.cents == 100 ? "dollar" : "\(unit)")"
        }
    }

    fileprivate var unitName: String {
        switch unit.cents {
        case 1: "to the cent"
        case 100: "to the dollar"
        default: "to the \(unit)"
        }
    }
}

extension Percent {
    /// `+3.5 %`, `-0.25 %`, `+3 %`: as people write a raise.
    var signedBrief: String { (basisPoints < 0 ? "" : "+") + brief }

    /// `3.5 %`, `3 %`.
    var brief: String {
        let size = basisPoints.magnitude
        let (whole, rest) = size.quotientAndRemainder(dividingBy: 100)
        let fraction =
            rest == 0 ? "" : (rest % 10 == 0 ? ".\(rest / 10)" : (rest < 10 ? ".0\(rest)" : ".\(rest)"))
        return "\(basisPoints < 0 ? "-" : "")\(whole)\(fraction) %"
    }
}
