public import CivilTime

/// The hash that chains an entry to the one before it, as `docs/record-format.md` specifies it.
public enum EntryDigest {
    /// The digest before the first entry of a room: 32 zero bytes.
    public static let origin = Hash256.zero

    /// SHA-256 over the format's name and every field, each behind its length.
    public static func digest(
        room: String,
        seq: Int,
        recordedAt: Instant,
        seat: String?,
        kind: String,
        bodyDigest: Hash256,
        previous: Hash256
    ) -> Hash256 {
        var (room, seat, kind) = (room, seat ?? "", kind)
        return room.withUTF8 { room in
            seat.withUTF8 { seat in
                kind.withUTF8 { kind in
                    digest(
                        room: UnsafeRawBufferPointer(room),
                        seq: seq,
                        microseconds: recordedAt.microseconds,
                        seat: UnsafeRawBufferPointer(seat),
                        kind: UnsafeRawBufferPointer(kind),
                        bodyDigest: bodyDigest,
                        previous: previous
                    )
                }
            }
        }
    }

    static func digest(
        room: UnsafeRawBufferPointer,
        seq: Int,
        microseconds: Int64,
        seat: UnsafeRawBufferPointer,
        kind: UnsafeRawBufferPointer,
        bodyDigest: Hash256,
        previous: Hash256
    ) -> Hash256 {
        let count = 16 + 7 * 8 + room.count + 8 + 8 + seat.count + kind.count + 2 * Hash256.size
        return withUnsafeTemporaryAllocation(byteCount: count, alignment: 8) { buffer in
            var preimage = Preimage(buffer, "bargain entry 2\n")
            preimage.add(field: room)
            preimage.add(field: Int64(seq))
            preimage.add(field: microseconds)
            preimage.add(field: seat)
            preimage.add(field: kind)
            withUnsafeBytes(of: bodyDigest) { preimage.add(field: $0) }
            withUnsafeBytes(of: previous) { preimage.add(field: $0) }
            return Hash256(hashing: UnsafeRawBufferPointer(buffer))
        }
    }

    /// What is hashed, put together in one piece of memory: one call of the hash function instead of fifteen.
    private struct Preimage {
        private let buffer: UnsafeMutableRawBufferPointer
        private var count = 0

        init(_ buffer: UnsafeMutableRawBufferPointer, _ name: StaticString) {
            self.buffer = buffer
            add(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        }

        mutating func add(field number: Int64) {
            withUnsafeBytes(of: number.bigEndian) { add(field: $0) }
        }

        mutating func add(field bytes: UnsafeRawBufferPointer) {
            withUnsafeBytes(of: Int64(bytes.count).bigEndian) { add($0) }
            add(bytes)
        }

        private mutating func add(_ bytes: UnsafeRawBufferPointer) {
            UnsafeMutableRawBufferPointer(rebasing: buffer[count..<count + bytes.count]).copyMemory(
                from: bytes
            )
            count += bytes.count
        }
    }
}
