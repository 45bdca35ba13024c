import Client
import Table
import Wire

extension Session {
    /// Has an act recorded at the table, and says what came of it.
    func act(_ act: TableAct, in negotiation: String) async throws {
        let answer: Answer<ActReply> = try await post(
            ["negotiations", negotiation, "acts"],
            body: try .json(act)
        )
        try await report(answer, in: negotiation)
    }

    /// Has a document kept; the same bytes are one document, however often they are sent.
    ///
    /// - Parameters:
    ///   - bytes: the document.
    ///   - isFile: whether it may be of any kind; otherwise it must be a contract document.
    /// - Returns: the document by its hash.
    /// - Throws: `Failure` where it is not kept.
    func keep(_ bytes: [UInt8], isFile: Bool = false) async throws -> Answer<DocumentView> {
        try await post(
            ["documents"],
            query: isFile ? [("form", "file")] : [],
            body: .document(bytes),
            key: "document-\(SHA256Text.of(bytes))"
        )
    }

    /// Has a fact recorded in a zone's hallway, and says what came of it.
    func record(_ fact: ZoneFact, in zone: String) async throws {
        let answer: Answer<ActReply> = try await post(["zones", zone, "facts"], body: try .json(fact))
        try await report(answer)
    }

    /// A negotiation as it stands.
    func view(of negotiation: String) async throws -> Answer<NegotiationView> {
        try await get("negotiations", negotiation)
    }

    /// A proposal of a negotiation.
    ///
    /// - Throws: `Failure` that lists those there are.
    func proposal(_ number: ProposalNumber, in negotiation: String) async throws -> Answer<ProposalView> {
        let view = try await view(of: negotiation)
        let proposal = try view.content.proposal(number)
        return Answer(content: proposal, isDrill: view.isDrill, bytes: view.bytes)
    }

    /// The zone that is meant where none is named: the only one.
    ///
    /// - Throws: `Failure` that lists the zones where there are several, or none.
    func zone(_ named: String?) async throws -> String {
        if let named { return named }
        let zones: Answer<[ZoneItem]> = try await get("zones")
        guard let only = zones.content.first else {
            throw Failure(
                .failed,
                "There is no zone yet.",
                mend:
                    "bargain zone establish springfield --name \"Springfield Zone\" --district Springfield --state MA"
            )
        }
        guard zones.content.count == 1 else {
            throw Failure(
                .usage,
                "There are \(zones.content.count) zones: \(zones.content.map(\.zone).joined(separator: ", ")).",
                mend: "\(Invocation.plain) --zone \(only.zone)"
            )
        }
        return only.zone
    }
}

extension NegotiationView {
    /// A proposal by its number.
    ///
    /// - Throws: `Failure` that lists those there are.
    func proposal(_ number: ProposalNumber) throws -> ProposalView {
        if let proposal = proposals.first(where: { $0.number == number }) { return proposal }
        let name = opened.negotiation
        let known = proposals.map(\.number.description).joined(separator: ", ")
        throw Failure(
            .failed,
            "\(name) has no proposal \(number); "
                + (known.isEmpty ? "none was served yet." : "there are \(known)."),
            mend: "bargain proposal list \(name)"
        )
    }
}
