import ArgumentParser
import Table
import Wire

/// In which form a redline is given.
enum RedlineForm: String, CaseIterable, ExpressibleByArgument {
    case terminal
    case text
    case markdown
    case html
    case docx
    case pdf
    case json

    static let list = allCases.map(\.rawValue).joined(separator: ", ")

    /// The form that the ending of a file's name asks for.
    init?(fileName: String) {
        let ending = fileName.split(separator: ".").last?.lowercased() ?? ""
        let endings: [String: RedlineForm] = ["md": .markdown, "htm": .html, "txt": .text]
        guard let form = endings[ending] ?? RedlineForm(rawValue: ending), form != .terminal else {
            return nil
        }
        self = form
    }

    /// Whether it is nothing that a terminal could show.
    var isBytes: Bool { self == .docx || self == .pdf }
}

/// With which text one proposal is compared.
enum ComparisonBase: String, CaseIterable, ExpressibleByArgument {
    /// The contract in force.
    case contract
    /// What the same side last served before it on the matter.
    case mine
    /// What the other side last served before it on the matter.
    case theirs

    /// The proposal meant; nil for the contract in force.
    func base(of number: ProposalNumber, in view: NegotiationView) throws -> ProposalNumber? {
        guard self != .contract else { return nil }
        guard let place = view.proposals.firstIndex(where: { $0.number == number }) else { return nil }
        let proposal = view.proposals[place]
        let earlier = view.proposals[..<place].filter { ($0.side == proposal.side) == (self == .mine) }
        let chain = Self.chain(of: proposal, in: view)
        let topics = Set(proposal.topics ?? [])
        let subjects = proposal.subjects
        // What it answers is surest, then what changes the same sections or terms, then what is on its topics.
        let base =
            earlier.last { chain.contains($0.number) }
            ?? earlier.last { !subjects.isDisjoint(with: $0.subjects) }
            ?? earlier.last { !topics.isDisjoint(with: $0.topics ?? []) }
        guard let base else {
            let side = self == .mine ? "its own side" : "the other side"
            throw Failure(
                .failed,
                "Before \(number), \(side) served nothing on the matter: nothing that it answers, and nothing that "
                    + "changes its sections or is on its topics.",
                mend: "bargain proposal list \(view.opened.negotiation)   (then name two of them)"
            )
        }
        return base.number
    }

    /// The proposals that it answers, directly or through others.
    private static func chain(of proposal: ProposalView, in view: NegotiationView) -> Set<ProposalNumber> {
        var chain: Set<ProposalNumber> = []
        var next = proposal.answers
        while let number = next, chain.insert(number).inserted {
            next = view.proposals.first { $0.number == number }?.answers
        }
        return chain
    }
}

extension ProposalView {
    /// The sections and terms that it would change.
    fileprivate var subjects: Set<String> { Set((items ?? []).flatMap { [$0.section] + $0.terms }) }
}

extension Side {
    /// As the author of changes in a document.
    var partyName: String {
        switch self {
        case .board: "Board"
        case .union: "Union"
        }
    }
}
