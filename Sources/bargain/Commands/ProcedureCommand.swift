import ArgumentParser
import CivilTime
import Foundation
import Law
import Packs

/// `bargain procedure …`; needs no daemon.
struct ProcedureCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "procedure",
        "Read, check and try out legal procedures (rule packs).",
        [List.self, Show.self, Check.self, Simulate.self, Draw.self, Compare.self]
    )

    /// `bargain procedure list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "list",
            "Show the procedures that are built in, and those of a site.",
            examples: "bargain procedure list",
            "bargain procedure list --packs /etc/bargain/packs"
        )

        @OptionGroup var output: OutputOptions
        @OptionGroup var site: SiteOptions

        private struct Item: Encodable {
            let pack: String
            let title: String
            let status: RulePack.Status
            let verified: String
            let asOf: String
            let sha256: String

            enum CodingKeys: String, CodingKey {
                case pack, title, status, verified, sha256
                case asOf = "as_of"
            }
        }

        func run() throws {
            let screen = output.screen
            defer { screen.flush() }
            let packs = try site.library().packs
            if output.json {
                let items = packs.map {
                    Item(
                        pack: $0.id,
                        title: $0.title,
                        status: $0.status,
                        verified: $0.evidence.rawValue,
                        asOf: "\($0.asOf)",
                        sha256: $0.digest
                    )
                }
                return screen.pour(try JSONText.of(items))
            }
            var grid = Grid("PROCEDURE", "STATUS", "VERIFIED", "TITLE")
            for pack in packs {
                grid.add(
                    Grid.Cell(pack.id, .heading),
                    Grid.Cell(PackText.words(status: pack.status)),
                    Grid.Cell(PackText.words(verified: pack.evidence)),
                    Grid.Cell(pack.title)
                )
            }
            screen.show(grid)
        }
    }

    /// `bargain procedure show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "show",
            "Show a procedure: its steps, their time, their law, what follows when it passes.",
            examples: "bargain procedure show ma-69-1j-g",
            "bargain procedure show ma-69-1j-g --text > ma-69-1j-g.yaml"
        )

        @OptionGroup var output: OutputOptions
        @OptionGroup var site: SiteOptions

        @Flag(help: "Write the rule pack's own text.")
        var text = false

        @Argument(help: "A built-in procedure, or the file of one.", completion: .file())
        var procedure: String

        func run() throws {
            let screen = output.screen
            defer { screen.flush() }
            let source = try PackSource(procedure, in: site.library())
            if text { return screen.pour(Array(source.text.utf8)) }
            if output.json { return screen.pour(try JSONText.of(PackReport(source.pack))) }
            PackText(source.pack).say(on: screen)
        }
    }

    /// `bargain procedure check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "check",
            "Prove that every path of a procedure ends, and that its examples come out.",
            "Exit code 1 when it finds something that keeps the procedure from being used.",
            examples: "bargain procedure check ma-69-1j-g",
            "bargain procedure check my-pack.yaml --json"
        )

        @OptionGroup var output: OutputOptions
        @OptionGroup var site: SiteOptions

        @Argument(help: "A built-in procedure, or the file of one.", completion: .file())
        var procedure: String

        @Option(help: ArgumentHelp("Try every path from each so many days of a year on.", valueName: "days"))
        var every = 1

        private struct Report: Encodable {
            let pack: String
            let passes: Bool
            let findings: [PackCheck.Finding]
            let paths: Int
            let shortest: PackCheck.Path?
            let longest: PackCheck.Path?
            let rests: [String]
        }

        func run() throws {
            let screen = output.screen
            defer { screen.flush() }
            guard (1...365).contains(every) else {
                throw Failure(
                    .usage,
                    "--every is from 1 to 365 days.",
                    mend: "bargain procedure check --help"
                )
            }
            let library = try site.library()
            let source = try PackSource(procedure, in: library)
            let pack = source.pack
            let check: PackCheck
            do {
                check = try library.check(pack, everyDays: every)
            } catch {
                throw Failure(.failed, error.description)
            }
            if output.json {
                let report = Report(
                    pack: pack.id,
                    passes: check.passes,
                    findings: check.findings,
                    paths: check.pathCount,
                    shortest: check.shortest,
                    longest: check.longest,
                    rests: check.rests
                )
                screen.pour(try JSONText.of(report))
            } else {
                say(check, of: source, on: screen)
            }
            guard check.passes else {
                screen.flush()
                throw Failure(
                    .failed,
                    "\(pack.id) must not be used as it is: \(check.findings.count { $0.severity == .error }) errors.",
                    mend: "mend the file, then: \(Invocation.plain)"
                )
            }
        }

        private func say(_ check: PackCheck, of source: PackSource, on screen: Screen) {
            let pack = source.pack
            for finding in check.findings {
                let line = Library.line(of: finding, in: source.text).map { ":\($0)" } ?? ""
                let place = finding.step.map { " in '\($0)'" } ?? ""
                screen.say(
                    "\(procedure)\(line): \(finding.severity.rawValue)\(place): \(finding.message)",
                    hanging: 2,
                    finding.severity == .error ? .urgent : .warning
                )
            }
            guard check.passes else { return }
            guard !pack.steps.isEmpty else {
                return screen.say(
                    "\(pack.id) can be used: it lays down no procedure, so nothing is ever due.",
                    .good
                )
            }
            screen.say("\(pack.id) can be used: every one of its \(check.pathCount) paths ends.", .good)
            if let path = check.shortest { say(path, "Shortest", on: screen) }
            if let path = check.longest { say(path, "Longest", on: screen) }
            if !check.rests.isEmpty {
                screen.say(
                    "While everybody is silent it stands still at: \(check.rests.joined(separator: ", ")).",
                    hanging: 2
                )
            }
        }

        private func say(_ path: PackCheck.Path, _ name: String, on screen: Screen) {
            let readings = path.readings.isEmpty ? "" : " with \(path.readings.joined(separator: ", "))"
            screen.say(
                "\(name): \(path.days) days from \(path.trigger.spelled)\(readings): \(path.endings.joined(separator: ", "))",
                hanging: 2
            )
        }
    }
}
