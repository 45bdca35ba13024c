internal import CivilTime

/// What one term costs in a whole year, beside the salary schedule.
struct PricedItem {
    let term: String
    let kind: CostLine.Kind
    let name: String
    /// The first and the last day on which it is paid, if stated.
    let from: CivilDate?
    let until: CivilDate?
    /// Cents a year, as a fraction.
    let cost: (numerator: Int128, denominator: Int128)

    /// How many parts of a year it is paid in, at most until the day before another takes its place.
    func parts(of year: CostYear, before next: CivilDate?) -> Int {
        let start = max(year.first, from ?? year.first)
        let end = min(year.end, until?.adding(days: 1) ?? year.end, next ?? year.end)
        return start < end ? year.parts(from: start, to: end) : 0
    }
}

/// Turns the terms of a text into what they cost in a year.
struct ItemPricer {
    let assumptions: CostAssumptions
    /// The average pay of a minute, in cents, for time freed of teaching; nil where the working time is not stated.
    let minuteRate: (numerator: Int128, denominator: Int128)?
    private(set) var items: [PricedItem] = []
    /// What lacks a figure, in the order of the text.
    private(set) var unpriced: [String] = []

    init(_ document: ContractDocument, _ assumptions: CostAssumptions, minuteRate: (Int128, Int128)?) {
        self.assumptions = assumptions
        self.minuteRate = minuteRate
        for term in document.terms { price(term) }
    }

    private mutating func price(_ term: Term) {
        switch term.value {
        case .stipend(let stipend): price(stipend, of: term)
        case .leaderRole(let role): price(role, of: term)
        case .salaryGrid, .salaryAdjustment, .dayLength, .yearDays, .professionalDevelopment, .clause: return
        }
    }

    private mutating func price(_ stipend: Stipend, of term: Term) {
        let isHourly = stipend.unit == .hour || stipend.unit == .halfHour
        let kind: CostLine.Kind =
            stipend.afterYears != nil ? .longevity : (isHourly ? .hourly : .stipend)
        let name = stipend.purpose + (stipend.afterYears.map { " after \($0) years" } ?? "")
        guard let count = assumptions.counts[term.id] else {
            unpriced.append(
                "\(term.id) (\(name), \(stipend.amount) per \(stipend.unit.rawValue)): say how many in a year, "
                    + "'counts: {\(term.id): …}'."
            )
            return
        }
        add(
            term,
            kind,
            "\(name): \(count) × \(stipend.amount)",
            Int128(stipend.amount.cents) * Int128(count.count),
            1000
        )
    }

    private mutating func price(_ role: LeaderRole, of term: Term) {
        let schools = term.scope.schools.isEmpty ? assumptions.schools : term.scope.schools.count
        guard let schools else {
            unpriced.append("\(term.id) (\(role.role), \(role.count) at each school): say 'schools: …'.")
            return
        }
        let persons = role.count * schools
        if let stipend = role.stipend {
            add(
                term,
                .role,
                "\(role.role): \(persons) × \(stipend)",
                Int128(stipend.cents) * Int128(persons),
                1
            )
        }
        guard let release = role.release else { return }
        let spans: Int?
        switch release.span {
        case .week: spans = assumptions.weeks
        case .month: spans = nil
        case .year: spans = 1
        }
        guard let spans else {
            unpriced.append(
                "\(term.id) (release of \(release.stated)): say 'weeks: 36', and state it by the week or year."
            )
            return
        }
        let minutes = Int128(release.minutes.numerator) * Int128(spans * persons)
        let name = "\(role.role), release: \(persons) × \(release.stated)"
        if let rate = assumptions.releaseRate {
            add(term, .release, name, minutes * Int128(rate.cents), 60 * Int128(release.minutes.denominator))
        } else if let minuteRate {
            add(
                term,
                .release,
                name,
                minutes * minuteRate.numerator,
                Int128(release.minutes.denominator) * minuteRate.denominator
            )
        } else {
            unpriced.append(
                "\(term.id) (release of \(release.stated)): say 'release_rate: $45' or 'working_time'."
            )
        }
    }

    private mutating func add(
        _ term: Term,
        _ kind: CostLine.Kind,
        _ name: String,
        _ numerator: Int128,
        _ denominator: Int128
    ) {
        items.append(
            PricedItem(
                term: term.id,
                kind: kind,
                name: name,
                from: term.effective,
                until: term.until,
                cost: (numerator, denominator)
            )
        )
    }
}
