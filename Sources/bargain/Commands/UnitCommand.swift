import ArgumentParser
import Table

/// `bargain unit …`.
struct UnitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "unit",
        "Set up a zone's bargaining units.",
        [Add.self]
    )

    /// `bargain unit add`.
    struct Add: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "add",
            "Record that a local represents a bargaining unit.",
            examples: "bargain unit add unit-a --name \"Unit A: teachers\" "
                + "--local \"Springfield Education Association\" --zone springfield"
        )

        @OptionGroup var options: ActOptions

        @Option(help: "The zone; the only one where none is named.", transform: Arguments.handle)
        var zone: String?

        @Argument(help: "The unit: its short name, or its full name.")
        var unit: String

        @Option(help: "Whom it covers.")
        var name: String?

        @Option(help: "The union that represents it.")
        var local: String

        func run(_ session: Session) async throws {
            let naming = try Naming(unit, name: name, of: "unit")
            let fact = UnitRecognised(unit: naming.handle, name: naming.name, local: local)
            try await session.record(.unitRecognised(fact), in: try await session.zone(zone))
        }
    }
}
