import ArgumentParser
import Table

/// `bargain school …`.
struct SchoolCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "school",
        "Set up a zone's schools.",
        [Add.self, Designate.self]
    )

    /// `bargain school add`.
    struct Add: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "add",
            "Add a school to a zone.",
            "SCHOOL is its short name, or its full name, of which a short one is made.",
            examples: "bargain school add \"Chestnut Middle School\" --enrolment 412 --zone springfield",
            "bargain school add chestnut --name \"Chestnut Middle School\""
        )

        @OptionGroup var options: ActOptions

        @Option(help: "The zone; the only one where none is named.", transform: Arguments.handle)
        var zone: String?

        @Argument(help: "The school.")
        var school: String

        @Option(help: "Its full name.")
        var name: String?

        @Option(help: "Pupils enrolled.")
        var enrolment: Int?

        func run(_ session: Session) async throws {
            let naming = try Naming(school, name: name, of: "school")
            let fact = SchoolJoined(school: naming.handle, name: naming.name, enrolment: enrolment)
            try await session.record(.schoolJoined(fact), in: try await session.zone(zone))
        }
    }

    /// `bargain school designate`.
    struct Designate: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "designate",
            "Record the class in which the state puts a school.",
            examples:
                "bargain school designate chestnut underperforming --effective 2026-02-01 --zone springfield"
        )

        @OptionGroup var options: ActOptions

        @Option(help: "The zone; the only one where none is named.", transform: Arguments.handle)
        var zone: String?

        @Argument(help: "The school, by its short name.", transform: Arguments.handle)
        var school: String

        @Argument(help: "The class.")
        var designation: Word<Designation>

        @Option(help: ArgumentHelp("From which day.", valueName: "date"), transform: Arguments.day)
        var effective: Day

        func run(_ session: Session) async throws {
            let date = try effective.localDate()
            let fact = SchoolDesignated(
                school: try Naming(school, name: nil, of: "school").handle,
                designation: designation.value,
                effective: date
            )
            try await session.record(.schoolDesignated(fact), in: try await session.zone(zone))
        }
    }
}
