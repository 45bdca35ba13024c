import CivilTime
import Law
import Store
import Table

/// An alert in words, made from the record as it stands when the alert is sent.
struct AlertText: Hashable, Sendable {
    /// One line: date and act first.
    let subject: String
    /// What happened or is due, what follows, what to do next.
    let body: String

    /// The words of a delivery; nil when there is nobody any more to be told.
    ///
    /// - Parameters:
    ///   - delivery: whom to tell, of what kind.
    ///   - fact: what the entry says that called for the alert.
    ///   - standing: the negotiation as it stands now.
    ///   - now: the instant at which it is sent.
    ///   - isDrill: whether it is a rehearsal.
    /// - Throws: `StoreError.damaged` when the negotiation was never opened.
    init?(
        _ delivery: Delivery,
        about fact: NegotiationFact,
        of standing: Standing,
        at now: Instant,
        isDrill: Bool
    ) throws {
        guard let seat = standing.negotiation.seats[delivery.seat] else { return nil }
        let opened = try standing.opened()
        let writer = AlertWriter(delivery: delivery, fact: fact, standing: standing, opened: opened)
        let words: (subject: String, lines: [String])? =
            if case .package(let number, let occurrence) = delivery.matter {
                PackageText(number, occurrence, standing, in: opened.negotiation).words(
                    of: delivery.kind,
                    on: standing.rules.zone.date(at: now)
                )
            } else {
                writer.words
            }
        guard let (subject, lines) = words else { return nil }
        let mark = isDrill ? "DRILL " : ""
        self.subject = Self.oneLine("\(mark)[\(opened.negotiation)] \(subject)")
        let notice = isDrill ? ["DRILL: this is a rehearsal; no real deadline runs.", ""] : []
        let closing = [
            "", "See the docket:  bargain docket \(opened.negotiation)",
            "Acknowledge:     bargain alert acknowledge \(opened.negotiation) \(delivery.key) --as \(seat.handle)",
            "", "To \(seat.person) (\(seat.role.rawValue)), about \(opened.title).",
        ]
        body = (notice + lines + closing).joined(separator: "\n") + "\n"
    }
}

extension AlertText {
    /// A subject as one line: what people typed into a reason may have several, and no header may.
    private static func oneLine(_ text: String) -> String {
        let line = text.map { character in
            character.isNewline || character.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
                ? " " : String(character)
        }
        .joined()
        return line.count > 200 ? line.prefix(199) + "…" : line
    }
}

/// Finds the words for one delivery.
private struct AlertWriter {
    let delivery: Delivery
    let fact: NegotiationFact
    let standing: Standing
    let opened: NegotiationOpened

    private var docket: Docket? { standing.state.docket }
    private var zone: CivilZone { standing.rules.zone }

    /// Subject and lines; nil when what it is about is over.
    var words: (subject: String, lines: [String])? {
        switch delivery.kind {
        case .reminder: reminder
        case .lapsed: (lapseSubject, [fact.sentence] + running + uncounted)
        case .docket: (changeSubject, [fact.sentence] + changes + uncounted)
        case .served: served
        case .note: (fact.sentence, [fact.sentence] + running + uncounted)
        }
    }

    private var changeSubject: String {
        switch fact {
        case .schoolClosed, .calendarAdopted, .dateCorrected, .triggerRuled: "Dates moved: \(fact.sentence)"
        case .triggerContested: "The trigger's date is contested"
        default: "The docket changed"
        }
    }

    /// Only what the entry changed, all of it in one word to each seat.
    private var changes: [String] {
        guard let changes = try? standing.negotiation.changes(by: delivery.seq, under: standing.rules) else {
            return running
        }
        return changes.flatMap { change -> [String] in
            let title = standing.rules.pack.step(change.step)?.title ?? change.step
            let account = change.contest.map { " by the contested date (\($0))" } ?? ""
            switch (change.before, change.after) {
            case (let before?, let after?):
                return [
                    "",
                    "\(title): due \(after.spelled)\(account), \(hour(of: change.step, on: after)) "
                        + "(before: \(before.spelled); step '\(change.step)').",
                ] + further(change.step)
            case (nil, let after?):
                return [
                    "",
                    "\(title): due \(after.spelled)\(account), \(hour(of: change.step, on: after)) (step '\(change.step)').",
                ] + further(change.step)
            case (let before?, nil):
                return ["", "\(title): no longer due (before: \(before.spelled); step '\(change.step)')."]
            case (nil, nil): return []
            }
        }
    }

    private var lapseSubject: String {
        guard case .lapsed(let lapse) = fact else { return "A deadline passed" }
        return "Passed \(lapse.due.spelled): \(standing.rules.pack.step(lapse.step)?.title ?? lapse.step)"
    }

    private var reminder: (String, [String])? {
        guard case .deadline(let step, let occurrence) = delivery.matter, let item = docket?.item(step),
            let due = item.due, item.state == .running, item.former.count + 1 == occurrence
        else { return nil }
        let days = [item.earliest, due] + standing.state.chains.map { $0.docket.item(step)?.earliest }
        guard let earliest = days.compactMap(\.self).min(), earliest < due else {
            return ("Due \(due.spelled), \(hour(of: item.step, on: due)): \(item.title)", lines(of: item))
        }
        return (
            "Due \(earliest.spelled) at the earliest: \(item.title)",
            ["Act by \(earliest.spelled): it is doubtful or contested whether the time runs longer.", ""]
                + lines(of: item)
        )
    }

    private var served: (String, [String])? {
        guard case .served(let fields) = fact else { return nil }
        return (
            "\(fields.number) was served",
            [
                fact.sentence,
                "SHA-256 of its text: \(fields.document.sha256)",
                "Read it: bargain proposal show \(opened.negotiation) \(fields.number)",
            ]
        )
    }

    private var running: [String] {
        let items = (docket?.items ?? []).filter { $0.state == .running && $0.due != nil }
        return items.flatMap { [""] + lines(of: $0) }
    }

    /// What somebody must do, by a day that cannot be told before a school's calendar is recorded.
    private var uncounted: [String] {
        let items = (docket?.items ?? []).filter { $0.awaitsAct && $0.missingCalendar != nil }
        return items.flatMap { item in
            [
                "",
                "\(item.title): its last day cannot be counted before the school's calendar is recorded "
                    + "(step '\(item.step)').",
                "Record it: bargain calendar import FILE --zone \(opened.zone)",
            ]
        }
    }

    private func lines(of item: DocketItem) -> [String] {
        guard let due = item.due else { return [] }
        var lines = [
            "\(item.title): due \(due.spelled), \(hour(of: item.step, on: due)) (step '\(item.step)')."
        ]
        lines += further(item.step)
        return lines
    }

    private func further(_ step: String) -> [String] {
        var lines: [String] = []
        if let lapse = standing.rules.pack.step(step)?.lapse { lines.append("If it passes: \(lapse.text)") }
        lines.append("How it is counted: bargain why \(opened.negotiation) \(step)")
        return lines
    }

    /// The last minute of a step's last day, `11:59 pm EDT`.
    private func hour(of step: String, on day: CivilDate) -> String {
        let end = standing.rules.end(of: day, at: standing.rules.pack.step(step)?.cutoff)
        return String(zone.spelled(end.adding(microseconds: -1)).dropFirst("\(day.spelled), ".count))
    }
}
