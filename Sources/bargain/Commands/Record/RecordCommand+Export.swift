import ArgumentParser
import Client
import Table
import Wire

extension RecordCommand {
    /// `bargain record export`.
    struct Export: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "export",
            "Write the record of a negotiation to a file that anybody can check.",
            "The table and the zone's public entries with their digests, the documents, the tree of the zone and its signed "
                + "checkpoints. 'bargain verify FILE' checks it offline; docs/record-format.md says how another program "
                + "does. The key that it is to be signed by is shown, for 'bargain verify --key'.",
            examples: "bargain record export springfield-2026-1 --output springfield.record",
            "bargain verify springfield.record"
        )

        @OptionGroup var daemon: DaemonOptions

        @Option(help: "The file, which is not there yet.", completion: .file())
        var output: String

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        func run(_ session: Session) async throws {
            let file = try await session.file("negotiations", negotiation, "record")
            try NewFile.write(file.content, to: output)
            Screen.tell(
                "The record is in \(output), \(file.content.count) bytes, SHA-256 \(SHA256Text.of(file.content))."
            )
            guard let key = try await session.logKey(of: negotiation) else {
                return Screen.tell("Try: bargain verify \(Invocation.quoted(output))")
            }
            Screen.tell("Try: bargain verify \(Invocation.quoted(output)) --key \(key)")
        }
    }

    /// `bargain record receipt`.
    struct Receipt: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "receipt",
            "Write the receipt of an entry: the proof that it is in the record, for good.",
            "Keep receipts where the other side and the daemon's keeper cannot reach them. A record that does not have the "
                + "entry any more does not pass 'bargain verify --receipt'.",
            examples: "bargain record receipt springfield-2026-1 B1 --output b1.receipt",
            "bargain record receipt springfield-2026-1 7 --output signature.receipt",
            "bargain verify springfield.record --receipt b1.receipt"
        )

        @OptionGroup var daemon: DaemonOptions

        @Option(help: "The file, which is not there yet.", completion: .file())
        var output: String

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(
            help:
                "The entry's number, as 'bargain record' shows it, or the proposal that it serves, such as U1."
        )
        var entry: String

        func run(_ session: Session) async throws {
            let seq = try await number(session)
            let file = try await session.file("negotiations", negotiation, "receipts", String(seq))
            try NewFile.write(file.content, to: output)
            Screen.tell(
                "The receipt of entry \(seq) is in \(output). Keep it away from the daemon's machine."
            )
        }

        private func number(_ session: Session) async throws -> Int {
            if let seq = Int(entry) { return seq }
            guard let proposal = ProposalNumber(entry) else {
                throw Failure(
                    .usage,
                    "'\(entry)' is neither an entry's number nor a proposal's, such as U1.",
                    mend: "bargain record show \(negotiation)"
                )
            }
            let proposals = try await session.view(of: negotiation).content.proposals
            guard let seq = proposals.first(where: { $0.number == proposal })?.seq else {
                throw Failure(
                    .failed,
                    "\(negotiation) has no proposal \(proposal).",
                    mend: "bargain proposal list \(negotiation)"
                )
            }
            return seq
        }
    }

    /// `bargain record checkpoint`.
    struct Checkpoint: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "checkpoint",
            "Show the last signed checkpoint of a negotiation's zone.",
            "Three lines and a signature that stand for everything recorded until now. Both sides can read them out to each "
                + "other: whoever holds them sees if anything before was changed. The key that signs is told on the error "
                + "stream; 'bargain verify --key' takes it.",
            examples: "bargain record checkpoint springfield-2026-1",
            "bargain record checkpoint springfield-2026-1 > may.checkpoint"
        )

        @OptionGroup var daemon: DaemonOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        func run(_ session: Session) async throws {
            let answer: Answer<CheckpointView> = try await session.get(
                "negotiations",
                negotiation,
                "checkpoint"
            )
            if session.isJSON { return try session.showJSON(answer.content, isDrill: answer.isDrill) }
            session.screen.pour(Array(answer.content.note.utf8))
            Screen.tell("Key: \(answer.content.key)")
        }
    }
}
