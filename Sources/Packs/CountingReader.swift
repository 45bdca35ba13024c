import CivilTime
import PlainYAML

/// Reads files of counting rules.
enum CountingReader {
    private enum TriggerDay: String, CaseIterable {
        case excluded
        case included
    }

    private enum HalfHolidays: String, CaseIterable {
        case holiday
        case businessDay = "business-day"
    }

    /// The law behind a rule or a part of it.
    private struct Authority {
        let citation: String
        let evidence: Evidence
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
            let roll: CountingRule.ShutDays = try fields.required("roll").choice("when the last day moves")
            let landing: CountingRule.Landing? = try landing(fields.optional("lands-on"), roll)
            let halves: HalfHolidays? = try fields.optional("half-holidays")?
                .choice("what a half-holiday counts as")
            let law = Authority(
                citation: try fields.required("citation").sentence("the law that says so"),
                evidence: try fields.required("verified").choice("how far it was verified")
            )
            return CountingRule(
                id: id,
                title: title,
                excludesTriggerDay: triggerDay == .excluded,
                roll: roll,
                landing: landing ?? .businessDay,
                shortPeriods: try part(fields.optional("short"), "short periods", law, short),
                mail: try part(fields.optional("mail"), "service by mail", law, mail),
                filing: try part(fields.optional("filing"), "the hour of filing", law, filing),
                countsHalfHolidays: halves == .holiday,
                citation: law.citation,
                evidence: law.evidence
            )
        }
    }

    private static func landing(_ node: PlainNode?, _ roll: CountingRule.ShutDays) throws(PlainYAMLError)
        -> CountingRule.Landing?
    {
        guard let node else { return nil }
        guard roll != .none else { throw node.fault("Nothing moves under 'roll: none': delete 'lands-on'.") }
        return try node.choice("where a last day that moves comes to rest")
    }

    /// A part of a rule, with a citation of its own or the rule's.
    private static func part<Part>(
        _ node: PlainNode?,
        _ what: String,
        _ law: Authority,
        _ read: (PlainNode, inout PlainFields, Authority) throws(PlainYAMLError) -> Part
    ) throws(PlainYAMLError) -> Part? {
        guard let node else { return nil }
        return try PlainFields.read(node, what) { fields throws(PlainYAMLError) in
            let citation = try fields.optional("citation")?.sentence("the law that says so")
            let evidence: Evidence? = try fields.optional("verified")?.choice("how far it was verified")
            let own = Authority(citation: citation ?? law.citation, evidence: evidence ?? law.evidence)
            return try read(node, &fields, own)
        }
    }

    private static func short(_ node: PlainNode, _ fields: inout PlainFields, _ law: Authority)
        throws(PlainYAMLError) -> CountingRule.ShortPeriods
    {
        let below = try fields.optional("below")?.integer("a number of days", in: 2...60)
        let exactly = try fields.optional("exactly")?.integer("a number of days", in: 1...60)
        let length: CountingRule.ShortPeriods.Length
        switch (below, exactly) {
        case (let below?, nil): length = .below(below)
        case (nil, let exactly?): length = .exactly(exactly)
        default:
            throw node.fault(
                "Say which periods are short by one of 'below' and 'exactly', such as "
                    + "{below: 7, skip: weekend-and-holiday}."
            )
        }
        let skip: CountingRule.ShutDays = try fields.required("skip").choice("the days that do not count")
        guard skip != .none else {
            throw node.fault("'skip: none' changes nothing: delete 'short', or name the days to skip.")
        }
        return CountingRule.ShortPeriods(
            length: length,
            skip: skip,
            citation: law.citation,
            evidence: law.evidence
        )
    }

    private static func mail(_ node: PlainNode, _ fields: inout PlainFields, _ law: Authority)
        throws(PlainYAMLError) -> CountingRule.Mail
    {
        let order: CountingRule.Mail.Order? = try fields.optional("order")?
            .choice("whether the days are added before the end moves")
        return CountingRule.Mail(
            days: try fields.required("days").integer("a number of days", in: 1...30),
            order: order ?? .addThenRoll,
            citation: law.citation,
            evidence: law.evidence
        )
    }

    private static func filing(_ node: PlainNode, _ fields: inout PlainFields, _ law: Authority)
        throws(PlainYAMLError) -> CountingRule.Filing
    {
        let text = try fields.required("until").text("the time of day up to which a filing counts")
        guard let time = ClockTime(text) else {
            throw node.fault("Expected a time of day such as \"17:00\"; found '\(text.prefix(20))'.")
        }
        return CountingRule.Filing(until: time, citation: law.citation, evidence: law.evidence)
    }
}
