extension Counted {
    /// The count in sentences, one a step, in the order in which a person checks it.
    public var sentences: [String] {
        var sentences = [starting]
        if isShortPeriod, let short = rule.shortPeriods { sentences.append(shortness(short)) }
        sentences.append(counting)
        if let waiting {
            sentences.append(
                waiting == .atLeast
                    ? "The act may be done on that day: \(date.spelled). A first day does not move."
                    : "The act may be done on the day after: \(date.spelled). A first day does not move."
            )
            return sentences
        }
        return sentences + settling
    }

    private var starting: String {
        let what =
            period.direction == .forward
            ? "The day that sets the clock going, \(start.spelled),"
            : "The day from which is counted back, \(start.spelled),"
        return "\(what) is \(rule.excludesTriggerDay ? "not " : "")counted (\(rule.id): \(rule.citation))."
    }

    private func shortness(_ short: CountingRule.ShortPeriods) -> String {
        let which =
            switch short.length {
            case .below(let bound): "A period of fewer than \(bound) days"
            case .exactly(let days): "A period of just \(days) days"
            }
        return "\(which) is short: \(short.skip.words) within it are not counted (\(short.citation))."
    }

    private var counting: String {
        let span =
            period.days == 1
            ? "Day 1 is \(lastDay.spelled)."
            : "Day 1 is \(firstDay.spelled), day \(period.days) is \(lastDay.spelled)."
        if period.kind == .calendar, !isShortPeriod { return "Every day counts. \(span)" }
        if skipped.isEmpty { return "No day between is passed over. \(span)" }
        return "Not counted: \(Self.list(skipped)). \(span)"
    }

    private var settling: [String] {
        var sentences: [String] = []
        var day = lastDay
        for move in moves {
            switch move {
            case .mail(let days):
                let toward = period.direction == .forward ? "" : ", further back"
                day = days.last ?? day
                sentences.append(
                    "Service by mail adds \(days.count) calendar day\(days.count == 1 ? "" : "s")\(toward): "
                        + "\(day.spelled) (\(rule.mail?.citation ?? rule.citation))."
                )
            case .roll(let days):
                day = end(after: days)
                sentences.append(
                    "That day does not stand as a last day, so it moves past \(Self.list(days)) \(landing), "
                        + "\(day.spelled) (\(rule.id): \(rule.citation))."
                )
            }
        }
        if moves.isEmpty { sentences.append(standing) }
        return sentences
    }

    /// Where a roll past some days ended: the day beside the last of them.
    private func end(after days: [DayOff]) -> CivilDate {
        guard let last = days.last else { return date }
        return last.date.adding(days: period.direction == .forward ? 1 : -1)
    }

    private var landing: String {
        let way = period.direction == .forward ? "on to the next" : "back to the nearest earlier"
        return rule.landing == .businessDay ? "\(way) business day" : "\(way) day that stands"
    }

    private var standing: String {
        switch period.kind {
        case .business: return "A period of business days ends on a business day; nothing moves."
        case .school: return "A period of school days ends on a school day; nothing moves."
        case .calendar: break
        }
        if rule.roll == .none { return "The rule moves no last day; it stands (\(rule.citation))." }
        if lastDay.weekday == .saturday, rule.roll == .sundayAndHoliday {
            return "That is a Saturday, of which \(rule.id) does not speak, so it stands (\(rule.citation))."
        }
        return "That is a business day, so it does not move."
    }

    private static func list(_ days: [DayOff]) -> String {
        days.map { off in
            switch off.reason {
            case .saturday, .sunday: off.date.spelled
            case .holiday(let holiday): "\(off.date.spelled) (\(off.words), \(holiday.citation))"
            case .vacation, .closure, .outOfTerm: "\(off.date.spelled) (\(off.words))"
            }
        }
        .joined(separator: "; ")
    }
}

extension CountingRule.ShutDays {
    fileprivate var words: String {
        switch self {
        case .none: "no days"
        case .sundayAndHoliday: "Sundays and legal holidays"
        case .weekendAndHoliday: "Saturdays, Sundays and legal holidays"
        }
    }
}
