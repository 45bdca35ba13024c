import CivilTime
import Law

extension Negotiation {
    struct Service {
        let title: String
        let answers: ProposalNumber?
        let document: DocumentReference
        let isListing: Bool
        let topics: [String]
        let items: [ProposedItem]
        let package: PackageOffer?
        let isAgain: Bool
    }

    func decide(
        _ service: Service,
        today: CivilDate,
        by seat: Seat,
        under pack: RulePack
    ) -> Verdict<NegotiationFact> {
        guard let side = seat.role.side else {
            return .refused(
                .init(
                    .notPermitted,
                    "Only the board's and the union's seats propose; '\(seat.handle)' is \(seat.role)."
                )
            )
        }
        if let objection = objection(toText: service.title, called: "title", atMost: 200) {
            return .refused(objection)
        }
        let name = service.document.name
        if let objection = objection(toText: name, called: "document's name", atMost: 200) {
            return .refused(objection)
        }
        if let answers = service.answers,
            let objection = objection(toAnswering: answers, from: side, today: today)
        {
            return .refused(objection)
        }
        if let objection = objection(toPacking: service, today: today) { return .refused(objection) }
        if !service.isAgain, let objection = objection(toRepeating: service.document, from: side) {
            return .refused(objection)
        }
        let broken = rules.filter { isBroken($0.rule, by: service) }
        if let enforced = broken.first(where: { $0.rule.breach == .enforce }) {
            return .refused(
                .init(
                    .conflict,
                    "Ground rule \(enforced.number) rules it out: \(enforced.rule.words). "
                        + "To answer the other side's proposal, use 'bargain counter'."
                )
            )
        }
        let topics = topics(of: service)
        if let objection = Self.objection(toWriting: topics) { return .refused(objection) }
        let offList = pack.objection(toTopics: topics)
        if let offList, pack.topics?.breach == .refuse { return .refused(Refusal(offList)) }
        let notes = [
            broken.isEmpty
                ? nil
                : "against ground rule" + (broken.count > 1 ? "s " : " ")
                    + broken.map(\.number).joined(separator: ", "),
            offList == nil ? nil : pack.topics.map { "off the list of \($0.citation)" },
        ].compactMap(\.self)
        let served = ProposalServed(
            number: ProposalNumber(side: side, count: served[side, default: 0] + 1),
            title: service.title,
            answers: service.answers,
            document: service.document,
            note: notes.isEmpty ? nil : notes.joined(separator: "; "),
            topics: topics.isEmpty ? nil : topics,
            items: service.items.isEmpty ? nil : service.items,
            package: service.package
        )
        return .recorded([.served(served)])
    }

    private func objection(toPacking service: Service, today: CivilDate) -> Refusal? {
        guard let package = service.package else { return nil }
        guard service.items.count >= 2 else {
            return Refusal(
                .invalid,
                "A package joins two sections or more; this text changes \(service.items.count). Serve it without "
                    + "--package, in a request without 'package'."
            )
        }
        if let expires = package.expires, expires < today {
            return Refusal(
                .invalid,
                "The package would have expired on \(expires.spelled); name its last day, from today on."
            )
        }
        return nil
    }

    /// The topics that a text is given, or those of what it answers.
    private func topics(of service: Service) -> [String] {
        guard service.topics.isEmpty, let answered = service.answers.flatMap({ proposals[$0] }) else {
            return service.topics
        }
        return answered.served.topics ?? []
    }

    private static func objection(toWriting topics: [String]) -> Refusal? {
        guard topics.count <= 20 else {
            return Refusal(.invalid, "A proposal has at most 20 topics; found \(topics.count).")
        }
        for (place, topic) in topics.enumerated() {
            let isName =
                (1...60).contains(topic.utf8.count)
                && topic.utf8.allSatisfy {
                    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
                }
            guard isName else {
                return Refusal(
                    .invalid,
                    "A topic is a name of 1 to 60 small letters, digits and hyphens, such as class-size; found "
                        + "'\(topic.prefix(60))'."
                )
            }
            if topics[..<place].contains(topic) {
                return Refusal(.invalid, "The topic '\(topic)' is named twice.")
            }
        }
        return nil
    }

    /// A text that its side has served already is more likely sent twice than meant twice.
    private func objection(toRepeating document: DocumentReference, from side: Side) -> Refusal? {
        let same = proposals.values.filter { proposal in
            proposal.number.side == side && proposal.withdrawal == nil
                && proposal.served.document.sha256 == document.sha256
        }
        guard let earlier = same.max(by: { $0.seq < $1.seq }) else { return nil }
        return Refusal(
            .conflict,
            "This is the text of \(earlier.number) (\(earlier.status.rawValue)), word for word; it was not served again. "
                + "To serve it once more as a proposal of its own, say so with --again, in a request by 'again'."
        )
    }

