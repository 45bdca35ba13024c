import ArgumentParser

/// Measures how fast a record is verified, and writes forged records for other verifiers to find.
@main
struct RecordBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record-bench",
        abstract: "Measure the verification of a record, or write forged records.",
        subcommands: [Verify.self, Mutate.self]
    )
}
