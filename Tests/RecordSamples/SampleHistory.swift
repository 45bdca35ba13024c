public import CivilTime
public import Record

/// What happened in a made-up zone, before anything is hashed: the facts of three rooms in the order of their sealing.
public struct SampleHistory: Sendable {
    /// A fact of a room.
    public struct Fact: Sendable {
        /// Which room: an index of ``SampleHistory/rooms``.
        public var room: Int
        /// When it was recorded.
        public var recordedAt: Instant
        /// Whose act it is.
        public var seat: String?
        /// The word for its kind.
        public var kind: String
        /// Its salt.
        public var salt: [UInt8]
        /// Its body.
        public var body: [UInt8]
        /// The number of the entry that ordered its purge.
        public var purgeOrder: Int?
    }

    /// The zone's handle.
    public var zone: String
    /// The rooms' names: the hallway, the table that is shown, another table.
    public var rooms: [String]
    /// What happened, in the order of sealing.
    public var facts: [Fact]
    /// The sizes at which the log was sealed, rising.
    public var seals: [Int]
    /// The documents that facts name, purged ones too.
    public var documents: [[UInt8]]
    /// The documents that were purged, with room and number of the entry that ordered it.
    public var purgedDocuments: [Hash256: (room: Int, order: Int)]

    /// A history of so many facts.
    public init(seed: UInt64, facts count: Int, bodySize: Int = 0) {
        var dice = Dice(seed: seed)
        zone = "springfield"
        rooms = ["hallway/springfield", "table/springfield-2026-1", "table/springfield-2026-2"]
        (facts, seals, documents, purgedDocuments) = ([], [], [], [:])
        var counts = [0, 0, 0]
        var now = Instant(microseconds: 1_797_859_200_000_000 + Int64(dice.pick(0...1_000_000)))
        for index in 0..<count {
            now = now.adding(microseconds: Int64(dice.pick(1...90_000_000)))
            // Every room has some, whatever the dice say.
            let room = index < 6 ? index % 3 : [0, 1, 1, 1, 2][dice.pick(0...4)]
            counts[room] += 1
            facts.append(
                Fact(
                    room: room,
                    recordedAt: now,
                    seat: [nil, "maria-soto", "j-lee", "clerk"][dice.pick(0...3)],
                    kind: "note.taken",
                    salt: dice.bytes(16),
                    body: []
                )
            )
            fill(index, seq: counts[room], &dice, size: bodySize)
            if dice.pick(0...19) == 0 { seals.append(index + 1) }
        }
        seals.append(max(seals.last ?? 0, count - dice.pick(0...2)))
    }

    /// The facts of one room, by their indexes.
    public func facts(of room: Int) -> [Int] { facts.indices.filter { facts[$0].room == room } }

    private mutating func fill(_ index: Int, seq: Int, _ dice: inout Dice, size: Int) {
        let room = facts[index].room
        switch dice.pick(0...11) {
        case 0 where room < 2:
            let document = Array("# Proposal \(index)\n\n\(dice.next())\n".utf8)
            documents.append(document)
            facts[index].kind = "proposal.served"
            let hash = Hash256(hashing: document)
            let reference = #"{"bytes":\#(document.count),"name":"p.md","sha256":"\#(hash)"}"#
            facts[index].body = Array(
                #"{"document":\#(reference),"kind":"proposal.served","title":"T \"\#(index)\""}"#.utf8
            )
        case 1 where seq > 1:
            let target = dice.pick(1...seq - 1)
            purge(target, of: room, by: index, seq: seq)
        default:
            let filler = String(repeating: "x", count: max(dice.pick(0...200), size - 60))
            facts[index].body = Array(#"{"kind":"note.taken","text":"\#(filler) \#(dice.next())"}"#.utf8)
        }
    }

    /// Makes a fact purge an earlier one of its room, or the document that this names.
    ///
    /// What stands in for a purged entry goes on naming its document. A fact that purges is never purged, nor one that is purged already.
    private mutating func purge(_ target: Int, of room: Int, by index: Int, seq: Int) {
        let victim = facts(of: room)[target - 1]
        let reason = #""reason":"by order of a court""#
        guard facts[victim].kind != "record.purged", facts[victim].purgeOrder == nil else {
            facts[index].body = Array(#"{"entry":\#(target),"kind":"note.taken",\#(reason)}"#.utf8)
            return
        }
        facts[index].kind = "record.purged"
        let text = String(decoding: facts[victim].body, as: UTF8.self)
        let document = documents.map { Hash256(hashing: $0) }.first { text.contains($0.description) }
        if let document, purgedDocuments[document] == nil, target % 2 == 0 {
            purgedDocuments[document] = (room, seq)
            facts[index].body = Array(#"{"kind":"record.purged",\#(reason),"sha256":"\#(document)"}"#.utf8)
        } else {
            facts[victim].purgeOrder = seq
            let standIn = document.map { #","stand_in":{"document":{"sha256":"\#($0)"}}"# } ?? ""
            facts[index].body = Array(
                #"{"entry":\#(target),"kind":"record.purged",\#(reason)\#(standIn)}"#.utf8
            )
        }
    }
}
