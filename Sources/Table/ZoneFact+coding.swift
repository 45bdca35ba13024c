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
        case .negotiationOpened(let fields): try Table.encode(self, fields, to: encoder)
        }
    }
}
