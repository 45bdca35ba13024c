/// What became of checking a record.
public enum RecordVerdict: Hashable, Sendable {
    /// Everything fits.
    case intact(RecordSummary)
    /// Something does not: the first thing in the order of the checks.
    case faulty(RecordFault)
}

/// What a record that fits holds.
public struct RecordSummary: Hashable, Sendable {
    /// A room with the place where it ends.
    public struct Room: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// How many entries it has: the last one's number.
        public let entries: Int
        /// The last entry's digest.
        public let digest: Hash256
        /// How many of its last entries no checkpoint covers yet.
        public let unsealed: Int
        /// How many of its entries are purged.
        public let purged: Int
    }

    /// What the file is of.
    public let header: RecordHeader
    /// Whether the key was given, or came from a receipt, rather than from the file itself.
    public let isKeyPinned: Bool
    /// The rooms, in the file's order.
    public let rooms: [Room]
    /// How many documents are there.
    public let documents: Int
    /// How many documents are purged.
    public let purgedDocuments: Int
    /// How many checkpoints are in the file.
    public let checkpoints: Int
    /// The root of the tree at the last checkpoint.
    public let root: Hash256
    /// The size of the checkpoint that was held against it.
    public let extendedSize: Int?
    /// The receipt that was held against it.
    public let receipt: SealedReceipt?

    /// How many entries are shown.
    public var entries: Int { rooms.reduce(0) { $0 + $1.entries } }
    /// How many entries no checkpoint covers yet.
    public var unsealed: Int { rooms.reduce(0) { $0 + $1.unsealed } }
}
