import ArgumentParser

/// `bargain record …`; with a negotiation alone it shows the entries.
struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Show the record of a negotiation, bundle it as evidence, and keep it by law.",
        subcommands: [
            Show.self, Bundle.self, Export.self, Receipt.self, Checkpoint.self, Hold.self, Release.self,
            Retain.self, Purge.self, Confirm.self,
        ],
        defaultSubcommand: Show.self
    )
}
