/// Which days a period counts.
public enum DayKind: String, CaseIterable, Sendable, Codable {
    /// Every day.
    case calendar
    /// Days that are not Saturday, Sunday or legal holiday.
    case business
    /// Days on which a school is in session, as its own calendar says.
    case school
}
