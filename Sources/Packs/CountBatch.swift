public import CivilTime

/// Answers many questions in words, as fast as they can be read: names are looked up once.
public struct CountBatch: Sendable {
    private let library: Library
    private let school: SchoolCalendar?
    private var calendars: [String: HolidayCalendar] = [:]
    private var rules: [String: CountingRule] = [:]

    /// A batch against the names of a library.
    ///
    /// - Parameters:
    ///   - library: where calendars and rules are looked up.
    ///   - school: when school is in session, for questions about school days.
    public init(_ library: Library, school: SchoolCalendar? = nil) {
        self.library = library
        self.school = school
    }

    /// The answer to one line.
    ///
    /// - Throws: `PackError` for a line that is no question, an unknown name or a day that cannot be counted.
    public mutating func answer(_ line: some StringProtocol) throws(PackError) -> CivilDate {
        let request = try CountRequest(words: line)
        let name = request.calendar ?? ""
        let calendar: HolidayCalendar
        if let known = calendars[name] {
            calendar = known
        } else {
            calendar = try library.calendar(name, with: school)
            calendars[name] = calendar
        }
        let rule: CountingRule
        if let known = rules[request.rule] {
            rule = known
        } else {
            rule = try library.countingRule(request.rule)
            rules[request.rule] = rule
        }
        return try library.day(of: request, calendar: calendar, rule: rule)
    }
}
