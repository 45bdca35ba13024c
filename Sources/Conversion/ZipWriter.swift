internal import CZlib

/// Packs files into one archive, as Word documents are.
enum ZipWriter {
    private static let version: UInt16 = 20
    private static let deflated: UInt16 = 8
    /// 1 January 1980, the first day that an archive can name: the same parts are always the same bytes.
    private static let day: UInt16 = 0x21

    /// - Throws: `tooLarge` where an archive of this form cannot hold a part.
    static func bytes(of parts: [(name: String, bytes: [UInt8])]) throws(ConversionError) -> [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for part in parts {
            let packed = try deflate(part.bytes)
            let facts =
                number(version) + number(UInt16(0x0800)) + number(deflated) + number(UInt16(0)) + number(day)
                + number(checksum(of: part.bytes)) + number(UInt32(packed.count))
                + number(UInt32(part.bytes.count))
                + number(UInt16(part.name.utf8.count)) + number(UInt16(0))
            directory += number(UInt32(0x0201_4B50)) + number(version) + facts
            directory += number(UInt16(0)) + number(UInt16(0)) + number(UInt16(0)) + number(UInt32(0))
            directory += number(UInt32(archive.count)) + Array(part.name.utf8)
            archive += number(UInt32(0x0403_4B50)) + facts + Array(part.name.utf8) + packed
        }
        let start = archive.count
        archive += directory
        archive += number(UInt32(0x0605_4B50)) + number(UInt16(0)) + number(UInt16(0))
        archive += number(UInt16(parts.count)) + number(UInt16(parts.count))
        archive += number(UInt32(directory.count)) + number(UInt32(start)) + number(UInt16(0))
        return archive
    }

    private static func number<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (0..<(Number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func checksum(of bytes: [UInt8]) -> UInt32 {
        UInt32(truncatingIfNeeded: crc32(0, bytes, uInt(bytes.count)))
    }

    private static func deflate(_ bytes: [UInt8]) throws(ConversionError) -> [UInt8] {
        guard bytes.count < 1 << 30 else {
            throw ConversionError(.tooLarge, "A part has \(bytes.count) bytes, too many for a Word document.")
        }
        var stream = z_stream()
        // Negative window bits: no header of zlib's own, as archives want it.
        let began = deflateInit2_(
            &stream,
            6,
            Z_DEFLATED,
            -MAX_WBITS,
            8,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard began == Z_OK else { throw ConversionError(.toolFailed, "zlib could not begin to pack.") }
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))))
        let (count, ended) = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = uInt(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(target.count)
                let ended = CZlib.deflate(&stream, Z_FINISH)
                return (target.count - Int(stream.avail_out), ended)
            }
        }
        guard ended == Z_STREAM_END else { throw ConversionError(.toolFailed, "zlib could not pack a part.") }
        return Array(output[..<count])
    }
}
