public import CivilTime
import Crypto

/// The hash that chains an entry to the one before it, as `docs/record-format.md` specifies it.
public enum EntryDigest {
    /// The digest before the first entry of a room: 32 zero bytes.
    public static let origin = [UInt8](repeating: 0, count: 32)

    /// SHA-256 over the format's name and every field, each behind its length.
    public static func digest(room: RoomName, entry: EntryFields, previous: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: Array("bargain entry 1\n".utf8))
        for field in [
            Array(room.description.utf8), bigEndian(entry.seq), bigEndian(Int(entry.recordedAt.microseconds)),
            Array((entry.seat ?? "").utf8), Array(entry.kind.utf8), entry.body, previous,
        ] {
            hash.update(data: bigEndian(field.count))
            hash.update(data: field)
        }
        return Array(hash.finalize())
    }

    /// SHA-256 of a document's bytes.
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: bytes))
    }

    private static func bigEndian(_ number: Int) -> [UInt8] {
        withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).bigEndian) { Array($0) }
    }
}

/// What an entry holds beside its place in the chain.
public struct EntryFields: Hashable, Sendable {
    /// Its place in the room, from 1.
    public let seq: Int
    /// When it was recorded.
    public let recordedAt: Instant
    /// Whose act it is: a seat's handle; nil for the clock and for the operator.
    public let seat: String?
    /// The word for its kind.
    public let kind: String
    /// The fact as JSON, in the very bytes that were hashed.
    public let body: [UInt8]

    /// An entry's fields.
    public init(seq: Int, recordedAt: Instant, seat: String?, kind: String, body: [UInt8]) {
        self.seq = seq
        self.recordedAt = recordedAt
        self.seat = seat
        self.kind = kind
        self.body = body
    }
}

/// Bytes as hexadecimal text, two lower-case digits a byte.
public func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// The bytes that hexadecimal text stands for; nil for any other text.
public func bytes(hexadecimal text: String) -> [UInt8]? {
    let digits = Array(text.utf8).map {
        UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") ? $0 - 48 : ($0 | 32) &- 87
    }
    guard digits.count.isMultiple(of: 2), digits.allSatisfy({ $0 < 16 }) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
