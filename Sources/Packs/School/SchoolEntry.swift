import CivilTime

/// One line or event of a school calendar's file, with its place for faults.
struct SchoolEntry {
    enum Kind: String, CaseIterable {
        /// The first to the last day of school.
        case term
        /// A planned vacation.
        case vacation = "break"
        /// School called off.
        case closure
        /// School in place of a lost day.
        case makeUp = "make-up"
    }

    let kind: Kind
    let days: ClosedRange<CivilDate>
    let name: String
    let line: Int
}

/// What every form of file is checked for, with the line at fault.
struct SchoolAssembly {
    /// A whole calendar has fewer lines and events than this.
    static let mostEntries = 2_000
    /// A name longer than this is no name.
    static let longestName = 200

    let file: String

    func calendar(id: String, name: String, _ entries: [SchoolEntry]) throws(PackError) -> SchoolCalendar {
        let terms = entries.filter { $0.kind == .term }
        guard let term = terms.first else {
            throw fault("Nothing says when school starts and ends: name the first and the last day.", 1)
        }
        if terms.count > 1 {
            throw fault(
                "The first and the last day of school are named on line \(term.line) already.",
                terms[1].line
            )
        }
        for entry in entries where entry.name.unicodeScalars.count > Self.longestName {
            throw fault("A name has at most \(Self.longestName) characters.", entry.line)
        }
        for entry in entries where !Self.isPlain(entry.name) {
            throw fault("A name may not hold control or invisible characters.", entry.line)
        }
        guard Self.isPlain(name), name.unicodeScalars.count <= Self.longestName else {
            throw fault("The calendar's name holds invisible characters or is too long.", 1)
        }
        try check(entries, within: term.days)
        do {
            return try SchoolCalendar(
                id: id,
                name: name,
                term: term.days,
                breaks: spans(.vacation, entries),
                closures: spans(.closure, entries),
                makeUpDays: entries.filter { $0.kind == .makeUp }.map(\.days.lowerBound)
            )
        } catch {
            throw fault(error.message, term.line)
        }
    }

    /// Whether a terminal and a reader see what stands there.
    private static func isPlain(_ text: String) -> Bool {
        !text.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
            default: false
            }
        }
    }

    /// A span of days, the right way round.
    func days(_ from: CivilDate, _ to: CivilDate, _ line: Int) throws(PackError) -> ClosedRange<CivilDate> {
        guard from <= to else {
            throw fault("The last day, \(to), lies before the first, \(from); turn them round.", line)
        }
        return from...to
    }

    func date(_ text: String, _ what: String, _ line: Int) throws(PackError) -> CivilDate {
        guard let date = CivilDate(text) else {
            throw fault("\(what) is a date such as 2026-04-17; '\(text.prefix(40))' is none.", line)
        }
        return date
    }

    func fault(_ message: String, _ line: Int) -> PackError {
        PackError(.malformed, message, file: file, line: line)
    }

    private func spans(_ kind: SchoolEntry.Kind, _ entries: [SchoolEntry]) -> [SchoolCalendar.Span] {
        entries.filter { $0.kind == kind }.map { SchoolCalendar.Span(days: $0.days, name: $0.name) }
    }

    private func check(_ entries: [SchoolEntry], within term: ClosedRange<CivilDate>) throws(PackError) {
        let spans = entries.filter { $0.kind == .vacation || $0.kind == .closure }
            .sorted { ($0.days.lowerBound, $0.line) < ($1.days.lowerBound, $1.line) }
        for span in spans where !term.contains(span.days.lowerBound) || !term.contains(span.days.upperBound) {
            throw fault(
                "'\(span.name.prefix(60))' (\(span.days.text)) does not lie between the first and the last day of "
                    + "school (\(term.text)).",
                span.line
            )
        }
        for (one, next) in zip(spans, spans.dropFirst()) where one.days.upperBound >= next.days.lowerBound {
            let (first, second) = one.line <= next.line ? (one, next) : (next, one)
            throw fault(
                "'\(second.name.prefix(60))' (\(second.days.text)) overlaps '\(first.name.prefix(60))' "
                    + "(\(first.days.text)) on line \(first.line); each day is off for one reason.",
                second.line
            )
        }
        var seen: [CivilDate: Int] = [:]
        for entry in entries where entry.kind == .makeUp {
            if let line = seen.updateValue(entry.line, forKey: entry.days.lowerBound) {
                throw fault(
                    "The make-up day \(entry.days.lowerBound) stands on line \(line) already.",
                    entry.line
                )
            }
        }
    }
}
