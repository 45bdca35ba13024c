import ArgumentParser
import CivilTime
import Client
import Packs
import Wire

/// `bargain docket`.
struct DocketCommand: DaemonCommand {
    static let configuration = CommandConfiguration.verb(
        "docket",
        "Show every deadline of a negotiation.",
        "A date given with --as-of means the end of that day where the negotiation is.",
        examples: "bargain docket springfield-2026-1",
        "bargain docket springfield-2026-1 --as-of 2026-05-01",
        "bargain docket springfield-2026-1 --json"
    )

    @OptionGroup var daemon: DaemonOptions

    @Argument(help: "The negotiation.", transform: Arguments.handle)
    var negotiation: String

    @Option(
        help: "As it stood at a date, or at an instant such as 2026-05-01T12:00:00-04:00.",
        transform: Moment.init
    )
    var asOf: Moment?

    func run(_ session: Session) async throws {
        let answer = try await session.docket(
            of: negotiation,
            asOf: try await asOf?.instant(of: negotiation, session)
        )
        try await session.show(answer) { try DocketText($0, on: session.screen).say() }
    }
}

/// A day, whose end is meant, or an instant.
enum Moment {
    case day(Day)
    case instant(Instant)

    init(_ text: String) throws {
        if let instant = Instant(text) {
            self = .instant(instant)
        } else {
            self = .day(try Arguments.day(text))
        }
    }

    /// The instant that is meant: the end of a day where the negotiation is.
    func instant(of negotiation: String, _ session: Session) async throws -> Instant {
        switch self {
        case .instant(let instant): return instant
        case .day(let day):
            let now = try await session.docket(of: negotiation).content
            let zone = try CivilZone.named(now.timeZone)
            let date = day.date(at: now.asOf, in: zone)
            Day.echo(date, in: zone)
            return zone.startOfDay(date.adding(days: 1)).adding(microseconds: -1)
        }
    }
}
