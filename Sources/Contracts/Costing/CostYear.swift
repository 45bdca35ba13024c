public import CivilTime

/// One fiscal or school year that is priced, and how its parts are weighed.
public struct CostYear: Hashable, Sendable {
    /// The first day.
    public let first: CivilDate
    /// The day after the last.
    public let end: CivilDate
    /// In what its parts are counted.
    public let proration: CostAssumptions.Proration

    /// `2026-27`, or `2026` for a year that begins on 1 January.
    public var name: String {
        let last = end.adding(days: -1)
        return last.year == first.year ? "\(first.year)" : "\(first.year)-\(String(last.year).suffix(2))"
    }

    /// All parts of it.
    public var whole: Int { parts(from: first, to: end) }

    /// How many parts lie between two days of it.
    func parts(from start: CivilDate, to end: CivilDate) -> Int {
        switch proration {
        case .days: start.days(until: end)
        case .months: (end.year - start.year) * 12 + end.month - start.month
        }
    }

    /// The years from a day on, each weighed as all changes of pay within it allow.
    ///
    /// - Throws: `malformed` where months were asked for and a change does not fall on a month's start.
    static func years(
        from first: CivilDate,
        _ assumptions: CostAssumptions,
        changes: [CivilDate]
    ) throws(ContractError) -> [CostYear] {
        var years: [CostYear] = []
        for index in 0..<assumptions.years {
            let start = try day(first, later: index, assumptions)
            let end = try day(first, later: index + 1, assumptions)
            let within = changes.filter { start < $0 && $0 < end }
            let odd = within.first { $0.day != first.day }
            if let odd, assumptions.proration == .months {
                throw ContractError(
                    .malformed,
                    in: assumptions.name,
                    line: 1,
                    "Pay changes on \(odd), which is no whole number of months after \(start); write 'proration: days'."
                )
            }
            let proration = assumptions.proration ?? (odd == nil ? .months : .days)
            years.append(CostYear(first: start, end: end, proration: proration))
        }
        return years
    }

    private static func day(
        _ first: CivilDate,
        later years: Int,
        _ assumptions: CostAssumptions
    ) throws(ContractError) -> CivilDate {
        do {
            return try CivilDate(year: first.year + years, month: first.month, day: first.day)
        } catch {
            throw ContractError(.malformed, in: assumptions.name, line: 1, error.message)
        }
    }
}
