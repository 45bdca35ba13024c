public import CivilTime

/// A date that the procedure counts from or back from, such as the first day of school.
public struct MilestoneRecorded: Hashable, Sendable, Codable {
    /// Its name in the rule pack.
    public let milestone: String
    /// The day, which may lie ahead.
    public let on: CivilDate
    /// The day that the record said before; nil for the first.
    public let from: CivilDate?
    /// Where it is known from.
    public let reason: String
}

/// A side's word that the trigger was on another day than the record says.
public struct TriggerContested: Hashable, Sendable, Codable {
    /// Its number: `C1`.
    public let number: String
    /// Who contests.
    public let side: Side
    /// The day of the trigger by that side's account.
    public let on: CivilDate
    /// Why.
    public let reason: String
}

/// A contest that its side gave up.
public struct ContestWithdrawn: Hashable, Sendable, Codable {
    /// Its number.
    public let number: String
    /// Whose it was.
    public let side: Side
    /// Why.
    public let reason: String
}

/// The neutral's ruling on which day the trigger was.
public struct TriggerRuled: Hashable, Sendable, Codable {
    /// The contests that it ends.
    public let contests: [String]
    /// What the record said.
    public let from: CivilDate
    /// The day that counts.
    public let to: CivilDate
    /// Why.
    public let reason: String
}

/// What is to become of an act or a lapse that a correction of dates has overtaken.
public enum Settlement: String, CaseIterable, Hashable, Sendable, Codable {
    /// It stands as it is on record.
    case stands
    /// It no longer counts: the step is open again, under the dates as corrected.
    case reopened
}

/// An act or lapse that a correction has overtaken, settled.
public struct MatterSettled: Hashable, Sendable, Codable {
    /// The step.
    public let step: String
    /// The day of the act or lapse.
    public let recorded: CivilDate
    /// The day that the corrected dates set against it.
    public let counted: CivilDate
    /// What becomes of it.
    public let settlement: Settlement
    /// Why.
    public let reason: String
}

/// Days without school in a school calendar.
public struct SchoolBreak: Hashable, Sendable, Codable {
    /// The first of them.
    public let from: CivilDate
    /// The last.
    public let to: CivilDate
    /// The vacation's name, or why school is called off.
    public let name: String

    /// Some days without school.
    public init(from: CivilDate, to: CivilDate, name: String) {
        self.from = from
        self.to = to
        self.name = name
    }
}

/// A school calendar by which school days are counted from now on, with the file that it was read from.
public struct SchoolCalendarAdopted: Hashable, Sendable, Codable {
    /// The calendar's own name, `springfield-2026`.
    public let calendar: String
    /// What people call it.
    public let name: String
    /// The school that it is of; nil where it is the zone's.
    public let school: Handle?
    /// The file.
    public let file: DocumentReference
    /// The first day of school.
    public let from: CivilDate
    /// The last.
    public let to: CivilDate
    /// The vacations.
    public let breaks: [SchoolBreak]
    /// The days on which school was called off, by the file and by the closures recorded before.
    public let closures: [SchoolBreak]
    /// The days of school in place of lost ones.
    public let makeUpDays: [CivilDate]

    private enum CodingKeys: String, CodingKey {
        case calendar, name, school, file, from, to, breaks, closures
        case makeUpDays = "make_up_days"
    }

    /// A calendar as it is adopted.
    public init(_ school: SchoolCalendar, of handle: Handle?, file: DocumentReference) {
        func list(_ spans: [SchoolCalendar.Span]) -> [SchoolBreak] {
            spans.map { SchoolBreak(from: $0.days.lowerBound, to: $0.days.upperBound, name: $0.name) }
        }
        calendar = school.id
        name = school.name
        self.school = handle
        self.file = file
        from = school.term.lowerBound
        to = school.term.upperBound
        breaks = list(school.breaks)
        closures = list(school.closures)
        makeUpDays = school.makeUpDays
    }

    /// The calendar; nil where its parts do not fit one another, which no entry of this program says.
    public var schoolCalendar: SchoolCalendar? {
        func spans(_ list: [SchoolBreak]) -> [SchoolCalendar.Span]? {
            guard list.allSatisfy({ $0.from <= $0.to }) else { return nil }
            return list.map { SchoolCalendar.Span(days: $0.from...$0.to, name: $0.name) }
        }
        guard from <= to, let breaks = spans(breaks), let closures = spans(closures) else { return nil }
        return try? SchoolCalendar(
            id: calendar,
            name: name,
            term: from...to,
            breaks: breaks,
            closures: closures,
            makeUpDays: makeUpDays
        )
    }
}

extension SchoolCalendarAdopted {
    /// The same with one more closure, where it lies in the school year.
    func taking(_ closure: SchoolClosed) -> SchoolCalendarAdopted {
        schoolCalendar.map { SchoolCalendarAdopted($0.taking(closure), of: school, file: file) } ?? self
    }
}

/// Days on which school was called off.
public struct SchoolClosed: Hashable, Sendable, Codable {
    /// The first day.
    public let from: CivilDate
    /// The last day.
    public let to: CivilDate
    /// Why, such as `snow`.
    public let reason: String

    /// A closure.
    public init(from: CivilDate, to: CivilDate, reason: String) {
        self.from = from
        self.to = to
        self.reason = reason
    }

    /// The days, as people write them.
    public var days: String { from == to ? from.spelled : "\(from.spelled) to \(to.spelled)" }
}

extension SchoolCalendar {
    /// The same calendar with a closure in it; as it is where the days lie outside or are closed already.
    func taking(_ closure: SchoolClosed) -> SchoolCalendar {
        guard closure.from <= closure.to else { return self }
        return (try? closing(closure.from...closure.to, because: closure.reason)) ?? self
    }
}
