extension RecordWalk {
    /// Reads what is held against the record, each checked by itself with the key that is trusted.
    ///
    /// - Returns: the size of the checkpoint that is held.
    mutating func readHeld(against header: RecordHeader) throws(RecordFault) -> Int? {
        if let bytes = held.receipt { receipt = try SealedReceipt(bytes) }
        let trusted = held.key ?? receipt?.key ?? header.key
        guard header.key == trusted else {
            throw cursor.fault(
                .key,
                at: 0,
                "The record is of a log with another key than the one that is trusted.",
                expected: "\(trusted)",
                found: "\(header.key)"
            )
        }
        var size: Int?
        if let bytes = held.checkpoint {
            do throws(RecordError) {
                let checkpoint = try trusted.checkpoint(bytes)
                size = checkpoint.size
                watched.append(
                    WatchedRoot(size: checkpoint.size, root: checkpoint.root, source: .checkpoint, place: 0)
                )
            } catch {
                throw RecordCursor(bytes, .checkpoint).fault(
                    error.check,
                    at: 0,
                    error.message
                )
            }
        }
        if let receipt {
            let checkpoint = try receipt.check(trusting: trusted)
            watched.append(
                WatchedRoot(size: checkpoint.size, root: checkpoint.root, source: .receipt, place: 0)
            )
        }
        return size
    }
}
