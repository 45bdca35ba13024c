internal import CivilTime

extension CostEstimate {
    /// Prices a proposal.
    ///
    /// - Parameters:
    ///   - contract: the contract in force.
    ///   - proposal: the sections that it would change, or a whole contract.
    ///   - scattergram: the posts, by the steps and lanes of the contract's schedule.
    ///   - snapshot: the scattergram's file.
    ///   - assumptions: what else the price rests on.
    ///   - file: the assumptions' file, where there is one.
    /// - Throws: `unplaced` for a proposal that does not fit the contract; `malformed` for posts, lanes, ids and schedules
    ///   that do not fit each other, each with its line and how to mend it.
    public init(
        contract: ContractVersion,
        proposal: ContractVersion,
        scattergram: Scattergram,
        snapshot: Source,
        assumptions: CostAssumptions = CostAssumptions(),
        file: Source? = nil
    ) throws(ContractError) {
        let under = try contract.document.applying(proposal.document)
        let pricing = try Pricing(contract.document, under, scattergram, assumptions)
        self.contract = Source(name: contract.name, sha256: contract.sha256)
        self.proposal = Source(name: proposal.name, sha256: proposal.sha256)
        self.snapshot = snapshot
        self.assumptions = file
        posts = scattergram.posts
        products = pricing.products
        var years: [Year] = []
        for index in pricing.years.indices { years.append(try pricing.year(index)) }
        self.years = years
        (compoundedInForce, compoundedProposed) = pricing.compounded
        hourly = pricing.hourly
        hourlyRates = pricing.hourlyRates
        floor = assumptions.funding.map(FundingFloor.init)
        unpriced = pricing.unpriced
        notes = pricing.notes
    }
}

/// The parts of a price before they are put together.
private struct Pricing {
    let contract: ContractDocument
    let under: ContractDocument
    let assumptions: CostAssumptions
    let years: [CostYear]
    let base: SalaryGrid
    let paths: (inForce: SalaryPath, proposed: SalaryPath)
    /// Who stands where: at the start, and in each year with steps alone and with lanes too; on the contract's schedule
    /// and on the proposal's.
    let staff: (contract: Roster, proposed: Roster)
    let items: (inForce: ItemPricer, proposed: ItemPricer)
    let products: [CostEstimate.Product]

    init(
        _ contract: ContractDocument,
        _ under: ContractDocument,
        _ scattergram: Scattergram,
        _ assumptions: CostAssumptions
    ) throws(ContractError) {
        (self.contract, self.under, self.assumptions) = (contract, under, assumptions)
        let schedules = try Self.schedules(contract, under, assumptions)
        let inForce = try SalaryPath(contract, schedules: schedules, isProposed: false)
        let own = try SalaryPath(under, schedules: schedules, isProposed: true)
        let proposed = inForce.followed(by: own)
        paths = (inForce, proposed)
        let first: CivilDate
        if let stated = assumptions.firstYear {
            first = stated
        } else {
            first = try Self.firstYear(inForce, own, assumptions)
        }
        years = try CostYear.years(
            from: first,
            assumptions,
            changes: proposed.changes + inForce.changes + [contract, under].flatMap(Self.changes)
        )
        guard let base = inForce.phase(on: first.adding(days: -1))?.grid, let next = own.phases.first?.grid
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
        staff = (
            try Roster(start, on: base, years, assumptions),
            try Roster(placed, on: next, years, assumptions, lanes: alignment.newNames(base, next))
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
        let minutes = WorkingTime(contract, assumptions)?.minutes
        let minuteRate = minutes.map { (start.pay(on: base), Int128(start.total) * Int128($0)) }
        items = (
            ItemPricer(contract, assumptions, minuteRate: minuteRate),
            ItemPricer(under, assumptions, minuteRate: minuteRate)
        )
        try refuseUnknownCounts()
    }

    /// The posts of the years on one schedule.
    struct Roster {
        let start: Staffing
        let stepped: [Staffing]
        let moved: [Staffing]

        init(
            _ start: Staffing,
            on grid: SalaryGrid,
            _ years: [CostYear],
            _ assumptions: CostAssumptions,
            lanes: [String: String] = [:]
        ) throws(ContractError) {
            self.start = start
            let moves = assumptions.laneMoves.map { move in
                CostAssumptions.LaneMove(
                    from: lanes[move.from] ?? move.from,
                    to: lanes[move.to] ?? move.to,
                    posts: move.posts,
                    step: move.step,
                    line: move.line
                )
            }
            var (stepped, moved): ([Staffing], [Staffing]) = ([], [])
            var (one, both) = (start, start)
            for (index, year) in years.enumerated() {
                let isPlaced = index == 0 && assumptions.placement == .firstYear
                if !isPlaced, assumptions.movement(index) == .full {
                    (one, both) = (one.movedUp(on: grid), both.movedUp(on: grid))
                }
                if !isPlaced {
                    both = try both.movedAcross(moves, on: grid, named: assumptions.name, in: year)
                }
                stepped.append(one)
                moved.append(both)
            }
            (self.stepped, self.moved) = (stepped, moved)
        }
    }
}

extension Pricing {
    func year(_ index: Int) throws(ContractError) -> CostEstimate.Year {
        let year = years[index]
        let inForce = salaries(paths.inForce, index)
        let proposed = salaries(paths.proposed, index)
        var lines = zip(inForce, proposed).map { one, other in
            CostLine(kind: one.kind, name: one.name, term: nil, inForce: one.amount, proposed: other.amount)
        }
        lines += lumps(year, index) + itemLines(year)
        lines += assumptions.rollUps.map { rate in
            let followed = lines.filter { rate.base == .pay || $0.kind.isSalary || $0.kind == .offSchedule }
            func share(_ amount: (CostLine) -> Money) -> Money {
                let pay = followed.reduce(Int128(0)) { $0 + Int128(amount($1).cents) }
                return Money(cents: rounded(pay * Int128(rate.rate.basisPoints), over: 10_000))
            }
            return CostLine(
                kind: .rollUp,
                name: "\(rate.name) \(rate.rate.brief) of \(rate.base.rawValue)",
                term: nil,
                inForce: share(\.inForce),
                proposed: share(\.proposed)
            )
        }
        return CostEstimate.Year(
            year: year,
            lines: lines,
            inForce: pace(paths.inForce, index),
            proposed: pace(paths.proposed, index)
        )
    }

