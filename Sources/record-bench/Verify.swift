import ArgumentParser
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
        for _ in 0..<rounds {
            var verdict: RecordVerdict?
            times.append(clock.measure { verdict = RecordVerifier(key: key.verifier).verify(file) })
            guard case .intact(let summary) = verdict, summary.entries == entries else {
                throw ValidationError(
                    "The record that was made does not pass: \(String(describing: verdict))."
                )
            }
        }
        let median = times.sorted()[rounds / 2]
        let seconds = Double(median.components.seconds) + Double(median.components.attoseconds) / 1e18
        let rate = Int(Double(entries) / seconds)
        print("verified \(rate) entries/s: \(entries) entries, bodies of \(body) bytes, \(file.count) bytes,")
        print("median of \(rounds) rounds on one core: \(median)")
    }
}
