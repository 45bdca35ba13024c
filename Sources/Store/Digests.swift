import Crypto
import Postgres
import Record

/// SHA-256 of a document's bytes.
public func sha256(_ bytes: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: bytes))
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

extension Row {
    /// A digest in a column of 32 bytes.
    func digest(_ column: String) throws(PostgresError) -> Hash256 {
        guard let digest = Hash256(try decode(column, as: [UInt8].self)) else {
            throw PostgresError(.decoding, "The column \(column) does not hold 32 bytes.")
        }
        return digest
    }
}
