import CivilTime
public import Record

/// A large record without anything special in it, to measure by.
public enum PlainRecord {
    /// The file of a record, all sealed but its last entry.
    ///
    /// - Parameters:
    ///   - count: how many entries are shown, in the hallway and at the table.
    ///   - bodySize: how many bytes a body has, about.
    ///   - key: the log's key.
    /// - Returns: the bytes.
    /// - Throws: when the key cannot sign.
    public static func file(entries count: Int, bodySize: Int, key: LogKey) throws(RecordError) -> [UInt8] {
        let names = ["hallway/springfield", "table/springfield-2026-1"]
        var rooms: [[RecordEntry]] = [[], []]
        var leaves: [Hash256] = []
        for index in 0..<count {
            let room = index % 10 == 0 ? 0 : 1
            let entry = entry(
                index,
                after: rooms[room].last,
                in: names[room],
                bodySize,
                isLast: index == count - 1
            )
            rooms[room].append(entry)
            if entry.leaf != nil { leaves.append(MerkleTree.leaf(entry.digest)) }
        }
        let header = RecordHeader(
            zone: "springfield",
            negotiation: "springfield-2026-1",
            isDrill: true,
            key: key.verifier,
            exportedAt: Instant(microseconds: 1_797_859_200_000_000),
            size: leaves.count
        )
        var writer = RecordWriter(header)
        writer.add(checkpoint: try key.checkpoint(size: leaves.count, root: MerkleTree.root(leaves)))
        writer.add(leaves: leaves)
        for (name, room) in zip(names, rooms) {
            writer.begin(room: name)
            for entry in room { writer.add(entry) }
        }
        try writer.finish(signedBy: key)
        return writer.take()
    }

    private static func entry(
        _ index: Int,
        after last: RecordEntry?,
        in room: String,
        _ bodySize: Int,
        isLast: Bool
    ) -> RecordEntry {
        let start =
            #"{"kind":"step.ended","note":"Entry \#(index)","on":"2026-04-17","step":"mediation","text":""#
        let filler = String(repeating: "x", count: max(0, bodySize - start.utf8.count - 2))
        let salt = Array(Hash256(hashing: Array("\(index)".utf8)).bytes.prefix(16))
        var entry = RecordEntry(
            seq: (last?.seq ?? 0) + 1,
            recordedAt: Instant(microseconds: 1_797_859_200_000_000 + Int64(index) * 1_000_003),
            seat: "maria-soto",
            kind: "step.ended",
            content: .body(salt: salt, bytes: Array((start + filler + "\"}").utf8)),
            previous: last?.digest ?? EntryDigest.origin,
            digest: EntryDigest.origin,
            leaf: isLast ? nil : index
        )
        entry.digest = EntryDigest.digest(
            room: room,
            seq: entry.seq,
            recordedAt: entry.recordedAt,
            seat: entry.seat,
            kind: entry.kind,
            bodyDigest: entry.bodyDigest,
            previous: entry.previous
        )
        return entry
    }
}
