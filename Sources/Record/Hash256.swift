import Crypto

/// A SHA-256 value: 32 bytes, of an entry, a document, a leaf or a tree.
public struct Hash256: Hashable, Sendable, CustomStringConvertible {
    /// How many bytes it has.
    public static let size = 32

    /// 32 zero bytes: what an entry without one before it names as the digest before.
    public static let zero = Hash256(words: (0, 0, 0, 0))

    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// A value by its bytes; nil unless there are 32.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.size else { return nil }
        self = bytes.withUnsafeBytes { Hash256(unchecked: $0) }
    }

    /// A value by 64 lower-case hexadecimal digits; nil for any other text.
    public init?(hexadecimal text: String) {
        guard let bytes = Hexadecimal.bytes(Array(text.utf8)) else { return nil }
        self.init(bytes)
    }

    /// The SHA-256 of bytes.
    public init(hashing bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { Hash256(hashing: $0) }
    }

    init(hashing bytes: UnsafeRawBufferPointer) {
        var hash = SHA256()
        hash.update(bufferPointer: bytes)
        self.init(hash)
    }

    init(_ hash: SHA256) {
        self = hash.finalize().withUnsafeBytes { Hash256(unchecked: $0) }
    }

    /// - Parameter bytes: 32 of them.
    init(unchecked bytes: UnsafeRawBufferPointer) {
        self.init(
            words: (
                bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
            )
        )
    }

    init(words: (UInt64, UInt64, UInt64, UInt64)) {
        (first, second, third, fourth) = words
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { withUnsafeBytes(of: self) { Array($0) } }

    /// 64 lower-case hexadecimal digits.
    public var description: String { Hexadecimal.text(bytes) }
}
