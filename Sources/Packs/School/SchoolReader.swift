import CivilTime
import PlainYAML

/// Reads the plain form of a school calendar.
struct SchoolReader {
    private let assembly: SchoolAssembly

    init(_ assembly: SchoolAssembly) {
        self.assembly = assembly
    }

    func read(_ root: PlainNode, _ chosen: String?, _ title: String?) throws -> SchoolCalendar {
        var fields = try PlainFields(root, "a school calendar")
        let idNode = try fields.required("id")
        let id = try idNode.name("the calendar's name")
        let name = try fields.optional("name")?.sentence("what people call it")
        let first = try fields.required("first-day")
        let last = try fields.required("last-day")
        let term = try assembly.days(
            try first.date("the first day of school"),
            try last.date("the last day of school"),
            last.line
        )
        var entries = [SchoolEntry(kind: .term, days: term, name: name ?? id, line: first.line)]
        for (field, kind) in [("breaks", SchoolEntry.Kind.vacation), ("closures", .closure)] {
            for node in try fields.optional(field)?.items("a list of spans of days") ?? [] {
                entries.append(try span(node, kind))
            }
        }
        for node in try fields.optional("make-up-days")?.items("a list of days") ?? [] {
            let day = try node.date("a make-up day")
            entries.append(SchoolEntry(kind: .makeUp, days: day...day, name: "make-up day", line: node.line))
        }
        try fields.finish()
        return try assembly.calendar(id: chosen ?? id, name: title ?? name ?? id, entries)
    }

    private func span(_ node: PlainNode, _ kind: SchoolEntry.Kind) throws -> SchoolEntry {
        var fields = try PlainFields(node, "a span of days")
        let name = try fields.required("name").sentence("why there is no school")
        let date = fields.optional("date")
        let from = fields.optional("from")
        let to = fields.optional("to")
        try fields.finish()
        let days: ClosedRange<CivilDate>
        switch (date, from, to) {
        case (let date?, nil, nil):
            let day = try date.date("a day without school")
            days = day...day
        case (nil, let from?, let to?):
            days = try assembly.days(
                try from.date("the first day without school"),
                try to.date("the last day without school"),
                to.line
            )
        default:
            throw node.fault("Name one day with 'date', or the first and the last with 'from' and 'to'.")
        }
        return SchoolEntry(kind: kind, days: days, name: name, line: node.line)
    }
}
