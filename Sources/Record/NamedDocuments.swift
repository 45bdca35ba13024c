/// The documents that entries name, in the order in which they are first named.
struct NamedDocuments {
    struct Mention {
        let hash: Hash256
        let room: String
        let seq: Int
        /// Where the entry's line begins.
        let place: Int
    }

    private(set) var mentions: [Mention] = []
    private var known: Set<Hash256> = []

    private static let keys = [Array(#""sha256""#.utf8), Array(#""packSHA256""#.utf8)]

    func contains(_ hash: Hash256) -> Bool { known.contains(hash) }

    /// Finds `"sha256":"…"` and `"packSHA256":"…"` in a body.
    mutating func scan(_ file: [UInt8], _ body: Range<Int>, room: String, _ entry: EntryLine) {
        file.withUnsafeBytes { file in
            let bytes = UnsafeRawBufferPointer(rebasing: file[body])
            // A mention has at least 8 bytes before its colon and 66 behind it.
            guard bytes.count > 8 + 66 else { return }
            for colon in 8..<bytes.count - 66 where bytes[colon] == 0x3A && bytes[colon - 2] == 0x36 {
                guard let hash = Self.mention(bytes, colon), known.insert(hash).inserted else { continue }
                mentions.append(Mention(hash: hash, room: room, seq: entry.seq, place: entry.place))
            }
        }
    }

    private static func mention(_ bytes: UnsafeRawBufferPointer, _ colon: Int) -> Hash256? {
        let isKey = keys.contains { key in
            colon >= key.count && bytes[colon - key.count..<colon].elementsEqual(key)
        }
        guard isKey, bytes[colon + 1] == quote, bytes[colon + 66] == quote else { return nil }
        return Hexadecimal.bytes(Array(bytes[colon + 2..<colon + 66])).flatMap(Hash256.init)
    }
}

private let quote = UInt8(ascii: "\"")
