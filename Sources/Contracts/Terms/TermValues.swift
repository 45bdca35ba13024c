public import CivilTime

/// A salary schedule: an amount for each step and lane.
public struct SalaryGrid: Hashable, Sendable {
    /// The names of the steps, from the first column of the table.
    public let steps: [String]
    /// The names of the lanes, from its header.
    public let lanes: [String]
    /// Amounts by step, then lane; nil where the schedule has no such cell.
    public let amounts: [[Money?]]
}

/// Raises of a salary schedule by date.
public struct SalaryAdjustment: Hashable, Sendable {
    /// One raise.
    public struct Raise: Hashable, Sendable {
        /// The first day of the new amounts.
        public let effective: CivilDate
        /// The rate, if the raise has one.
        public let percent: Percent?
        /// The flat amount, if the raise has one.
        public let amount: Money?
    }

    /// To what each raised amount is rounded.
    public enum Rounding: String, CaseIterable, Sendable {
        /// To the nearest dollar, half a dollar up.
        case nearestDollar = "nearest dollar"
        /// Up to the next dollar.
        case upToDollar = "up to dollar"
        /// Down to the dollar.
        case downToDollar = "down to dollar"
        /// To the nearest cent, half a cent up.
        case nearestCent = "nearest cent"
    }

    /// The id of the schedule that is raised.
    public let grid: String
    /// The raises, earliest first.
    public let raises: [Raise]
    /// How raised amounts are rounded.
    public let rounding: Rounding
    /// Whether it is paid beside the schedule and does not raise it.
    public let isOffSchedule: Bool
}

/// The length of the school day.
public struct DayLength: Hashable, Sendable {
    /// As the contract states it.
    public let stated: String
    /// How long.
    public let minutes: Minutes
    /// Whose day.
    public let person: Person
    /// Whether lunch is part of it, if stated.
    public let lunch: Inclusion?
}

/// The number of days in the school year.
public struct YearDays: Hashable, Sendable {
    /// How many days.
    public let days: Int
    /// Whose days.
    public let person: Person
    /// Whether holidays are counted, if stated.
    public let holidays: Inclusion?
}

/// Whose day or year a term counts.
public enum Person: String, CaseIterable, Sendable {
    /// The teacher's.
    case teacher
    /// The student's.
    case student
}

/// Whether something is part of a count.
public enum Inclusion: String, CaseIterable, Sendable {
    /// It is part of the count.
    case included
    /// It is not.
    case excluded
}

/// Time for professional development.
public struct ProfessionalDevelopment: Hashable, Sendable {
    /// Whether the time lies within the teacher's day.
    public enum Placement: String, CaseIterable, Sendable {
        /// Within the day.
        case within
        /// Before or after it, or on other days.
        case outside
    }

    /// How much, and how often.
    public let time: RecurringTime
    /// Whether it lies within the teacher's day.
    public let placement: Placement
    /// Who decides what it is used for, if stated.
    public let directedBy: String?
    /// Whether it is paid beside the salary, if stated.
    public let isPaid: Bool?
}

/// A teacher's leadership role.
public struct LeaderRole: Hashable, Sendable {
    /// How the role is filled.
    public enum Selection: String, CaseIterable, Sendable {
        /// By vote of the teachers.
        case elected
        /// By the principal or the board.
        case appointed
        /// By both together.
        case joint
    }

    /// Its name.
    public let role: String
    /// How many persons at each school.
    public let count: Int
    /// What is paid for a year, if anything.
    public let stipend: Money?
    /// Time freed of teaching, if any.
    public let release: RecurringTime?
    /// How long one serves, in months, if stated.
    public let months: Int?
    /// How it is filled, if stated.
    public let selection: Selection?
}

/// An amount paid for a duty, a role or length of service.
public struct Stipend: Hashable, Sendable {
    /// For what unit the amount is paid.
    public enum Unit: String, CaseIterable, Sendable {
        /// A year.
        case year
        /// A season.
        case season
        /// A month.
        case month
        /// A day.
        case day
        /// An hour.
        case hour
        /// Half an hour.
        case halfHour = "half hour"
        /// Each time.
        case event
    }

    /// For what it is paid.
    public let purpose: String
    /// How much.
    public let amount: Money
    /// For each what.
    public let unit: Unit
    /// After how many years of service, for longevity.
    public let afterYears: Int?
}

/// The prose of a section under a stable id.
public struct Clause: Hashable, Sendable {
    /// The paragraphs of the section.
    public let paragraphs: [String]
}
