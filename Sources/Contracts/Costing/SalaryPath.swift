internal import CivilTime

/// Which salary schedule holds when: the printed ones, raised by the terms that raise them.
struct SalaryPath {
    /// A schedule from a day on.
    struct Phase {
        /// Its first day; the first phase holds for all days before the second too.
        let from: CivilDate
        let grid: SalaryGrid
        /// Whether it is one of the proposal's, with the proposal's steps and lanes.
        let isProposed: Bool
    }

    /// A payment beside the schedule.
    struct Lump {
        let on: CivilDate
        let term: String
        let raise: SalaryAdjustment.Raise
        let rounding: SalaryAdjustment.Rounding
    }

    let phases: [Phase]
    let lumps: [Lump]

    /// The days on which pay changes.
    var changes: [CivilDate] { phases.map(\.from) }

    /// The schedule that holds on a day.
    func phase(on date: CivilDate) -> Phase? {
        phases.last { $0.from <= date } ?? phases.first
    }

    /// The schedules that hold in a year, each with its first day in it and its parts of the year.
    ///
    /// - Parameters:
    ///   - year: the year.
    ///   - cut: a day on which a part ends besides.
    /// - Returns: the parts in the order of days.
    func phases(in year: CostYear, cut: CivilDate? = nil) -> [(start: CivilDate, parts: Int, phase: Phase)] {
        var result: [(start: CivilDate, parts: Int, phase: Phase)] = []
        let cuts = Set(changes + [cut].compactMap(\.self)).filter { year.first < $0 && $0 < year.end }
        let starts = [year.first] + cuts.sorted()
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1] : year.end
            if let phase = phase(on: start) {
                result.append((start, year.parts(from: start, to: end), phase))
            }
        }
        return result
    }

    /// The path of one text.
    ///
    /// - Throws: `malformed` for schedules of unequal steps or lanes, and for amounts beyond ten billion dollars.
    init(_ document: ContractDocument, schedules: [String], isProposed: Bool) throws(ContractError) {
        var printed: [(from: CivilDate, term: Term, grid: SalaryGrid)] = []
        for term in document.terms where schedules.contains(term.id) {
            if case .salaryGrid(let grid) = term.value, let from = term.effective {
                printed.append((from, term, grid))
            }
        }
        printed.sort { $0.from < $1.from }
        for (_, term, grid) in printed.dropFirst()
        where grid.steps != printed[0].grid.steps || grid.lanes != printed[0].grid.lanes {
            throw ContractError(
                .malformed,
                in: document.name,
                line: term.line,
                "The schedule '\(term.id)' has other steps or lanes than '\(printed[0].term.id)'; price them one by one, "
                    + "or give both the same names."
            )
        }
        var phases: [Phase] = []
        var lumps: [Lump] = []
        for (index, entry) in printed.enumerated() {
            let end = index + 1 < printed.count ? printed[index + 1].from : CivilDate.range.upperBound
            var grid = entry.grid
            phases.append(Phase(from: entry.from, grid: grid, isProposed: isProposed))
            for (term, adjustment, raise) in Self.raises(of: entry.term.id, in: document) {
                guard adjustment.cells != .base else {
                    throw ContractError(
                        .malformed,
                        in: document.name,
                        line: term.line,
                        "'\(term.id)' raises the lowest amount alone, and how the others follow is not said in figures; "
                            + "give the schedule itself with its new amounts."
                    )
                }
                if adjustment.isOffSchedule {
                    lumps.append(
                        Lump(on: raise.effective, term: term.id, raise: raise, rounding: adjustment.rounding)
                    )
                } else if entry.from < raise.effective, raise.effective < end {
                    // A raise of the day on which the schedule holds, or of an earlier one, is in its printed amounts.
                    grid = try Self.raised(grid, by: raise, adjustment.rounding, term, in: document)
                    phases.append(Phase(from: raise.effective, grid: grid, isProposed: isProposed))
                }
            }
        }
        self.init(phases: phases, lumps: lumps)
    }

    private init(phases: [Phase], lumps: [Lump]) {
        self.phases = phases
        self.lumps = lumps
    }

    /// The path under a proposal: the contract's until the proposal's first schedule holds, the proposal's from then on.
    func followed(by proposal: SalaryPath) -> SalaryPath {
        guard let first = proposal.phases.first else { return self }
        return SalaryPath(
            phases: phases.filter { $0.from < first.from } + proposal.phases,
            lumps: proposal.lumps
        )
    }

    private static func raises(
        of grid: String,
        in document: ContractDocument
    ) -> [(Term, SalaryAdjustment, SalaryAdjustment.Raise)] {
        document.terms.flatMap { term -> [(Term, SalaryAdjustment, SalaryAdjustment.Raise)] in
            guard case .salaryAdjustment(let adjustment) = term.value, adjustment.grid == grid else {
                return []
            }
            return adjustment.raises.map { (term, adjustment, $0) }
        }.sorted { $0.2.effective < $1.2.effective }
    }

    private static func raised(
        _ grid: SalaryGrid,
        by raise: SalaryAdjustment.Raise,
        _ rounding: SalaryAdjustment.Rounding,
        _ term: Term,
        in document: ContractDocument
    ) throws(ContractError) -> SalaryGrid {
        let rule = rounding.rule(raise)
        let amounts = grid.amounts.map { $0.map { $0.map(rule.expected(for:)) } }
        guard amounts.allSatisfy({ $0.allSatisfy { ($0?.cents.magnitude ?? 0) <= 1_000_000_000_000 } }) else {
            throw ContractError(
                .malformed,
                in: document.name,
                line: term.line,
                "'\(term.id)' raises an amount beyond $10,000,000,000; correct the rate."
            )
        }
        return SalaryGrid(steps: grid.steps, lanes: grid.lanes, amounts: amounts)
    }
}

extension SalaryAdjustment.Rounding {
    /// A raise with this rounding; a flat amount is added after the rate.
    func rule(_ raise: SalaryAdjustment.Raise) -> RaiseRule {
        RaiseRule(
            percent: raise.percent,
            amount: raise.amount,
            unit: Money(cents: self == .nearestCent ? 1 : 100),
            direction: self == .upToDollar ? .up : (self == .downToDollar ? .down : .nearest)
        )
    }
}
