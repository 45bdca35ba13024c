public import CivilTime
public import Table

/// A zone as a list shows it.
public struct ZoneItem: Codable, Sendable {
    public let zone: String
    public let name: String
    public let district: String
    public let state: String
    public let schools: Int
    public let negotiations: Int

    /// A zone with its counts.
    public init(zone: String, name: String, district: String, state: String, schools: Int, negotiations: Int) {
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
        public let school: Handle
        public let name: String
        public let enrolment: Int?
        public let designation: Designation
        public let designations: [SchoolDesignated]
    }

    public let zone: Handle
    public let name: String
    public let district: String
    public let state: String
    public let calendar: String
    public let schools: [School]
    public let units: [UnitRecognised]
    public let seats: [Seat]
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
        negotiations = zone.negotiations
    }
}
