extension SchoolCalendar {
    /// What does not fit, in a sentence; nil where all does.
    var fault: String? {
        guard CivilDate.range.contains(term.lowerBound), CivilDate.range.contains(term.upperBound) else {
            return "its term leaves the years 1 to 9999."
        }
        if term.lowerBound.days(until: term.upperBound) >= 6 * 366 {
            return "from \(term.lowerBound) to \(term.upperBound) is more than six years; split it."
        }
        let spans = (breaks + closures).sorted { $0.days.lowerBound < $1.days.lowerBound }
        for span in spans where !term.contains(span.days.lowerBound) || !term.contains(span.days.upperBound) {
            return "'\(span.name.prefix(60))' (\(span.days.text)) does not lie within the term "
                + "(\(term.text)); mend one of them."
        }
        for (one, next) in zip(spans, spans.dropFirst()) where one.days.upperBound >= next.days.lowerBound {
            return "'\(one.name.prefix(60))' (\(one.days.text)) and '\(next.name.prefix(60))' "
                + "(\(next.days.text)) overlap; each day is off for one reason."
        }
        return makeUpFault
    }

    private var makeUpFault: String? {
        for (one, next) in zip(makeUpDays, makeUpDays.dropFirst()) where one == next {
            return "the make-up day \(one) stands twice."
        }
        for day in makeUpDays {
            guard day >= term.lowerBound, term.upperBound.days(until: day) <= 100 else {
                return "the make-up day \(day) lies before the term or more than 100 days after it."
            }
            if let closure = closures.first(where: { $0.days.contains(day) }) {
                return "the make-up day \(day) lies in the closure '\(closure.name.prefix(60))'."
            }
        }
        return nil
    }

    /// Why there is no school on a day of the span, holidays not considered; nil where there may be.
    func reason(_ date: CivilDate) -> DayOff.Reason? {
        if makeUpDays.contains(date) { return nil }
        if let closure = closures.first(where: { $0.days.contains(date) }) { return .closure(closure.name) }
        if let vacation = breaks.first(where: { $0.days.contains(date) }) { return .vacation(vacation.name) }
        return term.contains(date) ? nil : .outOfTerm
    }
}

extension ClosedRange<CivilDate> {
    /// `2026-02-16` or `2026-02-16 to 2026-02-20`.
    public var text: String {
        lowerBound == upperBound ? "\(lowerBound)" : "\(lowerBound) to \(upperBound)"
    }
}
