import ArgumentParser
import Table

extension CalendarCommand {
    /// `bargain calendar close`.
    struct Close: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "close",
            "Record that school is called off, such as for snow.",
            "Steps that count school days move by it, their former days are kept, and each seat is told once, only of what "
                + "moved. A day within a step that is over is refused.",
            examples:
                "bargain calendar close --zone springfield --on 2027-02-01 --reason snow --as ann-clerk",
            "bargain calendar close --zone springfield --on 2027-02-01 --to 2027-02-02 --reason \"burst pipe\""
        )

        @OptionGroup var options: ActOptions

        @Option(help: "The zone; the only one where none is named.", transform: Arguments.handle)
        var zone: String?

        @Option(help: ArgumentHelp("The day.", valueName: "date"), transform: Arguments.day)
        var on: Day

        @Option(help: ArgumentHelp("The last day, of several.", valueName: "date"), transform: Arguments.day)
        var to: Day?

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            let first = try on.localDate()
            let last = try to?.localDate() ?? first
            let fact = SchoolClosed(from: first, to: last, reason: reason)
            try await session.record(.schoolClosed(fact), in: try await session.zone(zone))
        }
    }
}