    private func isBroken(_ rule: GroundRule, by service: Service) -> Bool {
        switch rule.kind {
        case .noNewIssuesAfter: service.answers == nil && sessions.count >= rule.session ?? .max
        case .proposalsInWriting: service.isListing
        case .sessionsClosed, .other: false
        }
    }

    private func objection(
        toAnswering number: ProposalNumber,
        from side: Side,
        today: CivilDate
    ) -> Refusal? {
        guard let proposal = proposals[number] else { return noSuch(number) }
        if number.side == side {
            return Refusal(
                .invalid,
                "\(number) is your own side's proposal; a counter answers the other side's. "
                    + "To replace your own, withdraw it and log a new one."
            )
        }
        switch proposal.status {
        case .withdrawn:
            return Refusal(
                .conflict,
                "\(number) was withdrawn (\(proposal.withdrawal ?? "")); there is nothing to counter. "
                    + "Log a proposal of your own with 'bargain proposal log'."
            )
        case .agreed:
            return Refusal(
                .conflict,
                "\(number) is tentatively agreed by both sides; it cannot be countered."
            )
        // What was turned down or has expired can be answered still: that is how talks go on.
        case .onTheTable, .countered, .signedByOne, .rejected, .expired:
            return nil
        }
    }

    func decideWithdrawal(of number: ProposalNumber, reason: String, by seat: Seat) -> Verdict<
        NegotiationFact
    > {
        guard let proposal = proposals[number] else { return .refused(noSuch(number)) }
        guard seat.role.side == number.side else {
            return .refused(.init(.notPermitted, "Only the \(number.side) can withdraw \(number)."))
        }
        if let objection = objection(toText: reason, called: "reason", atMost: 2000) {
            return .refused(objection)
        }
        switch proposal.status {
        case .withdrawn:
            return .refused(
                .init(.conflict, "\(number) was withdrawn already (\(proposal.withdrawal ?? "")).")
            )
        case .agreed:
            return .refused(
                .init(.conflict, "\(number) is tentatively agreed; one side alone cannot take it back.")
            )
        case .onTheTable, .countered, .signedByOne, .rejected, .expired:
            // What both sides signed stands by itself; the rest is its side's to take back.
            return .recorded([
                .withdrawn(ProposalWithdrawn(number: number, reason: reason, items: proposal.openPart))
            ])
        }
    }

    func decideRejection(
        of number: ProposalNumber,
        reason: String,
        today: CivilDate,
        by seat: Seat
    ) -> Verdict<NegotiationFact> {
        guard let proposal = proposals[number] else { return .refused(noSuch(number)) }
        let other = number.side.other
        guard seat.role.side == other else {
            return .refused(
                .init(
                    .notPermitted,
                    "Only the \(other) can reject \(number), which the \(number.side) proposed."
                        + (seat.role.side == nil ? "" : " To take your own back, withdraw it.")
                )
            )
        }
        if let objection = objection(toText: reason, called: "reason", atMost: 2000) {
            return .refused(objection)
        }
        let status = proposal.status(on: today)
        guard status.isOpen else {
            let counters = proposal.standingCounters.map(\.description).joined(separator: ", ")
            return .refused(
                .init(
                    .conflict,
                    status == .countered
                        ? "\(number) was countered by \(counters), which is the \(other)'s answer to it."
                        : "\(number) is \(status.rawValue); there is nothing to reject."
                )
            )
        }
        if proposal.signedBy.contains(other) {
            return .refused(.init(.conflict, "The \(other) has signed \(number); it cannot reject it."))
        }
        let promised = proposal.places.filter { place in
            proposal.covers(place, by: other) && !proposal.covers(place, by: number.side)
        }
        guard promised.isEmpty else {
            return .refused(
                .init(
                    .conflict,
                    "The \(other) has signed \(proposal.sections(of: promised)) of \(number), and the \(number.side) has "
                        + "not yet; the rest can be rejected when both have."
                )
            )
        }
        return .recorded([
            .rejected(ProposalRejected(number: number, reason: reason, items: proposal.openPart))
        ])
    }

