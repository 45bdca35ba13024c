extension ZoneFact: RecordedFact {
    /// The word for the fact's kind.
    public var kind: String {
        switch self {
        case .established: "zone.established"
        case .schoolJoined: "school.joined"
        case .schoolDesignated: "school.designated"
        case .unitRecognised: "unit.recognised"
        case .seatTaken: "seat.taken"
        case .seatVacated: "seat.vacated"
        case .seatInvited: "seat.invited"
        case .seatAccepted: "seat.accepted"
        case .seatApproved: "seat.approved"
        case .seatDeclined: "seat.declined"
        case .invitationWithdrawn: "invitation.withdrawn"
        case .seatReset: "seat.reset"
        case .seatRegained: "seat.regained"
        case .calendarAdopted: "calendar.adopted"
        case .schoolClosed: "school.closed"
        case .negotiationOpened: "negotiation.named"
        }
    }

    /// Reads a fact by its kind.
    public init(from decoder: any Decoder) throws {
        let kind = try Table.kind(in: decoder)
        self =
            switch kind {
            case "zone.established": .established(try .init(from: decoder))
            case "school.joined": .schoolJoined(try .init(from: decoder))
            case "school.designated": .schoolDesignated(try .init(from: decoder))
            case "unit.recognised": .unitRecognised(try .init(from: decoder))
            case "seat.taken": .seatTaken(try .init(from: decoder))
            case "seat.vacated": .seatVacated(try .init(from: decoder))
            case "seat.invited": .seatInvited(try .init(from: decoder))
            case "seat.accepted": .seatAccepted(try .init(from: decoder))
            case "seat.approved": .seatApproved(try .init(from: decoder))
            case "seat.declined": .seatDeclined(try .init(from: decoder))
            case "invitation.withdrawn": .invitationWithdrawn(try .init(from: decoder))
            case "seat.reset": .seatReset(try .init(from: decoder))
            case "seat.regained": .seatRegained(try .init(from: decoder))
            case "calendar.adopted": .calendarAdopted(try .init(from: decoder))
            case "school.closed": .schoolClosed(try .init(from: decoder))
            case "negotiation.named": .negotiationOpened(try .init(from: decoder))
            default: throw unknownKind(kind, in: decoder)
            }
    }

    /// Writes the fact's kind and fields.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .established(let fields): try Table.encode(self, fields, to: encoder)
        case .schoolJoined(let fields): try Table.encode(self, fields, to: encoder)
        case .schoolDesignated(let fields): try Table.encode(self, fields, to: encoder)
        case .unitRecognised(let fields): try Table.encode(self, fields, to: encoder)
        case .seatTaken(let fields): try Table.encode(self, fields, to: encoder)
        case .seatVacated(let fields): try Table.encode(self, fields, to: encoder)
        case .seatInvited(let fields): try Table.encode(self, fields, to: encoder)
        case .seatAccepted(let fields): try Table.encode(self, fields, to: encoder)
        case .seatApproved(let fields): try Table.encode(self, fields, to: encoder)
        case .seatDeclined(let fields): try Table.encode(self, fields, to: encoder)
        case .invitationWithdrawn(let fields): try Table.encode(self, fields, to: encoder)
        case .seatReset(let fields): try Table.encode(self, fields, to: encoder)
        case .seatRegained(let fields): try Table.encode(self, fields, to: encoder)
        case .calendarAdopted(let fields): try Table.encode(self, fields, to: encoder)
        case .schoolClosed(let fields): try Table.encode(self, fields, to: encoder)
        case .negotiationOpened(let fields): try Table.encode(self, fields, to: encoder)
        }
    }
}
