import CivilTime
import PlainYAML

/// Reads files of counting rules.
enum CountingReader {
    private enum TriggerDay: String, CaseIterable {
        case excluded
        case included
    }

    static func read(_ root: PlainNode) throws(PlainYAMLError) -> [CountingRule] {
        try PlainFields.read(root, "counting rules") { fields throws(PlainYAMLError) in
            try fields.required("rules").list("a list of counting rules", rule)
        }
    }

    private static func rule(_ node: PlainNode) throws(PlainYAMLError) -> CountingRule {
        try PlainFields.read(node, "a counting rule") { fields throws(PlainYAMLError) in
            let triggerDay: TriggerDay
            let id = try fields.required("name").name("the rule's name")
            let title = try fields.required("title").sentence("what people call it")
            triggerDay = try fields.required("trigger-day").choice("whether the first day counts")
            return CountingRule(
                id: id,
                title: title,
                excludesTriggerDay: triggerDay == .excluded,
                roll: try fields.required("roll").choice("when the last day moves"),
                citation: try fields.required("citation").sentence("the law that says so"),
                evidence: try fields.required("verified").choice("how far it was verified")
            )
        }
    }
}