    func decideSignature(
        under number: ProposalNumber,
        _ sections: [String],
        sha256: String,
        expectedSeq: Int,
        today: CivilDate,
        by seat: Seat
    ) -> Verdict<NegotiationFact> {
        guard let proposal = proposals[number] else { return .refused(noSuch(number)) }
        guard let side = seat.role.side else {
            return .refused(
                .init(.notPermitted, "A tentative agreement is signed by the board and the union only.")
            )
        }
        if let objection = objection(toSeeing: expectedSeq, of: "'bargain proposal show \(name) \(number)'") {
            return .refused(objection)
        }
        let text = proposal.served.document.sha256
        if sha256.lowercased() != text {
            return .refused(
                .init(
                    .conflict,
                    "The text that you read is not the text of \(number), whose SHA-256 is \(text). "
                        + "Read it again with 'bargain proposal show \(name) \(number)'."
                )
            )
        }
        switch proposal.status(on: today) {
        case .withdrawn:
            return .refused(.init(.conflict, "\(number) was withdrawn; it can no longer be agreed."))
        case .rejected:
            return .refused(
                .init(
                    .conflict,
                    "\(number) was rejected (\(proposal.rejection ?? "")); it can no longer be agreed. Its side can "
                        + "serve it anew."
                )
            )
        case .expired:
            return .refused(
                .init(
                    .conflict,
                    "\(number) was a package until \(proposal.served.package?.expires?.spelled ?? ""), which is over; its "
                        + "side can serve it anew."
                )
            )
        case .countered:
            let counters = proposal.standingCounters.map(\.description).joined(separator: ", ")
            return .refused(
                .init(
                    .conflict,
                    "\(number) was countered by \(counters); agree to the counter, or answer it."
                )
            )
        case .onTheTable, .signedByOne, .agreed:
            if proposal.signedBy.contains(side) {
                return .refused(.init(.conflict, "The \(side) has signed \(number) already."))
            }
            return decideSignature(under: proposal, sections, by: side)
        }
    }

    /// A signature under the whole of a text, or under the sections that are named.
    private func decideSignature(
        under proposal: Proposal,
        _ sections: [String],
        by side: Side
    ) -> Verdict<NegotiationFact> {
        let number = proposal.number
        func signed(_ items: [Int]?) -> Verdict<NegotiationFact> {
            let text = proposal.served.document.sha256
            return .recorded([
                .signed(AgreementSigned(number: number, side: side, sha256: text, items: items))
            ])
        }
        guard !sections.isEmpty else { return signed(nil) }
        guard proposal.served.package == nil else {
            return .refused(
                .init(
                    .conflict,
                    "\(number) is a package: all of it is agreed or none. Sign it without naming items."
                )
            )
        }
        var items: [Int] = []
        for name in sections {
            guard let index = proposal.items.firstIndex(where: { $0.isMeant(by: name) }) else {
                let known = proposal.sections(of: Array(proposal.places))
                return .refused(
                    .init(
                        .unknown,
                        "\(number) does not change '\(name.prefix(60))'; it changes "
                            + "\(known.isEmpty ? "nothing that is on record" : known)."
                    )
                )
            }
            if proposal.covers(index + 1, by: side) {
                return .refused(
                    .init(
                        .conflict,
                        "The \(side) has signed \(proposal.items[index].section) of \(number) already."
                    )
                )
            }
            if !items.contains(index + 1) { items.append(index + 1) }
        }
        return signed(items.sorted())
    }

    func decideClosing(reason: String, by seat: Seat) -> Verdict<NegotiationFact> {
        guard seat.role.keepsRecord else {
            return .refused(
                .init(
                    .notPermitted,
                    "A negotiation is closed by its clerk or a neutral, not by one of the sides."
                )
            )
        }
        if let objection = objection(toText: reason, called: "reason", atMost: 2000) {
            return .refused(objection)
        }
        return .recorded([.closed(NegotiationClosed(reason: reason))])
    }

    private func noSuch(_ number: ProposalNumber) -> Refusal {
        // The numbers of a side have no gaps, so that the last one says them all.
        let served = Side.allCases.compactMap { side -> String? in
            let numbers = proposals.keys.filter { $0.side == side }
            guard let last = numbers.max(by: { $0.count < $1.count }) else { return nil }
            return numbers.count == 1 ? "\(last)" : "\(ProposalNumber(side: side, count: 1)) to \(last)"
        }
        return Refusal(
            .unknown,
            "There is no proposal \(number); "
                + (served.isEmpty
                    ? "none has been served yet." : "those served are \(served.joined(separator: " and ")).")
        )
    }
}

extension Proposal {
    /// The sections of some items, for messages.
    func sections(of places: [Int]) -> String {
        places.map { items[$0 - 1].section }.joined(separator: ", ")
    }
}
