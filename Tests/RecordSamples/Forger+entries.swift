import CivilTime
import Record

extension Forger {
    mutating func edit() throws(RecordError) -> Tampering.Forgery {
        let room = room()
        let index = dice.pick(0...record.rooms[room].count - 1)
        switch dice.pick(0...6) {
        case 0: record.rooms[room][index].seat = "somebody-else"
        case 1: record.rooms[room][index].kind += "x"
        case 2: record.rooms[room][index].previous = changed(record.rooms[room][index].previous)
        case 3: record.rooms[room][index].digest = changed(record.rooms[room][index].digest)
        case 4:
            // One bit, anywhere in the file.
            var file = try record.file()
            file[dice.pick(0...file.count - 1)] ^= 1 << UInt8(dice.pick(0...7))
            return try forgery("bit", file: file)
        case 5 where !record.documents.isEmpty:
            record.documents[0].append(0x21)
            return try forgery("document")
        default: changeBody(of: index, in: room)
        }
        return try forgery("field")
    }

    mutating func rehashTail() throws(RecordError) -> Tampering.Forgery {
        let room = room()
        let index = sealedEntry(of: room)
        changeBody(of: index, in: room)
        record.rehash(room: room)
        switch dice.pick(0...2) {
        case 0: return try forgery("old-tree")
        case 1:
            try reseal()
            return try forgery("new-tree-against-checkpoint", heldCheckpoint)
        default:
            try reseal()
            let last = original.rooms[room].lastIndex { $0.leaf != nil } ?? index
            return try forgery(
                "new-tree-against-receipt",
                heldReceipt(room: room, index: dice.pick(index...last))
            )
        }
    }

    mutating func swap() throws(RecordError) -> Tampering.Forgery {
        let room = room()
        let index = min(sealedEntry(of: room), record.rooms[room].count - 2)
        let (left, right) = (record.rooms[room][index], record.rooms[room][index + 1])
        (record.rooms[room][index], record.rooms[room][index + 1]) = (right, left)
        guard dice.pick(0...1) == 1 else { return try forgery("plain") }
        (record.rooms[room][index].leaf, record.rooms[room][index + 1].leaf) = (left.leaf, right.leaf)
        record.rooms[room][index].recordedAt = left.recordedAt
        record.rooms[room][index + 1].recordedAt = right.recordedAt
        record.rehash(room: room)
        return try forgery("rehashed")
    }

    mutating func duplicate() throws(RecordError) -> Tampering.Forgery {
        let room = room()
        let index = sealedEntry(of: room)
        var copy = record.rooms[room][index]
        if dice.pick(0...1) == 0 {
            record.rooms[room].insert(copy, at: index)
            return try forgery("plain")
        }
        copy.recordedAt = copy.recordedAt.adding(microseconds: -1)
        record.rooms[room].insert(copy, at: index)
        record.rehash(room: room)
        return try forgery("rehashed")
    }

    mutating func redate() throws(RecordError) -> Tampering.Forgery {
        let room = room()
        let index = sealedEntry(of: room)
        let step = Int64(dice.pick(1...3_600_000_000)) * (dice.pick(0...1) == 0 ? 1 : -1)
        record.rooms[room][index].recordedAt = record.rooms[room][index].recordedAt.adding(microseconds: step)
        guard dice.pick(0...1) == 1 else { return try forgery("plain") }
        record.rehash(room: room)
        return try forgery("rehashed")
    }

    mutating func roomMove() throws(RecordError) -> Tampering.Forgery {
        let room = room()
        let index = sealedEntry(of: room)
        var entry = record.rooms[room].remove(at: index)
        let place = record.rooms[1 - room].firstIndex { $0.recordedAt > entry.recordedAt }
        let target = place ?? record.rooms[1 - room].count
        entry.seq = target + 1
        record.rooms[1 - room].insert(entry, at: target)
        guard dice.pick(0...1) == 1 else { return try forgery("plain") }
        record.rehash(room: 0)
        record.rehash(room: 1)
        return try forgery("rehashed")
    }
}
