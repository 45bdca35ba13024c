import ArgumentParser
import CivilTime
import Packs

extension CalendarCommand {
    /// `bargain calendar import`.
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "import",
            "Check a school calendar and write it in the plain form.",
            """
            Reads CSV (kind,from,to,name), iCalendar (.ics) or the plain form, and prints the plain form, which \
            'bargain count --school' takes. Nothing is sent anywhere. docs/rule-packs.md describes the forms.
            """,
            examples: "bargain calendar import springfield-2026.csv > springfield.yaml",
            "bargain calendar import district.ics --id springfield-2026 --name \"Springfield, 2026-27\""
        )

        @OptionGroup var output: OutputOptions

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

        func run() throws {
            let screen = output.screen
            defer { screen.flush() }
            let source = try SchoolSource(file, id: id, title: name)
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