    /// The salaries of one side: running sums of exact pay, each rounded once; the lines are their differences.
    private func salaries(_ path: SalaryPath, _ index: Int) -> [(
        kind: CostLine.Kind, name: String, amount: Money
    )] {
        let year = years[index]
        func pay(_ posts: (Roster) -> Staffing) -> Int64 {
            let sum = path.phases(in: year).reduce(Int128(0)) { sum, part in
                sum + Int128(part.parts) * posts(roster(part.phase)).pay(on: part.phase.grid)
            }
            return rounded(sum, over: 1000 * Int128(year.whole))
        }
        let start = rounded(staff.contract.start.pay(on: base), over: 1000)
        let sums = [start, pay(\.start), pay { $0.stepped[index] }, pay { $0.moved[index] }]
        return [
            (.base, "Scattergram at the amounts before \(years[0].name)", Money(cents: sums[0])),
            (.schedule, "Schedule improvement", Money(cents: sums[1] - sums[0])),
            (.step, "Step movement", Money(cents: sums[2] - sums[1])),
            (.lane, "Lane movement", Money(cents: sums[3] - sums[2])),
        ]
    }

    private func roster(_ phase: SalaryPath.Phase) -> Roster {
        phase.isProposed ? staff.proposed : staff.contract
    }

    private func lumps(_ year: CostYear, _ index: Int) -> [CostLine] {
        func amounts(_ path: SalaryPath) -> [String: Int64] {
            var sums: [String: Int128] = [:]
            for lump in path.lumps where year.first <= lump.on && lump.on < year.end {
                guard let phase = path.phase(on: lump.on) else { continue }
                let rule = lump.rounding.rule(lump.raise)
                let paid = SalaryGrid(
                    steps: phase.grid.steps,
                    lanes: phase.grid.lanes,
                    amounts: phase.grid.amounts.map { row in
                        row.map { amount in
                            amount.map { Money(cents: rule.expected(for: $0).cents - $0.cents) }
                        }
                    }
                )
                sums[lump.term, default: 0] += roster(phase).moved[index].pay(on: paid)
            }
            return sums.mapValues { rounded($0, over: 1000) }
        }
        let (old, new) = (amounts(paths.inForce), amounts(paths.proposed))
        return Set(old.keys).union(new.keys).sorted().map { term in
            CostLine(
                kind: .offSchedule,
                name: "Paid beside the schedule",
                term: term,
                inForce: Money(cents: old[term] ?? 0),
                proposed: Money(cents: new[term] ?? 0)
            )
        }
    }

