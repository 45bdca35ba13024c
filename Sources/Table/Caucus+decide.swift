extension Caucus {
    /// What a party asks to be kept in its private room.
    public enum Command: Hashable, Sendable {
        /// Keep a note; `from` is the neutral's alone.
        case note(String, about: String?, from: Side?)
        /// Keep a new draft, or a new version of the draft of that number.
        case draft(title: String, revising: Int?, document: DocumentReference)
        /// Set a limit.
        case authority(on: String, limit: String, reason: String)
        /// Strike an entry that was a mistake.
        case strike(seq: Int, reason: String)
    }

    /// The fact that a command makes, or why it does not stand; pure.
    public func decide(_ command: Command, for party: CaucusParty) -> Verdict<CaucusFact> {
        switch command {
        case .note(let text, let about, let from):
            if let objection = flaw(inText: text, called: "note", atMost: 20_000)
                ?? about.flatMap({ flaw(inText: $0, called: "subject", atMost: 200) })
            {
                return .refused(objection)
            }
            guard from == nil || party == .neutral else {
                return .refused(
                    Refusal(
                        .invalid,
                        "Only the neutral's notes say which side they come from; leave that out."
                    )
                )
            }
            return .recorded([.note(CaucusNote(text: text, about: about, from: from))])
        case .draft(let title, let revised, let document):
            return decideDraft(title: title, revising: revised, document: document, for: party)
        case .authority(let on, let limit, let reason):
            if let objection = flaw(inText: on, called: "subject", atMost: 200)
                ?? flaw(inText: limit, called: "limit", atMost: 2_000)
                ?? flaw(inText: reason, called: "reason", atMost: 2_000)
            {
                return .refused(objection)
            }
            guard party.side != nil else {
                return .refused(
                    Refusal(.notPermitted, "The neutral negotiates for nobody and has no limits.")
                )
            }
            return .recorded([.authority(AuthorityLimit(on: on, limit: limit, reason: reason))])
        case .strike(let seq, let reason):
            return decideStriking(seq, reason: reason)
        }
    }

    /// Why a draft cannot be served, or the draft.
    public func decideServing(_ number: DraftNumber) -> Result<CaucusDraft, Refusal> {
        if let draft = draft(number) { return .success(draft) }
        return .failure(noSuch(number))
    }

    private func decideDraft(
        title: String,
        revising revised: Int?,
        document: DocumentReference,
        for party: CaucusParty
    ) -> Verdict<CaucusFact> {
        if let objection = flaw(inText: title, called: "title", atMost: 200) {
            return .refused(objection)
        }
        guard party.side != nil else {
            return .refused(Refusal(.notPermitted, "Drafts are kept by the board and the union."))
        }
        // A number is never given twice, not even that of a draft that was struck.
        let used = items.compactMap { item -> DraftNumber? in
            if case .draft(let fields) = item.fact { fields.draft } else { nil }
        }
        let number: DraftNumber
        if let revised {
            guard let version = used.filter({ $0.count == revised }).map(\.version).max() else {
                return .refused(noSuch(DraftNumber(count: revised, version: 1)))
            }
            number = DraftNumber(count: revised, version: version + 1)
        } else {
            number = DraftNumber(count: (used.map(\.count).max() ?? 0) + 1, version: 1)
        }
        return .recorded([.draft(CaucusDraft(draft: number, title: title, document: document))])
    }

    private func decideStriking(_ seq: Int, reason: String) -> Verdict<CaucusFact> {
        if let objection = flaw(inText: reason, called: "reason", atMost: 2_000) {
            return .refused(objection)
        }
        guard let item = items.first(where: { $0.seq == seq }) else {
            return .refused(Refusal(.unknown, "There is no entry \(seq) in your caucus."))
        }
        if let earlier = item.struck {
            return .refused(Refusal(.conflict, "Entry \(seq) was struck already (\(earlier))."))
        }
        switch item.fact {
        case .note, .draft, .authority: return .recorded([.struck(EntryStruck(seq: seq, reason: reason))])
        case .draftServed, .struck:
            return .refused(
                Refusal(
                    .invalid,
                    "Entry \(seq) tells what was done, and that stays; strike a note, draft or limit."
                )
            )
        }
    }

    private func noSuch(_ number: DraftNumber) -> Refusal {
        let known = drafts.map(\.draft.description)
        return Refusal(
            .unknown,
            "There is no draft \(number) in your caucus; "
                + (known.isEmpty ? "it has none yet." : "it has \(known.joined(separator: ", ")).")
        )
    }
}
