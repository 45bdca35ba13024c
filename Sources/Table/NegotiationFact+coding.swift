import CivilTime

extension NegotiationFact: RecordedFact {
    /// The word for the fact's kind.
    public var kind: String {
        switch self {
        case .opened: "negotiation.opened"
        case .seatTaken: "seat.taken"
        case .seatVacated: "seat.vacated"
        case .served: "proposal.served"
        case .withdrawn: "proposal.withdrawn"
        case .rejected: "proposal.rejected"
        case .signed: "agreement.signed"
        case .triggered: "procedure.triggered"
        case .stepEnded: "step.ended"
        case .voteHeld: "vote.held"
        case .lapsed: "deadline.lapsed"
        case .stipulationOffered: "stipulation.offered"
        case .stipulationJoined: "stipulation.joined"
        case .dateCorrected: "date.corrected"
        case .stipulationWithdrawn: "stipulation.withdrawn"
        case .milestoneRecorded: "milestone.recorded"
        case .triggerContested: "trigger.contested"
        case .contestWithdrawn: "contest.withdrawn"
        case .triggerRuled: "trigger.ruled"
        case .matterSettled: "matter.settled"
        case .calendarAdopted: "calendar.adopted"
        case .schoolClosed: "school.closed"
        case .informationRequested: "information.requested"
        case .informationAcknowledged: "information.acknowledged"
        case .informationAnswered: "information.answered"
        case .informationDeclined: "information.declined"
        case .informationWithdrawn: "information.withdrawn"
        case .sessionHeld: "session.held"
        case .sessionCorrected: "session.corrected"
        case .recordHeld: "record.held"
        case .recordReleased: "record.released"
        case .recordRetained: "record.retention"
        case .purgeOrdered: "purge.ordered"
        case .purgeConfirmed: "purge.confirmed"
        case .recordPurged: "record.purged"
        case .closed: "negotiation.closed"
        }
    }

    /// Reads a fact by its kind.
    public init(from decoder: any Decoder) throws {
        let kind = try Table.kind(in: decoder)
        self =
            switch kind {
            case "negotiation.opened": .opened(try .init(from: decoder))
            case "seat.taken": .seatTaken(try .init(from: decoder))
            case "seat.vacated": .seatVacated(try .init(from: decoder))
            case "proposal.served": .served(try .init(from: decoder))
            case "proposal.withdrawn": .withdrawn(try .init(from: decoder))
            case "proposal.rejected": .rejected(try .init(from: decoder))
            case "agreement.signed": .signed(try .init(from: decoder))
            case "procedure.triggered": .triggered(try .init(from: decoder))
            case "step.ended": .stepEnded(try .init(from: decoder))
            case "vote.held": .voteHeld(try .init(from: decoder))
            case "deadline.lapsed": .lapsed(try .init(from: decoder))
            case "stipulation.offered": .stipulationOffered(try .init(from: decoder))
            case "stipulation.joined": .stipulationJoined(try .init(from: decoder))
            case "date.corrected": .dateCorrected(try .init(from: decoder))
            case "stipulation.withdrawn": .stipulationWithdrawn(try .init(from: decoder))
            case "milestone.recorded": .milestoneRecorded(try .init(from: decoder))
            case "trigger.contested": .triggerContested(try .init(from: decoder))
            case "contest.withdrawn": .contestWithdrawn(try .init(from: decoder))
            case "trigger.ruled": .triggerRuled(try .init(from: decoder))
            case "matter.settled": .matterSettled(try .init(from: decoder))
            case "calendar.adopted": .calendarAdopted(try .init(from: decoder))
            case "school.closed": .schoolClosed(try .init(from: decoder))
            case "information.requested": .informationRequested(try .init(from: decoder))
            case "information.acknowledged": .informationAcknowledged(try .init(from: decoder))
            case "information.answered": .informationAnswered(try .init(from: decoder))
            case "information.declined": .informationDeclined(try .init(from: decoder))
            case "information.withdrawn": .informationWithdrawn(try .init(from: decoder))
            case "session.held": .sessionHeld(try .init(from: decoder))
            case "session.corrected": .sessionCorrected(try .init(from: decoder))
            case "record.held": .recordHeld(try .init(from: decoder))
            case "record.released": .recordReleased(try .init(from: decoder))
            case "record.retention": .recordRetained(try .init(from: decoder))
            case "purge.ordered": .purgeOrdered(try .init(from: decoder))
            case "purge.confirmed": .purgeConfirmed(try .init(from: decoder))
            case "record.purged": .recordPurged(try .init(from: decoder))
            case "negotiation.closed": .closed(try .init(from: decoder))
            default: throw unknownKind(kind, in: decoder)
            }
    }

