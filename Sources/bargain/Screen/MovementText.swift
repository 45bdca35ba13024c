import CivilTime
import Contracts
import Packs
import Table

/// A ledger of movement in words, the same on a terminal and in a bundle.
struct MovementText {
    /// A line with the columns by which its continuation is moved in.
    struct Line {
        let text: String
        var hanging = 0
        var style = Style.plain
    }

    let report: MovementReport
    let zone: CivilZone

    /// All of it; empty where nothing moved that has figures.
    var lines: [Line] { leftOut + entries + distances + prices }

    private var leftOut: [Line] {
        report.leftOut.map { number in
            Line(
                text: "The text of \(number) cannot be read any more; what it moved is left out.",
                hanging: 4,
                style: .warning
            )
        }
    }

    private var entries: [Line] {
        report.entries.flatMap { entry -> [Line] in
            let head =
                "\(entry.proposal)  \(date(entry.servedAt))  \(entry.term) (\(entry.section)): \(entry.words), from "
                + "\(entry.from?.description ?? "the contract in force")"
                + (entry.isPackage ? ", in a package" : "")
            let parts = entry.parts.map { part in
                let course =
                    part.course == entry.course ? "" : " (\(part.course.words(for: entry.proposal.side)))"
                return Line(text: "    \(part.name): \(part.text)\(course)", hanging: 6)
            }
            return [Line(text: head, hanging: 4, style: .heading)] + parts + [Line(text: "")]
        }
    }

    private var distances: [Line] {
        guard !report.distances.isEmpty else { return [] }
        return [Line(text: "Between the sides now, from the board to the union", style: .heading)]
            + report.distances.flatMap { distance in
                [Line(text: "  \(distance.term) (\(distance.section)), \(distance.ends)")]
                    + distance.parts.map { Line(text: "    \($0)", hanging: 6) }
            } + [Line(text: "")]
    }

    private var prices: [Line] {
        guard let prices = report.prices else { return [] }
        var grid = Grid("TEXT", "SERVED", "STOOD AT", "OFFERS", "MOVED")
        for offer in prices.offers {
            grid.add(
                Grid.Cell(offer.proposal.description, .heading),
                Grid.Cell(date(offer.servedAt)),
                Grid.Cell(offer.before.map { dollars($0.totalCents) } ?? "not priced"),
                Grid.Cell(offer.offered.map { dollars($0.totalCents) } ?? "not priced"),
                Grid.Cell(moved(offer))
            )
        }
        var span = ""
        if let first = prices.years.first, let last = prices.years.last {
            span = first == last ? ", \(first)" : ", \(first) to \(last)"
        }
        var lines = [Line(text: "In dollars beside the contract in force\(span)", style: .heading)]
        lines += grid.lines(width: nil, color: false).map { Line(text: "  \($0)") }
        if let between = prices.between {
            let apart = between.betweenCents
            let which = apart < 0 ? "the board's" : "the union's"
            lines.append(
                Line(
                    text: "  Where they stand now: the board \(dollars(between.board.totalCents)), the union "
                        + "\(dollars(between.union.totalCents)); "
                        + (apart == 0
                            ? "they cost the same."
                            : "\(which) costs \(Money(cents: Int64(apart.magnitude))) more."),
                    hanging: 4
                )
            )
        }
        let faults = prices.offers.compactMap { offer in offer.problem.map { "\(offer.proposal): \($0)" } }
        lines += (faults + (prices.problem.map { ["Between the sides: \($0)"] } ?? [])).map {
            Line(text: "  \($0)", hanging: 4, style: .warning)
        }
        let all = prices.offers.flatMap { ($0.before?.unpriced ?? []) + ($0.offered?.unpriced ?? []) }
        var seen: Set<String> = []
        lines += all.filter { seen.insert($0).inserted }.map {
            Line(text: "  Not in these prices: \($0)", hanging: 4)
        }
        let pins =
            [("contract", prices.contract), ("snapshot", prices.snapshot)]
            + (prices.assumptions.map { [("assumptions", $0)] } ?? [])
        lines += pins.map { Line(text: "  \($0.0): \($0.1.name), SHA-256 \($0.1.sha256 ?? "not known")") }
        return lines
    }

    private func moved(_ offer: MovementPrices.Offer) -> String {
        guard let cents = offer.movedCents, let course = offer.course else { return "" }
        let side = offer.proposal.side
        let way = cents == 0 ? "nothing" : "\(dollars(cents)), \(course.words(for: side))"
        return way + (offer.isPackage ? ", in a package" : "")
    }

    private func dollars(_ cents: Int64) -> String {
        (cents > 0 ? "+" : "") + Money(cents: cents).description
    }

    private func date(_ instant: Instant) -> String { zone.date(at: instant).spelled }
}

extension MovementLedger.Entry {
    fileprivate var words: String { parts.isEmpty ? "no movement" : course.words(for: proposal.side) }
}

extension MovementLedger.Distance {
    fileprivate var ends: String {
        let names = [board, union].map { $0?.description ?? "the contract in force" }
        return "\(names[0]) to \(names[1])"
    }
}

extension MovementLedger.Course {
    fileprivate func words(for side: Side) -> String {
        switch self {
        case .toward: "toward the \(side.other)"
        case .away: "away from the \(side.other)"
        case .mixed: "both ways"
        case .neutral: "neither way"
        case .unknown: "a change whose way the figures do not tell"
        }
    }
}
