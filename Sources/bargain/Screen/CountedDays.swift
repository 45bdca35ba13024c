import CivilTime

/// A count of days with everything that it depends on.
struct CountedDays {
    private let from: CivilDate
    private let filed: CivilDate
    private let calendar: HolidayCalendar
    private let counted: Counted

    init(
        _ period: Period,
        from: CivilDate,
        at time: ClockTime?,
        waiting: Waiting?,
        calendar: HolidayCalendar,
        rule: CountingRule
    ) throws(CivilTimeError) {
        self.from = from
        self.calendar = calendar
        if let time {
            filed = try calendar.filed(on: from, at: time, rule: rule)
        } else {
            filed = from
        }
        if let waiting {
            counted = try calendar.countEarliest(period, waiting, from: filed, rule: rule)
        } else {
            counted = try calendar.count(period, from: filed, rule: rule)
        }
    }

    /// The count for programs.
    struct Report: Encodable {
        struct PassedOver: Encodable {
            let date: CivilDate
            let reason: String

            init(_ off: DayOff) {
                date = off.date
                reason = off.words
            }
        }

        let date: CivilDate
        let weekday: String
        let from: CivilDate
        let days: Int
        let kind: DayKind
        let direction: Period.Direction
        let mail: Bool
        let earliest: Waiting?
        let calendar: String
        let school: String?
        let rule: String
        let citation: String
        let verified: Evidence
        let skipped: [PassedOver]
        let added: [CivilDate]
        let rolled: [PassedOver]
        let steps: [String]
    }

    var report: Report {
        Report(
            date: counted.date,
            weekday: counted.date.weekday.name,
            from: from,
            days: counted.period.days,
            kind: counted.period.kind,
            direction: counted.period.direction,
            mail: counted.period.isServedByMail,
            earliest: counted.waiting,
            calendar: calendar.id,
            school: calendar.school?.id,
            rule: counted.rule.id,
            citation: counted.rule.citation,
            verified: counted.evidence,
            skipped: counted.skipped.map(Report.PassedOver.init),
            added: counted.added,
            rolled: counted.rolled.map(Report.PassedOver.init),
            steps: steps
        )
    }

    /// The count for people.
    func say(on screen: Screen) {
        let rule = counted.rule
        let what =
            switch counted.waiting {
            case nil: ""
            case .atLeast: "first day after at least "
            case .moreThan: "first day after more than "
            }
        screen.say("\(counted.date.formal) (\(counted.date))", .heading)
        let school = calendar.school.map { ", school calendar \($0.id)" } ?? ""
        screen.say(
            "\(what)\(counted.period.text)\(counted.period.isServedByMail ? "," : "") from \(from.spelled); calendar \(calendar.id)\(school).",
            hanging: 2
        )
        screen.say("Rule \(rule.id): \(rule.title) (\(rule.citation)).", hanging: 2)
        screen.say("Verified \(counted.evidence.sentence).", hanging: 2)
        screen.say()
        for (index, step) in steps.enumerated() { screen.say("\(index + 1). \(step)", hanging: 3) }
    }

    private var steps: [String] {
        guard filed != from, let filing = counted.rule.filing else { return counted.sentences }
        return [
            "What is filed after \(filing.until) counts for the next business day, \(filed.spelled) "
                + "(\(filing.citation))."
        ] + counted.sentences
    }
}
