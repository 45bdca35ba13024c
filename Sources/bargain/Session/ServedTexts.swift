import CivilTime
import Client
import Contracts
import Packs
import Table
import Wire

/// The texts of a negotiation, as served and as they stand together, each with its identity.
final class ServedTexts {
    let view: NegotiationView
    let isDrill: Bool
    private let negotiation: String
    private let session: Session
    private let zone: CivilZone
    private let asOf: Instant?
    private var positions: PositionsView?

    /// The texts of a negotiation, as of an instant; nil for now.
    init(of negotiation: String, asOf moment: Moment?, _ session: Session) async throws {
        self.negotiation = negotiation
        self.session = session
        let answer = try await session.view(of: negotiation)
        view = answer.content
        isDrill = answer.isDrill
        zone = try CivilZone.named(view.timeZone)
        asOf = try await moment?.instant(of: negotiation, session)
    }

    /// A text by itself: a proposal or draft with its own sections alone.
    func text(_ text: ComparedText, author: String? = nil) async throws -> ContractVersion {
        switch text {
        case .proposal(let number): try await proposal(number)
        case .contract: try await contract(for: nil)
        case .position(let side): try await position(of: side)
        case .agreed: try await agreed()
        case .file(let path): try ContractSource.version(at: path, party: author)
        }
    }

    /// A text as a whole contract: a proposal or draft as the contract in force would read under it.
    func whole(_ text: ComparedText, author: String? = nil) async throws -> ContractVersion {
        let version = try await self.text(text, author: author)
        guard !text.isWhole else { return version }
        let contract = try await contract(for: text)
        do {
            let applied = try contract.document.applying(version.document)
            return ContractVersion(
                applied,
                name: "under \(version.name) (SHA-256 \(version.sha256 ?? ""))",
                party: version.party,
                date: version.date,
                sha256: SHA256Text.of(Array(applied.markdown.utf8))
            )
        } catch {
            throw Failure(
                .failed,
                "\(version.name) does not fit the contract in force.",
                details: error.problems.map(\.description)
            )
        }
    }

    // MARK: Texts of the record

    private func proposal(_ number: ProposalNumber) async throws -> ContractVersion {
        guard let proposal = view.proposals.first(where: { $0.number == number }) else {
            throw Failure(
                .failed,
                "\(negotiation) has no proposal \(number).",
                mend: "bargain proposal list \(negotiation)"
            )
        }
        let bytes = try await session.document(proposal.document.sha256, of: negotiation)
        return ContractVersion(
            try ContractSource.document(bytes, name: proposal.document.name),
            name: number.description + (isDrill ? ", DRILL" : ""),
            party: number.side.partyName,
            date: zone.date(at: proposal.servedAt),
            sha256: proposal.document.sha256
        )
    }

    /// The contract in force; the text for whose sake it is needed goes into the advice where it is not there.
    private func contract(for text: ComparedText?) async throws -> ContractVersion {
        guard let reference = view.opened.contract else {
            var mend = "bargain diff CONTRACT.md PROPOSAL.md   (two files)"
            if case .proposal(let number) = text, let other = view.another(than: number) {
                mend = "bargain diff \(negotiation) \(number) \(other)   (two proposals), or " + mend
            }
            throw Failure(
                .failed,
                "\(negotiation) was opened without the contract in force, so a proposal or position cannot be compared "
                    + "with it.",
                mend: mend
            )
        }
        let bytes = try await session.document(reference.sha256, of: negotiation)
        return ContractVersion(
            try ContractSource.document(bytes, name: reference.name),
            name: "contract in force",
            date: nil,
            sha256: reference.sha256
        )
    }

    // MARK: Texts put together

    private func position(of side: Side) async throws -> ContractVersion {
        try await together(
            called: "\(side.rawValue)’s position",
            party: side.partyName,
            try await stands().items.compactMap { side == .board ? $0.board : $0.union }
        )
    }

    private func agreed() async throws -> ContractVersion {
        try await together(
            called: "agreed",
            party: "Union and Board",
            try await stands().items.compactMap(\.agreed)
        )
    }

    /// Whether both sides signed anything.
    func hasAgreement() async throws -> Bool { try await stands().items.contains { $0.agreed != nil } }

    private func stands() async throws -> PositionsView {
        if let positions { return positions }
        let answer: Answer<PositionsView> = try await session.get(
            "negotiations",
            negotiation,
            "positions",
            query: asOf.map { [("as_of", $0.description)] } ?? []
        )
        positions = answer.content
        return answer.content
    }

    /// The contract in force with sections of served texts in it, in the order in which these were served.
    private func together(
        called name: String,
        party: String,
        _ stands: [PositionsView.Stand]
    ) async throws -> ContractVersion {
        let contract = try await contract(for: nil)
        var document = contract.document
        var sources = ["the contract in force (\(contract.document.name), SHA-256 \(contract.sha256 ?? ""))"]
        let texts = Dictionary(grouping: stands, by: \.proposal)
        for (number, stands) in texts.sorted(by: {
            ($0.value[0].servedAt, $0.key.text) < ($1.value[0].servedAt, $1.key.text)
        }) {
            let labels = stands.map(\.section)
            document = try await document.with(
                labels,
                of: served(number, sha256: stands[0].sha256, for: name),
                called: name
            )
            sources.append("\(labels.joined(separator: ", ")) of \(number) (SHA-256 \(stands[0].sha256))")
        }
        return ContractVersion(
            document,
            name: name + (isDrill ? ", DRILL" : ""),
            party: party,
            date: zone.date(at: try await self.stands().asOf),
            sha256: SHA256Text.of(Array(document.markdown.utf8)),
            sources: sources
        )
    }

    private func served(_ number: ProposalNumber, sha256: String, for name: String) async throws
        -> ContractDocument
    {
        do {
            let bytes = try await session.document(sha256, of: negotiation)
            return try ContractSource.document(bytes, name: number.description)
        } catch let failure as Failure where failure.refusal == 404 {
            throw Failure(
                .failed,
                "The \(name) cannot be put together: the text of \(number) is not in the record any more.",
                mend: "bargain position \(negotiation)"
            )
        }
    }
}

extension ProposalNumber {
    fileprivate var text: String { description }
}

extension ContractDocument {
    /// The document with some sections as another text has them; it keeps its name.
    func with(_ labels: [String], of text: ContractDocument, called name: String) throws
        -> ContractDocument
    {
        do {
            return try applying(try text.keeping(sections: labels), name: self.name)
        } catch {
            throw Failure(
                .failed,
                "The \(name) cannot be put together: \(text.name) does not fit the contract in force.",
                details: error.problems.map(\.description)
            )
        }
    }
}

extension NegotiationView {
    /// A proposal to compare with one: the last of the other side, else the last besides it; nil where there is none.
    fileprivate func another(than number: ProposalNumber) -> ProposalNumber? {
        let others = proposals.map(\.number).filter { $0 != number }
        return others.last { $0.side != number.side } ?? others.last
    }
}
