import ArgumentParser
import CivilTime
import Client
import Packs
import Table
import Wire

extension CalendarCommand {
    /// `bargain calendar import`.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "import",
            "Check a school calendar, and write it in the plain form or have it recorded in a zone.",
            """
            Reads CSV (kind,from,to,name), iCalendar (.ics) or the plain form, and prints the plain form, which \
            'bargain count --school' takes; nothing is sent anywhere. With --zone it is recorded in the zone's \
            hallway and at its open negotiations: what counts school days goes by it from then on. \
            docs/rule-packs.md describes the forms.
            """,
            examples: "bargain calendar import springfield-2026.csv > springfield.yaml",
            "bargain calendar import district.ics --id springfield-2026 --name \"Springfield, 2026-27\"",
            "bargain calendar import springfield-2026.csv --zone springfield --as ann-clerk"
        )

        @OptionGroup var options: ActOptions

        @Option(help: "The zone in which it is recorded.", transform: Arguments.handle)
        var zone: String?

        @Option(help: "The school that it is of; without one, the zone's.", transform: Arguments.handle)
        var school: String?

        @Argument(help: "The file.", completion: .file())
        var file: String

        @Option(help: "The calendar's name in commands; the file's where none is given.")
        var id: String?

        @Option(help: "What people call it.")
        var name: String?

        private struct Report: Encodable {
            struct Span: Encodable {
                let from: CivilDate
                let to: CivilDate
                let name: String

                init(_ span: SchoolCalendar.Span) {
                    from = span.days.lowerBound
                    to = span.days.upperBound
                    name = span.name
                }
            }

            let id: String
            let name: String
            let firstDay: CivilDate
            let lastDay: CivilDate
            let breaks: [Span]
            let closures: [Span]
            let makeUpDays: [CivilDate]
            let notes: [String]

            enum CodingKeys: String, CodingKey {
                case id, name, breaks, closures, notes
                case firstDay = "first_day"
                case lastDay = "last_day"
                case makeUpDays = "make_up_days"
            }
        }

        mutating func run() async throws {
            let source = try SchoolSource(file, id: id, title: name)
            guard let zone else {
                guard school == nil else {
                    throw Failure(
                        .usage,
                        "--school says of which school of a zone it is; name the zone with --zone.",
                        mend: "bargain calendar import --help"
                    )
                }
                return try say(source)
            }
            for note in source.notes { Screen.tell(note) }
            let session = try Session(options.daemon, key: options.key)
            try await session.whileConnected { try await adopt(source, in: zone, session) }
        }

        private func adopt(_ source: SchoolSource, in zone: String, _ session: Session) async throws {
            let bytes = try InputFile.bytes(at: file, atMost: SchoolImport.largestFile)
            let kept = try await session.keep(bytes, isFile: true).content
            let reference = DocumentReference(
                name: file.split(separator: "/").last.map(String.init) ?? file,
                sha256: kept.sha256,
                bytes: kept.bytes
            )
            let school = try school.map { try Naming($0, name: nil, of: "school").handle }
            let fact = SchoolCalendarAdopted(source.calendar, of: school, file: reference)
            try await session.record(.calendarAdopted(fact), in: zone)
        }

        private func say(_ source: SchoolSource) throws {
            let output = options.daemon.output
            let screen = output.screen
            defer { screen.flush() }
            let school = source.calendar
            guard output.json else {
                for note in source.notes { Screen.tell(note) }
                return screen.show(school.text)
            }
            let report = Report(
                id: school.id,
                name: school.name,
                firstDay: school.term.lowerBound,
                lastDay: school.term.upperBound,
                breaks: school.breaks.map(Report.Span.init),
                closures: school.closures.map(Report.Span.init),
                makeUpDays: school.makeUpDays,
                notes: source.notes
            )
            screen.pour(try JSONText.of(report))
        }
    }
}
