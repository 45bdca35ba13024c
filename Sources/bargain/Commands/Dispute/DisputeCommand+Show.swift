import ArgumentParser
import CivilTime
import Client
import Table
import Wire

extension DisputeCommand {
    /// `bargain dispute show`.
    struct Show: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "show",
            "Show what can be recorded now, with the exact commands.",
            examples: "bargain dispute show springfield-2026-1"
        )

        @OptionGroup var daemon: DaemonOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        func run(_ session: Session) async throws {
            let answer = try await session.docket(of: negotiation)
            if session.isJSON { return try await session.show(answer) { _ in } }
            let docket = answer.content
            let stipulations = try await session.view(of: negotiation).content.stipulations
            let screen = session.screen
            screen.say("\(docket.negotiation) — \(docket.title)", .heading)
            guard docket.trigger != nil else {
                screen.say("The procedure has not begun. Its clock starts with:")
                screen.say("  bargain dispute request \(negotiation) --on DATE")
                return
            }
            if let end = docket.conclusion {
                screen.say(
                    "The procedure is over: \(end.step) — \(end.outcome), \(end.on.spelled).",
                    hanging: 2
                )
            }
            DocketText.sayDoubts(of: docket, on: screen)
            for item in docket.items where item.isWaiting {
                screen.say()
                screen.say(
                    "\(item.title) [\(item.step)], \(item.state)"
                        + (item.due.map { ", due \($0.spelled)" } ?? ""),
                    hanging: 2
                )
                for command in item.commands(in: negotiation) { screen.say("  \(command)") }
            }
            sayStipulations(stipulations, on: screen)
        }

        private func sayStipulations(_ stipulations: [NegotiationView.Stipulation], on screen: Screen) {
            guard !stipulations.isEmpty else { return }
            screen.say()
            screen.say("STIPULATIONS", .heading)
            for stipulation in stipulations {
                screen.say(
                    "  \(stipulation.number): \(stipulation.content.words) — \(stipulation.standing)",
                    hanging: 6
                )
                if stipulation.isOpen {
                    screen.say(
                        "      bargain dispute join \(negotiation) \(stipulation.number)   (the \(stipulation.side.other.rawValue))"
                    )
                }
            }
        }
    }
}

extension Stipulated {
    /// What is agreed on, in words.
    var words: String {
        switch self {
        case .extend(let step, let date): "\(step) is extended to \(date.spelled)"
        case .read(let option, let choice): "\(option)=\(choice)"
        case .correct(let step, let date): "the date of \(step ?? "the trigger") is \(date.spelled)"
        case .rule(let rule): "ground rule: \(rule.words)"
        case .settle(let matter): "\(matter.step) of \(matter.recorded.spelled) \(matter.settlement.words)"
        }
    }
}

extension NegotiationView.Stipulation {
    /// Whether it stands, in words.
    var standing: String {
        if let withdrawal { return "taken back by the \(side.rawValue) (\(withdrawal))" }
        return joined ? "stands" : "offered by the \(side.rawValue), not joined"
    }
}
