import CivilTime

extension Negotiation {
    func decideRecordKeeping(
        _ command: Command,
        today: CivilDate,
        by seat: Seat
    ) -> Verdict<NegotiationFact> {
        if case .confirmPurge(let number, let fact) = command {
            return decideConfirmation(of: number, saying: fact, today: today, by: seat)
        }
        guard seat.role.keepsRecord else {
            return .refused(
                .init(
                    .notPermitted,
                    "Holds, retention and purges are entered by the clerk or a neutral, not by one of the sides."
                )
            )
        }
        switch command {
        case .hold(let reason):
            if let objection = objection(toText: reason, called: "reason", atMost: 2000) {
                return .refused(objection)
            }
            return .recorded([.recordHeld(RecordHeld(number: "H\(holds.count + 1)", reason: reason))])
        case .release(let number, let reason): return decideRelease(of: number, reason: reason)
        case .retain(let until, let basis):
            if let objection = objection(toText: basis, called: "basis", atMost: 2000) {
                return .refused(objection)
            }
            guard until >= today else {
                return .refused(
                    .init(.invalid, "\(until.spelled) is past; name the last day of keeping, from today on.")
                )
            }
            if let retention, until < retention.until {
                return .refused(
                    .init(
                        .conflict,
                        "The record is kept until \(retention.until.spelled) already (\(retention.basis)); it can be kept "
                            + "longer, not shorter."
                    )
                )
            }
            return .recorded([.recordRetained(RecordRetained(until: until, basis: basis))])
        case .purge(let target, let fact, let order):
            return decidePurge(of: target, saying: fact, order, today: today, by: seat)
        default: return .recorded([])
        }
    }

    private func decideRelease(of number: String, reason: String) -> Verdict<NegotiationFact> {
        guard let hold = holds.first(where: { $0.held.number == number.uppercased() }) else {
            let known = holds.map(\.held.number).joined(separator: ", ")
            return .refused(
                .init(
                    .unknown,
                    "There is no hold '\(number.prefix(20))'; there are: "
                        + (known.isEmpty ? "none" : known) + "."
                )
            )
        }
        if let objection = objection(toText: reason, called: "reason", atMost: 2000) {
            return .refused(objection)
        }
        if let release = hold.release {
            return .refused(.init(.conflict, "\(hold.held.number) was lifted already (\(release))."))
        }
        return .recorded([.recordReleased(RecordReleased(number: hold.held.number, reason: reason))])
    }

