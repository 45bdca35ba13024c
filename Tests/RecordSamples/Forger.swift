import CivilTime
import Record

/// Somebody who falsifies the record of a seed.
struct Forger {
    var dice: Dice
    let history: SampleHistory
    let key: LogKey
    /// What is true.
    let original: SampleRecord
    /// What is falsified.
    var record: SampleRecord

    init(seed: UInt64) throws(RecordError) {
        dice = Dice(seed: seed &+ 0x5EED)
        history = SampleHistory(seed: seed, facts: dice.pick(20...60))
        key = try LogKey(name: "bargain/\(history.zone)", seed: dice.bytes(32))
        original = try SampleRecord(history, key: key)
        record = original
    }

    /// One of the rooms that are shown.
    mutating func room() -> Int { dice.pick(0...1) }

    /// A sealed entry of a room, by its index.
    mutating func sealedEntry(of room: Int, from first: Int = 0) -> Int {
        let last = record.rooms[room].lastIndex { $0.leaf != nil } ?? first
        return dice.pick(first...max(first, last))
    }

    /// A sealed entry of a room that still has its body, by its index.
    mutating func bodyEntry(of room: Int) -> Int {
        let indexes = record.rooms[room].indices.filter { index in
            let entry = record.rooms[room][index]
            guard entry.leaf != nil, case .body = entry.content else { return false }
            return true
        }
        return indexes.randomElement(using: &dice) ?? 0
    }

    /// Changes an entry's body, or the digest that is left of it.
    mutating func changeBody(of index: Int, in room: Int) {
        switch record.rooms[room][index].content {
        case .body(let salt, var bytes):
            let place = dice.pick(0...bytes.count - 1)
            bytes[place] ^= 1 << UInt8(dice.pick(0...7))
            record.rooms[room][index].content = .body(salt: salt, bytes: bytes)
        case .purged(let digest, let order):
            record.rooms[room][index].content = .purged(digest: changed(digest), order: order)
        }
    }

    func changed(_ hash: Hash256) -> Hash256 { Hash256(hashing: hash.bytes) }

    /// Computes the tree anew and signs it: what only the holder of the log's key can do.
    mutating func reseal() throws(RecordError) {
        for entry in record.rooms.joined() {
            if let leaf = entry.leaf { record.leaves[leaf] = MerkleTree.leaf(entry.digest) }
        }
        for index in record.checkpoints.indices {
            let size = history.seals[index]
            record.checkpoints[index] = try key.checkpoint(
                size: size,
                root: MerkleTree.root(record.leaves[..<size])
            )
        }
    }

    func forgery(_ variant: String, _ held: RecordVerifier = RecordVerifier(), file: [UInt8]? = nil)
        throws(RecordError) -> Tampering.Forgery
    {
        let forged = if let file { file } else { try record.file() }
        return Tampering.Forgery(
            variant: variant,
            record: forged,
            original: try original.file(),
            held: held
        )
    }

    /// What a reader holds of the truth: its last checkpoint.
    var heldCheckpoint: RecordVerifier { RecordVerifier(checkpoint: original.checkpoints.last?.bytes) }

    /// What a reader holds of the truth: a receipt.
    func heldReceipt(room: Int, index: Int) -> RecordVerifier {
        RecordVerifier(receipt: original.receipt(room: room, seq: index + 1)?.bytes)
    }

    /// The end of the true file, which somebody without the key cannot make for another one.
    func withOriginalEnd(_ file: [UInt8]) throws(RecordError) -> [UInt8] {
        let start = Array("\nheads ".utf8)
        func position(_ file: [UInt8]) -> Int {
            (0...file.count - start.count).last { file[$0..<$0 + start.count].elementsEqual(start) } ?? 0
        }
        let original = try original.file()
        return Array(file[..<position(file)]) + original[position(original)...]
    }
}
