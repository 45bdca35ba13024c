import ArgumentParser
import CivilTime
import Packs

/// `bargain calendar …`; only what is recorded in a zone needs the daemon.
struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "calendar",
        "Read holiday calendars and counting rules, check school calendars, record them and closures in a zone.",
        [List.self, Show.self, Import.self, Close.self]
    )

    /// `bargain calendar list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "list",
            "List the holiday calendars and the counting rules.",
            examples: "bargain calendar list",
            "bargain calendar list --json"
        )

        @OptionGroup var output: OutputOptions

        private struct Report: Encodable {
            struct Calendar: Encodable {
                let calendar: String
                let name: String
                let years: [Int]
                let citation: String
                let verified: Evidence
            }

            struct Rule: Encodable {
                let rule: String
                let title: String
                let citation: String
                let verified: Evidence
            }

            let calendars: [Calendar]
            let rules: [Rule]
        }

        func run() throws {
            let screen = output.screen
            defer { screen.flush() }
            let library = Library.standard
            guard !output.json else {
                let calendars = library.calendars.map { one in
                    Report.Calendar(
                        calendar: one.id,
                        name: one.name,
                        years: [one.verified.lowerBound, one.verified.upperBound],
                        citation: one.citation,
                        verified: one.evidence
                    )
                }
                let rules = library.rules.map {
                    Report.Rule(rule: $0.id, title: $0.title, citation: $0.citation, verified: $0.evidence)
                }
                return screen.pour(try JSONText.of(Report(calendars: calendars, rules: rules)))
            }
            var calendars = Grid("CALENDAR", "YEARS", "VERIFIED", "NAME")
            for one in library.calendars {
                calendars.add(
                    Grid.Cell(one.id, .heading),
                    "\(one.verified.lowerBound)-\(one.verified.upperBound)",
                    Grid.Cell(PackText.words(verified: one.evidence)),
                    Grid.Cell(one.name)
                )
            }
            screen.show(calendars)
            screen.say()
            var rules = Grid("RULE", "VERIFIED", "NAME")
            for rule in library.rules {
                rules.add(
                    Grid.Cell(rule.id, .heading),
                    Grid.Cell(PackText.words(verified: rule.evidence)),
                    Grid.Cell("\(rule.title) (\(rule.citation))")
                )
            }
            screen.show(rules)
        }
    }
}