    /// Writes the fact's kind and fields.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .opened(let fields): try Table.encode(self, fields, to: encoder)
        case .seatTaken(let fields): try Table.encode(self, fields, to: encoder)
        case .seatVacated(let fields): try Table.encode(self, fields, to: encoder)
        case .served(let fields): try Table.encode(self, fields, to: encoder)
        case .withdrawn(let fields): try Table.encode(self, fields, to: encoder)
        case .rejected(let fields): try Table.encode(self, fields, to: encoder)
        case .signed(let fields): try Table.encode(self, fields, to: encoder)
        case .triggered(let fields): try Table.encode(self, fields, to: encoder)
        case .stepEnded(let fields): try Table.encode(self, fields, to: encoder)
        case .voteHeld(let fields): try Table.encode(self, fields, to: encoder)
        case .lapsed(let fields): try Table.encode(self, fields, to: encoder)
        case .stipulationOffered(let fields): try Table.encode(self, fields, to: encoder)
        case .stipulationJoined(let fields): try Table.encode(self, fields, to: encoder)
        case .dateCorrected(let fields): try Table.encode(self, fields, to: encoder)
        case .stipulationWithdrawn(let fields): try Table.encode(self, fields, to: encoder)
        case .milestoneRecorded(let fields): try Table.encode(self, fields, to: encoder)
        case .triggerContested(let fields): try Table.encode(self, fields, to: encoder)
        case .contestWithdrawn(let fields): try Table.encode(self, fields, to: encoder)
        case .triggerRuled(let fields): try Table.encode(self, fields, to: encoder)
        case .matterSettled(let fields): try Table.encode(self, fields, to: encoder)
        case .calendarAdopted(let fields): try Table.encode(self, fields, to: encoder)
        case .schoolClosed(let fields): try Table.encode(self, fields, to: encoder)
        case .informationRequested(let fields): try Table.encode(self, fields, to: encoder)
        case .informationAcknowledged(let fields): try Table.encode(self, fields, to: encoder)
        case .informationAnswered(let fields): try Table.encode(self, fields, to: encoder)
        case .informationDeclined(let fields): try Table.encode(self, fields, to: encoder)
        case .informationWithdrawn(let fields): try Table.encode(self, fields, to: encoder)
        case .sessionHeld(let fields): try Table.encode(self, fields, to: encoder)
        case .sessionCorrected(let fields): try Table.encode(self, fields, to: encoder)
        case .recordHeld(let fields): try Table.encode(self, fields, to: encoder)
        case .recordReleased(let fields): try Table.encode(self, fields, to: encoder)
        case .recordRetained(let fields): try Table.encode(self, fields, to: encoder)
        case .purgeOrdered(let fields): try Table.encode(self, fields, to: encoder)
        case .purgeConfirmed(let fields): try Table.encode(self, fields, to: encoder)
        case .recordPurged(let fields): try Table.encode(self, fields, to: encoder)
        case .closed(let fields): try Table.encode(self, fields, to: encoder)
        }
    }
}

extension Stipulated: Codable {
    private enum Key: String, CodingKey {
        case what, step, to, option, choice, rule, matter
    }

    /// Reads what is stipulated by its word: `extend`, `read`, `correct`, `rule` or `settle`.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let what = try fields.decode(String.self, forKey: .what)
        switch what {
        case "extend":
            self = .extend(
                step: try fields.decode(String.self, forKey: .step),
                to: try fields.decode(CivilDate.self, forKey: .to)
            )
        case "read":
            self = .read(
                option: try fields.decode(String.self, forKey: .option),
                choice: try fields.decode(String.self, forKey: .choice)
            )
        case "correct":
            self = .correct(
                step: try fields.decodeIfPresent(String.self, forKey: .step),
                to: try fields.decode(CivilDate.self, forKey: .to)
            )
        case "rule": self = .rule(try fields.decode(GroundRule.self, forKey: .rule))
        case "settle": self = .settle(try fields.decode(MatterSettled.self, forKey: .matter))
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .what,
                in: fields,
                debugDescription:
                    "'\(what.prefix(20))' cannot be stipulated; expected extend, read, correct, rule or settle."
            )
        }
    }

    /// Writes what is stipulated with its word.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        switch self {
        case .extend(let step, let to):
            try fields.encode("extend", forKey: .what)
            try fields.encode(step, forKey: .step)
            try fields.encode(to, forKey: .to)
        case .read(let option, let choice):
            try fields.encode("read", forKey: .what)
            try fields.encode(option, forKey: .option)
            try fields.encode(choice, forKey: .choice)
        case .correct(let step, let to):
            try fields.encode("correct", forKey: .what)
            try fields.encodeIfPresent(step, forKey: .step)
            try fields.encode(to, forKey: .to)
        case .rule(let rule):
            try fields.encode("rule", forKey: .what)
            try fields.encode(rule, forKey: .rule)
        case .settle(let matter):
            try fields.encode("settle", forKey: .what)
            try fields.encode(matter, forKey: .matter)
        }
    }
}
