import ArgumentParser
import CivilTime
import Law
import Packs

extension LawBench {
    /// `law-bench prove`.
    struct Prove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let people do anything in every built-in procedure and watch that its rules hold."
        )

        @Option(help: "How many things are done or tried.")
        var acts = 1_000_000

        @Option(help: "The first seed.")
        var seed: UInt64 = 1

        @Option(help: "Of so many courses one is compared with its whole docket after each act.")
        var thorough = 64

        private static let actsPerCourse = 40

        func run() throws {
            let library = Library.standard
            let packs = library.packs.filter { !$0.steps.isEmpty }
            var done = 0
            var courses = 0
            var seed = seed
            let start = ContinuousClock.now
            while done < acts {
                var random = SplitMix(seed: seed)
                let pack = packs[Int.random(in: packs.indices, using: &random)]
                done += try course(pack, library, isThorough: courses % max(thorough, 1) == 0, seed, &random)
                courses += 1
                seed += 1
            }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            print("{\"acts\":\(done),\"courses\":\(courses),\"faults\":0,\"seconds\":\(seconds)}")
        }

        private func course(
            _ pack: RulePack,
            _ library: Library,
            isThorough: Bool,
            _ seed: UInt64,
            _ random: inout SplitMix
        ) throws -> Int {
            let schools = [[], ["s1"], ["s1", "s2", "s3"]].randomElement(using: &random) ?? []
            let first = try CivilDate(year: 2023, month: 1, day: 1)
            let trigger = first.adding(days: Int.random(in: 0..<2_400, using: &random))
            let proceeding = try Prove.proceeding(pack, library)
            var trial = try Trial(of: proceeding, trigger: trigger, schools: schools)
            do {
                try trial.run(Self.actsPerCourse, isThorough: isThorough, using: &random)
            } catch {
                throw ValidationError("Seed \(seed), \(pack.id): \(error). Happened: \(trial.happenings).")
            }
            return trial.acts
        }

        nonisolated(unsafe) private static var made: [String: Proceeding] = [:]

        private static func proceeding(_ pack: RulePack, _ library: Library) throws -> Proceeding {
            if let proceeding = made[pack.id] { return proceeding }
            let proceeding = try library.proceeding(pack: pack)
            made[pack.id] = proceeding
            return proceeding
        }
    }
}
