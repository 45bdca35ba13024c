internal import CivilTime

/// What one term costs in a whole year, beside the salary schedule.
struct PricedItem {
    /// Which line it belongs to.
    struct Key: Hashable {
        let kind: CostLine.Kind
        let term: String
        /// What tells it from the term's other lines: the years of a rung.
        let part: String
    }

    /// What it costs in a year.
    enum Cost {
        /// Cents, as a fraction.
        case cents(Int128, over: Int128)
        /// A part of the year's salaries, as a fraction.
        case salaries(Int128, over: Int128)
    }

    let key: Key
    let name: String
    /// The first and the last day on which it is paid, if stated.
    let from: CivilDate?
    let until: CivilDate?
    let cost: Cost

    /// How many parts of a year it is paid in, at most until the day before another takes its place.
    func parts(of year: CostYear, before next: CivilDate?) -> Int {
        let start = max(year.first, from ?? year.first)
        let end = min(year.end, until?.adding(days: 1) ?? year.end, next ?? year.end)
        return start < end ? year.parts(from: start, to: end) : 0
    }
}

/// Turns the terms of a text into what they cost in a year.
struct ItemPricer {
    /// What prices beside the terms' own figures rest on.
    struct Setting {
        let assumptions: CostAssumptions
        /// All posts, in thousandths.
        let posts: Int64
        /// What they are paid in the year before, in thousandths of a cent.
        let pay: Int128
        /// A teacher's year under the contract in force, if it is stated.
        let time: WorkingTime?
        /// A teacher's year under the text itself.
        let ownTime: WorkingTime?
    }

    let setting: Setting
    var items: [PricedItem] = []
    /// What lacks a figure, in the order of the text.
    var unpriced: [String] = []
    /// The one rate by the hour that the text names; nil where it names none, or several.
    let hourlyRate: Money?

    init(_ document: ContractDocument, _ setting: Setting) {
        self.setting = setting
        let rates = CostEstimate.HourlyRate.all(in: document)
        hourlyRate = rates.count == 1 ? rates[0].rate : nil
        for term in document.terms { price(term) }
    }

    private mutating func price(_ term: Term) {
        switch term.value {
        case .stipend(let stipend): price(stipend, of: term)
        case .leaderRole(let role): price(role, of: term)
        case .longevity(let ladder): price(ladder, of: term)
        case .hourlyRate(let rate):
            price(rate.amount, "hours", rate.purposes.joined(separator: ", "), .hourly, of: term)
        case .perDiem(let rate): price(rate, of: term)
        case .incentive(let pay): price(pay, of: term)
        case .extendedTime(let time): price(time, of: term)
        case .healthShare(let share): priceHealth(share, of: term)
        case .retirementPickup(let share): pricePickup(share, of: term)
        case .tuition: unpriced.append("\(term.id): what is spent on studies is no figure of the text.")
        default: return
        }
    }

    private mutating func price(_ stipend: Stipend, of term: Term) {
        let isHourly = stipend.unit == .hour || stipend.unit == .halfHour
        let kind: CostLine.Kind = stipend.afterYears != nil ? .longevity : (isHourly ? .hourly : .stipend)
        let name = stipend.purpose + (stipend.afterYears.map { " after \($0) years" } ?? "")
        let counted = setting.assumptions.counts[term.id] ?? stipend.count.map { Thousandths(whole: $0) }
        guard let count = counted else {
            return lacks(
                term,
                "\(name), \(stipend.amount) per \(stipend.unit.rawValue)",
                "counts: {\(term.id): …}"
            )
        }
        add(term, kind, "\(name): \(count) × \(stipend.amount)", stipend.amount.times(count))
    }

    private mutating func price(
        _ amount: Money,
        _ units: String,
        _ name: String,
        _ kind: CostLine.Kind,
        of term: Term
    ) {
        guard let count = setting.assumptions.counts[term.id] else {
            return lacks(
                term,
                "\(name), \(amount)",
                "counts: {\(term.id): …}' with the \(units) in a year, '"
            )
        }
        add(term, kind, "\(name): \(count) × \(amount)", amount.times(count))
    }

    /// Pay for length of service: people by the bands of years that the assumptions count, each at its rung.
    private mutating func price(_ ladder: Longevity, of term: Term) {
        let start = term.id + "."
        let bands = setting.assumptions.counts.compactMap { key, count in
            key.hasPrefix(start) ? Int(key.dropFirst(start.count)).map { (years: $0, count: count) } : nil
        }.sorted { $0.years < $1.years }
        for rung in ladder.rungs where !bands.contains(where: { $0.years == rung.years }) {
            lacks(term, "after \(rung.years) years, \(rung.amount)", "counts: {\(start)\(rung.years): …}")
        }
        for band in bands {
            let amount = ladder.amount(afterYears: band.years) ?? Money(cents: 0)
            let name = "longevity from \(band.years) years: \(band.count) × \(amount)"
            add(term, .longevity, name, amount.times(band.count), part: "\(band.years)")
        }
    }

    private mutating func price(_ role: LeaderRole, of term: Term) {
        let schools = term.scope.schools.isEmpty ? setting.assumptions.schools : term.scope.schools.count
        guard let schools else {
            return lacks(term, "\(role.role), \(role.count) at each school", "schools: …")
        }
        let persons = role.count * schools
        if let stipend = role.stipend {
            let cost = stipend.times(Thousandths(whole: persons))
            add(term, .role, "\(role.role): \(persons) × \(stipend)", cost)
        }
        guard let release = role.release else { return }
        guard let spans = setting.assumptions.spans(of: release) else {
            return lacks(term, "release of \(release.stated)", "weeks: 36")
        }
        let minutes = Int128(release.minutes.numerator) * Int128(spans * persons)
        let divisor = Int128(release.minutes.denominator)
        let name = "\(role.role), release: \(persons) × \(release.stated)"
        if let rate = setting.assumptions.releaseRate {
            add(term, .release, name, .cents(minutes * Int128(rate.cents), over: 60 * divisor))
        } else if let time = setting.time, setting.posts > 0 {
            // At the average pay of a minute in the year before.
            let posts = Int128(setting.posts) * Int128(time.minutes)
            add(term, .release, name, .cents(minutes * setting.pay, over: divisor * posts))
        } else {
            lacks(term, "release of \(release.stated)", "release_rate: $45")
        }
    }
}

extension ItemPricer {
    mutating func lacks(_ term: Term, _ what: String, _ advice: String) {
        unpriced.append("\(term.id) (\(what)): say '\(advice)'.")
    }

    mutating func add(
        _ term: Term,
        _ kind: CostLine.Kind,
        _ name: String,
        _ cost: PricedItem.Cost,
        part: String = "",
        from: CivilDate? = nil,
        until: CivilDate? = nil
    ) {
        items.append(
            PricedItem(
                key: .init(kind: kind, term: term.id, part: part),
                name: name,
                from: from ?? term.effective,
                until: until ?? term.until,
                cost: cost
            )
        )
    }
}

extension CostAssumptions {
    /// How often a recurring time comes in a year; nil where that is not known.
    func spans(of time: RecurringTime) -> Int? {
        switch time.span {
        case .week: weeks
        case .month: nil
        case .year: 1
        }
    }
}

extension Money {
    /// The amount so many times.
    func times(_ count: Thousandths) -> PricedItem.Cost {
        .cents(Int128(cents) * Int128(count.count), over: 1000)
    }
}
