/// Bytes as two lower-case hexadecimal digits each, the only spelling that the record's files know.
enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: utf8(bytes), as: UTF8.self)
    }

    static func utf8(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }

    static func bytes(_ text: [UInt8]) -> [UInt8]? {
        guard text.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2)
        for index in stride(from: 0, to: text.count, by: 2) {
            let high = value(text[index])
            let low = value(text[index + 1])
            guard high < 16, low < 16 else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    /// What a digit counts; 16 and more for any other character.
    @inline(__always)
    static func value(_ digit: UInt8) -> UInt8 {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x57
        default: 255
        }
    }
}
