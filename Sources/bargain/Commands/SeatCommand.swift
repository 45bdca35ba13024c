import ArgumentParser
import Table

/// `bargain seat …`.
struct SeatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "seat",
        "Say who takes part in a zone's negotiations.",
        [
            Invite.self, Approve.self, Decline.self, Withdraw.self, Reset.self, List.self, Add.self,
            Vacate.self,
        ]
    )

    /// `bargain seat add`.
    struct Add: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "add",
            "Give a person a seat in a drill, without asking anybody.",
            "On a live record people are invited: bargain seat invite.\n\nWithout HANDLE the short name is made of the person's: María Soto becomes maria-soto.",
            examples:
                "bargain seat add maria-soto --person \"María Soto\" --role union --email maria@example.org",
            "bargain seat add --person \"James Lee\" --role board --zone springfield"
        )

        @OptionGroup var options: ActOptions

        @Option(help: "The zone; the only one where none is named.", transform: Arguments.handle)
        var zone: String?

        @Argument(help: "The short name by which the person is called.", transform: Arguments.handle)
        var handle: String?

        @Option(help: "The person's full name.")
        var person: String

        @Option(help: "In what capacity.")
        var role: Word<SeatRole>

        @Option(help: "Where mail goes.")
        var email: String?

        func run(_ session: Session) async throws {
            let naming = try Naming(handle, name: person, of: "seat")
            let seat = Seat(handle: naming.handle, person: person, role: role.value, email: email)
            try await session.record(.seatTaken(seat), in: try await session.zone(zone))
        }
    }

    /// `bargain seat vacate`.
    struct Vacate: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "vacate",
            "Record that a person gives the seat up.",
            "It needs your password.",
            examples: "bargain seat vacate maria-soto --reason \"New job\" --zone springfield"
        )

        @OptionGroup var options: ActOptions

        @Option(help: "The zone; the only one where none is named.", transform: Arguments.handle)
        var zone: String?

        @Argument(help: "Whose seat.", transform: Arguments.handle)
        var handle: String

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            let fact = SeatVacated(handle: try Naming(handle, name: nil, of: "seat").handle, reason: reason)
            try await session.record(.seatVacated(fact), in: try await session.zone(zone))
        }
    }
}
