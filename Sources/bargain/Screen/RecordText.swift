import Record

/// A record that fits, in words.
struct RecordText {
    private let summary: RecordSummary
    private let file: String

    init(_ summary: RecordSummary, file: String) {
        self.summary = summary
        self.file = file
    }

    func say(on screen: Screen) {
        screen.drill(summary.header.isDrill)
        screen.say("'\(file)' is intact.", .good)
        screen.say(
            "Record of \(summary.header.negotiation ?? summary.header.zone), made \(summary.header.exportedAt).",
            hanging: 2
        )
        for room in summary.rooms { say(room, on: screen) }
        screen.say(
            "\(summary.documents) documents have their hashes"
                + (summary.purgedDocuments > 0 ? "; \(summary.purgedDocuments) are purged." : "."),
            hanging: 2
        )
        screen.say(
            "\(summary.checkpoints) checkpoints; the last seals \(summary.header.size) entries of the zone, root "
                + "\(summary.root).",
            hanging: 2
        )
        if let size = summary.extendedSize {
            screen.say("It goes on from the checkpoint that you hold, of \(size) entries.", hanging: 2, .good)
        }
        if let receipt = summary.receipt { say(receipt, on: screen) }
        KeyText(summary.header.key, isPinned: summary.isKeyPinned).say(on: screen)
    }

    private func say(_ room: RecordSummary.Room, on screen: Screen) {
        let purged = room.purged > 0 ? "; \(room.purged) are purged" : ""
        screen.say("\(room.name): \(room.entries) entries\(purged), the last \(room.digest).", hanging: 2)
        guard room.unsealed > 0 else { return }
        screen.say(
            "The last \(room.unsealed) of them are not sealed yet: no checkpoint covers them.",
            hanging: 2,
            .warning
        )
    }

    private func say(_ receipt: SealedReceipt, on screen: Screen) {
        let isShown = summary.rooms.contains { $0.name == receipt.room }
        screen.say(
            isShown
                ? "It has entry \(receipt.seq) of \(receipt.room), as your receipt says."
                : "Its tree has entry \(receipt.seq) of \(receipt.room), as your receipt says; the room is not shown.",
            hanging: 2,
            .good
        )
    }
}

/// A receipt that fits, in words.
struct ReceiptText {
    private let receipt: SealedReceipt
    private let checkpoint: Checkpoint
    private let isKeyPinned: Bool
    private let file: String

    init(_ receipt: SealedReceipt, _ checkpoint: Checkpoint, isKeyPinned: Bool, file: String) {
        self.receipt = receipt
        self.checkpoint = checkpoint
        self.isKeyPinned = isKeyPinned
        self.file = file
    }

    func say(on screen: Screen) {
        screen.say("'\(file)' is intact.", .good)
        screen.say(
            "Entry \(receipt.seq) of \(receipt.room), \(receipt.kind) by \(receipt.seat ?? "the clock or the operator"), "
                + "recorded \(receipt.recordedAt).",
            hanging: 2
        )
        screen.say("Its digest: \(receipt.digest)", hanging: 2)
        screen.say(
            "It is sealed as leaf \(receipt.leaf) by the checkpoint of \(checkpoint.size) entries, root \(checkpoint.root).",
            hanging: 2
        )
        KeyText(receipt.key, isPinned: isKeyPinned).say(on: screen)
    }
}

/// A log's key, and whether it is more than the file's own word.
struct KeyText {
    private let key: LogVerifier
    private let isPinned: Bool

    init(_ key: LogVerifier, isPinned: Bool) {
        self.key = key
        self.isPinned = isPinned
    }

    func say(on screen: Screen) {
        screen.say("Signed by \(key)", hanging: 2)
        guard !isPinned else { return }
        screen.say(
            "That key is the file's own word: compare it with the one that you were given, or name that with --key.",
            hanging: 2,
            .warning
        )
    }
}
