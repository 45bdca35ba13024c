import CivilTime
import Law
import PlainYAML

extension PlainNode {
    /// A text that is not empty.
    func sentence(_ expected: String) throws(PlainYAMLError) -> String {
        let text = try text(expected).split(whereSeparator: \.isNewline).joined(separator: " ")
        guard !text.isEmpty else { throw fault("Expected \(expected); found nothing.") }
        return text
    }

    /// A name: small letters, digits and hyphens.
    func name(_ expected: String) throws(PlainYAMLError) -> String {
        let text = try text(expected)
        let isName =
            !text.isEmpty && text.utf8.count <= 60
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        guard isName else {
            throw fault(
                "Expected \(expected), a name of small letters, digits and hyphens; found '\(text.prefix(40))'."
            )
        }
        return text
    }

    /// A day, `2026-04-17`.
    func date(_ expected: String) throws(PlainYAMLError) -> CivilDate {
        let text = try text(expected)
        guard let date = CivilDate(text) else {
            throw fault("Expected \(expected), a date such as 2026-04-17; found '\(text.prefix(40))'.")
        }
        return date
    }

    /// `end-of-day`, which is nil, or a time of day, `17:00`.
    func cutoff() throws(PlainYAMLError) -> ClockTime? {
        let text = try text("when the last day ends")
        if text == "end-of-day" { return nil }
        guard let time = ClockTime(text) else {
            throw fault(
                "Expected when the last day ends: end-of-day, or a time such as 17:00; found '\(text.prefix(40))'."
            )
        }
        return time
    }

    /// `yes` or `no`.
    func isYes(_ expected: String) throws(PlainYAMLError) -> Bool {
        switch try text(expected) {
        case "yes": return true
        case "no": return false
        case let other: throw fault("Expected \(expected), yes or no; found '\(other.prefix(40))'.")
        }
    }

    /// A year from 1583 to 9000.
    func year(_ expected: String) throws(PlainYAMLError) -> Int {
        try integer(expected, in: 1583...9000)
    }

    /// The first and the last year, `2010-2035`.
    func years(_ expected: String) throws(PlainYAMLError) -> ClosedRange<Int> {
        let text = try text(expected)
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last else {
            throw fault(
                "Expected \(expected), the first and the last, such as 2010-2035; found '\(text.prefix(40))'."
            )
        }
        return first...last
    }

    /// `OPTION=CHOICE`.
    func reading(_ expected: String) throws(PlainYAMLError) -> RulePack.Reading {
        let text = try text(expected)
        let sides = text.split(separator: "=", omittingEmptySubsequences: false)
        guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
            throw fault("Expected \(expected), written OPTION=CHOICE; found '\(text.prefix(60))'.")
        }
        return RulePack.Reading(option: String(sides[0]), choice: String(sides[1]))
    }

    /// Every item of a list, read alike.
    func list<Item>(
        _ expected: String,
        _ read: (PlainNode) throws(PlainYAMLError) -> Item
    ) throws(PlainYAMLError) -> [Item] {
        var items: [Item] = []
        for node in try self.items(expected) { items.append(try read(node)) }
        return items
    }
}

extension PlainFields {
    /// Opens a mapping, takes what it has and refuses the rest.
    static func read<Value>(
        _ node: PlainNode,
        _ expected: String,
        _ read: (inout PlainFields) throws(PlainYAMLError) -> Value
    ) throws(PlainYAMLError) -> Value {
        var fields = try PlainFields(node, expected)
        let value = try read(&fields)
        try fields.finish()
        return value
    }
}
