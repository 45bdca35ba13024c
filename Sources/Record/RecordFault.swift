/// The first thing in a record, or in what is held against it, that does not fit.
public struct RecordFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was being checked; `docs/record-format.md` lists them in their order.
    public enum Check: String, Hashable, Sendable, CaseIterable {
        /// The file's form: lines, lengths, counts, its end.
        case form
        /// The log's key is the one that is trusted.
        case key
        /// Zone, origin, key and rooms name the same log.
        case origin
        /// A note is signed by the log's key.
        case signature
        /// The leaves have the root that a checkpoint of their size states.
        case root
        /// A room's entries are numbered 1, 2, 3, ….
        case sequence
        /// A room's entries were recorded one after the other.
        case time
        /// An entry names the digest of the one before.
        case chain
        /// An entry's digest is that of its fields.
        case digest
        /// A sealed entry is in the tree at its place.
        case leaf
        /// A purged entry or document names the entry that ordered it.
        case purge
        /// Every document that is named is there and has its hash.
        case document
        /// The rooms end where the log says they end.
        case heads
        /// The record goes on from a checkpoint that is held.
        case extends
        /// The record has the entry that a receipt was given for.
        case receipt
    }

    /// Which file it was found in.
    public enum Source: String, Hashable, Sendable {
        /// The record.
        case record
        /// The receipt that is held against it.
        case receipt
        /// The checkpoint that is held against it.
        case checkpoint
    }

    /// What was being checked.
    public let check: Check
    /// Which file it was found in.
    public let source: Source
    /// Where in that file: bytes before it.
    public let byte: Int
    /// The line that this is in, from 1, counted by line feeds.
    public let line: Int
    /// The room whose entry it is about.
    public let room: String?
    /// The entry's number in the room.
    public let seq: Int?
    /// What does not fit, in a sentence.
    public let message: String
    /// What was expected, where it is a value.
    public let expected: String?
    /// What is there instead.
    public let found: String?

    /// Place and sentence: `line 31 (byte 4096), entry 5 of table/springfield-2026-1: …`.
    public var description: String {
        var place = "line \(line) (byte \(byte))"
        if let seq, let room {
            place += ", entry \(seq) of \(room)"
        } else if let room {
            place += ", \(room)"
        }
        let values = expected.map { " Expected \($0); found \(found ?? "nothing")." } ?? ""
        return "\(place): \(message)\(values)"
    }
}
