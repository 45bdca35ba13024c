import CivilTime

/// Reads a school calendar from iCalendar (RFC 5545): whole-day events, told apart by their summaries.
struct SchoolEvents {
    private let assembly: SchoolAssembly
    /// Events that are no part of a school calendar.
    private(set) var notes: [String] = []

    init(_ assembly: SchoolAssembly) {
        self.assembly = assembly
    }

    private struct Event {
        let line: Int
        var summary: String?
        var start: CivilDate?
        var end: CivilDate?
        var isTimed = false
        var isCancelled = false
    }

    private enum Meaning {
        case firstDay
        case lastDay
        case entry(SchoolEntry.Kind)
    }

    mutating func read(_ text: String) throws(PackError) -> [SchoolEntry] {
        var entries: [SchoolEntry] = []
        var first: (CivilDate, Int)?
        var last: (CivilDate, Int)?
        for event in try events(try EventLines(text, assembly).lines) {
            guard let meaning = try meaning(of: event) else { continue }
            let (days, name) = try span(of: event)
            switch meaning {
            case .entry(.makeUp):
                var day = days.lowerBound
                while day <= days.upperBound {
                    entries.append(SchoolEntry(kind: .makeUp, days: day...day, name: name, line: event.line))
                    day = day.adding(days: 1)
                }
            case .entry(let kind):
                entries.append(SchoolEntry(kind: kind, days: days, name: name, line: event.line))
            case .firstDay:
                if let first {
                    throw assembly.fault("The first day is named on line \(first.1) already.", event.line)
                }
                first = (days.lowerBound, event.line)
            case .lastDay:
                if let last {
                    throw assembly.fault("The last day is named on line \(last.1) already.", event.line)
                }
                last = (days.upperBound, event.line)
            }
        }
        guard let first, let last else {
            throw assembly.fault(
                "Two events must say when school starts and ends: one with the summary 'First day of school' and "
                    + "one with 'Last day of school'.",
                1
            )
        }
        let term = try assembly.days(first.0, last.0, last.1)
        return [SchoolEntry(kind: .term, days: term, name: "", line: first.1)] + entries
    }

    /// What an event says of the school year; nil, and a note, where it says nothing.
    private mutating func meaning(of event: Event) throws(PackError) -> Meaning? {
        let summary = event.summary ?? ""
        let about = event.isTimed ? "has a time of day" : "does not say that there is no school"
        guard !event.isCancelled else {
            note(event, "was cancelled")
            return nil
        }
        let found = Self.meaning(of: summary.lowercased())
        guard let found else {
            note(event, about)
            return nil
        }
        if event.isTimed {
            throw assembly.fault(
                "'\(summary.prefix(60))' has a time of day; a day without school is a whole-day event "
                    + "(DTSTART;VALUE=DATE:20261224).",
                event.line
            )
        }
        return found
    }

    private mutating func note(_ event: Event, _ why: String) {
        notes.append("Left out: line \(event.line), '\((event.summary ?? "").prefix(60))', which \(why).")
    }

    private static func meaning(of summary: String) -> Meaning? {
        // Whole words, so that a breakfast is no break.
        let words = summary.split { !$0.isLetter && $0 != "-" }
        let plain = " " + words.joined(separator: " ") + " "
        func says(_ phrases: String...) -> Bool { phrases.contains { plain.contains(" \($0) ") } }
        if says("first day of school") { return .firstDay }
        if says("last day of school") { return .lastDay }
        if says("make-up day", "makeup day", "make up day") { return .entry(.makeUp) }
        if says("closed", "closure", "snow day", "called off") { return .entry(.closure) }
        if says("no school", "vacation", "break", "recess") { return .entry(.vacation) }
        return nil
    }

    private func span(of event: Event) throws(PackError) -> (ClosedRange<CivilDate>, String) {
        guard let start = event.start else {
            throw assembly.fault("The event has no DTSTART.", event.line)
        }
        guard let end = event.end else { return (start...start, event.summary ?? "") }
        // The end of a whole-day event is the day after its last (RFC 5545, section 3.6.1).
        guard end > start else {
            throw assembly.fault(
                "The event ends on \(end), which is not after its start, \(start): DTEND is the day after the last.",
                event.line
            )
        }
        return (start...end.adding(days: -1), event.summary ?? "")
    }

    private func events(_ lines: [EventLines.Line]) throws(PackError) -> [Event] {
        var events: [Event] = []
        var event: Event?
        var open: [String] = []
        for line in lines {
            switch line.name {
            case "BEGIN":
                open.append(line.value.uppercased())
                if open.count > 8 { throw assembly.fault("Components nest too deep.", line.number) }
                if open == ["VCALENDAR", "VEVENT"] { event = Event(line: line.number) }
            case "END":
                guard open.popLast() == line.value.uppercased() else {
                    throw assembly.fault("END:\(line.value.prefix(20)) closes nothing.", line.number)
                }
                if open == ["VCALENDAR"], let done = event {
                    guard events.count < SchoolAssembly.mostEntries else {
                        throw assembly.fault(
                            "A school calendar has at most \(SchoolAssembly.mostEntries) events.",
                            line.number
                        )
                    }
                    events.append(done)
                    event = nil
                }
            default:
                if open == ["VCALENDAR", "VEVENT"], let one = event { event = try read(line, into: one) }
            }
        }
        guard open.isEmpty else {
            throw assembly.fault("The file ends inside \(open.last ?? "").", lines.last?.number ?? 1)
        }
        return events
    }

    private func read(_ line: EventLines.Line, into event: Event) throws(PackError) -> Event {
        var event = event
        switch line.name {
        case "SUMMARY": event.summary = EventLines.unescaped(line.value)
        case "STATUS": event.isCancelled = line.value.uppercased() == "CANCELLED"
        case "DTSTART", "DTEND":
            guard line.value.utf8.count == 8 else {
                event.isTimed = true
                return event
            }
            let digits = Array(line.value)
            let written = "\(String(digits[0..<4]))-\(String(digits[4..<6]))-\(String(digits[6..<8]))"
            let date = try assembly.date(written, line.name, line.number)
            if line.name == "DTSTART" { event.start = date } else { event.end = date }
        case "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "DURATION":
            throw assembly.fault(
                "\(line.name) is not understood: write each occurrence as an event with DTSTART and DTEND.",
                line.number
            )
        default: break
        }
        return event
    }
}
