import CivilTime
import Record

/// What `bargain verify --json` writes.
struct VerdictReport: Encodable {
    struct Room: Encodable {
        let room: String
        let entries: Int
        let digest: String
        let unsealed: Int
        let purged: Int
    }

    struct Receipt: Encodable {
        let room: String
        let entry: Int
        let kind: String
        let seat: String?
        let recordedAt: String
        let digest: String
        let leaf: Int

        enum CodingKeys: String, CodingKey {
            case room, entry, kind, seat, digest, leaf
            case recordedAt = "recorded_at"
        }

        init(_ receipt: SealedReceipt) {
            room = receipt.room
            entry = receipt.seq
            kind = receipt.kind
            seat = receipt.seat
            recordedAt = receipt.recordedAt.description
            digest = receipt.digest.description
            leaf = receipt.leaf
        }
    }

    struct Fault: Encodable {
        let check: String
        let file: String
        let line: Int
        let byte: Int
        let room: String?
        let entry: Int?
        let message: String
        let expected: String?
        let found: String?
    }

    let intact: Bool
    var drill: Bool?
    var zone: String?
    var negotiation: String?
    var exportedAt: String?
    var key: String?
    var keyPinned: Bool?
    var rooms: [Room]?
    var entries: Int?
    var unsealed: Int?
    var documents: Int?
    var purgedDocuments: Int?
    var checkpoints: Int?
    var size: Int?
    var root: String?
    var extendedSize: Int?
    var receipt: Receipt?
    var fault: Fault?

    enum CodingKeys: String, CodingKey {
        case intact, drill, zone, negotiation, key, rooms, entries, unsealed, documents, checkpoints, size,
            root
        case receipt, fault
        case exportedAt = "exported_at"
        case keyPinned = "key_pinned"
        case purgedDocuments = "purged_documents"
        case extendedSize = "extended_size"
    }

    init(_ summary: RecordSummary) {
        intact = true
        drill = summary.header.isDrill
        zone = summary.header.zone
        negotiation = summary.header.negotiation
        exportedAt = summary.header.exportedAt.description
        key = summary.header.key.description
        keyPinned = summary.isKeyPinned
        rooms = summary.rooms.map {
            Room(
                room: $0.name,
                entries: $0.entries,
                digest: $0.digest.description,
                unsealed: $0.unsealed,
                purged: $0.purged
            )
        }
        entries = summary.entries
        unsealed = summary.unsealed
        documents = summary.documents
        purgedDocuments = summary.purgedDocuments
        checkpoints = summary.checkpoints
        size = summary.header.size
        root = summary.root.description
        extendedSize = summary.extendedSize
        receipt = summary.receipt.map(Receipt.init)
    }

    init(_ receipt: SealedReceipt, _ checkpoint: Checkpoint, isKeyPinned: Bool) {
        intact = true
        key = receipt.key.description
        keyPinned = isKeyPinned
        size = checkpoint.size
        root = checkpoint.root.description
        self.receipt = Receipt(receipt)
    }

    init(_ fault: RecordFault) {
        intact = false
        self.fault = Fault(
            check: fault.check.rawValue,
            file: fault.source.rawValue,
            line: fault.line,
            byte: fault.byte,
            room: fault.room,
            entry: fault.seq,
            message: fault.message,
            expected: fault.expected,
            found: fault.found
        )
    }
}
