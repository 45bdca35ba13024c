import ArgumentParser

/// Measurements of the reader of plain contracts and of the redline; started by hand and by `scripts/bench`.
@main struct ContractBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contract-bench",
        abstract: "Compare contracts as a redline does, and measure time, memory, script and proof.",
        subcommands: [Script.self, Pairs.self, Structure.self]
    )
}
