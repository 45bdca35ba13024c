import CivilTime
import Law
import PlainYAML

/// Reads times: lengths, times to wait, and how far a time can be lengthened.
enum SpanReader {
    static func length(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Length? {
        let text = try node.text("how much time the step has")
        if text == "none" { return nil }
        guard let length = length(text.split(separator: " ").map(String.init)) else {
            throw node.fault(
                "Expected a length such as '30 calendar days', '1 business day', '90 calendar days before school-start' "
                    + "or 'none'; found '\(text.prefix(60))'."
            )
        }
        return length
    }

    /// The lengths under other readings: all of one option, each counted as the step's own is.
    static func others(
        _ node: PlainNode?,
        than own: RulePack.Length?
    ) throws(PlainYAMLError) -> [RulePack.OtherLength] {
        guard let node else { return [] }
        guard let own else {
            throw node.fault(
                "A step whose length is 'none' has no other lengths; give it a length, or delete 'other-lengths'."
            )
        }
        let others = try node.list("a list of lengths, each with its reading") {
            node throws(PlainYAMLError) in
            (node, try other(node, than: own))
        }
        for (place, (node, other)) in others.enumerated() {
            let first = others[0].1.reading.option
            guard other.reading.option == first else {
                throw node.fault(
                    "Only one option may vary a step's length: it is '\(first)' here, so it cannot be "
                        + "'\(other.reading.option)' too. Name one option in all of them."
                )
            }
            guard !others[..<place].contains(where: { $0.1.reading == other.reading }) else {
                throw node.fault("The length when '\(other.reading)' stands twice; delete one of them.")
            }
        }
        return others.map(\.1)
    }

    private static func other(
        _ node: PlainNode,
        than own: RulePack.Length
    ) throws(PlainYAMLError) -> RulePack.OtherLength {
        try PlainFields.read(node, "another length") { fields throws(PlainYAMLError) in
            let reading = try fields.required("when").reading(
                "the reading under which the step has this length"
            )
            let place = try fields.required("length")
            guard let length = try length(place) else {
                throw place.fault(
                    "A step that has a length has one under every reading; name the number of days."
                )
            }
            guard length.before == own.before else {
                let expected = own.before.map { "before \($0)" } ?? "without 'before'"
                throw place.fault(
                    "Expected a length that is counted as the step's own, '\(own.text)', is: \(expected); found "
                        + "'\(length.text)'."
                )
            }
            guard length != own else {
                throw place.fault(
                    "The step has \(own.text) without this already; give another length, or delete the entry."
                )
            }
            return RulePack.OtherLength(reading: reading, length: length)
        }
    }

    static func wait(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Wait {
        let text = try node.text("a time to wait")
        var words = text.split(separator: " ").map(String.init)
        let isMore = words.starts(with: ["more", "than"])
        let isLess = words.starts(with: ["less", "than"])
        if isMore || isLess { words.removeFirst(2) }
        if !isLess, words.count == 5, words[3] == "after", let condition = RulePack.Condition(words[4]),
            let length = length(Array(words[..<3]))
        {
            return RulePack.Wait(length: length, isExceeded: isMore, after: condition)
        }
        if !isMore, let length = length(words), length.before != nil {
            return RulePack.Wait(length: length, isExceeded: isLess)
        }
        throw node.fault(
            "Expected a time to wait such as '14 calendar days after STEP=OUTCOME', 'more than 15 calendar days after "
                + "STEP=OUTCOME', '90 calendar days before MILESTONE' or 'less than 90 calendar days before MILESTONE'; found '\(text.prefix(60))'."
        )
    }

    static func extending(
        _ node: PlainNode
    ) throws(PlainYAMLError) -> (kind: RulePack.Extending, limit: RulePack.ExtensionLimit?) {
        let text = try node.text("whether the time can be lengthened")
        let parts = text.split(separator: ",").map { $0.split(separator: " ").map(String.init) }
        guard let kind = parts.first.flatMap({ RulePack.Extending(rawValue: $0.joined(separator: " ")) })
        else {
            let names = RulePack.Extending.allCases.map(\.rawValue).joined(separator: ", ")
            throw node.fault(
                "Expected whether the time can be lengthened, one of \(names), and after by-agreement or by-authority "
                    + "a limit such as ', at most 30 calendar days'; found '\(text.prefix(60))'."
            )
        }
        var length: RulePack.Length?
        var times: Int?
        for part in parts.dropFirst() {
            let words = Array(part.dropFirst(2))
            if part.starts(with: ["at", "most"]), times == nil, let count = count(words) {
                times = count
            } else if part.starts(with: ["at", "most"]), length == nil, let most = Self.length(words),
                most.before == nil
            {
                length = most
            } else {
                throw node.fault(
                    "Expected a limit such as 'at most 30 calendar days' or 'at most 2 times'; found "
                        + "'\(part.joined(separator: " ").prefix(60))'."
                )
            }
        }
        let isLimited = length != nil || times != nil
        return (kind, isLimited ? RulePack.ExtensionLimit(length: length, times: times) : nil)
    }

    /// `once` or `2 times`.
    private static func count(_ words: [String]) -> Int? {
        if words == ["once"] { return 1 }
        guard words.count == 2, words[1] == "times", let count = Int(words[0]), (2...100).contains(count)
        else { return nil }
        return count
    }

    /// `30 calendar days`, with or without `before MILESTONE`.
    private static func length(_ words: [String]) -> RulePack.Length? {
        guard words.count == 3 || (words.count == 5 && words[3] == "before"), let days = Int(words[0]),
            days > 0, let kind = DayKind(rawValue: words[1]), words[2] == (days == 1 ? "day" : "days")
        else { return nil }
        return RulePack.Length(days: days, kind: kind, before: words.count == 5 ? words[4] : nil)
    }
}
