import ArgumentParser
import Client
import Table
import Wire

extension RecordCommand {
    /// `bargain record hold`.
    struct Hold: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "hold",
            "Put the record under a legal hold: while it stands, nothing is purged. The clerk's or a neutral's act.",
            examples: "bargain record hold springfield-2026-1 --reason \"Doe v. Springfield\" --as ann-clerk"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            try await session.act(.hold(reason: reason), in: negotiation)
        }
    }

    /// `bargain record release`.
    struct Release: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "release",
            "Lift a legal hold. The clerk's or a neutral's act.",
            examples:
                "bargain record release springfield-2026-1 H1 --reason \"The suit is settled\" --as ann-clerk"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The hold, such as H1.")
        var number: String

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            try await session.act(.release(number: number, reason: reason), in: negotiation)
        }
    }

    /// `bargain record retain`.
    struct Retain: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "retain",
            "Record how long the record is to be kept. The clerk's or a neutral's act.",
            examples:
                "bargain record retain springfield-2026-1 --until 2033-06-30 --basis \"Retention schedule 04-23\" --as ann-clerk"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Option(
            help: ArgumentHelp("The last day on which it must still be there.", valueName: "date"),
            transform: Arguments.day
        )
        var until: Day

        @Option(help: "The rule or order that asks for it.")
        var basis: String

        func run(_ session: Session) async throws {
            let date = try await session.date(of: until, in: negotiation)
            try await session.act(.retain(until: date, basis: basis), in: negotiation)
        }
    }

    /// `bargain record confirm`.
    struct Confirm: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "confirm",
            "Confirm an order to purge. A side's act, or a neutral's where the clerk entered the order.",
            "With the last confirmation that it takes the content is purged, which cannot be undone.",
            examples: "bargain record confirm springfield-2026-1 X1 --as maria-soto"
        )

        @OptionGroup var options: ActOptions

        @Flag(help: "Confirm it without asking; needed where no terminal is.")
        var yes = false

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The order, such as X1.")
        var number: String

        func run(_ session: Session) async throws {
            try Confirmation.require(
                "Confirm the order to purge \(number)?",
                isGiven: yes,
                screen: session.screen
            )
            try await session.act(.confirm(number: number), in: negotiation)
        }
    }

    /// `bargain record purge`.
    struct Purge: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "purge",
            "Enter an order to purge the content of an entry or a document. The clerk's or a neutral's act.",
            "It is carried out once others have confirmed it: both sides, or a neutral where the clerk entered it. Then "
                + "numbers, sides, hashes and dates stay, and the chain of the record still proves them. "
                + "It cannot be undone, and is refused while a legal hold stands.",
            examples: "bargain record purge springfield-2026-1 --entry 12 --order \"Superior Court 26-114\" "
                + "--paper order.pdf --reason \"Names a pupil\" --as ann-clerk",
            "bargain record purge springfield-2026-1 --sha256 SHA256 --order \"Arbitrator Ruiz, May 3\" "
                + "--paper order.pdf --reason \"Privacy\""
        )

        @OptionGroup var options: ActOptions

        @Flag(help: "Enter it without asking; needed where no terminal is.")
        var yes = false

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Option(help: ArgumentHelp("The entry's sequence number.", valueName: "number"))
        var entry: Int?

        @Option(help: "The document's SHA-256.")
        var sha256: String?

        @Option(help: "The court or arbitrator, with the order.")
        var order: String

        @Option(help: ArgumentHelp("The order's paper, of which the hash is recorded.", valueName: "file"))
        var paper: String

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            let hash = SHA256Text.of(try InputFile.bytes(at: paper))
            let target: PurgeTarget
            switch (entry, sha256) {
            case (let entry?, nil):
                target = .entry(entry)
                try await tell(entry, session)
            case (nil, let sha256?): target = .document(sha256.lowercased())
            default:
                throw Failure(
                    .usage,
                    "Name what is purged: --entry NUMBER or --sha256 SHA256.",
                    mend: "bargain record \(negotiation)"
                )
            }
            let question = "Enter the order to purge \(target.words)?"
            try Confirmation.require(question, isGiven: yes, screen: session.screen)
            let order = PurgePaper(order: order, sha256: hash, reason: reason)
            try await session.act(.purge(target, order), in: negotiation)
        }

        /// Shows what is about to go; an entry that is not there is refused by the daemon.
        private func tell(_ seq: Int, _ session: Session) async throws {
            guard seq > 0 else { return }
            let entries: Answer<[EntryView]> = try await session.get(
                "negotiations",
                negotiation,
                "entries",
                query: [("after", String(seq - 1)), ("limit", "1")]
            )
            if let entry = entries.content.first {
                Screen.tell("To be purged: entry \(entry.seq) (\(entry.kind)): \(entry.sentence)")
            }
        }
    }
}
