public import CivilTime

/// One thing that happened to a zone, as an entry of its hallway states it.
public enum ZoneFact: Hashable, Sendable {
    /// The zone exists from now on.
    case established(ZoneEstablished)
    /// A school belongs to the zone.
    case schoolJoined(SchoolJoined)
    /// The state put a school in a class, such as underperforming.
    case schoolDesignated(SchoolDesignated)
    /// The board recognised a local as the union of a bargaining unit.
    case unitRecognised(UnitRecognised)
    /// A person took a seat.
    case seatTaken(Seat)
    /// A person gave a seat up.
    case seatVacated(SeatVacated)
    /// A person was invited to take a seat.
    case seatInvited(SeatInvited)
    /// An invited person accepted.
    case seatAccepted(SeatAccepted)
    /// A side approved an invited person.
    case seatApproved(SeatApproved)
    /// An invited person declined, or a side will not have the person.
    case seatDeclined(SeatDeclined)
    /// An invitation was taken back.
    case invitationWithdrawn(InvitationWithdrawn)
    /// A person with a seat may set a new password.
    case seatReset(SeatReset)
    /// A person with a seat set a new password.
    case seatRegained(SeatRegained)
    /// School days are counted by a calendar from now on.
    case calendarAdopted(SchoolCalendarAdopted)
    /// School was called off.
    case schoolClosed(SchoolClosed)
    /// A negotiation was opened.
    case negotiationOpened(NegotiationNamed)
}

/// A zone as it was established.
public struct ZoneEstablished: Hashable, Sendable, Codable {
    /// The name by which the zone is called in commands.
    public let zone: Handle
    /// Its full name.
    public let name: String
    /// The district that it belongs to.
    public let district: String
    /// The state, by its two letters.
    public let state: String
    /// The holiday calendar that its deadlines are counted by, such as `us-ma`.
    public let calendar: String

    /// A zone with its facts.
    public init(zone: Handle, name: String, district: String, state: String, calendar: String) {
        self.zone = zone
        self.name = name
        self.district = district
        self.state = state
        self.calendar = calendar
    }
}

/// A school as it joined a zone.
public struct SchoolJoined: Hashable, Sendable, Codable {
    /// The name by which the school is called in commands.
    public let school: Handle
    /// Its full name, unique in its district.
    public let name: String
    /// Pupils enrolled, where known.
    public let enrolment: Int?

    /// A school with its facts.
    public init(school: Handle, name: String, enrolment: Int?) {
        self.school = school
        self.name = name
        self.enrolment = enrolment
    }
}

/// The class in which the state puts a school, as Massachusetts names them.
///
/// M.G.L. c.69 §1J; 603 CMR 2.00.
public enum Designation: String, CaseIterable, Sendable, Codable {
    case none
    case requiresAssistance = "requires-assistance"
    case underperforming
    case chronicallyUnderperforming = "chronically-underperforming"

    /// The words of the class.
    public var words: String {
        switch self {
        case .none: "no designation"
        case .requiresAssistance: "requires assistance or intervention"
        case .underperforming: "underperforming"
        case .chronicallyUnderperforming: "chronically underperforming"
        }
    }
}

/// A designation as it took effect.
public struct SchoolDesignated: Hashable, Sendable, Codable {
    /// Which school.
    public let school: Handle
    /// Which class.
    public let designation: Designation
    /// From which day.
    public let effective: CivilDate

    /// A designation of a school from a day on.
    public init(school: Handle, designation: Designation, effective: CivilDate) {
        self.school = school
        self.designation = designation
        self.effective = effective
    }
}

/// A bargaining unit and the local that represents it.
public struct UnitRecognised: Hashable, Sendable, Codable {
    /// The name by which the unit is called in commands.
    public let unit: Handle
    /// Whom the unit covers, such as `Unit A: teachers`.
    public let name: String
    /// The union that represents it.
    public let local: String

    /// A unit with its local.
    public init(unit: Handle, name: String, local: String) {
        self.unit = unit
        self.name = name
        self.local = local
    }
}

/// A seat given up.
public struct SeatVacated: Hashable, Sendable, Codable {
    /// Whose seat.
    public let handle: Handle
    /// Why.
    public let reason: String

    /// A seat with the reason for leaving it.
    public init(handle: Handle, reason: String) {
        self.handle = handle
        self.reason = reason
    }
}

/// The hallway's note that a negotiation exists.
public struct NegotiationNamed: Hashable, Sendable, Codable {
    /// The negotiation.
    public let negotiation: Handle

    /// A negotiation by its handle.
    public init(negotiation: Handle) {
        self.negotiation = negotiation
    }
}
