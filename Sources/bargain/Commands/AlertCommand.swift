import ArgumentParser
import CivilTime
import Client
import Packs
import Table
import Wire

/// `bargain alert …`.
struct AlertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "alert",
        "See what you were told, and confirm that you saw it.",
        [List.self, Acknowledge.self],
        alone: List.self
    )

    /// `bargain alert list`.
    struct List: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "list",
            "Show your alerts that are not acknowledged yet.",
            "Without a negotiation, those of all.",
            examples: "bargain alert list --as maria-soto",
            "bargain alert list springfield-2026-1 --all --as maria-soto"
        )

        @OptionGroup var daemon: DaemonOptions

        @Flag(help: "Acknowledged ones, too.")
        var all = false

        @Option(help: "At most so many of each negotiation.")
        var limit = 100

        @Argument(help: "The negotiation; all where none is named.", transform: Arguments.handle)
        var negotiation: String?

        func run(_ session: Session) async throws {
            let (alerts, isDrill) = try await alerts(session)
            if session.isJSON { return try session.showJSON(alerts, isDrill: isDrill) }
            let screen = session.screen
            guard !alerts.isEmpty else {
                return screen.say(all ? "There are no alerts." : "No alert waits for you.")
            }
            var zones: [String: CivilZone] = [:]
            for alert in alerts {
                if zones[alert.negotiation] == nil {
                    let id = try await session.docket(of: alert.negotiation).content.timeZone
                    zones[alert.negotiation] = try CivilZone.named(id)
                }
                let time = zones[alert.negotiation]?.spelled(alert.sendAt) ?? alert.sendAt.description
                screen.say("\(alert.kind.rawValue)  \(alert.negotiation)  \(time)", .heading)
                screen.say("    \(alert.about)", hanging: 4)
                if alert.acknowledgedAt == nil {
                    screen.say("    bargain alert acknowledge \(alert.negotiation) \(alert.key)", .faint)
                }
            }
        }

        private func alerts(_ session: Session) async throws -> ([AlertView], Bool) {
            var names = negotiation.map { [$0] } ?? []
            if negotiation == nil {
                let list: Answer<[NegotiationItem]> = try await session.get("negotiations")
                names = list.content.map(\.negotiation)
            }
            var alerts: [AlertView] = []
            var isDrill = false
            for name in names {
                let query = (all ? [] : [("unacknowledged", "true")]) + [("limit", String(limit))]
                let answer: Answer<[AlertView]> = try await session.get(
                    "negotiations",
                    name,
                    "alerts",
                    query: query
                )
                alerts += answer.content
                isDrill = isDrill || answer.isDrill
            }
            return (alerts, isDrill)
        }
    }

    /// `bargain alert acknowledge`.
    struct Acknowledge: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "acknowledge",
            "Confirm that you saw an alert.",
            examples: "bargain alert acknowledge springfield-2026-1 served/12/maria-soto --as maria-soto"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The alert's key, as the list shows it.")
        var alert: String

        func run(_ session: Session) async throws {
            let answer: Answer<ActReply> = try await session.post(
                ["negotiations", negotiation, "alerts", "acknowledge"],
                body: try .json(AcknowledgeRequest(key: alert))
            )
            try await session.report(answer, in: negotiation)
        }
    }
}
