import ArgumentParser
import Foundation
import Record
import RecordSamples

/// `record-bench verify`.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure how many entries a second are verified, on one core."
    )

    @Option(help: "How many entries are shown.")
    var entries = 200_000

    @Option(help: "How many bytes a body has, at least.")
    var body = 300

    @Option(help: "How often it is verified; the median is printed.")
    var rounds = 5

    func validate() throws {
        guard min(entries, body, rounds) > 0 else {
            throw ValidationError("entries, body and rounds are whole numbers from 1")
        }
    }

    func run() throws {
        let key = try LogKey(name: "bargain/springfield", seed: Array(1...32))
        let file = try PlainRecord.file(entries: entries, bodySize: body, key: key)
        let clock = ContinuousClock()
        var times: [Duration] = []
        var processor: [Duration] = []
        for _ in 0..<rounds {
            var verdict: RecordVerdict?
            let start = Self.processorTime()
            times.append(clock.measure { verdict = RecordVerifier(key: key.verifier).verify(file) })
            processor.append(Self.processorTime() - start)
            guard case .intact(let summary) = verdict, summary.entries == entries else {
                throw ValidationError(
                    "The record that was made does not pass: \(String(describing: verdict))."
                )
            }
        }
        print("\(entries) entries, bodies of \(body) bytes, \(file.count) bytes, median of \(rounds) rounds")
        print("by the wall clock: \(rate(times)) entries/s")
        print(
            "by processor time: \(rate(processor)) entries/s (what one core does that has nothing else to do)"
        )
    }

    private func rate(_ times: [Duration]) -> Int {
        Int(Double(entries) / (times.sorted()[rounds / 2] / .seconds(1)))
    }

    private static func processorTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
