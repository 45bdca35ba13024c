import CivilTime
import Postgres

extension StoredQuery {
    static let reserveRoom = StoredQuery("room/reserve", gives: ["id": Int.self])
    static let createRoom = StoredQuery("room/create", takes: [Int.self, String.self, String.self])
    static let findRoom = StoredQuery(
        "room/find",
        takes: [String.self, String.self],
        gives: ["id": Int.self, "head_seq": Int.self, "head_digest": [UInt8].self]
    )
    static let listRooms = StoredQuery(
        "room/list",
        gives: [
            "id": Int.self, "kind": String.self, "handle": String.self, "head_seq": Int.self,
            "head_digest": [UInt8].self,
        ]
    )
    static let lockRoom = StoredQuery(
        "room/lock",
        takes: [Int.self],
        gives: ["head_seq": Int.self, "head_digest": [UInt8].self]
    )
    static let advanceRooms = StoredQuery(
        "room/advance",
        takes: [[Int].self, [Int].self, [Int].self, [[UInt8]].self]
    )
    static let appendEntries = StoredQuery(
        "entry/append",
        takes: [
            [Int].self, [Int].self, [Instant].self, [String?].self, [String].self, [[UInt8]?].self,
            [[UInt8]].self, [[UInt8]].self, [[UInt8]].self, [[UInt8]].self, [String?].self,
        ]
    )
    static let tail = StoredQuery(
        "entry/tail",
        takes: [Int.self, Int.self, Int.self],
        gives: [
            "seq": Int.self, "recorded_at": Instant.self, "seat": String.self, "kind": String.self,
            "salt": [UInt8].self, "body": [UInt8].self, "body_digest": [UInt8].self,
            "previous": [UInt8].self, "digest": [UInt8].self, "order_seq": Int.self,
        ]
    )
    static let tails = StoredQuery(
        "entry/tails",
        takes: [[Int].self, [Int].self, Int.self],
        gives: [
            "room_id": Int.self, "seq": Int.self, "recorded_at": Instant.self, "seat": String.self,
            "kind": String.self, "salt": [UInt8].self, "body": [UInt8].self, "body_digest": [UInt8].self,
            "previous": [UInt8].self, "digest": [UInt8].self, "order_seq": Int.self,
        ]
    )
    static let findAct = StoredQuery(
        "act/find",
        takes: [String.self, String.self],
        gives: ["fingerprint": [UInt8].self, "status": Int.self, "reply": [UInt8].self]
    )
    static let insertActs = StoredQuery(
        "act/insert",
        takes: [[String].self, [String].self, [[UInt8]].self, [Instant].self, [Int].self, [[UInt8]].self]
    )
    static let putContents = StoredQuery("content/put", takes: [[[UInt8]].self, [[UInt8]].self])
    static let getContent = StoredQuery("content/get", takes: [[UInt8].self], gives: ["bytes": [UInt8].self])
    static let packText = StoredQuery(
        "content/pack_text",
        takes: [String.self],
        gives: ["bytes": [UInt8].self]
    )
    static let pinnedTexts = StoredQuery(
        "content/pinned_texts",
        takes: [String.self],
        gives: ["bytes": [UInt8].self]
    )
    static let readDeployment = StoredQuery("deployment/read", gives: ["kind": String.self])
    static let createDeployment = StoredQuery("deployment/create", takes: [String.self, Instant.self])
    static let readClock = StoredQuery("clock/read", gives: ["now": Instant.self])

    static let hint = StoredQuery("clock/hint")

    static let insertZone = StoredQuery(
        "zone/insert",
        takes: [Int.self, String.self, String.self, String.self, String.self, String.self]
    )
    static let listZones = StoredQuery(
        "zone/list",
        takes: [String.self],
        gives: [
            "handle": String.self, "name": String.self, "district": String.self, "state": String.self,
            "schools": Int.self, "negotiations": Int.self,
        ]
    )
    static let insertSchool = StoredQuery(
        "zone/school_insert",
        takes: [Int.self, String.self, String.self, Int.self]
    )
    static let insertUnit = StoredQuery(
        "zone/unit_insert",
        takes: [Int.self, String.self, String.self, String.self]
    )
    static let insertSeat = StoredQuery(
        "zone/seat_insert",
        takes: [Int.self, String.self, String.self, String.self, String.self]
    )
    static let deleteSeat = StoredQuery("zone/seat_delete", takes: [Int.self, String.self])
    static let clearZone = StoredQuery("zone/clear", takes: [Int.self])

