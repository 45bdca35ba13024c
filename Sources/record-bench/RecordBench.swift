import ArgumentParser

/// Measures how fast a record is verified, writes forged records for other verifiers to find, and judges many proofs.
@main
struct RecordBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record-bench",
        abstract: "Measure the verification of a record, write forged records, or judge proofs.",
        subcommands: [Verify.self, Mutate.self, Judge.self]
    )
}
