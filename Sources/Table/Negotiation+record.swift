import CivilTime

extension Negotiation {
    func decideRecordKeeping(
        _ command: Command,
        today: CivilDate,
        by seat: Seat
    ) -> Verdict<NegotiationFact> {
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
        case .purge(let target, let fact, let order, let reason):
            if let retention, today <= retention.until {
                return .refused(
                    .init(
                        .conflict,
                        "The record is kept until \(retention.until.spelled) (\(retention.basis)); nothing is purged before."
                    )
                )
            }
            return decidePurge(of: target, saying: fact, order: order, reason: reason)
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
        order: String,
        reason: String
    ) -> Verdict<NegotiationFact> {
        if let objection = objection(toText: order, called: "order", atMost: 500)
            ?? objection(toText: reason, called: "reason", atMost: 2000)
        {
            return .refused(objection)
        }
        let standing = holds.filter(\.stands).map { "\($0.held.number) (\($0.held.reason))" }
        guard standing.isEmpty else {
            return .refused(
                .init(
                    .conflict,
                    "Nothing is purged while a legal hold stands: \(standing.joined(separator: "; ")). "
                        + "'bargain record release' lifts one."
                )
            )
        }
        guard !purges.contains(where: { $0.target == target }) else {
            return .refused(.init(.conflict, "The content of \(target.words) was purged already."))
        }
        switch target {
        case .document(let sha256):
            guard documents.contains(sha256) else {
                return .refused(
                    .init(
                        .unknown,
                        "No document of \(name) has the SHA-256 '\(sha256.prefix(64))'."
                    )
                )
            }
            return .recorded([
                .recordPurged(
                    RecordPurged(entry: nil, sha256: sha256, order: order, reason: reason, standIn: nil)
                )
            ])
        case .entry(let seq):
            guard (1...max(1, self.seq)).contains(seq), self.seq > 0, let fact else {
                return .refused(
                    .init(.unknown, "\(name) has no entry \(seq); its entries are 1 to \(self.seq).")
                )
            }
            guard fact.isPurgeable else {
                return .refused(
                    .init(
                        .conflict,
                        "Entry \(seq) (\(fact.kind)) carries the record itself and cannot be purged."
                    )
                )
            }
            return .recorded([
                .recordPurged(
                    RecordPurged(
                        entry: seq,
                        sha256: nil,
                        order: order,
                        reason: reason,
                        standIn: fact.standIn
                    )
                )
            ])
        }
    }

    /// Everything that the entries name by its SHA-256 in hexadecimal: the documents, and the texts that dates are
    /// counted by.
    public var named: Set<String> {
        documents.union(opened.map { [$0.packSHA256] + ($0.pinned ?? []).map(\.sha256) } ?? [])
    }

    /// The documents that the entries name, by their SHA-256.
    public var documents: Set<String> {
        var found = proposals.values.map(\.served.document)
        found += requests.flatMap(\.answers).compactMap(\.fields.answer.document)
        found += sessions.flatMap { session in
            [session.held.minutes?.document] + session.corrections.map(\.fields.minutes.document)
        }.compactMap(\.self)
        if let contract = opened?.contract { found.append(contract) }
        found += calendars.map(\.file)
        return Set(found.map(\.sha256))
    }

    mutating func applyRecordKeeping(_ fact: NegotiationFact, seq: Int, recordedAt: Instant) {
        switch fact {
        case .recordHeld(let fields):
            holds.append(LegalHold(held: fields, seq: seq, heldAt: recordedAt))
        case .recordReleased(let fields):
            guard let index = holds.firstIndex(where: { $0.held.number == fields.number }) else { return }
            holds[index].release = fields.reason
        case .recordRetained(let fields): retention = fields
        case .recordPurged(let fields):
            purges.append(fields)
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
