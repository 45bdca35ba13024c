/// The day that a count comes to, with every day that was passed over or added on the way, and why.
public struct Counted: Hashable, Sendable {
    /// The day that set the clock going, or from which was counted back.
    public let start: CivilDate
    /// What was counted.
    public let period: Period
    /// How it was counted.
    public let rule: CountingRule
    /// From when on the act may be done, where the count has a first day for its result; nil for a last day.
    public let waiting: Waiting?
    /// The result: the last day on which the act is in time, or where `waiting` is set the first on which it may be done.
    public let date: CivilDate
    /// The first day that counts.
    public let firstDay: CivilDate
    /// Day N as it was counted, before mail days and before it moved.
    public let lastDay: CivilDate
    /// Days within the period that do not count, in the order in which they were met.
    public let skipped: [DayOff]
    /// What happened to day N after it was counted, in order; nothing where it stands.
    public let moves: [Move]
    /// How far the rule, the provisions of it that were used, and the calendar were verified: the weakest.
    public let evidence: Evidence

    /// What happens to a counted day afterwards.
    public enum Move: Hashable, Sendable {
        /// Mail days were added: these.
        case mail([CivilDate])
        /// It did not stand and moved past these days, itself the first of them.
        case roll([DayOff])
    }

    /// The mail days that were added, in order.
    public var added: [CivilDate] {
        moves.flatMap { move -> [CivilDate] in
            if case .mail(let days) = move { days } else { [] }
        }
    }

    /// The days that the end moved past, in order; none where it stands.
    public var rolled: [DayOff] {
        moves.flatMap { move -> [DayOff] in
            if case .roll(let days) = move { days } else { [] }
        }
    }

    /// Whether shut days were left out because the period is a short one.
    public var isShortPeriod: Bool {
        period.kind == .calendar && rule.shortPeriods?.contains(period.days) ?? false
    }
}
