import ArgumentParser
import Record

/// `bargain verify`; needs no daemon.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "verify",
        "Check a record's file, or a receipt, without the daemon and its word.",
        """
        Every entry, document and signature is checked, and the first thing that does not fit is named. What the file \
        alone cannot show, your own papers do: with --checkpoint the record must go on from a state that you kept, \
        with --receipt it must have the entry that you were given a receipt for, with --key it must be signed by the \
        key that you know: 'bargain record checkpoint NEGOTIATION' shows it, and it is the same for both sides and for \
        good, so read it out to each other once. Exit code 0: intact; 1: something does not fit; 64: wrong usage; 66: a file cannot be read.
        """,
        examples: "bargain verify springfield-2026-1.record",
        "bargain verify springfield-2026-1.record --receipt u1.receipt --checkpoint may.checkpoint",
        "bargain verify u1.receipt --key bargain/springfield+1f2e3d4c+AY…"
    )

    @OptionGroup var output: OutputOptions

    @Argument(help: "A record's file, or a receipt.", completion: .file())
    var file: String

    @Option(help: ArgumentHelp("A receipt that you hold.", valueName: "file"), completion: .file())
    var receipt: String?

    @Option(help: ArgumentHelp("An older checkpoint that you hold.", valueName: "file"), completion: .file())
    var checkpoint: String?

    @Option(help: ArgumentHelp("The log's key as you know it, NAME+HASH+BASE64.", valueName: "key"))
    var key: String?

    /// A record may have so many bytes: 16 GiB.
    private static let largestRecord = 16 << 30

    func run() throws {
        let screen = output.screen
        defer { screen.flush() }
        let key = try key.map(Self.verifier)
        let bytes = try InputFile.bytes(at: file, atMost: Self.largestRecord)
        if bytes.starts(with: (SealedReceipt.magic + "\n").utf8) {
            return try verifyReceipt(bytes, key, on: screen)
        }
        let verifier = RecordVerifier(
            key: key,
            checkpoint: try checkpoint.map { try InputFile.bytes(at: $0) },
            receipt: try receipt.map { try InputFile.bytes(at: $0) }
        )
        switch verifier.verify(bytes) {
        case .intact(let summary):
            if output.json {
                screen.pour(try JSONText.of(VerdictReport(summary)))
            } else {
                RecordText(summary, file: file).say(on: screen)
            }
        case .faulty(let fault):
            throw try failure(fault, on: screen)
        }
    }

    private func verifyReceipt(_ bytes: [UInt8], _ key: LogVerifier?, on screen: Screen) throws {
        guard receipt == nil, checkpoint == nil else {
            throw Failure(
                .usage,
                "'\(file)' is a receipt; --receipt and --checkpoint are held against a record.",
                mend: "bargain verify RECORD --receipt \(Invocation.quoted(file))"
            )
        }
        let receipt: SealedReceipt
        let checkpoint: Checkpoint
        do {
            receipt = try SealedReceipt(bytes)
            checkpoint = try receipt.check(trusting: key ?? receipt.key)
        } catch {
            throw try failure(error, on: screen)
        }
        if output.json {
            let report = VerdictReport(receipt, checkpoint, isKeyPinned: key != nil)
            screen.pour(try JSONText.of(report))
        } else {
            ReceiptText(receipt, checkpoint, isKeyPinned: key != nil, file: file).say(on: screen)
        }
    }

    /// Says in JSON, where that is asked for, what does not fit; the sentence goes to the error stream.
    private func failure(_ fault: RecordFault, on screen: Screen) throws -> Failure {
        if output.json { screen.pour(try JSONText.of(VerdictReport(fault))) }
        screen.flush()
        let place =
            switch fault.source {
            case .record: file
            case .receipt: receipt ?? file
            case .checkpoint: checkpoint ?? file
            }
        return Failure(.failed, "'\(place)' does not fit (\(fault.check.rawValue)): \(fault)")
    }

    private static func verifier(_ text: String) throws -> LogVerifier {
        do {
            return try LogVerifier(text)
        } catch {
            throw Failure(.usage, error.message, mend: "bargain verify --help")
        }
    }
}
