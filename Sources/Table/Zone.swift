public import CivilTime

/// What the entries of a zone's hallway say, taken together.
public struct Zone: Hashable, Sendable {
    /// A school of the zone with the classes that it was put in, oldest first.
    public struct School: Hashable, Sendable {
        /// How it joined.
        public let joined: SchoolJoined
        /// Its designations in the order of their entries.
        public internal(set) var designations: [SchoolDesignated]

        /// The class in force on a day: the entry last made among those with the latest effective day until then.
        public func designation(on day: CivilDate) -> Designation {
            let until = designations.filter { $0.effective <= day }
            guard let latest = until.map(\.effective).max() else { return .none }
            return until.last { $0.effective == latest }?.designation ?? .none
        }
    }

    /// How it was established; nil before its first entry.
    public internal(set) var established: ZoneEstablished?
    /// Its schools, by handle.
    public internal(set) var schools: [Handle: School] = [:]
    /// Its bargaining units, by handle.
    public internal(set) var units: [Handle: UnitRecognised] = [:]
    /// Who sits where now, by handle.
    public internal(set) var seats: [Handle: Seat] = [:]
    /// Who is invited to a seat, by handle, until the seat is taken or the invitation ends otherwise.
    public internal(set) var invitations: [Handle: Invitation] = [:]
    /// Whose person may set a new password, by handle, until that is done or taken back.
    public internal(set) var resets: [Handle: SeatReset] = [:]
    /// As what people ever sat or agreed to sit, by handle and by mail address in lower case; only board, union and neutral,
    /// of which nobody is ever two.
    public internal(set) var standings: [String: Set<SeatRole>] = [:]
    /// The school calendars in force, closures included; under nil the zone's own, under a handle a school's.
    public internal(set) var calendars: [Handle?: SchoolCalendarAdopted] = [:]
    /// The days on which school was called off, in the order of their entries.
    public internal(set) var closures: [SchoolClosed] = []
    /// Its negotiations in the order in which they were opened.
    public internal(set) var negotiations: [Handle] = []

    /// How many entries the hallway has.
    public internal(set) var seq = 0

    /// A zone of which nothing is recorded yet.
    public init() {}

    /// Takes one more entry into account.
    ///
    /// - Parameters:
    ///   - fact: what it states.
    ///   - digest: its SHA-256, in hexadecimal.
    public mutating func apply(_ fact: ZoneFact, digest: String) {
        seq += 1
        switch fact {
        case .established(let zone):
            established = zone
        case .schoolJoined(let school):
            schools[school.school] = School(joined: school, designations: [])
        case .schoolDesignated(let designation):
            schools[designation.school]?.designations.append(designation)
        case .unitRecognised(let unit):
            units[unit.unit] = unit
        case .seatTaken(let seat):
            seats[seat.handle] = seat
            invitations[seat.handle] = nil
            stand(seat)
        case .seatVacated(let seat):
            seats[seat.handle] = nil
            resets[seat.handle] = nil
        case .seatInvited(let fields):
            invitations[fields.seat.handle] = Invitation(fields)
        case .seatAccepted(let fields):
            invitations[fields.handle]?.acceptance = digest
            if let seat = invitations[fields.handle]?.seat { stand(seat) }
        case .seatApproved(let fields):
            invitations[fields.handle]?.approvals.insert(fields.side)
        case .seatDeclined(let fields):
            invitations[fields.handle] = nil
        case .invitationWithdrawn(let fields):
            invitations[fields.handle] = nil
            resets[fields.handle] = nil
        case .seatReset(let fields):
            resets[fields.handle] = fields
        case .seatRegained(let fields):
            resets[fields.handle] = nil
        case .calendarAdopted(let fields):
            calendars[fields.school] = closures.reduce(fields) { $0.taking($1) }
        case .schoolClosed(let closure):
            closures.append(closure)
            calendars = calendars.mapValues { $0.taking(closure) }
        case .negotiationOpened(let negotiation):
            negotiations.append(negotiation.negotiation)
        }
    }

    /// The school calendar that a negotiation about some schools is counted by: that of the school, where it is about
    /// one that has its own, else the zone's.
    public func calendar(for schools: [Handle]) -> SchoolCalendarAdopted? {
        let own = schools.count == 1 ? schools.first.flatMap { calendars[$0] } : nil
        return own ?? calendars[nil]
    }

    private mutating func stand(_ seat: Seat) {
        guard seat.role.isExclusive else { return }
        for key in seat.keys { standings[key, default: []].insert(seat.role) }
    }
}
