import Crypto

/// The Merkle tree of RFC 6962 §2.1 (RFC 9162 §2.1): one hash that stands for a list and all its beginnings.
///
/// Leaves are given by their leaf hashes. In a zone's tree the data of a leaf are the 32 bytes of an entry's digest.
public enum MerkleTree {
    /// The root of the tree without leaves: the SHA-256 of nothing.
    public static let emptyRoot = Hash256(hashing: [])

    /// A leaf's hash: SHA-256 over a zero byte and the leaf's data.
    public static func leaf(_ data: [UInt8]) -> Hash256 {
        Hash256(hashing: [0] + data)
    }

    /// The hash of the leaf whose data are an entry's digest.
    public static func leaf(_ digest: Hash256) -> Hash256 {
        withUnsafeTemporaryAllocation(byteCount: 1 + Hash256.size, alignment: 8) { buffer in
            buffer.storeBytes(of: 0, toByteOffset: 0, as: UInt8.self)
            buffer.storeBytes(of: digest, toByteOffset: 1, as: Hash256.self)
            return Hash256(hashing: UnsafeRawBufferPointer(buffer))
        }
    }

    /// The hash of an inner node: SHA-256 over the byte 1 and both children.
    static func node(_ left: Hash256, _ right: Hash256) -> Hash256 {
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * Hash256.size, alignment: 8) { buffer in
            buffer.storeBytes(of: 1, toByteOffset: 0, as: UInt8.self)
            buffer.storeBytes(of: left, toByteOffset: 1, as: Hash256.self)
            buffer.storeBytes(of: right, toByteOffset: 1 + Hash256.size, as: Hash256.self)
            return Hash256(hashing: UnsafeRawBufferPointer(buffer))
        }
    }

    /// The root of the tree over leaves, given by their leaf hashes in order.
    public static func root(_ leaves: some Sequence<Hash256>) -> Hash256 {
        var frontier = Frontier()
        for leaf in leaves { frontier.append(leaf) }
        return frontier.root
    }
}
