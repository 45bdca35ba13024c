internal import CivilTime

/// A price for programs: stable names, cents and hundredths of a percent; the caller encodes it.
public struct CostReport: Hashable, Sendable, Codable {
    /// The form of this report; additions keep the number, other changes raise it.
    public let schemaVersion: Int
    /// The files on which the price rests: `contract`, `proposal`, `snapshot` and, if there is one, `assumptions`.
    public let pins: [String: Pin]
    /// All posts, in thousandths.
    public let postsThousandths: Int64
    /// The years.
    public let years: [Year]
    /// The raise over all years, in hundredths of a percent.
    public let compounded: Pair
    /// Every place of the scattergram with its product.
    public let products: [Product]
    /// What a longer day or year does to an hour of the average teacher.
    public let hourly: Hourly?
    /// The funding against its floor.
    public let funding: Funding?
    /// What could not be priced.
    public let unpriced: [String]
    /// What the price rests on.
    public let notes: [String]

    private enum CodingKeys: String, CodingKey {
        case pins, years, compounded, products, hourly, funding, unpriced, notes
        case schemaVersion = "schema_version"
        case postsThousandths = "posts_thousandths"
    }

    /// A file.
    public struct Pin: Hashable, Sendable, Codable {
        /// What people call it.
        public let name: String
        /// Hexadecimal, if known.
        public let sha256: String?
    }

    /// A number under the contract in force and under the proposal.
    public struct Pair: Hashable, Sendable, Codable {
        /// Under the contract in force.
        public let inForce: Int64
        /// Under the proposal.
        public let proposed: Int64

        private enum CodingKeys: String, CodingKey {
            case proposed
            case inForce = "in_force"
        }
    }

    /// One year.
    public struct Year: Hashable, Sendable, Codable {
        /// `2026-27`.
        public let name: String
        /// ISO 8601.
        public let first: String
        /// ISO 8601.
        public let last: String
        /// `months` or `days`: how its parts are weighed.
        public let proration: String
        /// The lines in the order of printing.
        public let lines: [Line]
        /// The sum of all lines, in cents.
        public let totalCents: Pair
        /// The sum of the salaries' lines, in cents.
        public let salariesCents: Pair
        /// What the proposal adds to the year, in cents.
        public let differenceCents: Int64
        /// How the schedule moves under the contract in force.
        public let inForce: Pace
        /// How it moves under the proposal.
        public let proposed: Pace

        private enum CodingKeys: String, CodingKey {
            case name, first, last, proration, lines, proposed
            case totalCents = "total_cents"
            case salariesCents = "salaries_cents"
            case differenceCents = "difference_cents"
            case inForce = "in_force"
        }
    }

    /// How a schedule's amounts move in a year.
    public struct Pace: Hashable, Sendable, Codable {
        /// The raise that, paid all year, would cost the same, in hundredths of a percent.
        public let fullYearBasisPoints: Int64
        /// From the end of the year before to the end of this one.
        public let exitBasisPoints: Int64
        /// What the last amounts cost more in the next year, in cents.
        public let carriedOverCents: Int64
        /// The days on which amounts change.
        public let changes: [String]

        private enum CodingKeys: String, CodingKey {
            case changes
            case fullYearBasisPoints = "full_year_basis_points"
            case exitBasisPoints = "exit_basis_points"
            case carriedOverCents = "carried_over_cents"
        }
    }

    /// One line.
    public struct Line: Hashable, Sendable, Codable {
        /// What it prices.
        public let kind: CostLine.Kind
        /// In words.
        public let name: String
        /// The id of the term.
        public let term: String?
        /// In cents.
        public let inForceCents: Int64
        /// In cents.
        public let proposedCents: Int64
        /// In cents.
        public let differenceCents: Int64

        private enum CodingKeys: String, CodingKey {
            case kind, name, term
            case inForceCents = "in_force_cents"
            case proposedCents = "proposed_cents"
            case differenceCents = "difference_cents"
        }
    }

    /// One place of the scattergram.
    public struct Product: Hashable, Sendable, Codable {
        /// The step's name.
        public let step: String
        /// The lane's name.
        public let lane: String
        /// In thousandths.
        public let postsThousandths: Int64
        /// A post's amount in cents.
        public let amountCents: Int64
        /// Their product in cents.
        public let productCents: Int64

