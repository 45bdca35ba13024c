/// The legal holidays of one jurisdiction, for the years for which somebody verified them.
///
/// Outside those years every question is an error, never a guess. Everything is computed when the calendar is made:
/// a count is then two look-ups, however long the period.
public struct HolidayCalendar: Sendable {
    /// What never changes, shared by every copy: counting passes calendars around far more often than it makes them.
    private final class Origin: Sendable {
        let id: String
        let name: String
        let jurisdiction: String
        let verified: ClosedRange<Int>
        let evidence: Evidence
        let citation: String
        let table: DayTable

        init(
            id: String,
            name: String,
            jurisdiction: String,
            verified: ClosedRange<Int>,
            evidence: Evidence,
            citation: String,
            table: DayTable
        ) {
            self.id = id
            self.name = name
            self.jurisdiction = jurisdiction
            self.verified = verified
            self.evidence = evidence
            self.citation = citation
            self.table = table
        }
    }

    /// A school's year and its days.
    final class Session: Sendable {
        let school: SchoolCalendar
        let days: DaySet

        init(_ school: SchoolCalendar, days: DaySet) {
            self.school = school
            self.days = days
        }
    }

    private let origin: Origin
    var session: Session?

    /// The name that packs and commands use, `us-ma`.
    public var id: String { origin.id }
    /// What people call it.
    public var name: String { origin.name }
    /// Where it holds.
    public var jurisdiction: String { origin.jurisdiction }
    /// The years, first to last, that were verified.
    public var verified: ClosedRange<Int> { origin.verified }
    /// How far they were verified.
    public var evidence: Evidence { origin.evidence }
    /// The law that lists the holidays.
    public var citation: String { origin.citation }
    /// When a school is in session; nil where school days are not counted.
    public var school: SchoolCalendar? { session?.school }

    var table: DayTable { origin.table }
    var schoolDays: DaySet? { session?.days }

    /// A calendar of rules, together with those of the calendar that it widens.
    ///
    /// - Throws: `CivilTimeError.badRule` where the verified years reach beyond the parent's or beyond a century.
    public init(
        id: String,
        name: String,
        jurisdiction: String,
        rules: [HolidayRule],
        verified: ClosedRange<Int>,
        evidence: Evidence,
        citation: String,
        parent: HolidayCalendar? = nil
    ) throws(CivilTimeError) {
        guard (1583...9000).contains(verified.lowerBound), verified.count <= 100 else {
            throw CivilTimeError(
                .badRule,
                "The calendar \(id) may be verified for at most a century, from 1583 on."
            )
        }
        if let parent, parent.verified.clamped(to: verified) != verified {
            throw CivilTimeError(
                .badRule,
                "The calendar \(id) names years for which its parent \(parent.id) is not verified "
                    + "(\(parent.verified.lowerBound) to \(parent.verified.upperBound))."
            )
        }
        origin = Origin(
            id: id,
            name: name,
            jurisdiction: jurisdiction,
            verified: verified,
            evidence: min(evidence, parent?.evidence ?? evidence),
            citation: citation,
            table: DayTable(years: verified, rules: rules, inherited: parent?.table.holidays ?? [])
        )
    }

    /// The legal holiday kept on a day, or nil.
    ///
    /// - Throws: `CivilTimeError.unverifiedYear`.
    public func holiday(on date: CivilDate) throws(CivilTimeError) -> Holiday? {
        try requireVerified(date)
        return table.holiday(on: date)
    }

    /// The legal holidays kept in a year, in order.
    ///
    /// - Throws: `CivilTimeError.unverifiedYear`.
    public func holidays(in year: Int) throws(CivilTimeError) -> [Holiday] {
        guard verified.contains(year) else { throw unverified("the year \(year)") }
        return table.holidays.filter { $0.date.year == year }
    }

    /// Whether a day is not Saturday, Sunday or legal holiday; a half-holiday is a business day.
    ///
    /// - Throws: `CivilTimeError.unverifiedYear`.
    public func isBusinessDay(_ date: CivilDate) throws(CivilTimeError) -> Bool {
        try requireVerified(date)
        return table.business(false).contains(date.dayNumber)
    }

    func requireVerified(_ date: CivilDate) throws(CivilTimeError) {
        guard table.days.contains(date.dayNumber) else { throw unverified(date.description) }
    }

    func unverified(_ what: String) -> CivilTimeError {
        CivilTimeError(
            .unverifiedYear,
            "The calendar \(id) is verified for \(verified.lowerBound) to \(verified.upperBound); \(what) lies "
                + "outside. Have the holidays of that year verified before counting there."
        )
    }
}

extension HolidayCalendar: Hashable {
    /// Calendars are equal where they say the same of the same years.
    public static func == (left: HolidayCalendar, right: HolidayCalendar) -> Bool {
        left.id == right.id && left.verified == right.verified && left.table.holidays == right.table.holidays
            && left.school == right.school
    }

    /// Feeds the name and the years.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(verified)
    }
}
