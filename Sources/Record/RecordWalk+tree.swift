/// A root that the leaves must have at a size, and what to say when they have another.
struct WatchedRoot {
    let size: Int
    let root: Hash256
    let source: RecordFault.Source
    /// Where the checkpoint's note begins in its file.
    let place: Int
}

extension RecordWalk {
    /// The largest size of a note in a file.
    static let largestNote = SignedNote.largest

    /// Reads a length, its line's end and so many bytes.
    mutating func readNote(_ name: StaticString) throws(RecordFault) -> (place: Int, bytes: [UInt8]) {
        let count = try cursor.number("length of a note", before: newline)
        let range = try cursor.block(name, count: count, atMost: Self.largestNote)
        return (range.lowerBound, Array(cursor.bytes[range]))
    }

    mutating func readCheckpoints(_ header: RecordHeader) throws(RecordFault) {
        var own: [WatchedRoot] = []
        while cursor.isNext("checkpoint ") {
            try cursor.expect("checkpoint ")
            let (place, bytes) = try readNote("checkpoint")
            let checkpoint = try opened(at: place) { () throws(RecordError) in
                try header.key.checkpoint(bytes)
            }
            if let last = own.last, checkpoint.size < last.size {
                throw cursor.fault(
                    .root,
                    at: place,
                    "The checkpoints do not stand by rising size.",
                    expected: "at least \(last.size)",
                    found: "\(checkpoint.size)"
                )
            }
            own.append(
                WatchedRoot(size: checkpoint.size, root: checkpoint.root, source: .record, place: place)
            )
        }
        guard header.size == own.last?.size ?? 0 else {
            throw cursor.fault(
                .root,
                at: cursor.offset,
                "The last checkpoint is not of the size in the header.",
                expected: "\(header.size)",
                found: "\(own.last?.size ?? 0)"
            )
        }
        for root in watched where root.size > header.size {
            throw fault(
                root,
                "The record ends before what is held against it.",
                "\(root.size) leaves",
                "\(header.size)"
            )
        }
        checkpoints = own.count
        watched = own + watched
    }

    mutating func readLeaves(_ header: RecordHeader) throws(RecordFault) {
        try cursor.expect("leaves\n")
        leaves = cursor.offset
        let ordered = watched.enumerated().sorted {
            ($0.element.size, $0.offset) < ($1.element.size, $1.offset)
        }
        var next = ordered.makeIterator()
        var awaited = next.next()?.element
        var frontier = Frontier()
        while true {
            while let root = awaited, root.size == frontier.size {
                try check(root, frontier.root)
                awaited = next.next()?.element
            }
            if frontier.size == header.size { break }
            frontier.append(try cursor.hash("leaf", before: newline))
        }
        root = frontier.root
    }

    /// The leaf at a place below the header's size.
    func leaf(_ index: Int) -> Hash256? {
        var cursor = cursor.moved(to: leaves + index * 65)
        return try? cursor.hash("leaf", before: newline)
    }

    private func check(_ watched: WatchedRoot, _ root: Hash256) throws(RecordFault) {
        guard watched.root != root else { return }
        let message =
            switch watched.source {
            case .record: "The leaves up to \(watched.size) have another root than the checkpoint."
            case .checkpoint:
                "The record does not go on from this checkpoint: its first \(watched.size) leaves differ."
            case .receipt:
                "The record does not go on from the receipt's checkpoint: its first \(watched.size) leaves differ."
            }
        throw fault(watched, message, "\(watched.root)", "\(root)")
    }

    private func fault(_ root: WatchedRoot, _ message: String, _ expected: String, _ found: String)
        -> RecordFault
    {
        let file: RecordCursor =
            switch root.source {
            case .record: cursor
            case .checkpoint: RecordCursor(held.checkpoint ?? [], .checkpoint)
            case .receipt: RecordCursor(held.receipt ?? [], .receipt)
            }
        return file.fault(
            root.source == .record ? .root : .extends,
            at: root.place,
            message,
            expected: expected,
            found: found
        )
    }
}
