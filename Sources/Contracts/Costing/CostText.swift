internal import CivilTime

extension CostEstimate {
    /// The price for people: which files, each year line by line, then hours, funding, what is not priced and what it
    /// rests on.
    ///
    /// - Parameter products: whether every place of the scattergram is listed with its product.
    /// - Returns: lines of text, without anything that could steer a terminal.
    public func text(products: Bool = false) -> String {
        var lines = pins
        if products { lines += [""] + productLines }
        for year in years { lines += [""] + year.lines(rates: true) }
        lines += [""] + yearsTogether
        if let hourly { lines += ["", "HOUR OF THE AVERAGE TEACHER"] + hourly.lines(hourlyRates) }
        if let floor { lines += [""] + floor.lines }
        if !unpriced.isEmpty { lines += ["", "NOT PRICED"] + unpriced.map { "  \($0)" } }
        lines += ["", "RESTS ON"] + notes.map { "  \($0)" }
        return lines.map(harmless).joined(separator: "\n") + "\n"
    }

    private var pins: [String] {
        [("contract", contract), ("proposal", proposal), ("snapshot", snapshot)].map(pin)
            + (assumptions.map { [pin("assumptions", $0)] } ?? []) + ["posts        \(posts)"]
    }

    private func pin(_ what: String, _ source: Source) -> String {
        let name = what + String(repeating: " ", count: max(1, 13 - what.count)) + source.name
        return name + (source.sha256.map { ", SHA-256 \($0)" } ?? "")
    }

    private var productLines: [String] {
        var rows = [["step", "lane", "posts", "amount", "product"]]
        rows += products.map {
            [$0.step, $0.lane, $0.posts.description, $0.amount.ledger, $0.product.ledger]
        }
        let lanes = products.reduce(into: [String]()) { if !$0.contains($1.lane) { $0.append($1.lane) } }
        for lane in lanes + [""] {
            let within = products.filter { lane.isEmpty || $0.lane == lane }
            let count = Thousandths(within.reduce(0) { $0 + $1.posts.count })
            // Products are rounded for print; their sum is not that of the rounded ones.
            let exact = within.reduce(Int128(0)) { $0 + Int128($1.posts.count) * Int128($1.amount.cents) }
            let sum = Money(cents: rounded(exact, over: 1000))
            rows.append(["all", lane, count.description, "", sum.ledger])
        }
        return columns(rows, texts: 2)
    }

    private var yearsTogether: [String] {
        let sums = years.map { $0.sum().difference.cents }
        let each = years.map { "\($0.year.name) \(signed($0.sum().difference))" }.joined(separator: ", ")
        return [
            "The proposal adds \(signed(Money(cents: sums.reduce(0, +)))) in all: \(each).",
            "The schedule's raises compound to \(compoundedProposed.signedBrief) under the proposal, and to "
                + "\(compoundedInForce.signedBrief) under the contract in force.",
        ]
    }
}

extension CostEstimate.Year {
    fileprivate func lines(rates: Bool) -> [String] {
        let title = "\(year.name) (\(year.first) to \(year.end.adding(days: -1)))"
        var rows = [[title, "in force", "proposed", "difference"]]
        func add(_ name: String, _ sum: CostLine.Sum) {
            rows.append(["  = \(name)", sum.inForce.ledger, sum.proposed.ledger, sum.difference.ledger])
        }
        func add(_ lines: [CostLine]) {
            rows += lines.map {
                ["  \($0.name)", $0.inForce.ledger, $0.proposed.ledger, $0.difference.ledger]
            }
        }
        let others = lines.filter { !$0.kind.isSalary && $0.kind != .rollUp }
        let rollUps = lines.filter { $0.kind == .rollUp }
        add(lines.filter(\.kind.isSalary))
        add("salaries", sum(\.isSalary))
        add(others)
        if !others.isEmpty, !rollUps.isEmpty { add("pay", sum { $0 != .rollUp }) }
        add(rollUps)
        if !others.isEmpty || !rollUps.isEmpty { add("all", sum()) }
        return columns(rows, texts: 1) + [inForce.line("In force"), proposed.line("Proposed")]
    }
}

extension CostEstimate.SchedulePace {
    fileprivate func line(_ side: String) -> String {
        var line =
            "  \(side): schedule \(fullYear.signedBrief) over the full year, exit rate \(exit.signedBrief)"
        if carriedOver.cents != 0 { line += ", \(signed(carriedOver)) carried over into the next year" }
        if !changes.isEmpty { line += "; from \(changes.joined(separator: "; from "))" }
        return line + "."
    }
}

