public import CivilTime

/// A count of days that somebody wants answered: one line of a batch.
public struct CountRequest: Hashable, Sendable, Codable {
    /// The day that sets the clock going.
    public let from: CivilDate
    /// How many days.
    public let days: Int
    /// Which days count.
    public let kind: DayKind
    /// The counting rule's name.
    public let rule: String
    /// The calendar's name; the asker's standard where there is none.
    public let calendar: String?
    /// The last day; nil in the question.
    public let date: CivilDate?

    /// A question, or with a date its answer.
    public init(
        from start: CivilDate,
        days: Int,
        kind: DayKind,
        rule: String,
        calendar: String? = nil,
        date: CivilDate? = nil
    ) {
        from = start
        self.days = days
        self.kind = kind
        self.rule = rule
        self.calendar = calendar
        self.date = date
    }
}

extension Library {
    /// The same line with its last day filled in.
    ///
    /// - Parameters:
    ///   - request: the question.
    ///   - calendar: the calendar where the question names none.
    /// - Returns: the question with its answer.
    /// - Throws: `PackError.unknownName`, or `.unusable` for a day that cannot be counted.
    public func answer(
        _ request: CountRequest,
        calendar: String = "us-ma"
    ) throws(PackError) -> CountRequest {
        let holidays = try self.calendar(request.calendar ?? calendar)
        let rule = try countingRule(request.rule)
        do {
            return CountRequest(
                from: request.from,
                days: request.days,
                kind: request.kind,
                rule: request.rule,
                calendar: request.calendar,
                date: try holidays.date(
                    Period(request.days, request.kind),
                    from: request.from,
                    rule: rule
                )
            )
        } catch {
            throw PackError(.unusable, error.message)
        }
    }
}
