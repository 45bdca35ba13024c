import CivilTime
import Law
import PlainYAML

/// Reads rule packs.
enum PackReader {
    private enum Service: String, CaseIterable {
        case inHand = "in-hand"
        case mail = "by-mail"
    }

    static func read(_ root: PlainNode, digest: String) throws(PlainYAMLError) -> RulePack {
        try PlainFields.read(root, "a rule pack") { fields throws(PlainYAMLError) in
            let evidence: Evidence = try fields.required("verified").choice("how far it was verified")
            let source = try fields.required("source").sentence("where the official text is")
            let cutoff = try fields.optional("cutoff")?.cutoff()
            let origin = StepReader.Origin(evidence: evidence, source: source, cutoff: cutoff ?? nil)
            return RulePack(
                id: try fields.required("id").name("the pack's name"),
                title: try fields.required("title").sentence("what people call it"),
                status: try fields.required("status").choice("what stands behind it"),
                evidence: evidence,
                source: source,
                asOf: try fields.required("as-of").date("when it was last compared"),
                jurisdiction: try fields.required("jurisdiction").name("whose procedure it is"),
                zone: try fields.required("zone").sentence("a zone such as America/New_York"),
                calendar: try fields.required("calendar").name("a calendar"),
                countingRule: try fields.required("counting").name("a counting rule"),
                trigger: try trigger(fields.required("trigger")),
                applies: try fields.required("applies").sentence("to whom it applies"),
                milestones: try fields.optional("milestones")?.list("a list of milestones", milestone) ?? [],
                topics: try fields.optional("topics").map(topics),
                options: try fields.optional("options")?.list("a list of options", option) ?? [],
                steps: try steps(fields.required("steps"), origin),
                examples: try fields.optional("examples")?.list("a list of examples", example) ?? [],
                notes: try fields.optional("notes")?.list("a list of notes") { node throws(PlainYAMLError) in
                    try node.sentence("a note")
                } ?? [],
                digest: digest
            )
        }
    }

    private static func trigger(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Trigger {
        try PlainFields.read(node, "the trigger") { fields throws(PlainYAMLError) in
            RulePack.Trigger(
                id: try fields.required("name").name("the trigger's name"),
                text: try fields.required("text").sentence("what it is")
            )
        }
    }

    private static func steps(
        _ node: PlainNode,
        _ origin: StepReader.Origin
    ) throws(PlainYAMLError) -> [RulePack.Step] {
        if case .scalar("none") = node.kind { return [] }
        let steps = try node.list("a list of steps, or 'none'") { node throws(PlainYAMLError) in
            try StepReader.step(node, origin)
        }
        guard !steps.isEmpty else {
            throw node.fault("The pack has no steps. Where the law lays none down, write 'steps: none'.")
        }
        return steps
    }

    private static func milestone(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Milestone {
        try PlainFields.read(node, "a milestone") { fields throws(PlainYAMLError) in
            RulePack.Milestone(
                id: try fields.required("name").name("the milestone's name"),
                text: try fields.required("text").sentence("what it is")
            )
        }
    }

    private static func topics(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Topics {
        try PlainFields.read(node, "the closed list of topics") { fields throws(PlainYAMLError) in
            let citation = try fields.required("citation").sentence("the provision that closes the list")
            let list = try fields.required("list").list("a list of topics") { node throws(PlainYAMLError) in
                try PlainFields.read(node, "a topic") { fields throws(PlainYAMLError) in
                    RulePack.Topics.Topic(
                        id: try fields.required("name").name("the topic's name"),
                        text: try fields.required("text").sentence("what it covers")
                    )
                }
            }
            guard !list.isEmpty else {
                throw node.fault(
                    "A closed list has at least one topic; leave 'topics' out where none is closed."
                )
            }
            let breach: RulePack.Topics.Breach? = try fields.optional("off-list")?.choice(
                "what becomes of a proposal on another subject"
            )
            return RulePack.Topics(citation: citation, list: list, breach: breach ?? .refuse)
        }
    }

    private static func option(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Option {
        try PlainFields.read(node, "an option") { fields throws(PlainYAMLError) in
            RulePack.Option(
                id: try fields.required("name").name("the option's name"),
                question: try fields.required("question").sentence("what is in doubt"),
                choices: try fields.required("choices").list("a list of choices", choice),
                standard: try fields.required("default").name("the choice that is taken until one is settled")
            )
        }
    }

    private static func choice(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Choice {
        try PlainFields.read(node, "a choice") { fields throws(PlainYAMLError) in
            RulePack.Choice(
                id: try fields.required("name").name("the choice's name"),
                text: try fields.required("text").sentence("what it says"),
                countingRule: try fields.optional("counting")?.name("a counting rule"),
                isByMail: try fields.optional("served")?.choice("how the trigger came", as: Service.self)
                    == .mail
            )
        }
    }

    private static func example(_ node: PlainNode) throws(PlainYAMLError) -> RulePack.Example {
        try PlainFields.read(node, "an example") { fields throws(PlainYAMLError) in
            RulePack.Example(
                title: try fields.required("title").sentence("what happened"),
                calendar: try fields.optional("calendar")?.name("a calendar"),
                school: try fields.optional("school").map(school),
                trigger: try fields.required("trigger").date("the day that set it going"),
                readings: try fields.optional("readings")?.list("a list of readings") {
                    node throws(PlainYAMLError) in
                    try node.reading("a reading")
                } ?? [],
                milestones: try fields.optional("milestones").map(dates) ?? [:],
                assumptions: try fields.optional("assume")?.list("a list of assumptions", assumption) ?? [],
                dates: try known(fields.required("dates"))
            )
        }
    }

    private static func school(_ node: PlainNode) throws(PlainYAMLError) -> SchoolCalendar {
        try PlainFields.read(node, "when school was in session") { fields throws(PlainYAMLError) in
            let first = try fields.required("first").date("the first day of school")
            let last = try fields.required("last").date("the last day of school")
            let closed = try fields.optional("closed")?.list("days without school") {
                node throws(PlainYAMLError) in
                try node.date("a day without school")
            }
            guard first <= last else {
                throw node.fault("School ends before it begins; mend 'first' or 'last'.")
            }
            do throws(CivilTimeError) {
                return try SchoolCalendar(
                    id: "example",
                    name: "the example's school",
                    term: first...last,
                    closures: (closed ?? []).map { SchoolCalendar.Span(days: $0...$0, name: "no school") }
                )
            } catch {
                throw node.fault(error.message)
            }
        }
    }

    private static func assumption(_ node: PlainNode) throws(PlainYAMLError) -> Assumption {
        let text = try node.text("an assumption")
        do {
            return try Assumption(text)
        } catch {
            throw node.fault(error.message)
        }
    }

    private static func dates(_ node: PlainNode) throws(PlainYAMLError) -> [String: CivilDate] {
        guard case .mapping(let pairs) = node.kind else {
            throw node.fault("Expected lines of the form 'milestone: 2026-08-24'.")
        }
        var dates: [String: CivilDate] = [:]
        for pair in pairs { dates[pair.key] = try pair.value.date("the milestone's day") }
        return dates
    }

    private static func known(_ node: PlainNode) throws(PlainYAMLError) -> [RulePack.Example.Known] {
        guard case .mapping(let pairs) = node.kind else {
            throw node.fault(
                "Expected lines of the form 'step: 2026-04-17', the last day of each step that is known."
            )
        }
        var known: [RulePack.Example.Known] = []
        for pair in pairs {
            known.append(
                RulePack.Example.Known(step: pair.key, due: try pair.value.date("the step's last day"))
            )
        }
        return known
    }
}
