public import CivilTime
public import Table

/// A zone as a list shows it.
public struct ZoneItem: Codable, Sendable {
    /// The zone's handle.
    public let zone: String
    /// Its full name.
    public let name: String
    /// Its district.
    public let district: String
    /// Its state's letters.
    public let state: String
    /// How many schools it has.
    public let schools: Int
    /// How many negotiations were opened in it.
    public let negotiations: Int

    /// A zone with its counts.
    public init(zone: String, name: String, district: String, state: String, schools: Int, negotiations: Int)
    {
        self.zone = zone
        self.name = name
        self.district = district
        self.state = state
        self.schools = schools
        self.negotiations = negotiations
    }
}

/// A zone with all that belongs to it.
public struct ZoneView: Codable, Sendable {
    /// A school with its designations.
    public struct School: Codable, Sendable {
        /// The school's handle.
        public let school: Handle
        /// Its full name.
        public let name: String
        /// Pupils enrolled, where known.
        public let enrolment: Int?
        /// The class in force on the day asked for.
        public let designation: Designation
        /// All its classes, in the order of their entries.
        public let designations: [SchoolDesignated]
    }

    /// The zone's handle.
    public let zone: Handle
    /// Its full name.
    public let name: String
    /// Its district.
    public let district: String
    /// Its state's letters.
    public let state: String
    /// The holiday calendar's id.
    public let calendar: String
    /// Its schools.
    public let schools: [School]
    /// Its bargaining units.
    public let units: [UnitRecognised]
    /// Who sits where.
    public let seats: [Seat]
    /// Whose person may set a new password by an invitation that was not used yet.
    public let resets: [Handle]
    /// Its negotiations, oldest first.
    public let negotiations: [Handle]

    /// A zone as it is on a day; nil before it is established.
    public init?(_ zone: Zone, on day: CivilDate) {
        guard let established = zone.established else { return nil }
        self.zone = established.zone
        name = established.name
        district = established.district
        state = established.state
        calendar = established.calendar
        schools = zone.schools.values.sorted { $0.joined.school.text < $1.joined.school.text }.map { school in
            School(
                school: school.joined.school,
                name: school.joined.name,
                enrolment: school.joined.enrolment,
                designation: school.designation(on: day),
                designations: school.designations
            )
        }
        units = zone.units.values.sorted { $0.unit.text < $1.unit.text }
        seats = zone.seats.values.sorted { $0.handle.text < $1.handle.text }
        resets = zone.resets.keys.sorted { $0.text < $1.text }
        negotiations = zone.negotiations
    }
}