extension HourlyEffect {
    /// What the added time does to an hour's pay, for people.
    ///
    /// - Parameter rates: rates at which the added time may be paid, with what they are called.
    /// - Returns: lines of text.
    public func lines(_ rates: [CostEstimate.HourlyRate] = []) -> [String] {
        let start = "  \(salary) a year for \(Self.hours(before.minutes)) h"
        guard addedMinutes != 0 else { return ["\(start): \(rateBefore) an hour. The time is not changed."] }
        let change = change.map { " (\($0.signedTenths))" } ?? ""
        let verb = addedMinutes > 0 ? "added" : "less"
        var lines = [
            "\(start): \(rateBefore) an hour.",
            "  \(Self.hours(Int64(addedMinutes.magnitude))) h \(verb) a year, "
                + (added.cents == 0 ? "unpaid" : "for \(added)\(addedRate.map { " (\($0) an hour)" } ?? "")")
                + ": \(rateBefore) → \(rateAfter) an hour\(change).",
        ]
        guard addedMinutes > 0 else { return lines }
        for rate in rates {
            lines.append(
                "  At \(rate.rate) an hour (\(rate.term)) the added time costs \(cost(at: rate.rate)) a teacher."
            )
        }
        lines.append(
            "  Holding the rate of an hour costs \(holdingTheRate.wholeDollars) a teacher (\(holdingTheRate))."
        )
        return lines
    }

    /// Minutes as hours, to the hundredth: `1,189.5`.
    private static func hours(_ minutes: Int64) -> String {
        Thousandths(rounded(Int128(minutes) * 100, over: 60) * 10).description
    }
}

extension FundingFloor {
    /// The funding held against its floor, for people.
    fileprivate var lines: [String] {
        [
            "FUNDING",
            "  Floor: \(funding.share.brief) of \(funding.districtAverage) for \(funding.pupils) pupils is \(floor).",
            "  The zone is given \(funding.zoneFunding)\(perPupil.map { " (\($0) a pupil)" } ?? ""): "
                + (isKept ? "\(room) above the floor." : "\(Money(cents: -room.cents)) BELOW THE FLOOR."),
        ]
    }
}

extension CostEstimate {
    /// The lines of all years as comma-separated values; nothing in them is taken for a formula by a spreadsheet.
    public var csv: String {
        var rows = [["year", "kind", "name", "term", "in_force", "proposed", "difference"]]
        for year in years {
            rows += year.lines.map {
                [
                    year.year.name, $0.kind.rawValue, $0.name, $0.term ?? "", $0.inForce.plain,
                    $0.proposed.plain,
                    $0.difference.plain,
                ]
            }
            let sum = year.sum()
            rows.append([
                year.year.name, "total", "All", "", sum.inForce.plain, sum.proposed.plain,
                sum.difference.plain,
            ])
        }
        for (what, source) in [("contract", contract), ("proposal", proposal), ("snapshot", snapshot)] {
            rows.append(["", what, source.name, source.sha256 ?? "", "", "", ""])
        }
        if let assumptions {
            rows.append(["", "assumptions", assumptions.name, assumptions.sha256 ?? "", "", "", ""])
        }
        return rows.map { commaLine($0.map(harmless)) + "\n" }.joined()
    }
}

extension Money {
    /// `1,234,567.00`, as a column of figures has it.
    fileprivate var ledger: String {
        let size = cents.magnitude
        return (cents < 0 ? "-" : "") + grouped(size / 100) + ".\(size % 100 < 10 ? "0" : "")\(size % 100)"
    }

    /// `1234567.00`, as a program has it.
    fileprivate var plain: String { ledger.replacing(",", with: "") }

    /// `$6,154`, half a dollar up.
    fileprivate var wholeDollars: String { Money(cents: rounded(Int128(cents), over: 100) * 100).description }
}

extension Percent {
    /// `-9.3 %`, to the tenth.
    fileprivate var signedTenths: String {
        let tenths = rounded(Int128(basisPoints.magnitude), over: 10)
        return "\(basisPoints < 0 ? "-" : "+")\(tenths / 10).\(tenths % 10) %"
    }
}

/// Rows in columns: the first ones words, left; the others figures, right.
private func columns(_ rows: [[String]], texts: Int) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
        let cells = row.enumerated().map { column, cell in
            let space = String(repeating: " ", count: widths[column] - cell.count)
            return column < texts ? cell + space : space + cell
        }
        let line = cells.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}
