import ArgumentParser
import CivilTime
import Client
import Foundation
import Packs
import Wire

/// `bargain status`.
struct StatusCommand: DaemonCommand {
    static let configuration = CommandConfiguration.verb(
        "status",
        "Show how the daemon does.",
        examples: "bargain status",
        "bargain status --json"
    )

    @OptionGroup var daemon: DaemonOptions

    func run(_ session: Session) async throws {
        let answer: Answer<StatusView> = try await session.get("status")
        try await session.show(answer) { status in
            let zone = try CivilZone.ofThisMachine
            let screen = session.screen
            screen.say("bargaind \(status.version) answers.")
            screen.say("Deployment: \(status.deployment)")
            screen.say("Its clock:  \(zone.spelled(status.now))")
            if let doubt = status.clockDoubt {
                screen.say("Clock:      in doubt, so no lapse is recorded: \(doubt)", hanging: 12, .urgent)
            }
            screen.say(
                "Next:       "
                    + (status.nextDeadline.map { zone.spelled($0.adding(microseconds: -1)) }
                        ?? "no deadline runs")
            )
            screen.say(
                "Alerts by:  "
                    + (status.channels.isEmpty ? "no channel" : status.channels.joined(separator: ", "))
            )
        }
    }
}

extension CivilZone {
    /// Where this machine is, by its own settings.
    static var ofThisMachine: CivilZone {
        get throws { try .named(TimeZone.current.identifier) }
    }
}
