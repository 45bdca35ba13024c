import Record

extension Forger {
    mutating func truncate() throws(RecordError) -> Tampering.Forgery {
        let room = room()
        let index = sealedEntry(of: room)
        switch dice.pick(0...3) {
        case 0:
            let file = try record.file()
            return try forgery("file", file: Array(file.prefix(dice.pick(0...file.count - 1))))
        case 1:
            record.rooms[room].removeSubrange(index...)
            return try forgery("room-without-key", file: try withOriginalEnd(try record.file()))
        case 2:
            record.rooms[room].removeSubrange(index...)
            return try forgery("room-with-key-against-receipt", heldReceipt(room: room, index: index))
        default:
            record = try SampleRecord(
                history.prefix(dice.pick(6...max(6, record.leaves.count - 1))),
                key: key
            )
            return try forgery("log-with-key-against-checkpoint", heldCheckpoint)
        }
    }

    mutating func dropRoom() throws(RecordError) -> Tampering.Forgery {
        let room = room()
        switch dice.pick(0...2) {
        case 0: return try forgery("with-key", file: try record.file(rooms: [1 - room]))
        case 1:
            record.header.negotiation = nil
            return try forgery("and-from-header", file: try withOriginalEnd(try record.file(rooms: [0])))
        default:
            record.rooms[room] = []
            return try forgery("emptied", file: try withOriginalEnd(try record.file()))
        }
    }

    mutating func olderDump() throws(RecordError) -> Tampering.Forgery {
        record = try SampleRecord(history.prefix(dice.pick(6...max(6, record.leaves.count - 1))), key: key)
        return try forgery("against-checkpoint", heldCheckpoint)
    }

    mutating func fork() throws(RecordError) -> Tampering.Forgery {
        let index = dice.pick(0...record.leaves.count - 1)
        record = try SampleRecord(history.forked(at: index), key: key)
        let room = room()
        return switch dice.pick(0...1) {
        case 0: try forgery("against-checkpoint", heldCheckpoint)
        default:
            try forgery("against-receipt", heldReceipt(room: room, index: sealedEntry(of: room)))
        }
    }

    mutating func keySwap() throws(RecordError) -> Tampering.Forgery {
        record = try SampleRecord(history, key: try LogKey(name: key.verifier.name, seed: dice.bytes(32)))
        let room = room()
        return switch dice.pick(0...2) {
        case 0: try forgery("against-key", RecordVerifier(key: key.verifier))
        case 1: try forgery("against-checkpoint", heldCheckpoint)
        default:
            try forgery("against-receipt", heldReceipt(room: room, index: sealedEntry(of: room)))
        }
    }

    mutating func originSwap() throws(RecordError) -> Tampering.Forgery {
        let last = record.checkpoints.count - 1
        let (size, root) = (record.leaves.count, MerkleTree.root(record.leaves))
        switch dice.pick(0...3) {
        case 0:
            let text = try replacing("origin bargain/springfield\n", by: "origin bargain/shelbyville\n")
            return try forgery("origin", file: text)
        case 1:
            record.header.zone = "shelbyville"
            return try forgery("zone")
        case 2:
            let other = try LogKey(name: "bargain/shelbyville", seed: dice.bytes(32))
            record.checkpoints[last] = try other.checkpoint(size: size, root: root)
            return try forgery("checkpoint-of-another-log")
        default:
            let checkpoint = Checkpoint(origin: "bargain/shelbyville", size: size, root: root)
            record.checkpoints[last] = try key.sign(checkpoint.text)
            return try forgery("checkpoint-of-another-origin")
        }
    }

    private func replacing(_ old: String, by new: String) throws(RecordError) -> [UInt8] {
        let file = try record.file()
        let (old, new) = (Array(old.utf8), Array(new.utf8))
        let place = file.indices.first { file[$0...].starts(with: old) } ?? 0
        return Array(file[..<place]) + new + file[(place + old.count)...]
    }
}
