/// A schedule's change as lines: what explains it, what does not fit, then every cell that changed, or, in brief, those that
/// nothing explains.
struct GridText {
    private(set) var lines: [RedlineLine] = []

    init(_ grid: GridChange, isBrief: Bool = false) {
        addNames("steps added", grid.addedSteps, .inserted)
        addNames("steps dropped", grid.droppedSteps, .deleted)
        addNames("lanes added", grid.addedLanes, .inserted)
        addNames("lanes dropped", grid.droppedLanes, .deleted)
        addRenamings(grid)
        if let raise = grid.raise { add(raise, isBrief: isBrief) }
        addReadings(grid)
        addCells(grid, isBrief: isBrief)
    }

    private mutating func addNames(_ what: String, _ names: [String], _ meaning: RedlineLine.Meaning) {
        guard !names.isEmpty else { return }
        var line = RedlineLine(indent: 2, hanging: 2)
        line.append("\(what): ")
        line.append(names.joined(separator: "; "), meaning)
        lines.append(line)
    }

    private mutating func addRenamings(_ grid: GridChange) {
        for (what, list) in [
            (grid.isRenumbered ? "steps renumbered" : "steps renamed", grid.renamedSteps),
            ("lanes renamed", grid.renamedLanes),
        ] where !list.isEmpty {
            let names = list.map { "\($0.old) is now \($0.new)" }.joined(separator: "; ")
            lines.append(RedlineLine("\(what): \(names)", indent: 2, hanging: 2))
        }
    }

    private mutating func add(_ raise: UniformRaise, isBrief: Bool) {
        lines.append(
            RedlineLine(raise.sentence, raise.unexplained.isEmpty ? .plain : .warning, indent: 2, hanging: 2)
        )
        for cell in raise.unexplained { add(cell, under: raise.rule, .warning) }
        guard !isBrief, !raise.nearby.isEmpty else { return }
        lines.append(RedlineLine("off by the \(raise.rule.unit) that rounding allows:", .quiet, indent: 2))
        for cell in raise.nearby { add(cell, under: raise.rule, .quiet) }
    }

    private mutating func add(
        _ cell: GridChange.Cell,
        under rule: RaiseRule,
        _ meaning: RedlineLine.Meaning
    ) {
        guard let old = cell.old, let new = cell.new else { return }
        let expected = rule.expected(for: old)
        let off = signed(Money(cents: new.cents - expected.cents))
        lines.append(
            RedlineLine("\(cell.name): \(new), where the rule gives \(expected) (\(off))", meaning, indent: 4)
        )
    }

    /// The two ways to read a schedule against its former self: the same place, and the same person a step further on.
    private mutating func addReadings(_ grid: GridChange) {
        guard !grid.isEqual else { return }
        if let range = grid.byName {
            let text =
                "By the steps' names alone, cells would change by \(range.text): the names mean other rows now."
            lines.append(RedlineLine(text, indent: 2, hanging: 2))
        }
        if let range = grid.oneStepOn {
            let text = "The same person, one step on: \(range.text)."
            lines.append(RedlineLine(text, indent: 2, hanging: 2))
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
    /// `step 3, lane M`, with what it was called where that changed.
    var name: String {
        guard new != nil || oldStep == nil || oldLane == nil else { return "step \(step), lane \(lane)" }
        let formerStep = oldStep.flatMap { $0 == step ? nil : " (was \($0))" } ?? ""
        let formerLane = oldLane.flatMap { $0 == lane ? nil : " (was \($0))" } ?? ""
        return "step \(step)\(formerStep), lane \(lane)\(formerLane)"
    }
}

extension GridChange.Range {
    /// `+3.81 % to +15.2 %`.
    fileprivate var text: String {
        least == greatest ? least.signedBrief : "\(least.signedBrief) to \(greatest.signedBrief)"
    }
}
