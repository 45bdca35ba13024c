/// Numbers written with the digits 0–9, A–Z, a–z, which a double click selects whole.
enum Base62 {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// A big-endian number in so many digits, zeros in front.
    static func text(of bytes: [UInt8], digits: Int) -> String {
        var rest = bytes
        var text: [UInt8] = []
        for _ in 0..<digits {
            var remainder = 0
            for place in rest.indices {
                let value = remainder << 8 | Int(rest[place])
                rest[place] = UInt8(value / alphabet.count)
                remainder = value % alphabet.count
            }
            text.append(alphabet[remainder])
        }
        return String(decoding: text.reversed(), as: UTF8.self)
    }
}

/// The checksum of Ethernet, zip and PNG (ISO 3309).
enum CRC32 {
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = UInt32.max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
