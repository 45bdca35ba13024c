import CivilTime

extension Negotiation {
    func decideInformation(
        _ command: Command,
        today: CivilDate,
        by seat: Seat
    ) -> Verdict<NegotiationFact> {
        guard let side = seat.role.side else {
            return .refused(
                .init(.notPermitted, "Information is asked for and given by the board and the union only.")
            )
        }
        switch command {
        case .ask(let text, let wantedBy):
            return decideAsking(text, wantedBy: wantedBy, today: today, for: side)
        case .acknowledge(let number, let expected):
            return deciding(number, by: side.other) { request in
                decideAcknowledging(request, expected: expected, today: today)
            }
        case .answer(let number, let answer, let isFull):
            return deciding(number, by: side.other) { decideAnswering($0, answer, isFull: isFull) }
        case .decline(let number, let reason):
            return deciding(number, by: side.other) { decideDeclining($0, reason: reason) }
        case .withdrawRequest(let number, let reason):
            return deciding(number, by: side) { decideWithdrawing($0, reason: reason) }
        default: return .recorded([])
        }
    }

    private func decideAsking(
        _ text: String,
        wantedBy: CivilDate?,
        today: CivilDate,
        for side: Side
    ) -> Verdict<NegotiationFact> {
        if let objection = objection(toText: text, called: "request", atMost: 4000) {
            return .refused(objection)
        }
        if let objection = objection(toPast: wantedBy, today: today) { return .refused(objection) }
        let count = requests.count { $0.number.side == side } + 1
        let number = RequestNumber(side: side, count: count)
        return .recorded([
            .informationRequested(InformationRequested(number: number, text: text, wantedBy: wantedBy))
        ])
    }

    private func decideAcknowledging(
        _ request: InformationRequest,
        expected: CivilDate?,
        today: CivilDate
    ) -> Verdict<NegotiationFact> {
        guard request.status == .asked else {
            return .refused(
                .init(.conflict, "\(request.number) is \(request.status.rawValue) already.")
            )
        }
        if let objection = objection(toPast: expected, today: today) { return .refused(objection) }
        return .recorded([
            .informationAcknowledged(InformationAcknowledged(number: request.number, expected: expected))
        ])
    }

    private func decideAnswering(
        _ request: InformationRequest,
        _ answer: Wording,
        isFull: Bool
    ) -> Verdict<NegotiationFact> {
        if let objection = objection(toSettling: request) { return .refused(objection) }
        if let objection = answer.objection(called: "answer", atMost: 20_000) { return .refused(objection) }
        return .recorded([
            .informationAnswered(
                InformationAnswered(number: request.number, answer: answer, isFull: isFull)
            )
        ])
    }

    private func decideDeclining(
        _ request: InformationRequest,
        reason: String
    ) -> Verdict<NegotiationFact> {
        if let objection = objection(toSettling: request) { return .refused(objection) }
        if let refusal = request.refusal, request.status == .declined {
            return .refused(.init(.conflict, "\(request.number) was declined already (\(refusal))."))
        }
        if let objection = objection(toText: reason, called: "reason", atMost: 2000) {
            return .refused(objection)
        }
        return .recorded([
            .informationDeclined(InformationDeclined(number: request.number, reason: reason))
        ])
    }

    private func decideWithdrawing(
        _ request: InformationRequest,
        reason: String
    ) -> Verdict<NegotiationFact> {
        if let objection = objection(toSettling: request) { return .refused(objection) }
        if let objection = objection(toText: reason, called: "reason", atMost: 2000) {
            return .refused(objection)
        }
        return .recorded([
            .informationWithdrawn(InformationWithdrawn(number: request.number, reason: reason))
        ])
    }

    /// Decides about a request that a side made; a declined one may still be answered.
    private func deciding(
        _ number: RequestNumber,
        by asking: Side,
        _ decide: (InformationRequest) -> Verdict<NegotiationFact>
    ) -> Verdict<NegotiationFact> {
        guard let request = requests.first(where: { $0.number == number }) else {
            let known = requests.map(\.number.description).joined(separator: ", ")
            return .refused(
                .init(
                    .unknown,
                    "There is no information request \(number); there are: "
                        + (known.isEmpty ? "none yet" : known) + "."
                )
            )
        }
        guard number.side == asking else {
            return .refused(
                .init(
                    .notPermitted,
                    "\(number) is the \(number.side)'s request; the \(number.side) may withdraw it, and the "
                        + "\(number.side.other) acknowledges, answers or declines it."
                )
            )
        }
        return decide(request)
    }

    private func objection(toSettling request: InformationRequest) -> Refusal? {
        switch request.status {
        case .withdrawn:
            Refusal(.conflict, "\(request.number) was withdrawn (\(request.withdrawal ?? "")).")
        case .answered:
            Refusal(.conflict, "\(request.number) was answered in full already; ask anew for more.")
        case .asked, .acknowledged, .answeredInPart, .declined: nil
        }
    }

    private func objection(toPast day: CivilDate?, today: CivilDate) -> Refusal? {
        guard let day, day < today else { return nil }
        return Refusal(
            .invalid,
            "\(day.spelled) is past (today is \(today.spelled)); name a day from today on."
        )
    }

    mutating func applyInformation(_ fact: NegotiationFact, seq: Int, recordedAt: Instant) {
        switch fact {
        case .informationRequested(let fields):
            requests.append(InformationRequest(asked: fields, seq: seq, askedAt: recordedAt))
        case .informationAcknowledged(let fields):
            update(fields.number) { request in
                request.status = .acknowledged
                request.acknowledgedAt = recordedAt
                request.expected = fields.expected
            }
        case .informationAnswered(let fields):
            update(fields.number) { request in
                request.status = fields.isFull ? .answered : .answeredInPart
                request.answers.append(.init(fields: fields, seq: seq, answeredAt: recordedAt))
            }
        case .informationDeclined(let fields):
            update(fields.number) { request in
                request.status = .declined
                request.refusal = fields.reason
                request.refusalSeq = seq
            }
        case .informationWithdrawn(let fields):
            update(fields.number) { request in
                request.status = .withdrawn
                request.withdrawal = fields.reason
            }
        default: break
        }
    }

    mutating func update(_ number: RequestNumber, _ change: (inout InformationRequest) -> Void) {
        guard let index = requests.firstIndex(where: { $0.number == number }) else { return }
        change(&requests[index])
    }
}
