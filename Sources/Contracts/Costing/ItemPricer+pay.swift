internal import CivilTime

/// Pay that depends on salaries, on added time or on premiums.
extension ItemPricer {
    mutating func price(_ rate: PerDiem, of term: Term) {
        guard let days = setting.assumptions.counts[term.id] else {
            return lacks(term, "pay by the day", "counts: {\(term.id): …}' with the days in a year, '")
        }
        switch rate.rate {
        case .amount(let amount):
            add(term, .stipend, "pay by the day: \(days) × \(amount)", amount.times(days))
        case .salary(let divisor):
            guard setting.posts > 0 else { return }
            // At the average salary of the year before.
            let name = "pay by the day: \(days) × 1/\(divisor) of the average salary"
            let posts = Int128(setting.posts) * Int128(divisor) * 1000
            add(term, .stipend, name, .cents(Int128(days.count) * setting.pay, over: posts))
        }
    }

    mutating func price(_ pay: IncentivePay, of term: Term) {
        guard let count = setting.assumptions.counts[term.id] else {
            return lacks(term, pay.criteria, "counts: {\(term.id): …}")
        }
        if let amount = pay.amount {
            add(term, .stipend, "incentive: \(count) × \(amount)", amount.times(count))
        } else if let percent = pay.percent {
            add(term, .stipend, "incentive: \(count) × \(percent.brief) of salary", share(percent, of: count))
        }
    }

    /// Pay for added time: for the teachers that the assumptions count, else for all posts.
    mutating func price(_ time: ExtendedTime, of term: Term) {
        let days = setting.ownTime?.days
        let count = setting.assumptions.counts[term.id] ?? Thousandths(setting.posts)
        if !term.scope.schools.isEmpty, setting.assumptions.counts[term.id] == nil {
            return lacks(term, "at \(term.scope.schools.joined(separator: ", "))", "counts: {\(term.id): …}")
        }
        let minutes = time.minutesPerYear(yearDays: days)
        func hourly(_ rate: Money) {
            guard let minutes else {
                return lacks(term, "added time", "working_time: {days: 183, minutes: 420}")
            }
            let hours = Thousandths(rounded(Int128(minutes) * 1000, over: 60))
            let name = "added time: \(count) × \(hours) h × \(rate)"
            let cost = Int128(rate.cents) * Int128(minutes) * Int128(count.count)
            add(term, .extendedTime, name, .cents(cost, over: 60 * 1000))
        }
        switch time.pay {
        case .year(let amount):
            add(term, .extendedTime, "added time: \(count) × \(amount)", amount.times(count))
        case .hour(let rate): hourly(rate)
        case .percent(let percent):
            add(
                term,
                .extendedTime,
                "added time: \(count) × \(percent.brief) of salary",
                share(percent, of: count)
            )
        case .formula(.unpaid): return
        case .formula(.contractRate):
            guard let hourlyRate else {
                return lacks(term, "added time", "per: hour' in the text, with its own 'amount")
            }
            hourly(hourlyRate)
        case .formula(.ownRate):
            guard let minutes, let year = setting.time, setting.posts > 0 else {
                return lacks(term, "added time", "working_time: {days: 183, minutes: 420}")
            }
            let name = "added time: \(count) × \(minutes) of \(year.minutes) min of salary"
            let posts = Int128(setting.posts) * Int128(year.minutes)
            add(term, .extendedTime, name, .salaries(Int128(minutes) * Int128(count.count), over: posts))
        }
    }

    /// The board's part of insurance, month by month, by the premiums and persons of the assumptions.
    mutating func priceHealth(_ share: BenefitShare, of term: Term) {
        let cover = "health" + (share.tier.map { ", \($0)" } ?? "")
        guard let count = setting.assumptions.counts[term.id] else {
            return lacks(term, cover, "counts: {\(term.id): …}")
        }
        for (index, entry) in share.shares.enumerated() {
            let premium = setting.assumptions.premiums[term.id]
            guard let month = entry.boardPays(of: premium, payer: share.payer) else {
                return lacks(term, cover, "premiums: {\(term.id): $2,100}")
            }
            let next = index + 1 < share.shares.count ? share.shares[index + 1].effective : nil
            let last = [next?.adding(days: -1), term.until].compactMap(\.self).min()
            add(
                term,
                .health,
                "\(cover): \(count) × 12 months",
                .cents(12 * month.numerator * Int128(count.count), over: 1000 * month.denominator),
                from: entry.effective,
                until: last
            )
        }
    }

    /// The board's part of the teachers' pension contribution, by its rate of pay in the assumptions.
    mutating func pricePickup(_ share: BenefitShare, of term: Term) {
        guard let rate = setting.assumptions.contributions[term.id] else {
            return lacks(term, "the contribution's rate of pay", "contributions: {\(term.id): 9%}")
        }
        for (index, entry) in share.shares.enumerated() {
            guard let percent = entry.percent, entry.amount == nil else {
                unpriced.append("\(term.id): an amount a month is not priced as a part of pay.")
                continue
            }
            let board = share.payer == .board ? percent.basisPoints : 10_000 - percent.basisPoints
            let next = index + 1 < share.shares.count ? share.shares[index + 1].effective : nil
            add(
                term,
                .pension,
                "pension contribution of \(rate.brief), the board's part",
                .salaries(Int128(board) * Int128(rate.basisPoints), over: 100_000_000),
                from: entry.effective,
                until: [next?.adding(days: -1), term.until].compactMap(\.self).min()
            )
        }
    }

    /// A percentage of the salaries of so many posts, at the average.
    private func share(_ percent: Percent, of count: Thousandths) -> PricedItem.Cost {
        .salaries(
            Int128(percent.basisPoints) * Int128(count.count),
            over: 10_000 * Int128(max(1, setting.posts))
        )
    }
}

extension BenefitShare.Share {
    /// What the board pays of a month's premium, in cents as a fraction; nil where the premium must be known and is not.
    fileprivate func boardPays(
        of premium: Money?,
        payer: BenefitShare.Payer
    ) -> (numerator: Int128, denominator: Int128)? {
        var own: (numerator: Int128, denominator: Int128)
        switch (percent, amount) {
        case (let percent?, let limit):
            guard let premium else { return nil }
            own = (Int128(premium.cents) * Int128(percent.basisPoints), 10_000)
            if let limit, own.numerator > Int128(limit.cents) * 10_000 { own = (Int128(limit.cents), 1) }
        case (nil, let amount?): own = (Int128(amount.cents), 1)
        case (nil, nil): return nil
        }
        guard payer == .teacher else { return own }
        guard let premium else { return nil }
        return (max(0, Int128(premium.cents) * own.denominator - own.numerator), own.denominator)
    }
}
