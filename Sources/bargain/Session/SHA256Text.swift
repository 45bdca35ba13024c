import Crypto

/// SHA-256 as people compare it: in lower-case hexadecimal.
enum SHA256Text {
    static func of(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