    private func itemLines(_ year: CostYear) -> [CostLine] {
        struct Key: Hashable {
            let term: String
            let kind: CostLine.Kind
        }
        let olds = Dictionary(items.inForce.items.map { (Key(term: $0.term, kind: $0.kind), $0) }) {
            first,
            _ in first
        }
        let news = Dictionary(items.proposed.items.map { (Key(term: $0.term, kind: $0.kind), $0) }) {
            first,
            _ in first
        }
        let keys = items.proposed.items.map { Key(term: $0.term, kind: $0.kind) }
        let gone = items.inForce.items.map { Key(term: $0.term, kind: $0.kind) }.filter { news[$0] == nil }
        func cost(_ item: PricedItem, before next: CivilDate? = nil) -> (Int128, Int128) {
            (
                item.cost.numerator * Int128(item.parts(of: year, before: next)),
                item.cost.denominator * Int128(year.whole)
            )
        }
        let lines = (keys + gone).map { key in
            let (old, new) = (olds[key], news[key])
            let inForce = old.map { cost($0) } ?? (0, 1)
            var proposed = new.map { cost($0) } ?? (0, 1)
            if let old, let new, let from = new.from, old.from != from {
                let before = cost(old, before: from)
                proposed = (before.0 * proposed.1 + proposed.0 * before.1, before.1 * proposed.1)
            }
            return CostLine(
                kind: key.kind,
                name: new?.name ?? old?.name ?? key.term,
                term: key.term,
                inForce: Money(cents: rounded(inForce.0, over: inForce.1)),
                proposed: Money(cents: rounded(proposed.0, over: proposed.1))
            )
        }
        let order = CostLine.Kind.allCases
        return lines.enumerated().sorted {
            (order.firstIndex(of: $0.element.kind) ?? 0, $0.offset) < (
                order.firstIndex(of: $1.element.kind) ?? 0, $1.offset
            )
        }.map(\.element)
    }

    private func pace(_ path: SalaryPath, _ index: Int) -> CostEstimate.SchedulePace {
        let year = years[index]
        func pay(_ phase: SalaryPath.Phase?) -> Int128 {
            phase.map { roster($0).moved[index].pay(on: $0.grid) } ?? 0
        }
        let parts = path.phases(in: year)
        let before = pay(path.phase(on: year.first.adding(days: -1)))
        let last = pay(parts.last?.phase)
        let paid = parts.reduce(Int128(0)) { $0 + Int128($1.parts) * pay($1.phase) }
        let whole = Int128(year.whole)
        return CostEstimate.SchedulePace(
            fullYear: share(paid - whole * before, of: whole * before),
            exit: share(last - before, of: before),
            carriedOver: Money(cents: rounded(whole * last - paid, over: 1000 * whole)),
            changes: parts.filter { year.first <= $0.phase.from && $0.phase.from < year.end }.map {
                "\($0.phase.from), \($0.parts) of \(year.whole) \(year.proration.rawValue)"
            }
        )
    }

    private func share(_ part: Int128, of whole: Int128) -> Percent {
        Percent(basisPoints: whole > 0 ? rounded(10_000 * part, over: whole) : 0)
    }

    /// The raise of all years, on the posts of the last.
    var compounded: (Percent, Percent) {
        func raise(_ path: SalaryPath) -> Percent {
            guard let index = years.indices.last, let last = path.phase(on: years[index].end.adding(days: -1))
            else {
                return Percent(basisPoints: 0)
            }
            let before = staff.contract.moved[index].pay(on: base)
            return share(roster(last).moved[index].pay(on: last.grid) - before, of: before)
        }
        return (raise(paths.inForce), raise(paths.proposed))
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
        document.terms.filter {
            switch $0.value {
            case .stipend, .leaderRole: true
            default: false
            }
        }.flatMap { [$0.effective, $0.until?.adding(days: 1)].compactMap(\.self) }
    }

    private func refuseUnknownCounts() throws(ContractError) {
        let known = Set((contract.terms + under.terms).map(\.id))
        for id in assumptions.counts.keys.sorted() where !known.contains(id) {
            throw ContractError(
                .malformed,
                in: assumptions.name,
                line: assumptions.lines["counts \(id)"] ?? 1,
                harmless(
                    "counts: no text has a term '\(shortened(id))'; it has \(known.sorted().prefix(40).joined(separator: ", "))."
                )
            )
        }
    }
}

extension Pricing {
    /// The effect on the average teacher, at the average salary of the year before.
    var hourly: HourlyEffect? {
        guard staff.contract.start.total > 0 else { return nil }
        let average = rounded(staff.contract.start.pay(on: base), over: Int128(staff.contract.start.total))
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
        for (index, year) in years.enumerated() where assumptions.movement(index) == .none {
            notes.append("Nobody goes a step up in \(year.name).")
        }
        notes.append(
            "Order of the lines: the schedule first, on the posts where they stood; steps and lanes at the new amounts."
        )
        return notes
    }
}
