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
