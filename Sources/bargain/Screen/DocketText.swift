import CivilTime
import Packs
import Table
import Wire

extension DocketView.Item {
    /// Whether somebody must still do it.
    var isWaiting: Bool { ["running", "open", "overdue", "referred"].contains(state) }
    /// The commands that record how it ends.
    func commands(in negotiation: String) -> [String] {
        if vote != nil {
            return [
                "bargain vote \(negotiation) --step \(step) --electorate N --cast N --yes N --no N --on DATE"
            ]
        }
        return outcomes.map { "bargain dispute record \(negotiation) \(step) \($0) --on DATE" }
    }
}

extension DocketView {
    /// The procedure and how far it was verified: `ma-69-1j-g (law; not yet verified against the text)`.
    var procedure: String {
        "\(pack) (\(Self.words(status: packStatus)); \(Self.words(verified: packVerified)))"
    }

    static func words(status: String) -> String {
        status == "bill" ? "a bill, not law" : status
    }

    static func words(verified: String) -> String {
        switch Evidence(rawValue: verified) {
        case .read: "verified against the text"
        case .secondary: "verified against a secondary source only"
        case .memory: "not yet verified against the text"
        case nil: "verified: \(verified)"
        }
    }
}

/// A docket for people.
struct DocketText {
    private let docket: DocketView
    private let zone: CivilZone
    private let today: CivilDate
    private let screen: Screen

    init(_ docket: DocketView, on screen: Screen) throws {
        self.docket = docket
        self.screen = screen
        zone = try CivilZone.named(docket.timeZone)
        today = zone.date(at: docket.asOf)
    }

    /// Says all of it.
    func say() {
        sayHead()
        screen.say()
        screen.show(grid)
        let waiting = docket.items.filter(\.isWaiting)
        if !waiting.isEmpty {
            screen.say()
            screen.say("NOW", .heading)
            for item in waiting { say(item) }
        }
        Self.sayDoubts(of: docket, on: screen)
        sayReadings()
    }

    /// Says which dates are contested and what corrections have overtaken, with the commands that settle it.
    static func sayDoubts(of docket: DocketView, on screen: Screen) {
        let contests = docket.contests ?? []
        if !contests.isEmpty {
            screen.say()
            screen.say("CONTESTED", .heading)
            for contest in contests {
                screen.say(
                    "  \(contest.number): by the \(contest.side.rawValue)'s account the trigger was on "
                        + "\(contest.on.spelled) (\(contest.reason)) — \(contest.end ?? "open")",
                    hanging: 6,
                    contest.end == nil ? .warning : .faint
                )
            }
            if contests.contains(where: { $0.end == nil }) {
                screen.say(
                    "  The neutral rules: bargain dispute rule \(docket.negotiation) --on DATE --reason TEXT; or both sides "
                        + "stipulate: bargain dispute correct \(docket.negotiation) --to DATE --reason TEXT",
                    hanging: 4,
                    .faint
                )
            }
        }
        guard let unsettled = docket.unsettled, !unsettled.isEmpty else { return }
        screen.say()
        screen.say("TO BE SETTLED", .heading)
        for matter in unsettled {
            screen.say("  \(matter.sentence)", hanging: 4, .warning)
            screen.say(
                "    bargain dispute settle \(docket.negotiation) \(matter.step) stands|reopened --reason TEXT",
                hanging: 6,
                .faint
            )
        }
    }

    private func sayHead() {
        screen.say("\(docket.negotiation) — \(docket.title)", .heading)
        screen.say("Procedure: \(docket.procedure)", hanging: 11)
        if let note = docket.folderNote { screen.say("           \(note)", hanging: 11, .warning) }
        screen.say("As of:     \(zone.spelled(docket.asOf))")
        if let trigger = docket.trigger {
            screen.say("Began:     \(trigger.spelled)")
        } else {
            screen.say(
                "Began:     not yet; the clock starts with: bargain dispute request \(docket.negotiation) --on DATE",
                hanging: 11
            )
        }
        if let end = docket.conclusion {
            screen.say("Concluded: \(end.on.spelled), \(end.step) — \(end.outcome)", .good)
        }
    }

