import CivilTime
import Postgres

extension StoredQuery {
    static let purgeEntry = StoredQuery(
        "purge/entry",
        takes: [Int.self, Int.self, Int.self, [UInt8].self],
        gives: ["done": String.self]
    )
    static let purgeContent = StoredQuery(
        "purge/content",
        takes: [Int.self, [UInt8].self, Int.self],
        gives: ["done": String.self]
    )
    static let contentPurgeOrder = StoredQuery(
        "purge/content_order",
        takes: [[UInt8].self],
        gives: ["kind": String.self, "handle": String.self, "order_seq": Int.self]
    )
    static let insertUploads = StoredQuery(
        "upload/insert",
        takes: [[String].self, [[UInt8]].self, [Int].self, Instant.self]
    )
    static let listUploads = StoredQuery(
        "upload/sent",
        takes: [String.self, Instant.self],
        gives: ["sent_at": Instant.self, "bytes": Int.self]
    )
    static let findUpload = StoredQuery(
        "upload/find",
        takes: [String.self, [UInt8].self],
        gives: ["found": Bool.self]
    )
    static let sealableZones = StoredQuery("seal/zones", gives: ["zone_id": Int.self])
    static let beginTree = StoredQuery("seal/begin", takes: [Int.self])
    static let holdTree = StoredQuery(
        "seal/hold",
        takes: [Int.self],
        gives: ["frontier": [UInt8].self, "handle": String.self]
    )
    static let unsealed = StoredQuery(
        "seal/unsealed",
        takes: [Int.self, Int.self],
        gives: [
            "room_id": Int.self, "room_kind": String.self, "handle": String.self, "seq": Int.self,
            "recorded_at": Instant.self, "seat": String.self, "kind": String.self, "salt": [UInt8].self,
            "body": [UInt8].self, "body_digest": [UInt8].self, "previous": [UInt8].self,
            "digest": [UInt8].self, "order_seq": Int.self,
        ]
    )
    static let insertLeaves = StoredQuery(
        "seal/leaves_insert",
        takes: [Int.self, [Int].self, [Int].self, [Int].self, [[UInt8]].self]
    )
    static let finishSeal = StoredQuery(
        "seal/finish",
        takes: [Int.self, [UInt8].self, [Int].self, [Int].self, Int.self, String.self, Instant.self]
    )
    static let latestCheckpoint = StoredQuery(
        "seal/latest",
        takes: [Int.self],
        gives: ["size": Int.self, "note": String.self]
    )
    static let leaves = StoredQuery(
        "seal/leaves",
        takes: [Int.self, Int.self],
        gives: ["hash": [UInt8].self]
    )
    static let places = StoredQuery(
        "seal/places",
        takes: [[Int].self, Int.self],
        gives: ["room_id": Int.self, "seq": Int.self, "leaf_index": Int.self]
    )
    static let zonePlaces = StoredQuery(
        "seal/zone_places",
        takes: [Int.self],
        gives: ["room_id": Int.self, "seq": Int.self, "leaf_index": Int.self]
    )
    static let checkpoints = StoredQuery(
        "seal/checkpoints",
        takes: [Int.self],
        gives: ["size": Int.self, "note": String.self]
    )
    static let insertLogKey = StoredQuery("seal/key_insert", takes: [String.self])
    static let logKey = StoredQuery("seal/key", gives: ["vkey": String.self])
}
