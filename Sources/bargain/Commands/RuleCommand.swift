import ArgumentParser
import Client
import Table
import Wire

/// `bargain rule …`.
struct RuleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "rule",
        "Agree with the other side on ground rules for the bargaining.",
        [Propose.self, List.self]
    )

    /// `bargain rule propose`.
    struct Propose: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "propose",
            "Offer the other side a ground rule.",
            "It stands once the other side joins it with 'bargain dispute join'. "
                + "no-new-issues-after needs --session, and says with --breach whether a proposal against it is refused "
                + "(enforce) or noted (flag). proposals-in-writing notes a proposal that has headings and no words. "
                + "sessions-closed and other are text alone.",
            examples:
                "bargain rule propose springfield-2026-1 no-new-issues-after --session 2 --breach enforce "
                + "--text \"No new issue after the second meeting.\" --reason \"As in 2024\" --as maria-soto",
            "bargain rule propose springfield-2026-1 sessions-closed --text \"Sessions are closed.\" --reason \"Candour\""
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "What the rule is about.")
        var kind: Word<GroundRule.Kind>

        @Option(help: ArgumentHelp("The last session in which an issue may be raised.", valueName: "number"))
        var session: Int?

        @Option(help: "What happens to a proposal against it.")
        var breach: Word<GroundRule.Breach>?

        @Option(help: "The rule in your own words.")
        var text: String

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            // Where only one thing can happen, it need not be said.
            let only: GroundRule.Breach? = kind.value == .proposalsInWriting ? .flag : nil
            let rule = GroundRule(
                kind: kind.value,
                session: self.session,
                breach: breach?.value ?? only,
                text: text
            )
            try await session.act(.propose(rule, reason: reason), in: negotiation)
        }
    }

    /// `bargain rule list`.
    struct List: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "list",
            "Show the ground rules that stand, and those that are offered.",
            examples: "bargain rule list springfield-2026-1",
            "bargain rule list springfield-2026-1 --json"
        )

        @OptionGroup var daemon: DaemonOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        func run(_ session: Session) async throws {
            let answer = try await session.view(of: negotiation)
            let view = answer.content
            if session.isJSON { return try session.showJSON(view.rules, isDrill: answer.isDrill) }
            let screen = session.screen
            for rule in view.rules { screen.say(rule.line, hanging: 4) }
            let offered = view.stipulations.filter { stipulation in
                if case .rule = stipulation.content { return stipulation.isOpen }
                return false
            }
            for offer in offered {
                screen.say(
                    "\(offer.number): \(offer.content.words) — offered by the \(offer.side.rawValue), not joined",
                    hanging: 4
                )
                screen.say("    bargain dispute join \(negotiation) \(offer.number)", .faint)
            }
            guard view.rules.isEmpty, offered.isEmpty else { return }
            screen.say("No ground rule stands or is offered.")
            screen.say("Offer one: bargain rule propose --help")
        }
    }
}

extension RuleView {
    /// The rule in a line.
    var line: String {
        let rule = GroundRule(kind: kind, session: session, breach: breach, text: text)
        return "\(number): \(rule.words) — by \(stipulation), entry #\(seq)"
    }
}
