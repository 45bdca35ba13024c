import CivilTime
import Law
import PlainYAML

/// Reads the steps of rule packs.
enum StepReader {
    private enum Consequence: String, CaseIterable {
        case advance, refer, deemed, none
    }

    static func step(_ node: PlainNode, evidence: Evidence, source: String) throws(PlainYAMLError)
        -> RulePack.Step
    {
        try PlainFields.read(node, "a step") { fields throws(PlainYAMLError) in
            RulePack.Step(
                id: try fields.required("name").name("the step's name"),
                title: try fields.required("title").sentence("what people call it"),
                actors: try fields.required("actors").list("who must act") { node throws(PlainYAMLError) in
                    try node.sentence("who must act")
                },
                party: try fields.optional("party")?.choice("the party whose act it is"),
                openings: try fields.required("opens").list("how the step opens", opening),
                length: try length(fields.required("length")),
                countingNote: try fields.optional("counting-note")?.sentence("a note on the count"),
                citation: try fields.required("citation").sentence("the provision"),
                source: try fields.optional("source")?.sentence("where the provision can be read") ?? source,
                evidence: try fields.optional("verified")?.choice("how far the step was verified")
                    ?? evidence,
                extending: try fields.required("extension").choice("whether the time can be lengthened"),
                outcomes: try fields.required("outcomes").list("a list of outcomes", outcome),
                ballot: try fields.optional("vote").map(ballot),
                lapse: try fields.optional("lapse").map(lapse)
            )
        }
    }

    private static func opening(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Opening {
        if case .scalar = node.kind { return RulePack.Opening(conditions: [try condition(node)]) }
        return try PlainFields.read(node, "a way of opening") { fields throws(PlainYAMLError) in
            RulePack.Opening(
                reading: try fields.optional("when")?.reading("the reading under which it opens so"),
                conditions: try fields.required("after").list("what must hold", condition)
            )
        }
    }

    private static func condition(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Condition {
        let text = try node.text("a condition")
        guard let condition = RulePack.Condition(text) else {
            throw node.fault(
                "Expected a condition: trigger, STEP=OUTCOME, STEP=lapsed or STEP@due; found '\(text.prefix(60))'."
            )
        }
        return condition
    }

    private static func length(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Length? {
        let text = try node.text("how much time the step has")
        if text == "none" { return nil }
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 3, let days = Int(words[0]), days > 0, let kind = DayKind(rawValue: words[1]),
            words[2] == (days == 1 ? "day" : "days")
        else {
            throw node.fault(
                "Expected a length such as '30 calendar days', '1 business day' or 'none'; found '\(text.prefix(40))'."
            )
        }
        return RulePack.Length(days: days, kind: kind)
    }

    private static func outcome(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Outcome {
        try PlainFields.read(node, "an outcome") { fields throws(PlainYAMLError) in
            RulePack.Outcome(
                id: try fields.required("name").name("the outcome's name"),
                text: try fields.required("text").sentence("what it means"),
                isUsual: try fields.optional("usual")?.isYes("whether it is the usual outcome") ?? false,
                endsProcedure: try fields.optional("ends")?.isYes("whether the procedure ends with it")
                    ?? false
            )
        }
    }

    private static func ballot(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Ballot {
        try PlainFields.read(node, "a vote") { fields throws(PlainYAMLError) in
            RulePack.Ballot(
                passes: try fields.required("passes").name("the outcome when the vote carries"),
                fails: try fields.required("fails").name("the outcome when it fails"),
                measure: try fields.required("of").choice("what the yes votes are measured against"),
                share: try share(fields.required("needs"))
            )
        }
    }

    private static func share(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Share {
        let text = try node.text("the share that is needed")
        guard let share = RulePack.Share(text) else {
            throw node.fault(
                "Expected a share such as 'more than 1/2' or 'at least 2/3'; found '\(text.prefix(40))'."
            )
        }
        return share
    }

    private static func lapse(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Lapse {
        try PlainFields.read(node, "a lapse") { fields throws(PlainYAMLError) in
            let consequence: RulePack.Consequence
            switch try fields.required("consequence").choice("what follows", as: Consequence.self) {
            case .advance: consequence = .advance
            case .none: consequence = .none
            case .deemed:
                consequence = .deemed(
                    outcome: try fields.required("outcome").name("the outcome that is deemed")
                )
            case .refer:
                consequence = .refer(
                    to: try fields.required("to").sentence("who decides instead"),
                    outcome: try fields.required("outcome").name("the outcome by which they decide")
                )
            }
            return RulePack.Lapse(
                consequence: consequence,
                text: try fields.required("text").sentence("what follows, as a sentence"),
                endsProcedure: try fields.optional("ends")?.isYes("whether the procedure ends with it")
                    ?? false
            )
        }
    }
}
