/// Where the rooms of a record's file end, for the log to sign: a file cut short by somebody else is seen.
struct RecordHeads: Hashable, Sendable {
    struct Head: Hashable, Sendable {
        let room: String
        let seq: Int
        let digest: Hash256
    }

    /// The SHA-256 of the file's header lines.
    let header: Hash256
    let heads: [Head]

    /// The first line is that of the file, which no checkpoint can have: an origin begins with `bargain/`.
    var text: String {
        let heads = heads.map { "\($0.room) \($0.seq) \($0.digest)\n" }.joined()
        return "\(RecordHeader.magic)\n\(header)\n\(heads)"
    }
}
