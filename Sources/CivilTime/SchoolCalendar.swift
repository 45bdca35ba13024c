/// The days on which a zone's schools, or one school, are in session.
///
/// Every Monday to Friday from the first to the last day is a school day, unless it lies in a vacation, is closed, or
/// is a legal holiday. A make-up day is a school day whatever else it is, also after the last day.
public struct SchoolCalendar: Hashable, Sendable {
    /// Days without school, from the first to the last of them.
    public struct Span: Hashable, Sendable {
        /// The days.
        public let days: ClosedRange<CivilDate>
        /// The vacation's name, or the reason for the closure.
        public let name: String

        /// Some days without school.
        public init(days: ClosedRange<CivilDate>, name: String) {
            self.days = days
            self.name = name
        }
    }

    /// The name that commands use, `springfield-2026`.
    public let id: String
    /// What people call it.
    public let name: String
    /// The first and the last day of school, make-up days not considered.
    public let term: ClosedRange<CivilDate>
    /// Vacations that were planned, in order.
    public let breaks: [Span]
    /// Days on which school was called off, in order.
    public let closures: [Span]
    /// Days of school in place of those that were lost, in order.
    public let makeUpDays: [CivilDate]

    /// A calendar, if its parts fit one another.
    ///
    /// - Throws: `CivilTimeError.badRule` where the term is longer than six years, a span lies outside the term or
    ///   overlaps another, a make-up day stands twice, lies before the term, more than 100 days after it or within
    ///   a closure.
    public init(
        id: String,
        name: String,
        term: ClosedRange<CivilDate>,
        breaks: [Span] = [],
        closures: [Span] = [],
        makeUpDays: [CivilDate] = []
    ) throws(CivilTimeError) {
        self.id = id
        self.name = name
        self.term = term
        self.breaks = breaks.sorted { $0.days.lowerBound < $1.days.lowerBound }
        self.closures = closures.sorted { $0.days.lowerBound < $1.days.lowerBound }
        self.makeUpDays = makeUpDays.sorted()
        if let fault { throw CivilTimeError(.badRule, "The school calendar \(id): \(fault)") }
    }

    /// The same calendar with days on which school was called off: a new value, the old one stays as it was.
    ///
    /// A make-up day among them is struck out.
    ///
    /// - Throws: `CivilTimeError.badRule` where the days lie outside the school year or are closed already.
    public func closing(_ days: ClosedRange<CivilDate>, because reason: String) throws(CivilTimeError)
        -> SchoolCalendar
    {
        let kept = makeUpDays.filter { !days.contains($0) }
        // A make-up day in a vacation or after the term is closed by striking it out: a span does not belong there.
        let isElsewhere =
            days.lowerBound > term.upperBound
            || breaks.contains { $0.days.contains(days.lowerBound) && $0.days.contains(days.upperBound) }
        let isStruck = isElsewhere && kept.count < makeUpDays.count
        return try SchoolCalendar(
            id: id,
            name: name,
            term: term,
            breaks: breaks,
            closures: isStruck ? closures : closures + [Span(days: days, name: reason)],
            makeUpDays: kept
        )
    }

    /// The same calendar with one more make-up day.
    ///
    /// - Throws: `CivilTimeError.badRule` where it is one already, is closed or lies too far outside the term.
    public func making(up day: CivilDate) throws(CivilTimeError) -> SchoolCalendar {
        try SchoolCalendar(
            id: id,
            name: name,
            term: term,
            breaks: breaks,
            closures: closures,
            makeUpDays: makeUpDays + [day]
        )
    }

    /// The first day of school and the last, make-up days included: nothing is known beyond.
    public var span: ClosedRange<CivilDate> {
        term.lowerBound...max(term.upperBound, makeUpDays.last ?? term.upperBound)
    }
}
