import CivilTime
import Postgres

/// The queries of a private room: one text for all three schemas, told apart by the connection's search path.
extension StoredQuery {
    static let enterCaucus = StoredQuery(
        "caucus/enter",
        takes: [String.self, String.self],
        gives: ["is_unset": Bool.self, "reads_only": String.self]
    )
    static let findCaucus = StoredQuery(
        "caucus/find",
        takes: [String.self],
        gives: ["head_seq": Int.self, "head_digest": [UInt8].self]
    )
    static let caucusTail = StoredQuery(
        "caucus/tail",
        takes: [String.self, Int.self, Int.self],
        gives: [
            "seq": Int.self, "recorded_at": Instant.self, "seat": String.self, "kind": String.self,
            "salt": [UInt8].self, "body": [UInt8].self, "body_digest": [UInt8].self,
            "previous": [UInt8].self, "digest": [UInt8].self, "order_seq": Int.self,
        ]
    )
    static let createCaucus = StoredQuery("caucus/create", takes: [String.self])
    static let advanceCaucus = StoredQuery(
        "caucus/advance",
        takes: [String.self, Int.self, [UInt8].self]
    )
    static let appendToCaucus = StoredQuery(
        "caucus/append",
        takes: [
            String.self, Int.self, Instant.self, String.self, String.self, [UInt8].self, [UInt8].self,
            [UInt8].self, [UInt8].self, [UInt8].self,
        ]
    )
    static let putDraft = StoredQuery("caucus/put", takes: [String.self, [UInt8].self, [UInt8].self])
    static let getDraft = StoredQuery(
        "caucus/get",
        takes: [String.self, [UInt8].self],
        gives: ["bytes": [UInt8].self]
    )
    static let caucusAnswered = StoredQuery(
        "caucus/answered",
        takes: [String.self, String.self, String.self],
        gives: ["fingerprint": [UInt8].self, "status": Int.self, "reply": [UInt8].self]
    )
    static let answerInCaucus = StoredQuery(
        "caucus/answer",
        takes: [
            String.self, String.self, String.self, [UInt8].self, Instant.self, Int.self, [UInt8].self,
        ]
    )

    /// Every query of a private room.
    static let ofCaucuses: [StoredQuery] = [
        enterCaucus, findCaucus, caucusTail, createCaucus, advanceCaucus, appendToCaucus, putDraft, getDraft,
        caucusAnswered, answerInCaucus,
    ]
}
