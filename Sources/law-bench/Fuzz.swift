import ArgumentParser
import CivilTime
import Law
import Packs

extension LawBench {
    /// `law-bench fuzz`.
    struct Fuzz: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read and check mutilated packs: each is refused with a reason or can be followed."
        )

        @Option(help: "How many packs.")
        var count = 100_000

        @Option(help: "The first seed.")
        var seed: UInt64 = 1

        func run() throws {
            let library = Library.standard
            let texts = try library.packs.map { try library.text(of: $0.id) }
            var tally = FuzzTally()
            tell("From seed \(seed).")
            for round in 0..<UInt64(count) {
                var random = SplitMix(seed: seed &+ round)
                let text = PackMutation.mutilated(texts, using: &random)
                do throws(PackError) {
                    let pack = try library.read(packText: text, name: "fuzz.yaml")
                    if try library.check(pack, everyDays: 365).passes {
                        tally.sound += 1
                        try follow(try library.proceeding(pack: pack), &tally, using: &random)
                    } else {
                        tally.unsound += 1
                    }
                } catch {
                    guard !error.message.isEmpty else {
                        throw ValidationError("Seed \(seed &+ round): refused without a reason.")
                    }
                    tally.refused += 1
                }
                if (round + 1) % UInt64(max(count / 20, 1)) == 0 { tell(tally) }
            }
            guard tally.broken == 0 else { throw ExitCode.failure }
        }

        /// What passed its check must hold what every procedure promises.
        private func follow(
            _ proceeding: Proceeding,
            _ tally: inout FuzzTally,
            using random: inout SplitMix
        ) throws(PackError) {
            // School days need a school's own calendar, which no pack has.
            guard !proceeding.pack.steps.contains(where: { $0.lengths.contains { $0.kind == .school } })
            else { return }
            do {
                let trigger = try CivilDate(year: 2026, month: 3, day: Int.random(in: 1...31, using: &random))
                var trial = try Trial(of: proceeding, trigger: trigger, schools: [])
                try trial.run(40, isThorough: true, using: &random)
                tally.acts += trial.acts
            } catch {
                tell("After \(tally.sound) sound packs: \(error) \(proceeding.pack.steps)")
                tally.broken += 1
            }
        }
    }
}

/// What became of the mutilated packs so far.
private struct FuzzTally: CustomStringConvertible {
    var refused = 0
    var unsound = 0
    var sound = 0
    var acts = 0
    var broken = 0

    var description: String {
        "\(refused + unsound + sound) packs: \(refused) refused when read, \(unsound) when checked, \(sound) sound, in which "
            + "\(acts) acts broke \(broken) rules; \(Int(processorSeconds())) s of processor time"
    }
}
