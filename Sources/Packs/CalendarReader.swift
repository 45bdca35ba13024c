import CivilTime
import PlainYAML

/// A calendar file, before its parent is found.
struct CalendarFile {
    let id: String
    let parent: String?
    let line: Int
    /// Makes the calendar once its parent is known.
    let calendar: (HolidayCalendar?) throws(CivilTimeError) -> HolidayCalendar
}

/// Reads calendar files.
enum CalendarReader {
    static func read(_ root: PlainNode) throws(PlainYAMLError) -> CalendarFile {
        try PlainFields.read(root, "a calendar") { fields throws(PlainYAMLError) in
            let id = try fields.required("id").name("the calendar's name")
            let name = try fields.required("name").sentence("what people call it")
            let jurisdiction = try fields.required("jurisdiction").name("the jurisdiction")
            let parent = try fields.optional("parent")?.name("the calendar that it widens")
            let years = try fields.required("years").years("the verified years")
            let evidence: Evidence = try fields.required("verified").choice("how far it was verified")
            let citation = try fields.required("citation").sentence("the law that lists the holidays")
            let rules = try fields.required("holidays").list("a list of holidays") {
                node throws(PlainYAMLError) in
                try holiday(node, citation)
            }
            return CalendarFile(id: id, parent: parent, line: root.line) { parent throws(CivilTimeError) in
                try HolidayCalendar(
                    id: id,
                    name: name,
                    jurisdiction: jurisdiction,
                    rules: rules,
                    verified: years,
                    evidence: evidence,
                    citation: citation,
                    parent: parent
                )
            }
        }
    }

    private static func holiday(_ node: PlainNode, _ citation: String) throws(PlainYAMLError) -> HolidayRule {
        try PlainFields.read(node, "a holiday") { fields throws(PlainYAMLError) in
            let name = try fields.required("name").sentence("the holiday's name")
            let day = try day(node, &fields)
            let from = try fields.optional("from")?.year("the first year of the holiday")
            let until = try fields.optional("until")?.year("the last year of the holiday")
            let years: HolidayRule.Years? = try fields.optional("years")?.choice("its years")
            let isHalf = try fields.optional("half")?.isYes("whether it starts only at noon")
            let own = try fields.optional("citation")?.sentence("the law that makes it a holiday")
            do throws(CivilTimeError) {
                return try HolidayRule(
                    name: name,
                    day: day,
                    fromYear: from,
                    untilYear: until,
                    years: years ?? .all,
                    isHalfDay: isHalf ?? false,
                    citation: own ?? citation
                )
            } catch {
                throw node.fault(error.message)
            }
        }
    }

    private static func day(_ node: PlainNode, _ fields: inout PlainFields) throws(PlainYAMLError)
        -> HolidayRule.Day
    {
        let fixed = fields.optional("fixed")
        let weekday = fields.optional("weekday")
        let easter = fields.optional("easter")
        let every = fields.optional("every")
        let observed = fields.optional("observed")
        let after = fields.optional("days-after")
        switch (fixed, weekday, easter, every) {
        case (let fixed?, nil, nil, nil) where after == nil:
            guard let observed else {
                throw node.fault("Say with 'observed: …' what happens where the day falls on a weekend.")
            }
            let (month, day) = try monthAndDay(fixed)
            return .fixed(
                month: month,
                day: day,
                observance: try observed.choice("what happens on a weekend")
            )
        case (nil, let weekday?, nil, nil) where observed == nil:
            return try self.weekday(weekday, plus: after?.integer("days after that weekday", in: 1...31))
        case (nil, nil, let easter?, nil) where observed == nil && after == nil:
            return .easter(offset: try easter.integer("days after Easter Sunday", in: -80...250))
        case (nil, nil, nil, let every?) where observed == nil && after == nil:
            return .every(try dayOfWeek(every))
        default:
            throw node.fault(
                "A holiday has exactly one of 'fixed' (with 'observed'), 'weekday' (or with 'days-after'), 'easter' "
                    + "and 'every'; "
                    + "such as {name: Labor Day, weekday: first monday of september}."
            )
        }
    }

    private static func monthAndDay(_ node: PlainNode) throws(PlainYAMLError) -> (Int, Int) {
        let text = try node.text("a day of a month")
        let words = text.split(separator: " ")
        guard words.count == 2, let month = months.firstIndex(of: String(words[0])), let day = Int(words[1])
        else {
            throw node.fault("Expected a day of a month such as 'july 4'; found '\(text.prefix(40))'.")
        }
        return (month + 1, day)
    }

    private static func dayOfWeek(_ node: PlainNode) throws(PlainYAMLError) -> Weekday {
        let text = try node.text("a day of the week")
        guard let weekday = Weekday.allCases.first(where: { $0.name.lowercased() == text }) else {
            throw node.fault("Expected a day of the week such as 'saturday'; found '\(text.prefix(40))'.")
        }
        return weekday
    }

    private static func weekday(_ node: PlainNode, plus: Int?) throws(PlainYAMLError) -> HolidayRule.Day {
        let text = try node.text("a weekday of a month")
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 4, words[2] == "of",
            let weekday = Weekday.allCases.first(where: { $0.name.lowercased() == words[1] }),
            let month = months.firstIndex(of: words[3])
        else {
            throw node.fault(
                "Expected a weekday such as 'third monday of april'; found '\(text.prefix(40))'."
            )
        }
        if words[0] == "last" {
            guard plus == nil else {
                throw node.fault("'days-after' needs a first to fifth weekday, not the last.")
            }
            return .last(weekday, month: month + 1)
        }
        guard let ordinal = ["first", "second", "third", "fourth", "fifth"].firstIndex(of: words[0]) else {
            throw node.fault(
                "Expected first, second, third, fourth, fifth or last; found '\(words[0].prefix(20))'."
            )
        }
        return .nth(ordinal + 1, weekday, month: month + 1, plus: plus ?? 0)
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ]
}
