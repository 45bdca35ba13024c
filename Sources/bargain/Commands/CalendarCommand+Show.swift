import ArgumentParser
import CivilTime
import Packs

extension CalendarCommand {
    /// `bargain calendar show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "show",
            "Show the legal holidays of a year.",
            examples: "bargain calendar show us-co --year 2026",
            "bargain calendar show us-la-orleans --json"
        )

        @OptionGroup var output: OutputOptions

        @Argument(help: "The calendar.")
        var calendar: String

        @Option(help: "The year; this one where none is named.")
        var year: Int?

        private struct Report: Encodable {
            struct Kept: Encodable {
                let date: CivilDate
                let weekday: String
                let name: String
                let observed: Bool
                let half: Bool
                let citation: String
            }

            let calendar: String
            let year: Int
            let verified: Evidence
            let weekly: [String]
            let holidays: [Kept]
        }

        func run() throws {
            let screen = output.screen
            defer { screen.flush() }
            let year = try year ?? Day.today.localDate().year
            let calendar: HolidayCalendar
            let all: [Holiday]
            do {
                calendar = try Library.standard.calendar(self.calendar)
                all = try calendar.holidays(in: year)
            } catch let error as PackError {
                throw Failure(.usage, error.message, mend: "bargain calendar list")
            } catch let error as CivilTimeError {
                throw Failure(.failed, error.message, mend: "bargain calendar list")
            }
            let weekly = Set(all.filter(\.isWeekly).map(\.name)).sorted()
            let holidays = all.filter { !$0.isWeekly }
            guard output.json else {
                return say(holidays, weekly: weekly, of: calendar, year, on: screen)
            }
            let report = Report(
                calendar: calendar.id,
                year: year,
                verified: calendar.evidence,
                weekly: weekly,
                holidays: holidays.map {
                    Report.Kept(
                        date: $0.date,
                        weekday: $0.date.weekday.name,
                        name: $0.name,
                        observed: $0.isObserved,
                        half: $0.isHalfDay,
                        citation: $0.citation
                    )
                }
            )
            screen.pour(try JSONText.of(report))
        }

        private func say(
            _ holidays: [Holiday],
            weekly: [String],
            of calendar: HolidayCalendar,
            _ year: Int,
            on screen: Screen
        ) {
            screen.say("\(calendar.name) (\(calendar.id)), \(year)", .heading)
            screen.say("\(calendar.citation); verified \(calendar.evidence.sentence).", hanging: 2)
            for name in weekly { screen.say("Every \(name) is a legal holiday.") }
            screen.say()
            var grid = Grid("DAY", "HOLIDAY")
            for holiday in holidays {
                grid.add(
                    Grid.Cell(holiday.date.spelled),
                    Grid.Cell(
                        holiday.name + (holiday.isObserved ? ", kept on this day" : "")
                            + (holiday.isHalfDay ? ", from noon" : "")
                    )
                )
            }
            screen.show(grid)
        }
    }
}
