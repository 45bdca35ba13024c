internal import CivilTime

/// What a proposal costs on a scattergram, line by line and year by year, beside the contract in force.
///
/// Everything is exact: posts in thousandths, rates in hundredths of a percent, and of the running sums of a year's
/// salaries each is rounded once, half a cent up; a line is the difference of two such sums, so that the lines add up
/// to the whole to the cent.
public struct CostEstimate: Hashable, Sendable {
    /// A file by its name and digest.
    public struct Source: Hashable, Sendable {
        /// What people call it.
        public let name: String
        /// SHA-256 of its bytes in hexadecimal, if known.
        public let sha256: String?

        /// A file by its name and digest.
        public init(name: String, sha256: String?) {
            (self.name, self.sha256) = (name, sha256)
        }
    }

    /// One year's price.
    public struct Year: Hashable, Sendable {
        /// Which year.
        public let year: CostYear
        /// The lines in the order of printing.
        public let lines: [CostLine]
        /// How the schedule's amounts move in the year under the contract in force.
        public let inForce: SchedulePace
        /// How they move under the proposal.
        public let proposed: SchedulePace

        /// The sum of some lines.
        public func sum(_ isCounted: (CostLine.Kind) -> Bool = { _ in true }) -> CostLine.Sum {
            let counted = lines.filter { isCounted($0.kind) }
            return CostLine.Sum(
                inForce: Money(cents: counted.reduce(0) { $0 + $1.inForce.cents }),
                proposed: Money(cents: counted.reduce(0) { $0 + $1.proposed.cents })
            )
        }
    }

    /// How a schedule's amounts move in one year, weighed by who is paid them.
    public struct SchedulePace: Hashable, Sendable {
        /// The raise that, paid all year, would cost the same.
        public let fullYear: Percent
        /// The raise from the end of the year before to the end of this one.
        public let exit: Percent
        /// What the last amounts of the year cost more in the next, over what was paid in this one.
        public let carriedOver: Money
        /// The days within the year on which amounts change, with the parts of the year from then on.
        public let changes: [String]
    }

    /// The posts, amount and product of one place in the year before.
    public struct Product: Hashable, Sendable {
        /// The step's name.
        public let step: String
        /// The lane's name.
        public let lane: String
        /// The posts.
        public let posts: Thousandths
        /// A post's amount.
        public let amount: Money
        /// Their product, to the cent.
        public let product: Money
    }

    /// A rate by the hour at which added time may be paid.
    public struct HourlyRate: Hashable, Sendable {
        /// The id of the term.
        public let term: String
        /// The rate.
        public let rate: Money

        /// All rates by the hour of a text.
        public static func all(in document: ContractDocument) -> [HourlyRate] {
            document.terms.compactMap { term in
                switch term.value {
                case .stipend(let stipend) where stipend.unit == .hour:
                    return HourlyRate(term: term.id, rate: stipend.amount)
                case .hourlyRate(let rate): return HourlyRate(term: term.id, rate: rate.amount)
                default: return nil
                }
            }
        }
    }

    /// The contract in force.
    public let contract: Source
    /// The proposal.
    public let proposal: Source
    /// The scattergram.
    public let snapshot: Source
    /// The assumptions, where there is a file of them.
    public let assumptions: Source?
    /// All posts.
    public let posts: Thousandths
    /// Every place with posts, at the amounts of the year before.
    public let products: [Product]
    /// The years.
    public let years: [Year]
    /// The raise over all years under the contract in force, from the amounts of the year before to the last.
    public let compoundedInForce: Percent
    /// The raise over all years under the proposal.
    public let compoundedProposed: Percent
    /// What the longer day or year does to an hour of the average teacher, where both texts say how long they are.
    public let hourly: HourlyEffect?
    /// The rates by the hour that the proposal names, by the terms' ids.
    public let hourlyRates: [HourlyRate]
    /// The funding, where it is given.
    public let floor: FundingFloor?
    /// What could not be priced, and what is missing.
    public let unpriced: [String]
    /// What the price rests on, in sentences.
    public let notes: [String]
}
