import ArgumentParser
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
            var refused = 0
            var failed = 0
            var passed = 0
            let start = ContinuousClock.now
            for round in 0..<UInt64(count) {
                var random = SplitMix(seed: seed &+ round)
                let text = PackMutation.mutilated(texts, using: &random)
                do throws(PackError) {
                    let pack = try library.read(packText: text, name: "fuzz.yaml")
                    let check = try library.check(pack, everyDays: 365)
                    if check.passes { passed += 1 } else { failed += 1 }
                } catch {
                    guard !error.message.isEmpty else {
                        throw ValidationError("Seed \(seed &+ round): refused without a reason.")
                    }
                    refused += 1
                }
            }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            print(
                "{\"packs\":\(count),\"refused\":\(refused),\"found_wrong\":\(failed),\"sound\":\(passed),"
                    + "\"seconds\":\(seconds)}"
            )
        }
    }
}
