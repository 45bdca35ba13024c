/// A teacher's working time in a year, as two texts have it, and what an hour of it is paid.
public struct WorkingTime: Hashable, Sendable {
    /// Days in the year.
    public let days: Int
    /// Minutes in the day.
    public let minutesADay: Int
    /// Minutes in the year beyond the day.
    public let minutesBeyond: Int

    /// So many days of so many minutes, and minutes beyond them.
    public init(days: Int, minutesADay: Int, minutesBeyond: Int = 0) {
        (self.days, self.minutesADay, self.minutesBeyond) = (days, minutesADay, minutesBeyond)
    }

    /// All minutes of the year.
    public var minutes: Int64 { Int64(days * minutesADay + minutesBeyond) }
}

extension WorkingTime {
    /// A teacher's year as a text has it: its terms, else the schedule's basis, else what is assumed; nil where none says.
    public init?(_ document: ContractDocument, _ assumptions: CostAssumptions = CostAssumptions()) {
        var (days, minutes): (Int?, Int?) = (nil, nil)
        var (beyond, halfDays) = (0, 0)
        for term in document.terms {
            switch term.value {
            case .yearDays(let year) where year.person == .teacher && year.teachers != .new && days == nil:
                days = year.days
            case .dayLength(let day) where day.person == .teacher && minutes == nil:
                minutes = day.minutes.count
            case .professionalDevelopment(let development) where development.placement == .outside:
                if let time = development.time, let spans = assumptions.spans(of: time) {
                    beyond += Int(time.minutes.numerator) * spans / Int(time.minutes.denominator)
                }
                halfDays += development.days?.halves ?? 0
            default: continue
            }
        }
        let schedules = document.terms.filter {
            $0.kind == .salaryGrid && (assumptions.schedules.isEmpty || assumptions.schedules.contains($0.id))
        }
        let basis = schedules.first { $0.basis != nil }?.basis
        guard let days = days ?? basis?.days ?? assumptions.workingTime?.days,
            let minutes = minutes ?? basis?.minutes ?? assumptions.workingTime?.minutes
        else { return nil }
        self.init(days: days, minutesADay: minutes, minutesBeyond: beyond + halfDays * minutes / 2)
    }
}

/// What a longer day or year does to the pay of an hour.
public struct HourlyEffect: Hashable, Sendable {
    /// A year's salary before.
    public let salary: Money
    /// What is paid beside the salary for the time that is added.
    public let added: Money
    /// The time before.
    public let before: WorkingTime
    /// The time after.
    public let after: WorkingTime

    /// The effect on one teacher.
    ///
    /// - Parameters:
    ///   - salary: a year's pay for the time before.
    ///   - added: what is paid a year for the added time.
    ///   - before: the time that the salary was for.
    ///   - after: the time that it is to be for.
    public init(salary: Money, added: Money = Money(cents: 0), before: WorkingTime, after: WorkingTime) {
        (self.salary, self.added, self.before, self.after) = (salary, added, before, after)
    }

    /// The effect of a proposal on a teacher with a salary; nil where a text does not say how long the year is.
    ///
    /// - Parameters:
    ///   - salary: a year's pay under the contract in force.
    ///   - contract: the contract in force.
    ///   - under: the contract under the proposal.
    ///   - assumptions: what the texts do not say.
    public init?(
        salary: Money,
        contract: ContractDocument,
        under: ContractDocument,
        _ assumptions: CostAssumptions = CostAssumptions()
    ) {
        guard let before = WorkingTime(contract, assumptions), let after = WorkingTime(under, assumptions)
        else {
            return nil
        }
        let (old, new) = (Extension(contract, before), Extension(under, after))
        let pay = (old: old.pay(for: salary, before), new: new.pay(for: salary, before))
        // Where the day itself is longer by as much, the term that pays for it names no further time.
        let isInDay =
            after.minutes - before.minutes >= Int64(new.minutes - old.minutes) && new.minutes > old.minutes
        self.init(
            salary: Money(cents: salary.cents + pay.old.cents),
            added: Money(cents: pay.new.cents - pay.old.cents),
            before: before.longer(by: old.minutes),
            after: after.longer(by: isInDay ? old.minutes : new.minutes)
        )
    }

    /// Minutes added in a year.
    public var addedMinutes: Int64 { after.minutes - before.minutes }
    /// An hour's pay before, to the cent.
    public var rateBefore: Money { Self.rate(salary, before.minutes) }
    /// An hour's pay after, with what is added, to the cent.
    public var rateAfter: Money { Self.rate(Money(cents: salary.cents + added.cents), after.minutes) }

    /// The change of an hour's pay, reckoned on the unrounded rates.
    public var change: Percent? {
        let old = Int128(salary.cents) * Int128(after.minutes)
        let new = Int128(salary.cents + added.cents) * Int128(before.minutes)
        guard old > 0 else { return nil }
        return Percent(basisPoints: rounded(10_000 * (new - old), over: old))
    }

    /// What is paid for an hour that is added; nil where none is.
    public var addedRate: Money? { addedMinutes > 0 ? Self.rate(added, addedMinutes) : nil }

    /// What the added time costs a year at the hourly rate of before.
    public var holdingTheRate: Money {
        guard before.minutes > 0 else { return Money(cents: 0) }
        return Money(
            cents: rounded(Int128(salary.cents) * Int128(addedMinutes), over: Int128(before.minutes))
        )
    }

    /// What the added time costs a year at a rate.
    public func cost(at hourly: Money) -> Money {
        Money(cents: rounded(Int128(hourly.cents) * Int128(addedMinutes), over: 60))
    }

    private static func rate(_ amount: Money, _ minutes: Int64) -> Money {
        guard minutes > 0 else { return Money(cents: 0) }
        return Money(cents: rounded(Int128(amount.cents) * 60, over: Int128(minutes)))
    }
}

extension WorkingTime {
    /// The same with further minutes beyond the day.
    fileprivate func longer(by minutes: Int) -> WorkingTime {
        WorkingTime(days: days, minutesADay: minutesADay, minutesBeyond: minutesBeyond + minutes)
    }
}

/// The terms of a text that pay for added time.
private struct Extension {
    let terms: [ExtendedTime]
    let days: Int
    let rate: Money?

    init(_ document: ContractDocument, _ time: WorkingTime) {
        terms = document.terms.compactMap {
            guard case .extendedTime(let time) = $0.value else { return nil }
            return time
        }
        days = time.days
        let rates = CostEstimate.HourlyRate.all(in: document)
        rate = rates.count == 1 ? rates[0].rate : nil
    }

    /// The minutes that they add in a year.
    var minutes: Int { terms.reduce(0) { $0 + ($1.minutesPerYear(yearDays: days) ?? 0) } }

    /// What they pay a teacher in a year.
    func pay(for salary: Money, _ time: WorkingTime) -> Money {
        let cents = terms.reduce(Int64(0)) { sum, term in
            let minutes = Int128(term.minutesPerYear(yearDays: days) ?? 0)
            switch term.pay {
            case .year(let amount): return sum + amount.cents
            case .hour(let rate): return sum + rounded(Int128(rate.cents) * minutes, over: 60)
            case .percent(let percent):
                return sum + rounded(Int128(salary.cents) * Int128(percent.basisPoints), over: 10_000)
            case .formula(.ownRate):
                return sum + rounded(Int128(salary.cents) * minutes, over: Int128(max(1, time.minutes)))
            case .formula(.contractRate):
                return sum + rounded(Int128(rate?.cents ?? 0) * minutes, over: 60)
            case .formula(.unpaid): return sum
            }
        }
        return Money(cents: cents)
    }
}
