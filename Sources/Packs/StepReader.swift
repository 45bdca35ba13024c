import CivilTime
import Law
import PlainYAML

/// Reads the steps of rule packs.
enum StepReader {
    private enum Consequence: String, CaseIterable {
        case advance, refer, deemed, none
    }

    private enum Each: String, CaseIterable {
        case school
    }

    /// What the pack's head says for every step that does not say otherwise.
    struct Origin {
        let evidence: Evidence
        let source: String
        let cutoff: ClockTime?
    }

    static func step(_ node: PlainNode, _ origin: Origin) throws(PlainYAMLError) -> RulePack.Step {
        try PlainFields.read(node, "a step") { fields throws(PlainYAMLError) in
            let extending = try SpanReader.extending(fields.required("extension"))
            let length = try SpanReader.length(fields.required("length"))
            return RulePack.Step(
                id: try fields.required("name").name("the step's name"),
                title: try fields.required("title").sentence("what people call it"),
                actors: try fields.required("actors").list("who must act") { node throws(PlainYAMLError) in
                    try node.sentence("who must act")
                },
                party: try fields.optional("party")?.choice("the party whose act it is"),
                openings: try fields.required("opens").list("how the step opens", opening),
                length: length,
                otherLengths: try SpanReader.others(fields.optional("other-lengths"), than: length),
                waits: try fields.optional("not-before")?.list("times to wait", SpanReader.wait) ?? [],
                isPerSchool: try fields.optional("per")?.choice("what has its own vote", as: Each.self)
                    != nil,
                cutoff: try fields.optional("cutoff")?.cutoff() ?? origin.cutoff,
                countingNote: try fields.optional("counting-note")?.sentence("a note on the count"),
                citation: try fields.required("citation").sentence("the provision"),
                source: try fields.optional("source")?.sentence("where the provision can be read")
                    ?? origin.source,
                evidence: try fields.optional("verified")?.choice("how far the step was verified")
                    ?? origin.evidence,
                extending: extending.kind,
                extensionLimit: extending.limit,
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

    private static func outcome(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Outcome {
        try PlainFields.read(node, "an outcome") { fields throws(PlainYAMLError) in
            RulePack.Outcome(
                id: try fields.required("name").name("the outcome's name"),
                text: try fields.required("text").sentence("what it means"),
                isUsual: try fields.optional("usual")?.isYes("whether it is the usual outcome") ?? false,
                ending: try ending(fields.optional("ends"))
            )
        }
    }

    private static func ending(_ node: PlainNode?) throws(PlainYAMLError) -> RulePack.Ending? {
        guard let node else { return nil }
        if case .scalar("no") = node.kind { return nil }
        return try node.choice("what is over with it: yes for the whole procedure, step for this one alone")
    }

    private static func ballot(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Ballot {
        try PlainFields.read(node, "a vote") { fields throws(PlainYAMLError) in
            RulePack.Ballot(
                passes: try fields.required("passes").name("the outcome when the vote carries"),
                fails: try fields.required("fails").name("the outcome when it fails"),
                measure: try fields.required("of").choice("what the yes votes are measured against"),
                share: try share(fields.required("needs")),
                electorate: try fields.optional("electorate")?.sentence(
                    "who may vote; nobody cannot hold a vote"
                )
            )
        }
    }

    private static func share(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Share {
        let text = try node.text("the share that is needed")
        guard let share = RulePack.Share(text) else {
            throw node.fault(
                "Expected a share such as 'more than 1/2', 'at least 2/3' or 'at least 60%'; found '\(text.prefix(40))'."
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
                ending: try ending(fields.optional("ends"))
            )
        }
    }
}
