import CivilTime
import Contracts
import Table
import Wire

/// What each served text moved, term by term, from where its side stood when it was served: arithmetic only.
struct MovementLedger: Sendable {
    /// A movement seen from the side that made it.
    enum Course: String, Codable, Sendable {
        case toward, away, mixed, neutral, unknown

        init(_ bearing: Bearing, by side: Side) {
            self =
                switch bearing {
                case .towardUnion: side == .board ? .toward : .away
                case .towardBoard: side == .union ? .toward : .away
                case .mixed: .mixed
                case .neutral: .neutral
                case .unknown: .unknown
                }
        }
    }

    /// A field that moved.
    struct Part: Codable, Sendable {
        let name: String
        let text: String
        let course: Course
    }

    /// A term in a text that was served.
    struct Entry: Codable, Sendable {
        let proposal: ProposalNumber
        let servedAt: Instant
        let section: String
        let term: String
        let kind: String
        /// Whether it stands in a package, so that it moved nobody unless the package was agreed.
        let isPackage: Bool
        /// The proposal from which it moved; nil for the contract in force.
        let from: ProposalNumber?
        let course: Course
        let parts: [Part]

        private enum CodingKeys: String, CodingKey {
            case proposal, section, term, kind, from, course, parts
            case servedAt = "served_at"
            case isPackage = "is_package"
        }
    }

    /// What still lies between the sides on a term: the way from the board's position to the union's.
    struct Distance: Codable, Sendable {
        let section: String
        let term: String
        let board: ProposalNumber?
        let union: ProposalNumber?
        let parts: [String]
    }

    let entries: [Entry]
    let distances: [Distance]

    /// A text that was served, with where its side stood just before.
    struct Served {
        let proposal: ProposalView
        let document: ContractDocument
        let before: PositionsView
    }

    /// The ledger of some texts.
    ///
    /// - Parameters:
    ///   - served: the texts, in the order of service.
    ///   - now: where both sides stand.
    ///   - contract: the contract in force; nil where the negotiation was opened without it.
    init(_ served: [Served], now: PositionsView, contract: ContractDocument?) {
        let texts = Dictionary(served.map { ($0.proposal.number, $0.document) }) { first, _ in first }
        func term(_ id: String, in number: ProposalNumber?) -> Term? {
            guard let number else { return contract?.term(id) }
            return texts[number]?.term(id)
        }
        entries = served.flatMap { text -> [Entry] in
            let proposal = text.proposal
            return (proposal.items ?? []).flatMap { item -> [Entry] in
                let from = text.before.position(of: proposal.side, on: item.section)
                let former = from.map { texts[$0] } ?? contract
                let gone = (former?.terms ?? []).filter { $0.section == item.section }.map(\.id)
                return (item.terms + gone.filter { !item.terms.contains($0) }).compactMap { id in
                    guard let movement = Movement(from: term(id, in: from), to: term(id, in: proposal.number))
                    else { return nil }
                    let kind = term(id, in: proposal.number) ?? term(id, in: from)
                    return Entry(
                        proposal: proposal.number,
                        servedAt: proposal.servedAt,
                        section: item.section,
                        term: id,
                        kind: kind?.kind.rawValue ?? "",
                        isPackage: proposal.package != nil,
                        from: from,
                        course: Course(movement.bearing, by: proposal.side),
                        parts: movement.parts.map { part in
                            Part(
                                name: part.name,
                                text: part.text,
                                course: Course(part.bearing, by: proposal.side)
                            )
                        }
                    )
                }
            }
        }
        distances = now.items.filter { $0.status != .agreed }.flatMap { row in
            row.terms.compactMap { id -> Distance? in
                let (board, union) = (row.board?.proposal, row.union?.proposal)
                guard let way = Movement(from: term(id, in: board), to: term(id, in: union)), !way.isStill
                else {
                    return nil
                }
                let parts = way.parts.map { "\($0.name): \($0.text)" }
                return Distance(section: row.section, term: id, board: board, union: union, parts: parts)
            }
        }
    }
}

extension PositionsView {
    /// The proposal by which a side stands on a section; nil for the contract in force.
    fileprivate func position(of side: Side, on section: String) -> ProposalNumber? {
        let row = items.first { $0.section == section }
        return (side == .board ? row?.board : row?.union)?.proposal
    }
}
