public import CivilTime

/// What a side last offered on an item, and where that can be read.
public struct Position: Hashable, Sendable {
    /// How a side came to a position.
    public enum Basis: String, Sendable, Codable {
        /// It proposed it.
        case proposed
        /// It signed the other side's proposal, or its own.
        case signed
        /// Both sides signed it.
        case agreed
    }

    /// The proposal whose text says it.
    public let proposal: ProposalNumber
    /// The item of that proposal.
    public let item: ProposedItem
    /// How the side came to it.
    public let basis: Basis
    /// The sequence number of the entry that made it the side's position.
    public let seq: Int
}

/// An item with where each side stands on it.
public struct PositionsOnItem: Hashable, Sendable {
    /// What has become of an item.
    public enum Status: String, Sendable, Codable {
        /// One side proposed something and the other has not answered.
        case open
        /// Both sides have a position, and not the same.
        case held
        /// A side's position on it was answered by a counter that stands.
        case countered
        /// Nothing that was proposed on it stands any more: withdrawn, or in packages that came to nothing.
        case withdrawn
        /// Both sides signed it.
        case agreed = "tentatively agreed"
        /// It stands in packages only.
        case conditional
    }

    /// The item, by the latest proposal that names it.
    public let item: ProposedItem
    /// What has become of it.
    public let status: Status
    /// The board's position; nil for the contract in force.
    public let board: Position?
    /// The union's position; nil for the contract in force.
    public let union: Position?
    /// The text that both sides signed last, even if a side has proposed another since; nil where there is none.
    public let agreed: Position?
    /// The packages that can still be agreed in which it stands, in the order in which they were served.
    public let packages: [ProposalNumber]
}

extension Negotiation {
    /// A side's position on an item; nil for the contract in force.
    ///
    /// It is what the side's latest act says that still stands: a stand-alone proposal of its own that it did not
    /// withdraw, or a signature under a text. An item of a package is no position before both sides signed the package.
    /// A proposal that the other side rejected remains its side's position until it is withdrawn or replaced. An item that
    /// both sides signed stays agreed when the others of its proposal are withdrawn or rejected.
    ///
    /// - Parameters:
    ///   - side: whose.
    ///   - name: a section's label or a term's id.
    /// - Returns: the position.
    public func position(of side: Side, on name: String) -> Position? {
        Self.position(of: side, in: touches(of: name))
    }

    /// Every section that anybody ever proposed to change, with where both sides stand on it, in the order in which
    /// they were raised.
    ///
    /// - Parameter day: the day as of which packages have expired or not.
    /// - Returns: one row a section.
    public func positions(on day: CivilDate) -> [PositionsOnItem] {
        // By name, so that whole contracts that were proposed many times are looked through once.
        var touches: [String: [Touch]] = [:]
        var sections: [String] = []
        var seen: Set<String> = []
        for proposal in proposalsInOrder {
            for (index, item) in proposal.items.enumerated() {
                if seen.insert(item.section).inserted { sections.append(item.section) }
                for name in [item.section] + item.terms
                where touches[name]?.last?.proposal.number != proposal.number {
                    touches[name, default: []].append(Touch(proposal: proposal, index: index))
                }
            }
        }
        return sections.compactMap { positions(of: touches[$0] ?? [], on: day) }
    }

    /// One item with where both sides stand on it; nil where nobody ever proposed anything on it.
    ///
    /// - Parameters:
    ///   - name: a section's label or a term's id.
    ///   - day: the day as of which packages have expired or not.
    /// - Returns: the item with both positions.
    public func positions(onItem name: String, on day: CivilDate) -> PositionsOnItem? {
        positions(of: touches(of: name), on: day)
    }

    /// A proposal with the place of the item of it that is meant.
    private struct Touch {
        let proposal: Proposal
        let index: Int

        var item: ProposedItem { proposal.items[index] }

        /// The acts on it that still stand, each by which a side came to a position.
        var positions: [(side: Side, position: Position)] {
            func position(_ side: Side, _ basis: Position.Basis, _ seq: Int) -> (Side, Position) {
                (side, Position(proposal: proposal.number, item: item, basis: basis, seq: seq))
            }
            let signatures = proposal.signatures.filter { $0.covers(index + 1) }
            let firsts = Side.allCases.compactMap { side in signatures.first { $0.side == side }?.seq }
            if let made = firsts.max(), firsts.count == Side.allCases.count {
                return Side.allCases.map { side in
                    position(side, .agreed, max(made, signatures.last { $0.side == side }?.seq ?? made))
                }
            }
            guard proposal.withdrawal == nil, proposal.served.package == nil else { return [] }
            return [position(proposal.number.side, .proposed, proposal.seq)]
                + signatures.map { position($0.side, .signed, $0.seq) }
        }
    }

    /// The proposals that concern an item, in the order in which they were served.
    private func touches(of name: String) -> [Touch] {
        proposalsInOrder.compactMap { proposal in
            proposal.items.firstIndex { $0.isMeant(by: name) }.map { Touch(proposal: proposal, index: $0) }
        }
    }

    private static func position(of side: Side, in touches: [Touch]) -> Position? {
        touches.flatMap(\.positions).filter { $0.side == side }.map(\.position).max { $0.seq < $1.seq }
    }

    private func positions(of touches: [Touch], on day: CivilDate) -> PositionsOnItem? {
        guard let item = touches.last?.item else { return nil }
        let board = Self.position(of: .board, in: touches)
        let union = Self.position(of: .union, in: touches)
        let agreed = touches.flatMap(\.positions).map(\.position).filter { $0.basis == .agreed }
        let packages = touches.map(\.proposal).filter {
            $0.served.package != nil && $0.status(on: day).isOpen
        }
        let status: PositionsOnItem.Status =
            if let board, let union, [board.basis, union.basis] == [.agreed, .agreed],
                board.proposal == union.proposal
            {
                .agreed
            } else if board == nil, union == nil {
                packages.isEmpty ? .withdrawn : .conditional
            } else if [board, union].contains(where: { $0.map(isCountered) ?? false }) {
                .countered
            } else {
                board != nil && union != nil ? .held : .open
            }
        return PositionsOnItem(
            item: item,
            status: status,
            board: board,
            union: union,
            agreed: agreed.max { $0.seq < $1.seq },
            packages: packages.map(\.number)
        )
    }

    private func isCountered(_ position: Position) -> Bool {
        proposals[position.proposal]?.status == .countered
    }
}
