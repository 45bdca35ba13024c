import ArgumentParser
import CivilTime
import Client
import Packs
import Wire

extension RecordCommand {
    /// `bargain record show`.
    struct Show: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "show",
            "Show the entries of a negotiation, with their digests; also 'bargain record' alone.",
            examples: "bargain record show springfield-2026-1",
            "bargain record springfield-2026-1 --after 40",
            "bargain record springfield-2026-1 --json"
        )

        @OptionGroup var daemon: DaemonOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Option(help: "Only entries after this number.")
        var after = 0

        @Option(help: "At most so many entries.")
        var limit: Int?

        func run(_ session: Session) async throws {
            guard after >= 0, limit ?? 1 > 0 else {
                throw Failure(
                    .usage,
                    "--after is 0 or more, and --limit 1 or more.",
                    mend: "bargain record --help"
                )
            }
            let (entries, isDrill) = try await entries(session)
            if session.isJSON { return try session.showJSON(entries, isDrill: isDrill) }
            let screen = session.screen
            guard !entries.isEmpty else { return screen.say("No entry comes after #\(after).") }
            let zone = try CivilZone.named(try await session.docket(of: negotiation).content.timeZone)
            for entry in entries {
                screen.say(
                    "#\(entry.seq)  \(zone.spelled(entry.recordedAt))  \(entry.seat ?? "by the clock or the operator")",
                    .heading
                )
                screen.say("    \(entry.sentence)", hanging: 4)
                screen.say("    \(entry.kind)  digest \(entry.digest)", .faint)
            }
        }

        private func entries(_ session: Session) async throws -> ([EntryView], Bool) {
            var entries: [EntryView] = []
            var last = after
            var isDrill = false
            while true {
                let wanted = min(500, limit.map { $0 - entries.count } ?? 500)
                let answer: Answer<[EntryView]> = try await session.get(
                    "negotiations",
                    negotiation,
                    "entries",
                    query: [("after", String(last)), ("limit", String(wanted))]
                )
                isDrill = isDrill || answer.isDrill
                entries += answer.content
                guard let newest = answer.content.last?.seq, newest > last, entries.count < limit ?? .max
                else {
                    break
                }
                last = newest
            }
            return (entries, isDrill)
        }
    }
}
