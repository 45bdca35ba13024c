public import CivilTime
public import Store
public import Table

/// Takes in what a party keeps for itself, and serves its drafts at the table.
///
/// Who asks is known twice over: the table's own entries say for which party the person sits, which chooses the login,
/// and the database asks the token. Nothing of a private room is remembered here between two requests.
public struct CaucusClerk: Sendable {
    /// Who asks, by which token, when the request arrived, and under what key.
    public struct Asking: Sendable {
        /// The person's seat.
        public let seat: Handle
        /// The whole text of the token that the person called with.
        public let token: String
        /// When the request arrived.
        public let arrival: Instant
        /// What makes a repeated request the same act; nil where the program gave no key.
        public let request: RequestKey?

        /// A person's request.
        public init(seat: Handle, token: String, arrival: Instant, request: RequestKey?) {
            self.seat = seat
            self.token = token
            self.arrival = arrival
            self.request = request
        }
    }

    /// A party's private room as it stands.
    public struct Standing: Sendable {
        /// Whose it is.
        public let party: CaucusParty
        /// The room with the end of its chain.
        public let room: Room
        /// The fold.
        public let caucus: Caucus
    }

    /// What an act came to.
    public struct Accepted: Sendable {
        /// The receipt of its entry.
        public let receipt: Receipt
        /// The fact.
        public let fact: CaucusFact
    }

    private let clerk: Clerk
    private let stores: [CaucusParty: CaucusStore]
    private let randomness: @Sendable (CaucusParty) -> Randomness

    /// A clerk for the private rooms.
    ///
    /// - Parameters:
    ///   - clerk: who keeps the tables.
    ///   - stores: the rooms of each party.
    ///   - randomness: where the salts of a party's entries come from.
    public init(
        clerk: Clerk,
        stores: [CaucusParty: CaucusStore],
        randomness: @escaping @Sendable (CaucusParty) -> Randomness = { _ in .system }
    ) {
        self.clerk = clerk
        self.stores = stores
        self.randomness = randomness
    }

    /// The caller's own private room at a negotiation.
    public func standing(at negotiation: Handle, asking: Asking) async throws -> Standing {
        try await standing(at: negotiation, in: try await store(for: asking.seat, at: negotiation), asking)
    }

    /// Has something kept in the caller's own private room.
    ///
    /// - Parameters:
    ///   - command: what is asked.
    ///   - negotiation: where.
    ///   - asking: who asks.
    ///   - content: the text of a draft.
    ///   - reply: makes the answer that is kept under the request's key.
    /// - Returns: the answer, or that of the same request before.
    /// - Throws: `ClerkError` when the act does not stand, `StoreError` when it cannot be written.
    public func act(
        _ command: Caucus.Command,
        at negotiation: Handle,
        asking: Asking,
        content: [UInt8]? = nil,
        reply: (Accepted) throws -> Reply
    ) async throws -> Reply {
        let store = try await store(for: asking.seat, at: negotiation)
        return try await recording(at: negotiation, in: store, asking, content: content, reply: reply) {
            caucus in
            switch caucus.decide(command, for: store.party) {
            case .refused(let refusal): throw ClerkError.refused(refusal)
            case .recorded(let facts): try held(facts, in: caucus, at: asking.arrival)
            }
        }
    }

    /// The facts, held to the quota of the private room.
    private func held(_ facts: [CaucusFact], in caucus: Caucus, at arrival: Instant) throws(QuotaExceeded)
        -> [CaucusFact]
    {
        for case .draft(let fields) in facts {
            let sent = caucus.items.compactMap { item -> (at: Instant, bytes: Int)? in
                guard case .draft(let draft) = item.fact else { return nil }
                return (at: item.recordedAt, bytes: draft.document.bytes)
            }
            try clerk.quota?.check(
                sent,
                adding: fields.document.bytes,
                at: arrival,
                for: "To this private room your party"
            )
        }
        return facts
    }

