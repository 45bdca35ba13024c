/// A schedule's change as lines: what explains it, what does not fit, then every cell that changed, or, in brief, those that
/// nothing explains.
struct GridText {
    private(set) var lines: [RedlineLine] = []

    init(_ grid: GridChange, isBrief: Bool = false) {
        addNames("steps added", grid.addedSteps, .inserted)
        addNames("steps dropped", grid.droppedSteps, .deleted)
        addNames("lanes added", grid.addedLanes, .inserted)
        addNames("lanes dropped", grid.droppedLanes, .deleted)
        if let raise = grid.raise { add(raise) }
        addCells(grid, isBrief: isBrief)
    }

    private mutating func addNames(_ what: String, _ names: [String], _ meaning: RedlineLine.Meaning) {
        guard !names.isEmpty else { return }
        var line = RedlineLine(indent: 2, hanging: 2)
        line.append("\(what): ")
        line.append(names.joined(separator: "; "), meaning)
        lines.append(line)
    }

    private mutating func add(_ raise: UniformRaise) {
        lines.append(RedlineLine(raise.sentence, raise.unexplained.isEmpty ? .plain : .warning, indent: 2))
        for cell in raise.unexplained {
            guard let old = cell.old, let new = cell.new else { continue }
            let expected = raise.rule.expected(for: old)
            let off = signed(Money(cents: new.cents - expected.cents))
            lines.append(
                RedlineLine(
                    "\(cell.name): \(new), where the rule gives \(expected) (\(off))",
                    .warning,
                    indent: 4
                )
            )
        }
    }

    private mutating func addCells(_ grid: GridChange, isBrief: Bool) {
        let changed = grid.cells.filter { $0.old != $0.new }
        let open = Set(grid.raise?.unexplained ?? [])
        let listed =
            isBrief && grid.raise != nil
            ? changed.filter { $0.old == nil || $0.new == nil || open.contains($0) } : changed
        var count = "\(changed.count) of \(grid.cells.count) cells changed"
        if listed.count < changed.count {
            count += ", \(changed.count - listed.count) of them as that raise has it (--all lists them)"
        }
        lines.append(RedlineLine(count + (listed.isEmpty ? "." : ":"), indent: 2))
        for cell in listed {
            var line = RedlineLine(indent: 4, hanging: 2)
            line.append("\(cell.name): ")
            if let old = cell.old { line.append("\(old)", .deleted) }
            if cell.old != nil, cell.new != nil { line.append(" ") }
            if let new = cell.new { line.append("\(new)", .inserted) }
            if let difference = cell.difference {
                line.append("  \(signed(difference))" + (cell.percent.map { ", \(signed($0))" } ?? ""))
            }
            lines.append(line)
        }
    }
}

extension GridChange.Cell {
    var name: String { "step \(step), lane \(lane)" }
}

extension UniformRaise {
    /// `+3.50% rounded to the nearest $1 explains 79 of 81 cells; these 2 do not:`.
    var sentence: String {
        let ruleText =
            switch rule {
            case .amount(let amount): "\(signed(amount)) in every cell"
            case .percent(let percent, let unit): "\(signed(percent)) rounded to the nearest \(unit)"
            }
        var sentence = "\(ruleText) explains \(exact) of \(compared) cells"
        if !nearby.isEmpty, case .percent(_, let unit) = rule {
            sentence +=
                " exactly and \(nearby.count) within \(unit), as when raised from amounts not yet rounded"
        }
        switch unexplained.count {
        case 0: return sentence + "."
        case 1: return sentence + "; this 1 does not:"
        default: return sentence + "; these \(unexplained.count) do not:"
        }
    }
}
