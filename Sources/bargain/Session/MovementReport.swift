import CivilTime
import Client
import Contracts
import Table
import Wire

/// The ledger of a negotiation's movement, with prices where there is a scattergram to take them from.
struct MovementReport: Codable, Sendable {
    let entries: [MovementLedger.Entry]
    let distances: [MovementLedger.Distance]
    /// The proposals whose texts are not in the record any more, so that nothing is said of them.
    let leftOut: [ProposalNumber]
    /// In dollars; nil without a scattergram.
    let prices: MovementPrices?

    private enum CodingKeys: String, CodingKey {
        case entries, distances, prices
        case leftOut = "left_out"
    }

    /// The report of a negotiation.
    ///
    /// - Parameters:
    ///   - view: the negotiation.
    ///   - item: a section's label or a term's id; nil for all.
    ///   - now: where the sides stand; what was recorded later is left out. Without it, the daemon is asked.
    ///   - pricer: what prices rest on; nil for native units alone.
    ///   - session: the talk with the daemon.
    /// - Throws: `Failure` where prices are asked for and there is no contract in force.
    init(
        of view: NegotiationView,
        item: String? = nil,
        now: PositionsView? = nil,
        pricer: Pricer?,
        _ session: Session
    ) async throws {
        let texts = MovementTexts(negotiation: view.opened.negotiation.text, session: session)
        let standing: PositionsView
        if let now { standing = now } else { standing = try await texts.positions(asOf: nil) }
        var served: [MovementLedger.Served] = []
        var leftOut: [ProposalNumber] = []
        let meant = view.proposals.filter { proposal in
            proposal.seq <= standing.seq && (proposal.items ?? []).contains { $0.isMeant(by: item) }
        }
        for proposal in meant {
            guard let document = try await texts.document(proposal.document) else {
                leftOut.append(proposal.number)
                continue
            }
            let before = proposal.servedAt.adding(microseconds: -1)
            served.append(
                .init(proposal: proposal, document: document, before: try await texts.positions(asOf: before))
            )
        }
        var contract: ContractVersion?
        if let reference = view.opened.contract, let document = try await texts.document(reference) {
            contract = ContractVersion(document, name: reference.name, date: nil, sha256: reference.sha256)
        }
        self.leftOut = leftOut
        let ledger = MovementLedger(served, now: standing, contract: contract?.document)
        entries = ledger.entries.filter { item == nil || $0.term == item || $0.section == item }
        distances = ledger.distances.filter { item == nil || $0.term == item || $0.section == item }
        prices = try pricer.map { pricer in
            guard let contract else {
                throw Failure(
                    .failed,
                    "\(view.opened.negotiation) has no contract in force that can be read, so nothing can be priced.",
                    mend: "bargain movement \(view.opened.negotiation)   (native units)"
                )
            }
            return try MovementPrices(served, now: standing, item: item, contract: contract, pricer)
        }
    }
}

extension ProposedItem {
    /// Whether a section's label or a term's id means it; none means any.
    func isMeant(by name: String?) -> Bool { name.map { isMeant(by: $0) } ?? true }
}

/// The texts and positions of a negotiation as the daemon has them.
private struct MovementTexts {
    let negotiation: String
    let session: Session

    func positions(asOf instant: Instant?) async throws -> PositionsView {
        let query = instant.map { [("as_of", $0.description)] } ?? []
        let answer: Answer<PositionsView> = try await session.get(
            "negotiations",
            negotiation,
            "positions",
            query: query
        )
        return answer.content
    }

    /// A text of the record; nil where it was purged or is of another form.
    func document(_ reference: DocumentReference) async throws -> ContractDocument? {
        do {
            let bytes = try await session.document(reference.sha256, of: negotiation)
            return try ContractDocument(bytes: bytes, name: reference.name)
        } catch is ContractError {
            return nil
        } catch let failure as Failure where failure.refusal == 404 {
            return nil
        }
    }
}