    /// A draft of the caller's own room with its bytes.
    public func draft(_ number: DraftNumber, at negotiation: Handle, asking: Asking) async throws -> (
        draft: CaucusDraft, bytes: [UInt8]
    ) {
        let store = try await store(for: asking.seat, at: negotiation)
        let caucus = try await standing(at: negotiation, in: store, asking).caucus
        let draft: CaucusDraft
        switch caucus.decideServing(number) {
        case .success(let found): draft = found
        case .failure(let refusal): throw ClerkError.refused(refusal)
        }
        guard let digest = bytes(hexadecimal: draft.document.sha256),
            let content = try await store.content(sha256: digest, of: negotiation, token: asking.token)
        else { throw StoreError(.damaged, "The text of \(number) is not in its room.") }
        return (draft, content)
    }

    /// Serves a draft at the table, and notes in the private room as which proposal.
    ///
    /// The table gets the bytes as any served text: nothing there tells of a draft. Asked again under the same key, it
    /// is one proposal and one note, wherever the first try stopped.
    ///
    /// - Parameters:
    ///   - number: the draft.
    ///   - title: what the proposal is about, for the other side to read.
    ///   - name: the file's name, for the other side to read.
    ///   - answers: the other side's proposal that it counters.
    ///   - isListing: whether its text is no more than a listing of topics.
    ///   - topics: the names of its topics.
    ///   - items: the sections that it would change.
    ///   - package: what makes it a package; nil for none.
    ///   - isAgain: whether it is to be served also where the side has its text on the table already.
    ///   - negotiation: where.
    ///   - asking: who asks.
    ///   - reply: makes the table's answer, which is the answer here as well.
    /// - Returns: the answer, or that of the same request before.
    /// - Throws: `ClerkError` when the draft or the serving does not stand, `StoreError` when it cannot be written.
    public func serve(
        _ number: DraftNumber,
        title: String,
        name: String,
        answers: ProposalNumber?,
        isListing: Bool,
        topics: [String],
        items: [ProposedItem],
        package: PackageOffer?,
        isAgain: Bool,
        at negotiation: Handle,
        asking: Asking,
        reply: (Clerk.Accepted) throws -> Reply
    ) async throws -> Reply {
        let store = try await store(for: asking.seat, at: negotiation)
        if let earlier = try await answered(asking, at: negotiation, in: store) { return earlier }
        let (draft, bytes) = try await draft(number, at: negotiation, asking: asking)
        let document = DocumentReference(name: name, sha256: draft.document.sha256, bytes: bytes.count)
        var made: (reply: Reply, proposal: ProposalNumber)?
        let answer = try await clerk.act(
            .serve(
                title: title,
                answers: answers,
                document: document,
                isListing: isListing,
                topics: topics,
                items: items,
                package: package,
                isAgain: isAgain
            ),
            in: negotiation,
            asking: Clerk.Asking(seat: asking.seat, arrival: asking.arrival, request: asking.request),
            content: bytes
        ) { accepted in
            let answer = try reply(accepted)
            for case .served(let fields) in accepted.facts { made = (answer, fields.number) }
            return answer
        }
        let table = try await clerk.standing(of: negotiation).negotiation
        return try await recording(at: negotiation, in: store, asking, content: nil, reply: { _ in answer }) {
            caucus in
            // What was decided and then not committed, because the request was answered before, is not what stands.
            let number = answer == made?.reply ? made?.proposal : nil
            guard
                let proposal = number
                    ?? Self.serving(of: draft, missingIn: caucus, at: table, for: store.party)
            else { return [] }
            return [.draftServed(DraftServed(draft: draft.draft, proposal: proposal))]
        }
    }

