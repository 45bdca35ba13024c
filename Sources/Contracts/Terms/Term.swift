public import CivilTime

/// A section's value in a form that can be compared, costed and counted.
public struct Term: Hashable, Sendable {
    /// What a term is about; its text is the `kind:` of the document.
    public enum Kind: String, CaseIterable, Sendable {
        /// A salary schedule: an amount for each step and lane.
        case salaryGrid = "salary.grid"
        /// A raise of a schedule, or several raises by date.
        case salaryAdjustment = "salary.adjustment"
        /// The length of the school day.
        case dayLength = "day.length"
        /// The number of days in the school year.
        case yearDays = "year.days"
        /// Time for professional development.
        case professionalDevelopment = "pd.time"
        /// A teacher's leadership role.
        case leaderRole = "leader_role"
        /// An amount paid for a duty, a role or length of service.
        case stipend = "stipend"
        /// A section's prose under a stable id.
        case clause = "text.clause"
    }

    /// The value, in the form of its kind.
    public enum Value: Hashable, Sendable {
        /// A salary schedule.
        case salaryGrid(SalaryGrid)
        /// A raise or several.
        case salaryAdjustment(SalaryAdjustment)
        /// The length of a day.
        case dayLength(DayLength)
        /// The days of a year.
        case yearDays(YearDays)
        /// Time for professional development.
        case professionalDevelopment(ProfessionalDevelopment)
        /// A leadership role.
        case leaderRole(LeaderRole)
        /// A stipend, hourly rate or longevity payment.
        case stipend(Stipend)
        /// The prose of the section.
        case clause(Clause)
    }

    /// For whom a value holds.
    public struct Scope: Hashable, Sendable {
        /// The schools it is limited to; empty for the whole zone.
        public let schools: [String]
        /// The grade level it is limited to.
        public let level: String?
    }

    /// What a value is reckoned on; another basis makes another value of the same figure.
    public struct Basis: Hashable, Sendable {
        /// Days in the contract year.
        public let days: Int?
        /// Minutes in the day.
        public let minutes: Int?
    }

    /// Its name for ever; section numbers may change.
    public let id: String
    /// The label of the section in which it stands.
    public let section: String
    /// The line of its block, counted from 1.
    public let line: Int
    /// The first day on which it holds, if stated.
    public let effective: CivilDate?
    /// The last day on which it holds, if stated.
    public let until: CivilDate?
    /// For whom it holds.
    public let scope: Scope
    /// What it is reckoned on, if stated.
    public let basis: Basis?
    /// A caveat that changes what the figure means, if stated.
    public let note: String?
    /// The value.
    public let value: Value

    /// What it is about.
    public var kind: Kind {
        switch value {
        case .salaryGrid: .salaryGrid
        case .salaryAdjustment: .salaryAdjustment
        case .dayLength: .dayLength
        case .yearDays: .yearDays
        case .professionalDevelopment: .professionalDevelopment
        case .leaderRole: .leaderRole
        case .stipend: .stipend
        case .clause: .clause
        }
    }
}
