import CivilTime

/// A count of days with everything that it depends on.
struct CountedDays {
    private let from: CivilDate
    private let days: Int
    private let kind: DayKind
    private let calendar: HolidayCalendar
    private let rule: CountingRule
    private let counted: Counted

    init(
        from: CivilDate,
        days: Int,
        kind: DayKind,
        calendar: HolidayCalendar,
        rule: CountingRule
    ) throws(CivilTimeError) {
        self.from = from
        self.days = days
        self.kind = kind
        self.calendar = calendar
        self.rule = rule
        counted = try calendar.count(Period(days, kind), from: from, rule: rule)
    }

    /// The count for programs.
    struct Report: Encodable {
        struct PassedOver: Encodable {
            let date: CivilDate
            let reason: String
        }

        let date: CivilDate
        let weekday: String
        let from: CivilDate
        let days: Int
        let kind: DayKind
        let calendar: String
        let rule: String
        let citation: String
        let verified: Evidence
        let skipped: [PassedOver]
        let rolled: [PassedOver]
    }

    var report: Report {
        Report(
            date: counted.date,
            weekday: counted.date.weekday.name,
            from: from,
            days: days,
            kind: kind,
            calendar: calendar.id,
            rule: rule.id,
            citation: rule.citation,
            verified: min(rule.evidence, calendar.evidence),
            skipped: counted.skipped.map { .init(date: $0.date, reason: $0.words) },
            rolled: counted.rolled.map { .init(date: $0.date, reason: $0.words) }
        )
    }

    /// The count for people.
    func say(on screen: Screen, explained: Bool) {
        let unit = kind == .business ? "business day" : "calendar day"
        screen.say("\(counted.date.formal) (\(counted.date))", .heading)
        screen.say(
            "\(days) \(unit)\(days == 1 ? "" : "s") from \(from.spelled); calendar \(calendar.id).",
            hanging: 2
        )
        screen.say("Rule \(rule.id): \(rule.title) (\(rule.citation)).", hanging: 2)
        screen.say("Verified \(min(rule.evidence, calendar.evidence).sentence).", hanging: 2)
        guard explained else { return }
        screen.say()
        screen.say("The first day that counts is \(counted.firstDay.spelled).")
        if counted.skipped.isEmpty {
            screen.say(kind == .business ? "No day between was passed over." : "Every day counts.")
        } else {
            screen.say("Passed over:")
            for day in counted.skipped { screen.say("  \(day.date.spelled)  \(day.words)") }
        }
        guard counted.date != counted.lastDay else { return }
        screen.say("Day \(days) is \(counted.lastDay.spelled); the end moves past:")
        for day in counted.rolled { screen.say("  \(day.date.spelled)  \(day.words)") }
        screen.say("So the last day is \(counted.date.spelled).")
    }
}
