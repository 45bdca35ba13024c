import CivilTime
import Contracts
import Table
import Wire

/// What each served text moved in dollars, and what lies between the sides: arithmetic on one scattergram.
struct MovementPrices: Codable, Sendable {
    /// A file or text that the prices rest on.
    struct Pin: Codable, Sendable {
        let name: String
        let sha256: String?

        init(_ source: CostEstimate.Source) {
            (name, sha256) = (source.name, source.sha256)
        }
    }

    /// What some sections add to the contract in force.
    struct Price: Codable, Sendable {
        /// Year by year, in cents, in the order of the years.
        let yearsCents: [Int64]
        let totalCents: Int64
        /// What could not be priced.
        let unpriced: [String]

        private enum CodingKeys: String, CodingKey {
            case unpriced
            case yearsCents = "years_cents"
            case totalCents = "total_cents"
        }

        init(_ estimate: CostEstimate) {
            yearsCents = estimate.years.map { $0.sum().difference.cents }
            totalCents = yearsCents.reduce(0, +)
            unpriced = estimate.unpriced
        }
    }

    /// A text that was served: its sections as its side stood on them before, and as it offers them.
    struct Offer: Codable, Sendable {
        let proposal: ProposalNumber
        let servedAt: Instant
        let isPackage: Bool
        let before: Price?
        let offered: Price?
        /// What the text added to its side's price.
        let movedCents: Int64?
        let course: MovementLedger.Course?
        /// Why it has no price.
        let problem: String?

        private enum CodingKeys: String, CodingKey {
            case proposal, before, offered, course, problem
            case servedAt = "served_at"
            case isPackage = "is_package"
            case movedCents = "moved_cents"
        }
    }

    /// Where the sides stand now on all that was proposed.
    struct Between: Codable, Sendable {
        let board: Price
        let union: Price
        /// What the union's position costs more than the board's.
        let betweenCents: Int64

        private enum CodingKeys: String, CodingKey {
            case board, union
            case betweenCents = "between_cents"
        }
    }

    let contract: Pin
    let snapshot: Pin
    let assumptions: Pin?
    /// `2026-27`, in order.
    let years: [String]
    let offers: [Offer]
    /// Nil where a side's position cannot be priced.
    let between: Between?
    /// Why what lies between the sides has no price.
    let problem: String?
}

extension MovementPrices {
    /// The prices of what was served.
    ///
    /// - Parameters:
    ///   - served: the texts, in the order of service.
    ///   - now: where both sides stand.
    ///   - item: a section's label or a term's id; nil for all.
    ///   - contract: the contract in force.
    ///   - pricer: the scattergram and the assumptions.
    /// - Throws: `Failure` where the texts fall into different years, so that their prices cannot be compared.
    init(
        _ served: [MovementLedger.Served],
        now: PositionsView,
        item: String?,
        contract: ContractVersion,
        _ pricer: Pricer
    ) throws {
        let texts = Dictionary(served.map { ($0.proposal.number, $0.document) }) { first, _ in first }
        let standings = Standings(contract: contract.document, texts: texts)
        var years: Set<[String]> = []
        func price(_ document: ContractDocument, _ name: String) throws -> Price {
            let version = ContractVersion(document, name: name, date: nil, sha256: nil)
            let estimate = try pricer.estimate(contract, version, besides: served.map(\.document))
            years.insert(estimate.years.map(\.year.name))
            return Price(estimate)
        }
        offers = try served.map { text -> Offer in
            let (proposal, side) = (text.proposal, text.proposal.side)
            let sections = (proposal.items ?? []).filter { $0.isMeant(by: item) }.map(\.section)
            var (before, offered): (Price?, Price?)
            var problem: String?
            do {
                offered = try price(
                    try contract.document.with(sections, of: text.document, called: "\(proposal.number)"),
                    proposal.number.description
                )
                let former = text.before.items.filter { sections.contains($0.section) }
                before = try price(
                    try standings.document(of: side, in: former),
                    "what the \(side.rawValue) stood at before \(proposal.number)"
                )
            } catch let failure as Failure {
                problem = failure.whole
            }
            let moved = before.flatMap { before in offered.map { $0.totalCents - before.totalCents } }
            return Offer(
                proposal: proposal.number,
                servedAt: proposal.servedAt,
                isPackage: proposal.package != nil,
                before: before,
                offered: offered,
                movedCents: moved,
                course: moved.map { .init(dollars: $0, by: side) },
                problem: problem
            )
        }
        let rows = now.items.filter { row in item.map { row.section == $0 || row.terms.contains($0) } ?? true
        }
        var between: Between?
        var problem: String?
        do {
            let board = try price(try standings.document(of: .board, in: rows), "the board's position")
            let union = try price(try standings.document(of: .union, in: rows), "the union's position")
            let apart = union.totalCents - board.totalCents
            between = Between(board: board, union: union, betweenCents: apart)
        } catch let failure as Failure {
            problem = failure.whole
        }
        guard years.count <= 1 else {
            throw Failure(
                .failed,
                "The texts fall into different years, so that their prices cannot be compared.",
                mend: "write the first year in an assumptions file: 'first_year: 2026-09-01'"
            )
        }
        self.contract = Pin(.init(name: contract.name, sha256: contract.sha256))
        snapshot = Pin(pricer.snapshot)
        assumptions = pricer.file.map(Pin.init)
        self.years = years.first ?? []
        (self.between, self.problem) = (between, problem)
    }
}

/// The texts by which the sides stand, put together section by section.
private struct Standings {
    let contract: ContractDocument
    let texts: [ProposalNumber: ContractDocument]

    /// The contract in force with each section as a side stands on it.
    func document(of side: Side, in rows: [PositionsView.Row]) throws -> ContractDocument {
        var document = contract
        let stands = rows.compactMap { side == .board ? $0.board : $0.union }
        let served = Dictionary(grouping: stands, by: \.proposal).sorted {
            ($0.value[0].servedAt, $0.key.description) < ($1.value[0].servedAt, $1.key.description)
        }
        for (number, stands) in served {
            guard let text = texts[number] else {
                throw Failure(.failed, "The text of \(number) cannot be read any more.")
            }
            document = try document.with(
                stands.map(\.section),
                of: text,
                called: "\(side.rawValue)’s position"
            )
        }
        return document
    }
}

extension MovementLedger.Course {
    /// The way of a difference in dollars: the union's way is up.
    fileprivate init(dollars cents: Int64, by side: Side) {
        self.init(cents == 0 ? .neutral : cents > 0 ? .towardUnion : .towardBoard, by: side)
    }
}