    /// The proposal that a draft became when the first try stopped before it was noted: the party's last one of that
    /// text of which the room says nothing.
    private static func serving(
        of draft: CaucusDraft,
        missingIn caucus: Caucus,
        at table: Negotiation,
        for party: CaucusParty
    ) -> ProposalNumber? {
        let noted = Set(caucus.servings(of: draft.draft))
        return table.proposalsInOrder.last { proposal in
            proposal.served.number.side == party.side
                && proposal.served.document.sha256 == draft.document.sha256
                && !noted.contains(proposal.served.number)
        }?.served.number
    }

    private func recording(
        at negotiation: Handle,
        in store: CaucusStore,
        _ asking: Asking,
        content: [UInt8]?,
        reply: (Accepted) throws -> Reply,
        decide: (Caucus) throws -> [CaucusFact]
    ) async throws -> Reply {
        if let earlier = try await answered(asking, at: negotiation, in: store) { return earlier }
        return try await clerk.decidingAgain { _ in
            let standing = try await self.standing(at: negotiation, in: store, asking)
            guard let fact = try decide(standing.caucus).first else {
                // The same request may have come to another daemon as well, which noted it in between.
                if let earlier = try await answered(asking, at: negotiation, in: store) { return earlier }
                throw ClerkError.refused(Refusal(.conflict, "It was noted already."))
            }
            var writer = RoomWriter(standing.room)
            let earliest = standing.caucus.lastRecorded?.adding(microseconds: 1) ?? asking.arrival
            let entry = writer.add(
                kind: fact.kind,
                body: try JSONText.bytes(fact),
                salt: randomness(store.party).salt,
                seat: asking.seat.text,
                recordedAt: max(asking.arrival, earliest)
            )
            let answer = try reply(Accepted(receipt: Receipt(entry, in: standing.room.name), fact: fact))
            do {
                try await store.append(
                    writer,
                    content: content,
                    answer: asking.request.map { ($0, answer, asking.arrival) },
                    token: asking.token
                )
            } catch let error as StoreError where error.code == .denied {
                throw ClerkError.refused(Self.denied)
            }
            return answer
        } answered: {
            try await answered(asking, at: negotiation, in: store)
        }
    }

    private static let denied = Refusal(
        .notPermitted,
        "Your token does not let you write in this caucus: it needs the scope 'draft', for this negotiation."
    )

    private func standing(at negotiation: Handle, in store: CaucusStore, _ asking: Asking) async throws
        -> Standing
    {
        let (room, entries) = try await store.entries(of: negotiation, token: asking.token)
        var caucus = Caucus()
        for entry in entries {
            let fields = entry.fields
            guard let seat = fields.seat.flatMap({ Handle($0) }) else {
                throw StoreError(.damaged, "Entry \(fields.seq) of \(room.name) does not say whose it is.")
            }
            let fact = try JSONText.value(CaucusFact.self, from: fields.body)
            caucus.apply(fact, seq: fields.seq, recordedAt: fields.recordedAt, seat: seat)
        }
        return Standing(party: store.party, room: room, caucus: caucus)
    }

    private func answered(_ asking: Asking, at negotiation: Handle, in store: CaucusStore) async throws
        -> Reply?
    {
        guard let request = asking.request,
            let earlier = try await store.answered(request, in: negotiation, token: asking.token)
        else { return nil }
        guard earlier.fingerprint == request.fingerprint else { throw ClerkError.keyReused }
        return earlier.reply
    }

    /// The rooms of the party that a person sits for, by the table's own entries.
    private func store(for seat: Handle, at negotiation: Handle) async throws -> CaucusStore {
        let seats = try await clerk.standing(of: negotiation).negotiation.seats
        guard let held = seats[seat] else {
            throw ClerkError.refused(clerk.noSuch(negotiation))
        }
        guard let party = CaucusParty(held.role), let store = stores[party] else {
            throw ClerkError.refused(
                Refusal(
                    .notPermitted,
                    "The \(held.role.rawValue) has no caucus; the board, the union and neutrals do."
                )
            )
        }
        return store
    }
}
