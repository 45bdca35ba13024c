import CivilTime
import Law
import Packs
import Wire

/// A procedure for people.
struct PackText {
    private let pack: RulePack

    init(_ pack: RulePack) {
        self.pack = pack
    }

    static func words(status: RulePack.Status) -> String { DocketView.words(status: status.rawValue) }
    static func words(verified: Evidence) -> String { DocketView.words(verified: verified.rawValue) }

    /// Says all of it.
    func say(on screen: Screen) {
        screen.say("\(pack.id) — \(pack.title)", .heading)
        screen.say(
            "\(Self.words(status: pack.status)); \(Self.words(verified: pack.evidence)); as of \(pack.asOf.spelled)"
        )
        screen.say("Source:   \(pack.source)")
        screen.say("Applies:  \(pack.applies)", hanging: 10)
        screen.say("Begins:   \(pack.trigger.text)", hanging: 10)
        screen.say(
            "Counts:   calendar \(pack.calendar), rule \(pack.countingRule), days of \(pack.zone)",
            hanging: 10
        )
        for milestone in pack.milestones {
            screen.say("Needs:    the date of \(milestone.id), \(milestone.text)", hanging: 10)
        }
        if let topics = pack.topics {
            let list = topics.list.map(\.id).joined(separator: ", ")
            screen.say("Topics:   only \(list) (\(topics.citation))", hanging: 10)
        }
        screen.say("SHA-256:  \(pack.digest)")
        for step in pack.steps { say(step, on: screen) }
        sayOptions(on: screen)
        for note in pack.notes {
            screen.say()
            screen.say("Note: \(note)", hanging: 6)
        }
    }

    private func say(_ step: RulePack.Step, on screen: Screen) {
        screen.say()
        screen.say("\(step.title) [\(step.id)]", hanging: 2, .heading)
        screen.say("  who           \(step.actors.joined(separator: ", "))", hanging: 16)
        let openings = step.openings.map { opening in
            opening.conditions.map(\.description).joined(separator: " and ")
                + (opening.reading.map { " (when \($0))" } ?? "")
        }
        screen.say("  after         \(openings.joined(separator: "; or "))", hanging: 16)
        screen.say("  time          \(step.length?.text ?? "no number in law")", hanging: 16)
        for other in step.otherLengths { screen.say("  or            \(other.text)", hanging: 16) }
        for wait in step.waits { screen.say("  not before    \(wait.text)", hanging: 16) }
        if let ballot = step.ballot {
            let who = ballot.electorate.map { ", by \($0)" } ?? ""
            screen.say(
                "  vote          \(ballot.text)\(who)\(step.isPerSchool ? ", school by school" : "")",
                hanging: 16
            )
        }
        if let limit = step.extensionLimit {
            screen.say("  extension     \(step.extending.rawValue), \(limit.text)", hanging: 16)
        }
        screen.say("  ends by       \(step.outcomes.map(\.id).joined(separator: ", "))", hanging: 16)
        if let lapse = step.lapse { screen.say("  if it passes  \(lapse.text)", hanging: 16) }
        screen.say("  law           \(step.citation); \(Self.words(verified: step.evidence))", hanging: 16)
    }

    private func sayOptions(on screen: Screen) {
        guard !pack.options.isEmpty else { return }
        screen.say()
        screen.say("WHERE LAWYERS DIFFER", .heading)
        for option in pack.options {
            screen.say("\(option.id): \(option.question)", hanging: 2)
            for choice in option.choices {
                let isStandard = choice.id == option.standard
                screen.say(
                    "  \(choice.id)\(isStandard ? " (taken until settled)" : ""): \(choice.text)",
                    hanging: 4
                )
            }
        }
    }
}

/// A procedure for programs.
struct PackReport: Encodable {
    struct Step: Encodable {
        let step: String
        let title: String
        let actors: [String]
        let days: Int?
        let kind: DayKind?
        let otherLengths: [OtherLength]
        let citation: String
        let verified: Evidence
        let outcomes: [String]
        let consequence: String?
        let ifItPasses: String?

        enum CodingKeys: String, CodingKey {
            case step, title, actors, days, kind, citation, verified, outcomes, consequence
            case otherLengths = "other_lengths"
            case ifItPasses = "if_it_passes"
        }
    }

    struct OtherLength: Encodable {
        let option: String
        let choice: String
        let days: Int
        let kind: DayKind

        init(_ other: RulePack.OtherLength) {
            option = other.reading.option
            choice = other.reading.choice
            days = other.length.days
            kind = other.length.kind
        }
    }

    struct Option: Encodable {
        let option: String
        let question: String
        let choices: [String]
        let standard: String
    }

    let pack: String
    let title: String
    let status: RulePack.Status
    let verified: Evidence
    let source: String
    let calendar: String
    let rule: String
    let zone: String
    let sha256: String
    let steps: [Step]
    let options: [Option]

    init(_ pack: RulePack) {
        self.pack = pack.id
        title = pack.title
        status = pack.status
        verified = pack.evidence
        source = pack.source
        calendar = pack.calendar
        rule = pack.countingRule
        zone = pack.zone
        sha256 = pack.digest
        steps = pack.steps.map { step in
            Step(
                step: step.id,
                title: step.title,
                actors: step.actors,
                days: step.length?.days,
                kind: step.length?.kind,
                otherLengths: step.otherLengths.map(OtherLength.init),
                citation: step.citation,
                verified: step.evidence,
                outcomes: step.outcomes.map(\.id),
                consequence: step.lapse?.consequence.name,
                ifItPasses: step.lapse?.text
            )
        }
        options = pack.options.map {
            Option(option: $0.id, question: $0.question, choices: $0.choices.map(\.id), standard: $0.standard)
        }
    }
}
