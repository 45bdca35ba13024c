public import CivilTime

/// A package with a last day that can still be agreed, by what the entries say.
public struct StandingPackage: Hashable, Sendable {
    /// The number by which it is called.
    public let number: ProposalNumber
    /// How often it came to lie on the table; it does again when the counter to it is withdrawn.
    public let occurrence: Int
    /// When the record took it in.
    let servedAt: Instant
    /// The last day on which it can be agreed.
    public let lastDay: CivilDate
}

extension Negotiation {
    /// The package of a number while nothing but its last day ends it; nil where it has none, or was agreed, countered,
    /// rejected or withdrawn, or the negotiation is closed.
    public func standingPackage(_ number: ProposalNumber) -> StandingPackage? {
        guard closed == nil, let proposal = proposals[number], let last = proposal.served.package?.expires,
            proposal.status.isOpen
        else { return nil }
        return StandingPackage(
            number: number,
            occurrence: proposal.openings,
            servedAt: proposal.servedAt,
            lastDay: last
        )
    }

    /// All of them, in the order in which they were served.
    var standingPackages: [StandingPackage] {
        proposalsInOrder.compactMap { standingPackage($0.number) }
    }
}
