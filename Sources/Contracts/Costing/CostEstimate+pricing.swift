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
        _ assumptions: CostAssumptions
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
        try refuseUnknownCounts()
    }
}

extension Pricing {
    func year(_ index: Int) throws(ContractError) -> CostEstimate.Year {
        let year = years[index]
        let olds = salaries(paths.inForce, index, isProposed: false)
        let news = salaries(paths.proposed, index, isProposed: true)
        var lines = zip(olds, news).map { one, other in
            CostLine(kind: one.kind, name: one.name, term: nil, inForce: one.amount, proposed: other.amount)
        }
        let sums = (olds.reduce(0) { $0 + $1.amount.cents }, news.reduce(0) { $0 + $1.amount.cents })
        lines += lumps(year, index) + itemLines(year, salaries: sums)
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
            inForce: pace(paths.inForce, index, isProposed: false),
            proposed: pace(paths.proposed, index, isProposed: true)
        )
    }

    /// The salaries of one side: running sums of exact pay, each rounded once; the lines are their differences.
    private func salaries(
        _ path: SalaryPath,
        _ index: Int,
        isProposed: Bool
    ) -> [(kind: CostLine.Kind, name: String, amount: Money)] {
        let year = years[index]
        let delay = (isProposed ? proposed.after : inForce).years[index].delay
        func pay(_ posts: (Roster, CivilDate) -> Staffing) -> Int64 {
            let sum = path.phases(in: year, cut: delay).reduce(Int128(0)) { sum, part in
                let roster = roster(part.phase, isProposed)
                return sum + Int128(part.parts) * posts(roster, part.start).pay(on: part.phase.grid)
            }
            return rounded(sum, over: 1000 * Int128(year.whole))
        }
        let start = rounded(inForce.start.pay(on: base), over: 1000)
        let sums = [
            start, pay { roster, _ in roster.start }, pay { $0.years[index].stepped(on: $1) },
            pay { $0.years[index].moved(on: $1) },
        ]
        return [
            (.base, "Scattergram at the amounts before \(years[0].name)", Money(cents: sums[0])),
            (.schedule, "Schedule improvement", Money(cents: sums[1] - sums[0])),
            (.step, "Step movement", Money(cents: sums[2] - sums[1])),
            (.lane, "Lane movement", Money(cents: sums[3] - sums[2])),
        ]
    }

    private func roster(_ phase: SalaryPath.Phase, _ isProposed: Bool) -> Roster {
        phase.isProposed ? proposed.after : (isProposed ? proposed.before : inForce)
    }

    private func lumps(_ year: CostYear, _ index: Int) -> [CostLine] {
        func amounts(_ path: SalaryPath, _ isProposed: Bool) -> [String: Int64] {
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
                sums[lump.term, default: 0] += roster(phase, isProposed).years[index].moved(on: lump.on).pay(
                    on: paid
                )
            }
            return sums.mapValues { rounded($0, over: 1000) }
        }
        let (old, new) = (amounts(paths.inForce, false), amounts(paths.proposed, true))
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

    /// The lines of terms beside the schedule. Under the proposal its term is paid from its first day, the contract's of
    /// the same id until then.
    private func itemLines(_ year: CostYear, salaries: (inForce: Int64, proposed: Int64)) -> [CostLine] {
        let olds = Dictionary(grouping: items.inForce.items, by: \.key)
        let news = Dictionary(grouping: items.proposed.items, by: \.key)
        var keys: [PricedItem.Key] = []
        for item in items.proposed.items + items.inForce.items where !keys.contains(item.key) {
            keys.append(item.key)
        }
        let lines = keys.map { key in
            let (old, new) = (olds[key] ?? [], news[key] ?? [])
            let from = new.compactMap(\.from).min()
            let isReplaced = !new.isEmpty && from != nil && from != old.compactMap(\.from).min()
            let paid = isReplaced ? old.map { ($0, from) } + new.map { ($0, nil) } : new.map { ($0, nil) }
            return CostLine(
                kind: key.kind,
                name: new.last?.name ?? old.last?.name ?? key.term,
                term: key.term,
                inForce: cost(of: old.map { ($0, nil) }, year, salaries.inForce),
                proposed: cost(of: paid, year, salaries.proposed)
            )
        }
        let order = CostLine.Kind.allCases
        return lines.enumerated().sorted {
            (order.firstIndex(of: $0.element.kind) ?? 0, $0.offset) < (
                order.firstIndex(of: $1.element.kind) ?? 0, $1.offset
            )
        }.map(\.element)
    }

    /// What items of one line cost in a year, each until a day; their exact sum is rounded once.
    private func cost(of items: [(PricedItem, CivilDate?)], _ year: CostYear, _ salaries: Int64) -> Money {
        var sum: (numerator: Int128, denominator: Int128) = (0, 1)
        for (item, end) in items {
            let parts = Int128(item.parts(of: year, before: end))
            let part: (Int128, Int128) =
                switch item.cost {
                case .cents(let cents, let divisor): (cents * parts, divisor * Int128(year.whole))
                case .salaries(let share, let divisor):
                    (share * Int128(salaries) * parts, divisor * Int128(year.whole))
                }
            sum = Self.sum(sum, part)
        }
        return Money(cents: rounded(sum.numerator, over: sum.denominator))
    }

    private static func sum(_ one: (Int128, Int128), _ other: (Int128, Int128)) -> (Int128, Int128) {
        if one.0 == 0 { return other }
        if one.1 == other.1 { return (one.0 + other.0, one.1) }
        return (one.0 * other.1 + other.0 * one.1, one.1 * other.1)
    }

    private func pace(
        _ path: SalaryPath,
        _ index: Int,
        isProposed: Bool
    ) -> CostEstimate.SchedulePace {
        let year = years[index]
        func pay(_ phase: SalaryPath.Phase?) -> Int128 {
            phase.map { roster($0, isProposed).years[index].moved.pay(on: $0.grid) } ?? 0
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
        func raise(_ path: SalaryPath, _ isProposed: Bool) -> Percent {
            guard let index = years.indices.last, let last = path.phase(on: years[index].end.adding(days: -1))
            else {
                return Percent(basisPoints: 0)
            }
            let before = (isProposed ? proposed.before : inForce).years[index].moved.pay(on: base)
            return share(roster(last, isProposed).years[index].moved.pay(on: last.grid) - before, of: before)
        }
        return (raise(paths.inForce, false), raise(paths.proposed, true))
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

    private func refuseUnknownCounts() throws(ContractError) {
        let known = Set((contract.terms + under.terms).map(\.id))
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
