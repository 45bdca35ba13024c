public import CivilTime

extension SchoolCalendar {
    /// The calendar in the plain form, which reads back as the same calendar.
    public var text: String {
        var lines = [
            "id: \(id)", "name: \(Self.quoted(name))", "first-day: \(term.lowerBound)",
            "last-day: \(term.upperBound)",
        ]
        for (field, spans) in [("breaks", breaks), ("closures", closures)] where !spans.isEmpty {
            lines += ["", "\(field):"]
            lines += spans.map { span in
                let days =
                    span.days.lowerBound == span.days.upperBound
                    ? "date: \(span.days.lowerBound)"
                    : "from: \(span.days.lowerBound), to: \(span.days.upperBound)"
                return "  - {name: \(Self.quoted(span.name)), \(days)}"
            }
        }
        if !makeUpDays.isEmpty {
            lines += ["", "make-up-days:"]
            lines += makeUpDays.map { "  - \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
