/// A time that a text gives for an act: so many days of a kind, forward or back from a day.
public struct Period: Hashable, Sendable {
    /// Which way the days are counted.
    public enum Direction: String, CaseIterable, Sendable, Codable {
        /// After the day that sets the clock going: `within 30 days of the request`.
        case forward
        /// Back from a day that is still to come: `90 days before the first day of school`.
        case backward
    }

    /// How many days, 1 or more.
    public let days: Int
    /// Which days count.
    public let kind: DayKind
    /// Which way they are counted.
    public let direction: Direction
    /// Whether the paper that sets the clock going came by mail, which adds the counting rule's mail days.
    public let isServedByMail: Bool

    /// A time.
    ///
    /// - Parameters:
    ///   - days: how many; a count of fewer than 1 is refused.
    ///   - kind: which days count.
    ///   - direction: which way they are counted.
    ///   - isServedByMail: whether the rule's mail days are added.
    public init(
        _ days: Int,
        _ kind: DayKind,
        _ direction: Direction = .forward,
        isServedByMail: Bool = false
    ) {
        self.days = days
        self.kind = kind
        self.direction = direction
        self.isServedByMail = isServedByMail
    }

    /// The same time where the paper that sets the clock going came by mail.
    public var servedByMail: Period { Period(days, kind, direction, isServedByMail: true) }

    /// `10 business days`, `90 calendar days back`, `30 calendar days, served by mail`.
    public var text: String {
        "\(days) \(kind.rawValue) day\(days == 1 ? "" : "s")" + (direction == .backward ? " back" : "")
            + (isServedByMail ? ", served by mail" : "")
    }
}

/// From when on an act may be done that has to wait: a first day, never a last one.
public enum Waiting: String, CaseIterable, Sendable, Codable {
    /// On day N itself: `at least 14 days after`; counted back, `not more than 90 days before`.
    case atLeast = "at-least"
    /// On the day after day N: `more than 15 days after`; counted back, `less than 90 days before`.
    case moreThan = "more-than"
}
