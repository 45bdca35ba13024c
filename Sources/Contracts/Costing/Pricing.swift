internal import CivilTime

/// The parts of a price before they are put together.
struct Pricing {
    let contract: ContractDocument
    let under: ContractDocument
    let assumptions: CostAssumptions
    let years: [CostYear]
    let base: SalaryGrid
    let paths: (inForce: SalaryPath, proposed: SalaryPath)
    /// Who stands where under the contract in force, on its schedule.
    let inForce: Roster
    /// Who stands where under the proposal: on the contract's schedule while that holds, and on the proposal's.
    let proposed: (before: Roster, after: Roster)
    let items: (inForce: ItemPricer, proposed: ItemPricer)
    let products: [CostEstimate.Product]

    init(
        _ contract: ContractDocument,
        _ under: ContractDocument,
        _ scattergram: Scattergram,
        _ assumptions: CostAssumptions,
        besides others: [ContractDocument]
    ) throws(ContractError) {
        (self.contract, self.under, self.assumptions) = (contract, under, assumptions)
        let schedules = try Self.schedules(contract, under, assumptions)
        let old = try SalaryPath(contract, schedules: schedules, isProposed: false)
        let own = try SalaryPath(under, schedules: schedules, isProposed: true)
        paths = (old, old.followed(by: own))
        let first: CivilDate
        if let stated = assumptions.firstYear {
            first = stated
        } else {
            first = try Self.firstYear(old, own, assumptions)
        }
        let changes = paths.proposed.changes + old.changes + [contract, under].flatMap(Self.changes)
        years = try CostYear.years(from: first, assumptions, changes: changes)
        guard let base = old.phase(on: first.adding(days: -1))?.grid, let next = own.phases.first?.grid
        else {
            throw ContractError(
                .malformed,
                in: under.name,
                line: 1,
                "The text has no salary schedule to price."
            )
        }
        self.base = base
        let alignment = GridChange.alignment(old: base, new: next)
        let start = try Staffing(scattergram, on: base)
        let placed = try start.placed(on: next, as: alignment, assumptions)
        let plans = (
            old: StepPlan(contract, assumptions, years), new: StepPlan(under, assumptions, years)
        )
        inForce = try Roster(start, on: base, plans.old, years, assumptions)
        proposed = (
            try Roster(start, on: base, plans.new, years, assumptions),
            try Roster(placed, on: next, plans.new, years, assumptions, lanes: alignment.newNames(base, next))
        )
        products = scattergram.cells.compactMap { cell in
            guard let row = base.steps.firstIndex(of: cell.step),
                let column = base.lanes.firstIndex(of: cell.lane),
                let amount = base.amounts[row][column]
            else { return nil }
            let product = rounded(Int128(cell.posts.count) * Int128(amount.cents), over: 1000)
            return .init(
                step: cell.step,
                lane: cell.lane,
                posts: cell.posts,
                amount: amount,
                product: Money(cents: product)
            )
        }
        let time = WorkingTime(contract, assumptions)
        func setting(_ own: WorkingTime?) -> ItemPricer.Setting {
            .init(
                assumptions: assumptions,
                posts: start.total,
                pay: start.pay(on: base),
                time: time,
                ownTime: own
            )
        }
        items = (
            ItemPricer(contract, setting(time)), ItemPricer(under, setting(WorkingTime(under, assumptions)))
        )
        try refuseUnknownCounts(besides: others)
    }
}

extension Pricing {
    /// The schedules that are priced: those named, or the only one there is.
    private static func schedules(
        _ contract: ContractDocument,
        _ under: ContractDocument,
        _ assumptions: CostAssumptions
    ) throws(ContractError) -> [String] {
        func ids(_ document: ContractDocument) -> [String] {
            document.terms.filter { $0.kind == .salaryGrid }.map(\.id)
        }
        let known = ids(contract) + ids(under).filter { !ids(contract).contains($0) }
        if let unknown = assumptions.schedules.first(where: { !known.contains($0) }) {
            throw ContractError(
                .malformed,
                in: assumptions.name,
                line: 1,
                harmless(
                    "There is no salary schedule '\(shortened(unknown))'; there is \(known.joined(separator: ", "))."
                )
            )
        }
        if !assumptions.schedules.isEmpty { return assumptions.schedules }
        guard known.count == 1 else {
            throw ContractError(
                .malformed,
                in: contract.name,
                line: 1,
                known.isEmpty
                    ? "The contract has no salary schedule; give it a term of the kind salary.grid."
                    : "There are several salary schedules; name the one of the scattergram in the assumptions, "
                        + "'schedule: \(known[0])' (there are \(known.joined(separator: ", ")))."
            )
        }
        return known
    }

