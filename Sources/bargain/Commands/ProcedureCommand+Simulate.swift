import ArgumentParser
import CivilTime
import Law
import Packs

extension ProcedureCommand {
    /// `bargain procedure simulate`.
    struct Simulate: ParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "simulate",
            "Show how a procedure would go from a day on.",
            """
            A step without an assumption ends on its last day: by lapse where the law attaches a consequence to that, \
            otherwise by its usual outcome.
            """,
            examples: "bargain procedure simulate ma-69-1j-g --trigger 2026-03-18",
            "bargain procedure simulate ma-69-1j-g --trigger 2026-03-18 --assume bargaining=agreed@2026-04-10 "
                + "--assume ratification=rejected",
            "bargain procedure simulate ma-69-1j-g --trigger 2026-03-18 --calendar us-ma-suffolk "
                + "--option conciliator-clock=after-appointments --json",
            "bargain procedure simulate il-115-ilcs-5-12 --trigger 2026-03-02 --milestone school-start=2026-08-24",
            "bargain procedure simulate de-103-partnership-zone --trigger 2026-09-01 "
                + "--extend side-agreement=2026-12-01"
        )

        @OptionGroup var output: OutputOptions
        @OptionGroup var site: SiteOptions

        @Argument(help: "A built-in procedure, or the file of one.", completion: .file())
        var procedure: String

        @Option(
            help: ArgumentHelp("The day that sets it going.", valueName: "date"),
            transform: Arguments.day
        )
        var trigger: Day

        @Option(
            help: ArgumentHelp(
                "STEP=OUTCOME or STEP=OUTCOME@DATE: how a step ends.",
                valueName: "step=outcome"
            ),
            transform: Arguments.assumption
        )
        var assume: [Assumption] = []

        @Option(help: "The holiday calendar; the procedure's own where none is named.")
        var calendar: String?

        @Option(
            help: ArgumentHelp("OPTION=CHOICE: how a doubtful question is read.", valueName: "option=choice"),
            transform: Arguments.pair
        )
        var option: [Pair] = []

        @Option(
            help: ArgumentHelp(
                "MILESTONE=DATE: a date that steps are counted from or back from.",
                valueName: "name=date"
            ),
            transform: Arguments.dated
        )
        var milestone: [DatedName] = []

        @Option(
            help: ArgumentHelp("STEP=DATE: a step is extended to another last day.", valueName: "step=date"),
            transform: Arguments.dated
        )
        var extend: [DatedName] = []

        @Option(
            help: ArgumentHelp("The file of a school calendar, for school days.", valueName: "file"),
            completion: .file()
        )
        var school: String?

        @Option(
            help: ArgumentHelp(
                "A day on which school was called off, besides those of --school.",
                valueName: "date"
            ),
            transform: Arguments.day
        )
        var closed: [Day] = []

        private struct Report: Encodable {
            let pack: String
            let packSHA256: String
            let verified: Evidence
            let trigger: CivilDate
            let calendar: String
            let options: [String: String]
            /// Absent where none was given, like the next.
            let milestones: [String: CivilDate]?
            let extensions: [String: CivilDate]?
            let steps: [SimulatedStep]

            enum CodingKeys: String, CodingKey {
                case pack, verified, trigger, calendar, options, milestones, extensions, steps
                case packSHA256 = "pack_sha256"
            }
        }

        func run() throws {
            let screen = output.screen
            defer { screen.flush() }
            let pack = try PackSource(procedure, in: site.library()).pack
            let readings = try Arguments.readings(option)
            let day = try trigger.localDate()
            let proceeding: Proceeding
            let steps: [SimulatedStep]
            do {
                proceeding = try site.library().proceeding(
                    pack: pack,
                    calendar: calendar,
                    school: try schoolCalendar(),
                    readings: readings
                )
                steps = try proceeding.simulate(
                    trigger: day,
                    assumptions: assume,
                    milestones: try DatedName.dates(milestone),
                    extensions: try DatedName.dates(extend)
                )
            } catch let error as PackError {
                throw Failure(
                    .usage,
                    error.description,
                    mend: "bargain procedure show \(Invocation.quoted(procedure))"
                )
            } catch let error as LawError {
                throw Failure(
                    error.code == .uncountable || error.code == .noSchoolCalendar ? .failed : .usage,
                    error.message,
                    mend: error.code == .noSchoolCalendar
                        ? "\(Invocation.plain) --school FILE"
                        : "bargain procedure show \(Invocation.quoted(procedure))"
                )
            }
            guard output.json else { return say(steps, of: proceeding, from: day, on: screen) }
            let report = Report(
                pack: pack.id,
                packSHA256: pack.digest,
                verified: pack.evidence,
                trigger: day,
                calendar: proceeding.calendar.id,
                options: readings,
                milestones: milestone.isEmpty ? nil : try DatedName.dates(milestone),
                extensions: extend.isEmpty ? nil : try DatedName.dates(extend),
                steps: steps
            )
            screen.pour(try JSONText.of(report))
        }

        private func schoolCalendar() throws -> SchoolCalendar? {
            guard let school else {
                guard closed.isEmpty else {
                    throw Failure(
                        .usage,
                        "--closed takes days out of a school calendar; name it with --school.",
                        mend: "bargain procedure simulate --help"
                    )
                }
                return nil
            }
            var calendar = try SchoolSource(school, id: nil, title: nil).calendar
            for day in closed {
                let date = try day.localDate()
                do {
                    calendar = try calendar.closing(date...date, because: "called off")
                } catch {
                    throw Failure(
                        .usage,
                        error.message,
                        mend: "bargain calendar import \(Invocation.quoted(school))"
                    )
                }
            }
            return calendar
        }

        private func say(
            _ steps: [SimulatedStep],
            of proceeding: Proceeding,
            from day: CivilDate,
            on screen: Screen
        ) {
            let pack = proceeding.pack
            screen.say(
                "\(pack.id) (\(PackText.words(status: pack.status)); \(PackText.words(verified: pack.evidence)))",
                .heading
            )
            screen.say("From \(day.formal), calendar \(proceeding.calendar.id).")
            for pair in option { screen.say("Read as \(pair.name)=\(pair.value).") }
            for dated in milestone { screen.say("With \(dated.name) on \(dated.date.spelled).") }
            for dated in extend { screen.say("With \(dated.name) extended to \(dated.date.spelled).") }
            for missing in pack.milestones where !milestone.contains(where: { $0.name == missing.id }) {
                screen.say(
                    "Without a date for \(missing.id), \(missing.text): name it with --milestone \(missing.id)=DATE.",
                    .warning
                )
            }
            screen.say()
            guard !steps.isEmpty else {
                return screen.say("The procedure has no steps: nothing is ever due.")
            }
            var grid = Grid("OPENS", "DUE", "STEP", "ENDS")
            for step in steps {
                grid.add(
                    Grid.Cell(step.opened.spelled),
                    Grid.Cell(step.due?.spelled ?? "no date in law"),
                    Grid.Cell(step.step, .heading),
                    Grid.Cell(
                        "\(step.ended) on \(step.on.spelled)",
                        step.ended == "lapsed" ? .warning : .plain
                    )
                )
            }
            screen.show(grid)
        }
    }
}
