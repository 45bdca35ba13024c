public import CivilTime

/// What a price rests on besides the texts and the scattergram: years, movement, head counts, rates, funding.
public struct CostAssumptions: Hashable, Sendable {
    /// How the parts of a year are weighed when pay changes within it.
    public enum Proration: String, CaseIterable, Sendable {
        /// In whole months; every change must then fall on the day of the month on which the year begins.
        case months
        /// In calendar days.
        case days
    }

    /// Whether people go a step up at the start of a year.
    public enum StepMovement: String, CaseIterable, Sendable {
        /// Everyone below the top of the lane.
        case full
        /// Everyone below the top, by half a step.
        case half
        /// Nobody: steps are frozen.
        case none
    }

    /// Where the posts of the scattergram stand in time.
    public enum Placement: String, CaseIterable, Sendable {
        /// In the year before the first that is priced: the first year's movement is still to come.
        case yearBefore = "year before"
        /// In the first year that is priced, movement included.
        case firstYear = "first year"
    }

    /// Posts that change lanes at the start of each year.
    public struct LaneMove: Hashable, Sendable {
        /// The lane that they leave.
        public let from: String
        /// The lane that they go to, at the same step.
        public let to: String
        /// How many posts a year.
        public let posts: Thousandths
        /// The step, if not all steps of the lane in proportion.
        public let step: String?
        let line: Int
    }

    /// A cost that follows pay.
    public struct RollUp: Hashable, Sendable {
        /// What pay it follows.
        public enum Base: String, CaseIterable, Sendable {
            /// Salaries and every other pay.
            case pay = "all pay"
            /// Salaries alone.
            case salaries
        }

        /// What it is called: Medicare, retirement.
        public let name: String
        /// The share of pay.
        public let rate: Percent
        /// What pay it follows.
        public let base: Base
    }

    /// What the zone is given, to be held against the law's floor.
    public struct Funding: Hashable, Sendable {
        /// The pupils of the zone.
        public let pupils: Thousandths
        /// What the district spends on a pupil on average.
        public let districtAverage: Money
        /// What the zone is given in a year.
        public let zoneFunding: Money
        /// The share of the average below which no zone may be funded.
        public let share: Percent
    }

    /// The first day of the first year that is priced; nil for the day on which the proposal's schedule holds.
    public var firstYear: CivilDate?
    /// How many years are priced.
    public var years = 3
    /// How parts of a year are weighed; nil for months where all changes fall on a month's start, else days.
    public var proration: Proration?
    /// The ids of the salary schedules on which the posts stand; empty where there is only one.
    public var schedules: [String] = []
    /// Whether people go a step up, year by year; the last holds for all further years.
    public var stepMovement: [StepMovement] = [.full]
    /// Where the scattergram stands in time.
    public var placement: Placement = .yearBefore
    /// Who changes lanes.
    public var laneMoves: [LaneMove] = []
    /// Where those go whose step the proposal no longer has, by the name of the step.
    public var placements: [String: String] = [:]
    /// How many of a term there are in a year, by the term's id: persons, hours, events.
    public var counts: [String: Thousandths] = [:]
    /// The premium of a month, by the id of the term on health insurance.
    public var premiums: [String: Money] = [:]
    /// The rate of pay of the pension contribution, by the id of the term on who pays it.
    public var contributions: [String: Percent] = [:]
    /// How many schools have the leadership roles; nil where it is not known.
    public var schools: Int?
    /// How many weeks a year has, for what is stated by the week.
    public var weeks: Int?
    /// What an hour freed of teaching costs; nil for the average hourly rate.
    public var releaseRate: Money?
    /// Costs that follow pay.
    public var rollUps: [RollUp] = []
    /// What the zone is given.
    public var funding: Funding?
    /// The days and minutes of a teacher's year, where the texts are silent.
    public var workingTime: (days: Int, minutes: Int)? {
        get { workingDays.flatMap { days in workingMinutes.map { (days, $0) } } }
        set { (workingDays, workingMinutes) = (newValue?.days, newValue?.minutes) }
    }
    private var workingDays: Int?
    private var workingMinutes: Int?
    /// The name of the file, for errors.
    public private(set) var name = "assumptions"
    /// The lines on which ids stand, for errors.
    var lines: [String: Int] = [:]

    /// What holds where nobody says otherwise: three years, everyone a step up, nobody changes lanes, no roll-up.
    public init() {}

    /// Reads assumptions from plain YAML; `docs/costing.md` lists the names.
    ///
    /// - Throws: the first fault, with its line, what was expected and how to mend it.
    public init(yaml bytes: [UInt8], name: String) throws(ContractError) {
        self.name = name
        let text = try TextScreen.text(of: bytes, name: name)
        var reader = CostAssumptionsReader(assumptions: self)
        try reader.read(text)
        self = reader.assumptions
    }

    /// Whether people move up at the start of a year, counted from 0.
    func movement(_ year: Int) -> StepMovement {
        stepMovement.isEmpty ? .full : stepMovement[min(year, stepMovement.count - 1)]
    }
}