    /// The day from which the proposal's schedule is another than the contract's.
    private static func firstYear(
        _ inForce: SalaryPath,
        _ own: SalaryPath,
        _ assumptions: CostAssumptions
    ) throws(ContractError) -> CivilDate {
        let days = Set(inForce.changes + own.changes).sorted()
        let day = days.first {
            inForce.phase(on: $0)?.grid != own.phase(on: $0)?.grid && own.changes.contains($0)
        }
        guard let day, day.day <= 28 else {
            throw ContractError(
                .malformed,
                in: assumptions.name,
                line: 1,
                "From when on to price is not clear; write the first day of the first year, such as 'first_year: 2026-07-01'."
            )
        }
        return day
    }

    /// The days on which terms beside the schedule begin and end.
    private static func changes(_ document: ContractDocument) -> [CivilDate] {
        document.terms.flatMap { term -> [CivilDate] in
            let ends = [term.effective, term.until?.adding(days: 1)].compactMap(\.self)
            switch term.value {
            case .stipend, .leaderRole, .longevity, .hourlyRate, .perDiem, .incentive, .extendedTime:
                return ends
            case .healthShare(let share), .retirementPickup(let share):
                return ends + share.shares.map(\.effective)
            case .stepMovement(let movement): return movement.years.compactMap(\.delayedTo)
            default: return []
            }
        }
    }

    private func refuseUnknownCounts(besides others: [ContractDocument]) throws(ContractError) {
        let known = Set(([contract, under] + others).flatMap(\.terms).map(\.id))
        let named =
            assumptions.counts.keys.map { ("counts", $0) }
            + assumptions.premiums.keys.map { ("premiums", $0) }
            + assumptions.contributions.keys.map { ("contributions", $0) }
        for (list, key) in named.sorted(by: { $0.1 < $1.1 }) where !known.contains(key) {
            // Bands of service are counted under the ladder's id and the years, longevity.15.
            let parts = key.split(separator: ".")
            if parts.count > 1, Int(parts[parts.count - 1]) != nil,
                known.contains(parts.dropLast().joined(separator: "."))
            {
                continue
            }
            throw ContractError(
                .malformed,
                in: assumptions.name,
                line: assumptions.lines["\(list) \(key)"] ?? 1,
                harmless(
                    "\(list): no text has a term '\(shortened(key))'; it has "
                        + "\(known.sorted().prefix(40).joined(separator: ", "))."
                )
            )
        }
    }
}

extension Pricing {
    /// The effect on the average teacher, at the average salary of the year before.
    var hourly: HourlyEffect? {
        guard inForce.start.total > 0 else { return nil }
        let average = rounded(inForce.start.pay(on: base), over: Int128(inForce.start.total))
        return HourlyEffect(
            salary: Money(cents: average),
            contract: contract,
            under: under,
            assumptions
        )
    }

    var hourlyRates: [CostEstimate.HourlyRate] {
        CostEstimate.HourlyRate.all(in: under)
    }

    var unpriced: [String] {
        items.proposed.unpriced + items.inForce.unpriced.filter { !items.proposed.unpriced.contains($0) }
    }

    var notes: [String] {
        var notes = [
            assumptions.placement == .yearBefore
                ? "The scattergram is of the year before \(years[0].name)."
                : "The scattergram is of \(years[0].name), movement included.",
            "Nobody retires, leaves or is hired.",
            assumptions.laneMoves.isEmpty
                ? "Nobody changes lanes."
                : "Lanes change at the start of each year, after steps: "
                    + assumptions.laneMoves.map { "\($0.posts) posts \($0.from) to \($0.to)" }.joined(
                        separator: ", "
                    ) + ".",
        ]
        for (index, year) in years.enumerated() {
            let (old, new) = (inForce.years[index].words, proposed.after.years[index].words)
            if old == new, old == StepPlan.usual { continue }
            notes.append("Steps in \(year.name): \(old) in force, \(new) under the proposal.")
        }
        notes.append(
            "Order of the lines: the schedule first, on the posts where they stood; steps and lanes at the new amounts."
        )
        return notes
    }
}