    private func decidePurge(
        of target: PurgeTarget,
        saying fact: NegotiationFact?,
        _ order: PurgePaper,
        today: CivilDate,
        by seat: Seat
    ) -> Verdict<NegotiationFact> {
        if let objection = objection(toText: order.order, called: "order", atMost: 500)
            ?? objection(toText: order.reason, called: "reason", atMost: 2000)
        {
            return .refused(objection)
        }
        let paper = order.sha256.lowercased()
        guard paper.utf8.count == 64, paper.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
            return .refused(
                .init(.invalid, "Name the order's paper by its SHA-256: 64 hexadecimal digits.")
            )
        }
        if let objection = objection(toPurging: target, saying: fact, today: today) {
            return .refused(objection)
        }
        if let pending = purgeOrders.first(where: { !$0.isDone && $0.ordered.target == target }) {
            return .refused(
                .init(
                    .conflict,
                    "\(pending.ordered.number) orders that already and awaits \(pending.awaited)."
                )
            )
        }
        let (entry, document): (Int?, String?) =
            switch target {
            case .entry(let seq): (seq, nil)
            case .document(let sha256): (nil, sha256)
            }
        return .recorded([
            .purgeOrdered(
                PurgeOrdered(
                    number: "X\(purgeOrders.count + 1)",
                    role: seat.role,
                    entry: entry,
                    sha256: document,
                    order: order.order,
                    orderSHA256: paper,
                    reason: order.reason
                )
            )
        ])
    }

    /// A confirmation, and with the last one that it takes, the purge.
    private func decideConfirmation(
        of number: String,
        saying fact: NegotiationFact?,
        today: CivilDate,
        by seat: Seat
    ) -> Verdict<NegotiationFact> {
        guard var purge = purgeOrder(number) else {
            let known = purgeOrders.map(\.ordered.number).joined(separator: ", ")
            return .refused(
                .init(
                    .unknown,
                    "There is no order to purge '\(number.prefix(20))'; there are: "
                        + (known.isEmpty ? "none" : known) + "."
                )
            )
        }
        let ordered = purge.ordered
        guard [.board, .union, .neutral].contains(seat.role), seat.role != ordered.role else {
            return .refused(
                .init(
                    .notPermitted,
                    "\(ordered.number) is confirmed by both sides, or by a neutral where the clerk entered it."
                )
            )
        }
        guard !purge.isDone, !purge.confirmed.contains(seat.role) else {
            return .refused(
                .init(
                    .conflict,
                    purge.isDone
                        ? "\(ordered.number) was carried out already."
                        : "The \(seat.role.rawValue) confirmed \(ordered.number) already."
                )
            )
        }
        if let objection = objection(toPurging: ordered.target, saying: fact, today: today) {
            return .refused(objection)
        }
        purge.confirmed.append(seat.role)
        let confirmed = NegotiationFact.purgeConfirmed(
            PurgeConfirmed(number: ordered.number, role: seat.role)
        )
        guard purge.isConfirmed else { return .recorded([confirmed]) }
        let purged = RecordPurged(
            entry: ordered.entry,
            sha256: ordered.sha256,
            order: ordered.order,
            reason: ordered.reason,
            standIn: ordered.entry == nil ? nil : fact?.standIn
        )
        return .recorded([confirmed, .recordPurged(purged)])
    }

    /// Whether a purge is what an order says that was confirmed and not carried out before.
    public func isConfirmed(_ purge: RecordPurged) -> Bool {
        purgeOrders.contains {
            $0.isConfirmed && !$0.isDone && $0.ordered.target == purge.target
                && $0.ordered.order == purge.order
        }
    }

    /// An order to purge by its number.
    public func purgeOrder(_ number: String) -> OrderedPurge? {
        purgeOrders.first { $0.ordered.number == number.uppercased() }
    }

    /// Why something is not to be purged now; nil where nothing is in the way.
    private func objection(toPurging target: PurgeTarget, saying fact: NegotiationFact?, today: CivilDate)
        -> Refusal?
    {
        if let retention, today <= retention.until {
            return .init(
                .conflict,
                "The record is kept until \(retention.until.spelled) (\(retention.basis)); nothing is purged before."
            )
        }
        let standing = holds.filter(\.stands).map { "\($0.held.number) (\($0.held.reason))" }
        guard standing.isEmpty else {
            return .init(
                .conflict,
                "Nothing is purged while a legal hold stands: \(standing.joined(separator: "; ")). "
                    + "'bargain record release' lifts one."
            )
        }
        guard !isPurged(target) else {
            return .init(.conflict, "The content of \(target.words) was purged already.")
        }
        switch target {
        case .document(let sha256):
            guard !documents.contains(sha256) else { return nil }
            return .init(.unknown, "No document of \(name) has the SHA-256 '\(sha256.prefix(64))'.")
        case .entry(let seq):
            guard (1...max(1, self.seq)).contains(seq), self.seq > 0, let fact else {
                return .init(.unknown, "\(name) has no entry \(seq); its entries are 1 to \(self.seq).")
            }
            guard fact.isPurgeable else {
                return .init(
                    .conflict,
                    "Entry \(seq) (\(fact.kind)) carries the record itself and cannot be purged."
                )
            }
            return nil
        }
    }

    /// Whether it is gone: a document that was exchanged anew afterwards is there again, until it is ordered out anew.
    public func isPurged(_ target: PurgeTarget) -> Bool {
        guard let last = purges.lastIndex(where: { $0.target == target }) else { return false }
        guard case .document(let sha256) = target else { return true }
        return !mentions.contains { $0.sha256 == sha256 && $0.seq > purgeSeqs[last] }
    }

    /// Everything that the entries name by its SHA-256 in hexadecimal: the documents, and the texts that dates are
    /// counted by.
    public var named: Set<String> {
        documents.union(opened.map { [$0.packSHA256] + ($0.pinned ?? []).map(\.sha256) } ?? [])
    }

    /// The documents that the entries name, by their SHA-256.
    public var documents: Set<String> { Set(mentions.map(\.sha256)) }

    /// The documents that the entries name, each with the sequence number of the entry.
    private var mentions: [(seq: Int, sha256: String)] {
        var found = proposals.values.map { (seq: $0.seq, sha256: $0.served.document.sha256) }
        func add(_ seq: Int, _ document: DocumentReference?) {
            if let document { found.append((seq, document.sha256)) }
        }
        for answer in requests.flatMap(\.answers) { add(answer.seq, answer.fields.answer.document) }
        for session in sessions {
            add(session.seq, session.held.minutes?.document)
            for correction in session.corrections { add(correction.seq, correction.fields.minutes.document) }
        }
        add(1, opened?.contract)
        for (seq, calendar) in calendars { add(seq, calendar.file) }
        return found
    }

    mutating func applyRecordKeeping(_ fact: NegotiationFact, seq: Int, recordedAt: Instant) {
        switch fact {
        case .recordHeld(let fields):
            holds.append(LegalHold(held: fields, seq: seq, heldAt: recordedAt))
        case .recordReleased(let fields):
            guard let index = holds.firstIndex(where: { $0.held.number == fields.number }) else { return }
            holds[index].release = fields.reason
        case .recordRetained(let fields): retention = fields
        case .purgeOrdered(let fields): purgeOrders.append(OrderedPurge(ordered: fields))
        case .purgeConfirmed(let fields):
            for index in purgeOrders.indices where purgeOrders[index].ordered.number == fields.number {
                purgeOrders[index].confirmed.append(fields.role)
            }
        case .recordPurged(let fields):
            purges.append(fields)
            purgeSeqs.append(seq)
            for index in purgeOrders.indices where purgeOrders[index].ordered.target == fields.target {
                purgeOrders[index].isDone = true
            }
            if let entry = fields.entry, let standIn = fields.standIn { replace(entry, by: standIn) }
        default: break
        }
    }

    /// Puts the stand-in for an entry in the place of what the entry said, as folding it anew would.
    private mutating func replace(_ entry: Int, by standIn: NegotiationFact) {
        switch standIn {
        case .seatTaken(let seat):
            if seats[seat.handle] != nil, seatEntries[seat.handle] == entry { seats[seat.handle] = seat }
        case .served(let fields): proposals[fields.number]?.served = fields
        case .withdrawn(let fields): proposals[fields.number]?.withdrawal = fields.reason
        case .rejected(let fields): proposals[fields.number]?.rejection = fields.reason
        case .stipulationOffered(let fields):
            guard let index = stipulations.firstIndex(where: { $0.offered.number == fields.number }) else {
                return
            }
            stipulations[index].offered = fields
            if case .settle(let matter) = fields.content { replace(matter) }
            guard case .rule(let rule) = fields.content else { return }
            for index in rules.indices where rules[index].stipulation == fields.number {
                rules[index].rule = rule
            }
        case .stipulationWithdrawn(let fields):
            for index in stipulations.indices where stipulations[index].offered.number == fields.number {
                stipulations[index].withdrawal = fields.reason
            }
        case .informationRequested(let fields): update(fields.number) { $0.asked = fields }
        case .informationAnswered(let fields):
            update(fields.number) { request in
                for index in request.answers.indices where request.answers[index].seq == entry {
                    request.answers[index].fields = fields
                }
            }
        case .informationDeclined(let fields):
            update(fields.number) { if $0.refusalSeq == entry { $0.refusal = fields.reason } }
        case .informationWithdrawn(let fields): update(fields.number) { $0.withdrawal = fields.reason }
        case .sessionHeld(let fields):
            for index in sessions.indices where sessions[index].seq == entry { sessions[index].held = fields }
        case .sessionCorrected(let fields):
            for session in sessions.indices {
                for index in sessions[session].corrections.indices
                where sessions[session].corrections[index].seq == entry {
                    sessions[session].corrections[index].fields = fields
                }
            }
        case .closed(let fields): closed = fields.reason
        case .triggerContested(let fields):
            for index in contests.indices where contests[index].contested.number == fields.number {
                contests[index].contested = fields
            }
        case .contestWithdrawn(let fields):
            for index in contests.indices where contests[index].contested.number == fields.number {
                contests[index].end = fields.end
            }
        case .triggerRuled(let fields):
            for index in contests.indices where contests[index].endSeq == entry {
                contests[index].end = fields.end
            }
        case .matterSettled(let fields): replace(fields)
        default: break
        }
    }

    private mutating func replace(_ matter: MatterSettled) {
        for index in settlements.indices
        where settlements[index].step == matter.step && settlements[index].recorded == matter.recorded
            && settlements[index].counted == matter.counted
        {
            settlements[index] = matter
        }
    }
}
