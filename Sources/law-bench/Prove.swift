import ArgumentParser
import CivilTime
import Law
import Packs

extension LawBench {
    /// `law-bench prove`.
    struct Prove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Let people do anything in built-in and made-up procedures and watch that the rules hold.",
            discussion: """
                One seed makes one procedure: every eighth a built-in one, the others made up until a check finds one \
                sound. In each, 32 courses are run of up to 40 acts: something that is done, tried or waited for. After \
                each, and after a silence at the end, the rules that hold in every procedure are looked at.
                """
        )

        @Option(help: "How many things are done, tried or waited for.")
        var acts = 1_000_000

        @Option(help: "The first seed.")
        var seed: UInt64 = 1

        @Option(help: "Of so many courses one is compared with its whole docket after each act.")
        var thorough = 32

        private static let actsPerCourse = 40
        private static let coursesPerPack = 32

        func run() throws {
            let made = try MadeUp()
            var tally = Tally()
            var seed = seed
            var next = acts / 20
            tell("From seed \(seed).")
            while tally.acts < acts {
                var random = SplitMix(seed: seed)
                let proceeding = try made.proceeding(seed, &tally, using: &random)
                for _ in 0..<Self.coursesPerPack { try course(proceeding, seed, &tally, using: &random) }
                seed += 1
                if tally.acts >= next {
                    tell(tally)
                    next += max(acts / 20, 1)
                }
            }
            tell(tally)
            guard tally.broken == 0 else { throw ExitCode.failure }
        }

        private func course(
            _ proceeding: Proceeding,
            _ seed: UInt64,
            _ tally: inout Tally,
            using random: inout SplitMix
        ) throws {
            let schools = [[], ["s1"], ["s1", "s2", "s3"]].randomElement(using: &random) ?? []
            // Time is also counted back, and calendars are verified from 2023 on.
            let first = try CivilDate(year: 2024, month: 1, day: 1)
            let trigger = first.adding(days: Int.random(in: 0..<2_000, using: &random))
            let isThorough = tally.courses % max(thorough, 1) == 0
            var trial = try Trial(of: proceeding, trigger: trigger, schools: schools)
            do {
                try trial.run(Self.actsPerCourse, isThorough: isThorough, using: &random)
            } catch {
                tell("Seed \(seed), \(proceeding.pack.id): \(error) \(trial.happenings)")
                tally.broken += 1
            }
            tally.courses += 1
            tally.acts += trial.acts
            tally.happenings += trial.happenings.count
            tally.comparisons += trial.comparisons
        }
    }
}

/// What was done so far.
struct Tally: CustomStringConvertible {
    var procedures = 0
    var refused = 0
    var courses = 0
    var acts = 0
    var happenings = 0
    var comparisons = 0
    var broken = 0
    private let start = ContinuousClock.now

    var description: String {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        return
            "\(acts) acts in \(courses) courses of \(procedures) procedures (\(refused) made-up ones were unsound), "
            + "\(happenings) happenings, \(comparisons) whole dockets compared, "
            + "\(broken) broken rules: \(Int(seconds)) s, "
            + "\(Int(processorSeconds())) s of processor time"
    }
}

/// Built-in procedures, and sound ones that nobody laid down.
struct MadeUp {
    private let library = Library.standard
    private let builtIn: [Proceeding]
    private let places: [MadeUpPack.Place]
    private let asOf: CivilDate

    init() throws {
        let library = library
        let packs = library.packs.filter { !$0.steps.isEmpty }
        builtIn = try packs.map { try library.proceeding(pack: $0) }
        places = packs.map { MadeUpPack.Place(calendar: $0.calendar, zone: $0.zone) }
        asOf = try CivilDate(year: 2026, month: 1, day: 1)
    }

    func proceeding(
        _ seed: UInt64,
        _ tally: inout Tally,
        using random: inout SplitMix
    ) throws -> Proceeding {
        tally.procedures += 1
        if seed % 8 == 0 { return builtIn[Int.random(in: builtIn.indices, using: &random)] }
        while true {
            let pack = MadeUpPack.make(
                in: places,
                rules: library.rules.map(\.id),
                asOf: asOf,
                using: &random
            )
            if try library.check(pack, everyDays: 365).passes { return try library.proceeding(pack: pack) }
            tally.refused += 1
        }
    }
}
