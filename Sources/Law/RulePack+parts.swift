import CivilTime

extension RulePack {
    /// A part of a pack as names and texts, which can be compared.
    struct Part {
        let name: String
        let title: String
        let fields: [(name: String, value: String)]
    }

    /// The head, the milestones and topics, the options and the steps.
    var parts: [Part] {
        [head]
            + milestones.map { Part(name: "milestone \($0.id)", title: $0.text, fields: [("text", $0.text)]) }
            + (topics?.list ?? []).map {
                Part(name: "topic \($0.id)", title: $0.text, fields: [("text", $0.text)])
            }
            + options.map(part) + steps.map(part)
    }

    private var head: Part {
        let fields: [(String, String)] = [
            ("title", title), ("status", status.rawValue), ("verified", evidence.rawValue),
            ("source", source),
            ("as-of", "\(asOf)"), ("jurisdiction", jurisdiction), ("zone", zone), ("calendar", calendar),
            ("counting", countingRule), ("trigger", "\(trigger.id): \(trigger.text)"), ("applies", applies),
            ("notes", notes.joined(separator: " ")),
        ]
        let closing = topics.map { [("topics", $0.citation), ("off-list", $0.breach.rawValue)] } ?? []
        return Part(name: "head", title: title, fields: fields + closing)
    }

    private func part(_ option: Option) -> Part {
        let choices = option.choices.map { choice in
            let counting = choice.countingRule.map { ", counting \($0)" } ?? ""
            return (
                "choice \(choice.id)", choice.text + counting + (choice.isByMail ? ", served by mail" : "")
            )
        }
        return Part(
            name: "option \(option.id)",
            title: option.question,
            fields: [("question", option.question), ("default", option.standard)] + choices
        )
    }

    private func part(_ step: Step) -> Part {
        var fields: [(String, String)] = [
            ("title", step.title), ("actors", step.actors.joined(separator: ", ")), ("opens", step.awaited),
            ("length", step.length?.text ?? "none"), ("citation", step.citation), ("source", step.source),
            ("verified", step.evidence.rawValue),
            (
                "extension",
                [step.extending.rawValue, step.extensionLimit?.text].compactMap(\.self).joined(
                    separator: ", "
                )
            ),
        ]
        fields += step.otherLengths.map { ("length when \($0.reading)", $0.length.text) }
        if let party = step.party { fields.append(("party", party.rawValue)) }
        if !step.waits.isEmpty {
            fields.append(("not-before", step.waits.map(\.text).joined(separator: ", and ")))
        }
        if step.isPerSchool { fields.append(("per", "school")) }
        if let cutoff = step.cutoff { fields.append(("cutoff", "\(cutoff)")) }
        if let note = step.countingNote { fields.append(("counting-note", note)) }
        if let ballot = step.ballot {
            let who = ballot.electorate.map { " (\($0))" } ?? ""
            fields.append(("vote", "\(ballot.passes) with \(ballot.text), else \(ballot.fails)\(who)"))
        }
        fields += step.outcomes.map { outcome in
            (
                "outcome \(outcome.id)",
                outcome.text + (outcome.isUsual ? " (usual)" : "") + ending(outcome.ending)
            )
        }
        if let lapse = step.lapse {
            let what =
                switch lapse.consequence {
                case .advance, .none: lapse.consequence.name
                case .deemed(let outcome): "deemed \(outcome)"
                case .refer(let to, let outcome): "refer to \(to), \(outcome)"
                }
            fields.append(("lapse", "\(what): \(lapse.text)\(ending(lapse.ending))"))
        }
        return Part(name: "step \(step.id)", title: step.title, fields: fields)
    }

    private func ending(_ ending: Ending?) -> String {
        switch ending {
        case nil: ""
        case .procedure: " (ends the procedure)"
        case .step: " (ends the step)"
        }
    }
}