    private var grid: Grid {
        var grid = Grid("STATE", "STEP", "DUE", "LEFT")
        for item in docket.items {
            let left = item.isWaiting ? item.due.map { DaysLeft(until: $0, asOf: today) } : nil
            let style: Style = item.isWaiting ? left?.style ?? .plain : .faint
            let end: String =
                switch item.state {
                case "ended":
                    [item.outcome, item.on.map { "on \($0.spelled)" }].compactMap(\.self).joined(
                        separator: " "
                    )
                case "lapsed": "passed without the act"
                default: left?.text ?? ""
                }
            grid.add(
                Grid.Cell(item.state, style),
                Grid.Cell(item.step, item.isWaiting ? .heading : .plain),
                Grid.Cell(dueText(item), style),
                Grid.Cell(end + (item.wouldChange ? " (the date is another now)" : ""), style)
            )
        }
        return grid
    }

    private func dueText(_ item: DocketView.Item) -> String {
        if let due = item.due { return due.spelled + (item.extended ? " (extended)" : "") }
        if item.awaitsCalendar != nil { return "no school calendar" }
        guard item.state == "open" else { return "—" }
        return item.awaits.map { "awaits \($0)" } ?? "no date in law"
    }

    private func say(_ item: DocketView.Item) {
        screen.say()
        screen.say("\(item.title) [\(item.step)]", hanging: 2, .heading)
        if let due = item.due, let dueAt = item.dueAt {
            let left = DaysLeft(until: due, asOf: today)
            fact("due", "\(zone.spelled(dueAt.adding(microseconds: -1))) — \(left.text)", left.style)
        } else if let due = item.due {
            fact("due", "\(due.spelled) — \(DaysLeft(until: due, asOf: today).text)")
        } else if item.awaits == nil, item.awaitsCalendar == nil {
            fact("due", "the law gives it no number of days")
        }
        if let missing = item.awaitsCalendar { fact("not counted", missing, .warning) }
        if let opened = item.opened { fact("counted from", opened.spelled) }
        if let earliest = item.earliest, let latest = item.latest, earliest != latest {
            fact(
                "readings",
                "lawyers differ: \(earliest.spelled) to \(latest.spelled); act by the earliest",
                .warning
            )
        }
        if let first = item.firstDay { fact("not before", first.spelled, .warning) }
        if let milestone = item.awaits {
            fact(
                "awaits",
                "the date of '\(milestone)': bargain dispute milestone \(docket.negotiation) \(milestone) --on DATE --reason TEXT",
                .warning
            )
        }
        for school in item.schools ?? [] {
            let vote = [school.outcome, school.on.map { "on \($0.spelled)" }].compactMap(\.self)
            fact(
                "school",
                "\(school.school): \(vote.isEmpty ? "has not voted" : vote.joined(separator: " "))"
            )
        }
        for contested in item.contested ?? [] {
            let day = contested.due.map { "due \($0.spelled)" } ?? "no last day"
            let account = "by the \(contested.side.rawValue)'s account (trigger \(contested.trigger.spelled))"
            fact("contested", "\(contested.number): \(day) \(account); act by the earlier", .warning)
        }
        if !item.former.isEmpty {
            fact("before", item.former.map(\.spelled).joined(separator: "; "), .faint)
        }
        if item.state == "referred", let on = item.on { fact("referred", "since \(on.spelled)") }
        if let consequence = item.ifItPasses { fact("if it passes", consequence) }
        fact("law", item.citation)
        for command in item.commands(in: docket.negotiation) { fact("record", command, .faint) }
        fact("why", "bargain why \(docket.negotiation) \(item.step)", .faint)
    }

    private func fact(_ name: String, _ text: String, _ style: Style = .plain) {
        let label = name + String(repeating: " ", count: max(1, 14 - name.count))
        screen.say("  \(label)\(text)", hanging: 16, style)
    }

    private func sayReadings() {
        guard !docket.readings.isEmpty else { return }
        screen.say()
        screen.say("READINGS", .heading)
        for reading in docket.readings {
            screen.say(
                "  \(reading.option)=\(reading.choice) — "
                    + (reading.settled ? "settled" : "taken until the parties settle it"),
                hanging: 4
            )
        }
        if docket.readings.contains(where: { !$0.settled }) {
            screen.say(
                "  To settle one: bargain dispute stipulate \(docket.negotiation) OPTION=CHOICE --reason TEXT",
                hanging: 4,
                .faint
            )
        }
    }
}