        private enum CodingKeys: String, CodingKey {
            case step, lane
            case postsThousandths = "posts_thousandths"
            case amountCents = "amount_cents"
            case productCents = "product_cents"
        }
    }

    /// The pay of an hour.
    public struct Hourly: Hashable, Sendable, Codable {
        /// A year's salary in cents.
        public let salaryCents: Int64
        /// What is paid for the added time, in cents.
        public let addedCents: Int64
        /// Minutes of the year before and after.
        public let minutes: Pair
        /// An hour's pay before and after, in cents.
        public let rateCents: Pair
        /// The change in hundredths of a percent.
        public let changeBasisPoints: Int64?
        /// What the added time costs at the rate of before, in cents.
        public let holdingTheRateCents: Int64

        private enum CodingKeys: String, CodingKey {
            case minutes
            case salaryCents = "salary_cents"
            case addedCents = "added_cents"
            case rateCents = "rate_cents"
            case changeBasisPoints = "change_basis_points"
            case holdingTheRateCents = "holding_the_rate_cents"
        }
    }

    /// The zone's funding.
    public struct Funding: Hashable, Sendable, Codable {
        /// The least that the zone must be given, in cents.
        public let floorCents: Int64
        /// What it is given, in cents.
        public let zoneCents: Int64
        /// Whether that is enough.
        public let isKept: Bool

        private enum CodingKeys: String, CodingKey {
            case floorCents = "floor_cents"
            case zoneCents = "zone_cents"
            case isKept = "is_kept"
        }
    }
}

extension CostEstimate {
    /// The price as plain values, ready to be encoded.
    public var report: CostReport {
        var pins = ["contract": contract, "proposal": proposal, "snapshot": snapshot]
        pins["assumptions"] = assumptions
        return CostReport(
            schemaVersion: 1,
            pins: pins.mapValues { .init(name: $0.name, sha256: $0.sha256) },
            postsThousandths: posts.count,
            years: years.map(CostReport.Year.init),
            compounded: .init(
                inForce: compoundedInForce.basisPoints,
                proposed: compoundedProposed.basisPoints
            ),
            products: products.map {
                .init(
                    step: $0.step,
                    lane: $0.lane,
                    postsThousandths: $0.posts.count,
                    amountCents: $0.amount.cents,
                    productCents: $0.product.cents
                )
            },
            hourly: hourly.map(CostReport.Hourly.init),
            funding: floor.map {
                .init(floorCents: $0.floor.cents, zoneCents: $0.funding.zoneFunding.cents, isKept: $0.isKept)
            },
            unpriced: unpriced,
            notes: notes
        )
    }
}

extension CostReport.Year {
    fileprivate init(_ year: CostEstimate.Year) {
        let (total, salaries) = (year.sum(), year.sum(\.isSalary))
        self.init(
            name: year.year.name,
            first: year.year.first.description,
            last: year.year.end.adding(days: -1).description,
            proration: year.year.proration.rawValue,
            lines: year.lines.map {
                .init(
                    kind: $0.kind,
                    name: $0.name,
                    term: $0.term,
                    inForceCents: $0.inForce.cents,
                    proposedCents: $0.proposed.cents,
                    differenceCents: $0.difference.cents
                )
            },
            totalCents: .init(inForce: total.inForce.cents, proposed: total.proposed.cents),
            salariesCents: .init(inForce: salaries.inForce.cents, proposed: salaries.proposed.cents),
            differenceCents: total.difference.cents,
            inForce: .init(year.inForce),
            proposed: .init(year.proposed)
        )
    }
}

extension CostReport.Pace {
    fileprivate init(_ pace: CostEstimate.SchedulePace) {
        self.init(
            fullYearBasisPoints: pace.fullYear.basisPoints,
            exitBasisPoints: pace.exit.basisPoints,
            carriedOverCents: pace.carriedOver.cents,
            changes: pace.changes
        )
    }
}

extension CostReport.Hourly {
    /// The effect on one teacher.
    public init(_ effect: HourlyEffect) {
        self.init(
            salaryCents: effect.salary.cents,
            addedCents: effect.added.cents,
            minutes: .init(inForce: effect.before.minutes, proposed: effect.after.minutes),
            rateCents: .init(inForce: effect.rateBefore.cents, proposed: effect.rateAfter.cents),
            changeBasisPoints: effect.change?.basisPoints,
            holdingTheRateCents: effect.holdingTheRate.cents
        )
    }
}
