public import Record

/// A way to falsify a record, of those that its verification must see.
public enum Tampering: String, CaseIterable, Sendable {
    /// A field of an entry is changed.
    case edit
    /// An entry is changed and everything behind it is computed anew.
    case rehashTail = "rehash-tail"
    /// The end is cut off.
    case truncate
    /// Two entries change places.
    case swap
    /// An entry is there twice.
    case duplicate
    /// An entry gets another time.
    case redate = "re-date"
    /// A room is left out.
    case dropRoom = "drop-room"
    /// An older state is shown as the present one.
    case olderDump = "older-dump"
    /// Two branches of a history are shown to two readers.
    case fork
    /// The log is signed with another key.
    case keySwap = "key-swap"
    /// The log, or one of its checkpoints, is passed off as another zone's.
    case originSwap = "origin-swap"
    /// An entry is moved to another room.
    case roomMove = "room-move"

    /// A falsified record, with what its reader holds against it.
    public struct Forgery: Sendable {
        /// What was done, within the way.
        public var variant: String
        /// The falsified file.
        public var record: [UInt8]
        /// The true file, which the same verifier must accept.
        public var original: [UInt8]
        /// What the reader holds.
        public var held: RecordVerifier
    }

    /// Falsifies the record of a seed.
    ///
    /// - Parameter seed: decides the record, the place and the variant.
    /// - Returns: the forgery.
    /// - Throws: when a key cannot sign.
    public func forge(seed: UInt64) throws(RecordError) -> Forgery {
        var forger = try Forger(seed: seed)
        return switch self {
        case .edit: try forger.edit()
        case .rehashTail: try forger.rehashTail()
        case .truncate: try forger.truncate()
        case .swap: try forger.swap()
        case .duplicate: try forger.duplicate()
        case .redate: try forger.redate()
        case .dropRoom: try forger.dropRoom()
        case .olderDump: try forger.olderDump()
        case .fork: try forger.fork()
        case .keySwap: try forger.keySwap()
        case .originSwap: try forger.originSwap()
        case .roomMove: try forger.roomMove()
        }
    }
}
