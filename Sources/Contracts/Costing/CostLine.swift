/// One line of a price: what one thing costs in a year under the contract in force and under the proposal.
public struct CostLine: Hashable, Sendable {
    /// What the line prices, in the order of printing.
    public enum Kind: String, CaseIterable, Sendable, Codable {
        /// The posts of the scattergram at the amounts of the year before.
        case base
        /// What the schedule's new amounts add for the posts where they stood.
        case schedule
        /// What going a step up adds.
        case step
        /// What changing lanes adds.
        case lane
        /// Payments beside the schedule.
        case offSchedule = "off-schedule"
        /// Pay for length of service.
        case longevity
        /// Pay for a duty or role.
        case stipend
        /// Stipends of leadership roles.
        case role
        /// Time that leadership roles are freed of teaching.
        case release
        /// Pay by the hour.
        case hourly
        /// Pay for a longer day or year.
        case extendedTime = "extended-time"
        /// The employer's share of insurance.
        case health
        /// The board's part of the teachers' pension contribution.
        case pension
        /// What follows pay by a rate.
        case rollUp = "roll-up"

        /// Whether it belongs to salaries, which stand on the schedule.
        public var isSalary: Bool { self == .base || self == .schedule || self == .step || self == .lane }
    }

    /// What it prices.
    public let kind: Kind
    /// In words: `Step movement`, `longevity after 15 years`, `Medicare 1.45 %`.
    public let name: String
    /// The id of the term, where it prices one.
    public let term: String?
    /// What it costs under the contract in force.
    public let inForce: Money
    /// What it costs under the proposal.
    public let proposed: Money

    /// What the proposal adds.
    public var difference: Money { Money(cents: proposed.cents - inForce.cents) }

    /// Several lines added up.
    public struct Sum: Hashable, Sendable {
        /// Under the contract in force.
        public let inForce: Money
        /// Under the proposal.
        public let proposed: Money

        /// What the proposal adds.
        public var difference: Money { Money(cents: proposed.cents - inForce.cents) }
    }
}