    static let upsertNegotiations = StoredQuery(
        "negotiation/upsert",
        takes: [
            [Int].self, [String].self, [String].self, [String].self, [String].self, [String].self,
            [String?].self,
        ]
    )
    static let listNegotiations = StoredQuery(
        "negotiation/list",
        takes: [String.self, String.self],
        gives: [
            "handle": String.self, "zone": String.self, "title": String.self, "pack": String.self,
            "state": String.self, "outcome": String.self, "next_step": String.self,
            "next_due_on": CivilDate.self,
        ]
    )
    static let openNegotiations = StoredQuery(
        "negotiation/open_in_zone",
        takes: [String.self],
        gives: ["handle": String.self]
    )
    static let clearNegotiation = StoredQuery("negotiation/clear", takes: [Int.self])
    static let upsertProposals = StoredQuery(
        "proposal/upsert",
        takes: [
            [Int].self, [String].self, [Int].self, [String].self, [String?].self, [[UInt8]].self, [Int].self,
            [String].self, [Int].self, [Instant].self,
        ]
    )
    static let upsertDeadlines = StoredQuery(
        "deadline/upsert",
        takes: [
            [Int].self, [String].self, [Int].self, [CivilDate].self, [CivilDate].self, [Instant].self,
            [String].self,
        ]
    )
    static let claimDeadlines = StoredQuery(
        "deadline/claim",
        takes: [Instant.self, Int.self],
        gives: ["id": Int.self, "handle": String.self, "head_seq": Int.self, "head_digest": [UInt8].self]
    )
    static let nextDeadline = StoredQuery("deadline/next", gives: ["due_at": Instant.self])

    static let insertAlerts = StoredQuery(
        "alert/insert",
        takes: [
            [Int].self, [String].self, [String].self, [String].self, [Int].self, [String?].self, [Int?].self,
            [Instant].self, [Bool].self,
        ]
    )
    static let cancelReminders = StoredQuery(
        "alert/cancel_reminders",
        takes: [[Int].self, [String].self, [Int].self, [Instant].self]
    )
    static let cancelPackages = StoredQuery(
        "alert/cancel_packages",
        takes: [[Int].self, [String].self, [Int].self, [Instant].self]
    )
    static let cancelAlertsOfSeat = StoredQuery(
        "alert/cancel_seat",
        takes: [Int.self, String.self, Instant.self]
    )
    static let listAlerts = StoredQuery(
        "alert/list",
        takes: [String.self, String.self, Instant.self, Bool.self, Int.self],
        gives: [
            "negotiation": String.self, "key": String.self, "kind": String.self, "seq": Int.self,
            "step": String.self, "occurrence": Int.self, "send_at": Instant.self,
            "acknowledged_at": Instant.self, "deliveries": String.self,
        ]
    )
    static let acknowledgeAlert = StoredQuery(
        "alert/acknowledge",
        takes: [String.self, String.self, String.self, Instant.self],
        gives: ["found": Int.self]
    )
    static let claimDeliveries = StoredQuery(
        "delivery/claim",
        takes: [Instant.self, Int.self, String.self, [String].self],
        gives: [
            "id": Int.self, "key": String.self, "channel": String.self, "attempts": Int.self,
            "room_id": Int.self, "negotiation": String.self, "head_seq": Int.self,
            "head_digest": [UInt8].self,
            "kind": String.self, "seat": String.self, "seq": Int.self, "step": String.self,
            "occurrence": Int.self,
        ]
    )
    static let finishDeliveries = StoredQuery(
        "delivery/finish",
        takes: [[Int].self, String.self, String.self, Instant.self, Instant.self, String.self]
    )
    /// Every query of the common record and of the register of persons, in the order of the files' folders.
    static let all: [StoredQuery] =
        [
            reserveRoom, createRoom, findRoom, listRooms, lockRoom, advanceRooms, appendEntries, tail, tails,
            findAct, insertActs, putContents, getContent, packText, pinnedTexts, readDeployment,
            createDeployment,
            readClock,
            hint, insertZone, listZones, insertSchool, insertUnit, insertSeat, deleteSeat,
            clearZone, upsertNegotiations, listNegotiations, openNegotiations, clearNegotiation,
            upsertProposals, upsertDeadlines, claimDeadlines, nextDeadline, insertAlerts, cancelReminders,
            cancelPackages, cancelAlertsOfSeat, listAlerts, acknowledgeAlert, claimDeliveries,
            finishDeliveries, purgeEntry,
            purgeContent, contentPurgeOrder, insertUploads, listUploads, findUpload, sealableZones, beginTree,
            holdTree,
            unsealed, insertLeaves,
            finishSeal, latestCheckpoint, leaves, places, zonePlaces, checkpoints, insertLogKey, logKey,
        ] + identity
}
