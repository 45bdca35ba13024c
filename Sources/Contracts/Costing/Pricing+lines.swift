internal import CivilTime

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
        if let line = lines.first(where: {
            max($0.inForce.cents.magnitude, $0.proposed.cents.magnitude) >= largestPrice
        }) {
            throw ContractError(
                .malformed,
                in: assumptions.name,
                line: line.term.flatMap { assumptions.lines["counts \($0)"] } ?? 1,
                harmless(
                    "'\(line.name)' comes to a trillion dollars or more in \(year.name); correct its figures."
                )
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

    /// The lines of terms beside the schedule.
    ///
    /// Under the proposal its term is paid from its first day, the contract's of the same id until then.
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

    /// The exact sum of two fractions; where it needs more than 128 bits, each is rounded to the cent first.
    private static func sum(_ one: (Int128, Int128), _ other: (Int128, Int128)) -> (Int128, Int128) {
        if one.0 == 0 { return other }
        if one.1 == other.1 { return (one.0 + other.0, one.1) }
        let (left, isLarge) = one.0.multipliedReportingOverflow(by: other.1)
        let (right, isOtherLarge) = other.0.multipliedReportingOverflow(by: one.1)
        let (divisor, isFine) = one.1.multipliedReportingOverflow(by: other.1)
        guard !isLarge, !isOtherLarge, !isFine,
            max(left.magnitude, right.magnitude, divisor.magnitude) < 1 << 124
        else { return (Int128(rounded(one.0, over: one.1)) + Int128(rounded(other.0, over: other.1)), 1) }
        return (left + right, divisor)
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
