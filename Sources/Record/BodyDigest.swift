import Crypto

/// The hash that stands for an entry's body, so that salt and body can be purged while the chain still verifies.
public enum BodyDigest {
    /// How many bytes a salt has.
    public static let saltSize = 16

    /// SHA-256 over the format's name, the salt and the body.
    ///
    /// - Parameters:
    ///   - salt: 16 random bytes, of this entry alone.
    ///   - body: the fact as JSON, in the very bytes that are stored.
    /// - Returns: the digest.
    public static func of(salt: [UInt8], body: [UInt8]) -> Hash256 {
        precondition(salt.count == saltSize, "A salt has \(saltSize) bytes.")
        return salt.withUnsafeBytes { salt in body.withUnsafeBytes { of(salt: salt, body: $0) } }
    }

    static func of(salt: UnsafeRawBufferPointer, body: UnsafeRawBufferPointer) -> Hash256 {
        let name: StaticString = "bargain body 2\n"
        var hash = SHA256()
        hash.update(
            bufferPointer: UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        )
        hash.update(bufferPointer: salt)
        hash.update(bufferPointer: body)
        return Hash256(hash)
    }
}
