/// Checks a record's file alone, without the log's database or its word.
public struct RecordVerifier: Sendable {
    /// The key that is trusted; nil to take the receipt's, else the file's own.
    public let key: LogVerifier?
    /// A checkpoint's note that is held: the record must go on from it.
    public let checkpoint: [UInt8]?
    /// A receipt that is held: the record must have its entry.
    public let receipt: [UInt8]?

    /// A verifier with what is held against the record.
    public init(key: LogVerifier? = nil, checkpoint: [UInt8]? = nil, receipt: [UInt8]? = nil) {
        self.key = key
        self.checkpoint = checkpoint
        self.receipt = receipt
    }

    /// Checks a record's file.
    ///
    /// - Parameter record: the whole file.
    /// - Returns: what it holds, or the first thing that does not fit.
    public func verify(_ record: [UInt8]) -> RecordVerdict {
        do {
            var walk = RecordWalk(record, self)
            return .intact(try walk.run())
        } catch {
            return .faulty(error)
        }
    }
}
