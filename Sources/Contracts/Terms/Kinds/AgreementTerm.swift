public import CivilTime

/// From when to when the agreement holds, and what may be opened in between.
public struct AgreementTerm: Hashable, Sendable, TermValue {
    /// A right to bargain some subjects again while the agreement holds.
    public struct Reopener: Hashable, Sendable {
        /// From which day on.
        public internal(set) var date = CivilDate(dayNumber: 0)
        /// On which subjects.
        public internal(set) var subjects: [String] = []
    }

    /// The first day.
    public internal(set) var start = CivilDate(dayNumber: 0)
    /// The last day.
    public internal(set) var end = CivilDate(dayNumber: 0)
    /// What may be opened in between.
    public internal(set) var reopeners: [Reopener] = []

    static var form: [Slot<Self>] {
        [
            .required("from", \.start, .date, .effectiveDate),
            .required("to", \.end, .date, .effectiveDate),
            .optionalRows("reopeners", \.reopeners),
        ]
    }

    var complaints: [Complaint] {
        if end < start {
            return [
                Complaint("to", "to: \(end) is before from: \(start); the agreement ends after it begins.")
            ]
        }
        return reopeners.filter { !(start...end).contains($0.date) }.map {
            Complaint("reopeners", "reopeners: \($0.date) is not between \(start) and \(end).")
        }
    }

    /// Days between the end of one agreement and the start of the next; negative where they overlap.
    public func gap(before next: AgreementTerm) -> Int { end.days(until: next.start) - 1 }

    /// A gap or an overlap with the agreement that went before.
    static func refined(
        _ changes: [TermChange.Field],
        old: Self,
        new: Self,
        bases: Bases
    ) -> [TermChange.Field] {
        let gap = old.gap(before: new)
        guard new.start != old.start, gap != 0 else { return changes }
        let size = Quantity(gap.magnitude, .days).difference.dropFirst()
        return changes + [
            .init(
                name: gap > 0 ? "gap" : "overlap",
                change: .effectiveDate,
                old: "ends \(old.end)",
                new: "begins \(new.start)",
                difference: gap > 0 ? "\(size) without an agreement" : "\(size) under both",
                bearing: .unknown
            )
        ]
    }
}

extension AgreementTerm.Reopener: TermRow {
    static var noun: String { "a reopener" }
    static var example: String { "{date: 2027-03-01, subjects: [salaries]}" }
    static var form: [Slot<Self>] {
        [
            .key("date", \.date, .date),
            .required("subjects", \.subjects, .names(like: "[salaries, health insurance]")),
        ]
    }

    var title: String { "reopener of \(date)" }
}
