public import CivilTime
public import Table

/// An information request with where it stands as of an instant.
public struct InformationRequestView: Codable, Sendable {
    /// One answer.
    public struct Answer: Codable, Sendable {
        /// The words, where there are any.
        public let text: String?
        /// The document, where there is one.
        public let document: DocumentReference?
        /// Whether it is all that was asked for.
        public let full: Bool
        /// The sequence number of its entry.
        public let seq: Int
        /// When the record took it in.
        public let answeredAt: Instant

        private enum CodingKeys: String, CodingKey {
            case text, document, full, seq
            case answeredAt = "answered_at"
        }
    }

    /// The number by which it is called.
    public let number: RequestNumber
    /// Who asks.
    public let side: Side
    /// What is asked for.
    public let text: String
    /// The day by which the answer is wanted; absent where none was named.
    public let wantedBy: CivilDate?
    /// Where it stands.
    public let status: InformationRequest.Status
    /// Whether the day passed without a full answer or a refusal.
    public let overdue: Bool
    /// The sequence number of its entry.
    public let seq: Int
    /// When the record took it in.
    public let askedAt: Instant
    /// When the other side acknowledged it; absent while it has not.
    public let acknowledgedAt: Instant?
    /// The day by which the other side expects to answer; absent where it named none.
    public let expected: CivilDate?
    /// The answers, in order.
    public let answers: [Answer]
    /// Why the other side refused; absent while it did not.
    public let refusal: String?
    /// Why it was withdrawn; absent while it was not.
    public let withdrawal: String?

    /// Whether the other side still owes an answer.
    public var isWaiting: Bool { [.asked, .acknowledged, .answeredInPart].contains(status) }

    private enum CodingKeys: String, CodingKey {
        case number, side, text, status, overdue, seq, expected, answers, refusal, withdrawal
        case wantedBy = "wanted_by"
        case askedAt = "asked_at"
        case acknowledgedAt = "acknowledged_at"
    }

    /// A request as it stands at an instant, its days ending in a zone.
    public init(_ request: InformationRequest, asOf instant: Instant, in zone: CivilZone) {
        number = request.number
        side = request.number.side
        text = request.asked.text
        wantedBy = request.asked.wantedBy
        status = request.status
        overdue = request.isOverdue(asOf: instant, in: zone)
        seq = request.seq
        askedAt = request.askedAt
        acknowledgedAt = request.acknowledgedAt
        expected = request.expected
        answers = request.answers.map { answer in
            Answer(
                text: answer.fields.answer.text,
                document: answer.fields.answer.document,
                full: answer.fields.isFull,
                seq: answer.seq,
                answeredAt: answer.answeredAt
            )
        }
        refusal = request.refusal
        withdrawal = request.withdrawal
    }
}

/// A bargaining session with its minutes as they now read.
public struct SessionView: Codable, Sendable {
    /// A correction of the minutes.
    public struct Correction: Codable, Sendable {
        /// Why.
        public let reason: String
        /// The side that corrected; absent for the clerk or a neutral.
        public let side: Side?
        /// The sequence number of its entry.
        public let seq: Int
        /// When the record took it in.
        public let correctedAt: Instant

        private enum CodingKeys: String, CodingKey {
            case reason, side, seq
            case correctedAt = "corrected_at"
        }
    }

    /// Its number.
    public let number: Int
    /// The side that recorded it; absent for the clerk or a neutral.
    public let side: Side?
    /// The day.
    public let on: CivilDate
    /// When it began, where known.
    public let from: TimeOfDay?
    /// When it ended, where known.
    public let to: TimeOfDay?
    /// Where it was, where known.
    public let place: String?
    /// Who was there.
    public let attendance: [Attendee]
    /// The minutes as they now read; absent where there are none.
    public let minutes: Wording?
    /// The corrections of the minutes, in order.
    public let corrections: [Correction]
    /// The day of the next meeting, where it was set.
    public let next: CivilDate?
    /// The sequence number of its entry.
    public let seq: Int
    /// When the record took it in.
    public let recordedAt: Instant

    private enum CodingKeys: String, CodingKey {
        case number, side, on, from, to, place, attendance, minutes, corrections, next, seq
        case recordedAt = "recorded_at"
    }

    /// A session as it now reads.
    public init(_ session: BargainingSession) {
        number = session.held.number
        side = session.held.side
        on = session.held.on
        from = session.held.from
        to = session.held.to
        place = session.held.place
        attendance = session.held.attendance
        minutes = session.minutes
        corrections = session.corrections.map { correction in
            Correction(
                reason: correction.fields.reason,
                side: correction.fields.side,
                seq: correction.seq,
                correctedAt: correction.correctedAt
            )
        }
        next = session.held.next
        seq = session.seq
        recordedAt = session.recordedAt
    }
}

/// A ground rule that stands.
public struct RuleView: Codable, Sendable {
    /// The number by which it is called.
    public let number: String
    /// The stipulation by which both sides adopted it.
    public let stipulation: String
    /// What it is about.
    public let kind: GroundRule.Kind
    /// The session after which no new issue comes; for that kind only.
    public let session: Int?
    /// What happens to an act against it; absent where the record cannot tell.
    public let breach: GroundRule.Breach?
    /// The rule in the sides' own words.
    public let text: String
    /// The sequence number of the entry that adopted it.
    public let seq: Int

    /// A rule as it stands.
    public init(_ adopted: AdoptedRule) {
        number = adopted.number
        stipulation = adopted.stipulation
        kind = adopted.rule.kind
        session = adopted.rule.session
        breach = adopted.rule.breach
        text = adopted.rule.text
        seq = adopted.seq
    }
}

/// A legal hold with whether it stands.
public struct HoldView: Codable, Sendable {
    /// The number by which it is called.
    public let number: String
    /// Why.
    public let reason: String
    /// The sequence number of its entry.
    public let seq: Int
    /// When the record took it in.
    public let heldAt: Instant
    /// Why it was lifted; absent while it stands.
    public let release: String?

    private enum CodingKeys: String, CodingKey {
        case number, reason, seq, release
        case heldAt = "held_at"
    }

    /// A hold as it is.
    public init(_ hold: LegalHold) {
        number = hold.held.number
        reason = hold.held.reason
        seq = hold.seq
        heldAt = hold.heldAt
        release = hold.release
    }
}
