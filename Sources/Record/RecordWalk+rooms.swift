extension RecordWalk {
    mutating func readRoom(_ name: String, _ header: RecordHeader) throws(RecordFault) {
        try cursor.expect("room ")
        let place = cursor.offset
        let found = cursor.text(try cursor.word("room", before: newline))
        guard found == name else {
            throw cursor.fault(
                .origin,
                at: place,
                "This is not the room that belongs here.",
                expected: name,
                found: found
            )
        }
        cursor.room = name
        defer { (cursor.room, cursor.seq) = (nil, nil) }
        var room = RoomWalk(name)
        while let entry = try EntryLine(&cursor) {
            cursor.seq = entry.seq
            try check(entry, in: &room, header)
            if let receipt, receipt.seq == entry.seq, receipt.room == name {
                try check(receipt, against: entry)
            }
            cursor.seq = nil
        }
        try checkPurges(in: room)
        if let receipt, receipt.room == name, receipt.seq > room.seq || receipt.seq < 1 {
            throw cursor.fault(
                .receipt,
                at: cursor.offset,
                "The entry that a receipt was given for is missing.",
                expected: "entry \(receipt.seq)",
                found: "\(room.seq) entries"
            )
        }
        rooms.append(room)
    }

    private mutating func check(_ entry: EntryLine, in room: inout RoomWalk, _ header: RecordHeader)
        throws(RecordFault)
    {
        guard entry.seq == room.seq + 1 else {
            throw cursor.fault(
                .sequence,
                at: entry.place,
                "The entries are not numbered without a gap.",
                expected: "\(room.seq + 1)",
                found: "\(entry.seq)"
            )
        }
        if let before = room.recordedAt, entry.recordedAt <= before {
            throw cursor.fault(
                .time,
                at: entry.place,
                "The entry was not recorded after the one before.",
                expected: "later than \(before)",
                found: "\(entry.recordedAt)"
            )
        }
        guard entry.previous == room.digest else {
            throw cursor.fault(
                .chain,
                at: entry.place,
                "The entry does not follow the one before.",
                expected: "\(room.digest)",
                found: "\(entry.previous)"
            )
        }
        let digest = digest(of: entry, room)
        guard entry.digest == digest else {
            throw cursor.fault(
                .digest,
                at: entry.place,
                "The digest is not that of the entry's fields.",
                expected: "\(digest)",
                found: "\(entry.digest)"
            )
        }
        try checkLeaf(of: entry, after: room, header)
        room.seq = entry.seq
        room.recordedAt = entry.recordedAt
        room.digest = digest
        if let leaf = entry.leaf { room.leaf = leaf } else { room.unsealed += 1 }
        switch entry.content {
        case .purged(_, let order):
            let isOrder = PurgeOrder.isKind(cursor.bytes, entry.kind)
            room.purged.append(
                RoomWalk.Purged(seq: entry.seq, order: order, isOrder: isOrder, place: entry.place)
            )
        case .body(_, let body):
            if PurgeOrder.isKind(cursor.bytes, entry.kind) {
                room.orders[entry.seq] = PurgeOrder(cursor.bytes, body)
            }
            named.scan(cursor.bytes, body, room: room.name, entry)
        }
    }

    private func digest(of entry: EntryLine, _ room: RoomWalk) -> Hash256 {
        cursor.bytes.withUnsafeBytes { file in
            let bodyDigest =
                switch entry.content {
                case .purged(let digest, _): digest
                case .body(let salt, let body):
                    withUnsafeBytes(of: salt) {
                        BodyDigest.of(salt: $0, body: UnsafeRawBufferPointer(rebasing: file[body]))
                    }
                }
            return room.nameBytes.withUnsafeBytes { name in
                EntryDigest.digest(
                    room: name,
                    seq: entry.seq,
                    microseconds: entry.recordedAt,
                    seat: UnsafeRawBufferPointer(rebasing: file[entry.seat]),
                    kind: UnsafeRawBufferPointer(rebasing: file[entry.kind]),
                    bodyDigest: bodyDigest,
                    previous: entry.previous
                )
            }
        }
    }

    private func checkLeaf(of entry: EntryLine, after room: RoomWalk, _ header: RecordHeader)
        throws(RecordFault)
    {
        guard let index = entry.leaf else { return }
        guard room.unsealed == 0 else {
            throw cursor.fault(.leaf, at: entry.place, "The entry is sealed, though the one before is not.")
        }
        guard index > room.leaf, index < header.size else {
            throw cursor.fault(
                .leaf,
                at: entry.place,
                "The entry's place in the tree cannot be.",
                expected: "\(room.leaf + 1) to \(header.size - 1)",
                found: "\(index)"
            )
        }
        let sealed = MerkleTree.leaf(entry.digest)
        guard leaf(index) == sealed else {
            throw cursor.fault(
                .leaf,
                at: entry.place,
                "The entry is not what the tree holds at leaf \(index).",
                expected: leaf(index)?.description,
                found: "\(sealed)"
            )
        }
    }

    private func check(_ receipt: SealedReceipt, against entry: EntryLine) throws(RecordFault) {
        guard receipt.digest == entry.digest, receipt.leaf == entry.leaf else {
            throw cursor.fault(
                .receipt,
                at: entry.place,
                "The entry is not the one that the receipt was given for.",
                expected: "\(receipt.digest) at leaf \(receipt.leaf)",
                found: "\(entry.digest) " + (entry.leaf.map { "at leaf \($0)" } ?? "not sealed")
            )
        }
    }

    private mutating func checkPurges(in room: RoomWalk) throws(RecordFault) {
        for purged in room.purged {
            let order = room.orders[purged.order]
            cursor.seq = purged.seq
            if purged.isOrder {
                throw cursor.fault(
                    .purge,
                    at: purged.place,
                    "An entry of the kind \(PurgeOrder.kind) is never purged itself."
                )
            }
            guard purged.order > purged.seq, order == .entry(purged.seq) else {
                throw cursor.fault(
                    .purge,
                    at: purged.place,
                    "Entry \(purged.order), which should have ordered the purge, did not.",
                    expected: "an entry \(PurgeOrder.kind) of entry \(purged.seq)",
                    found: order.map { "one of \($0)" } ?? "none"
                )
            }
            cursor.seq = nil
        }
    }
}
