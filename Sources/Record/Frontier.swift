/// What must be kept of a tree so that leaves can be added: its size and the roots of its full subtrees.
public struct Frontier: Hashable, Sendable {
    /// How many leaves the tree has.
    public private(set) var size: Int
    /// The roots of the full subtrees, the largest first: one for every 1 in the size's binary digits.
    private var peaks: [Hash256]

    /// The tree without leaves.
    public init() {
        size = 0
        peaks = []
    }

    /// The state that ``bytes`` wrote; nil for anything else.
    public init?(bytes: [UInt8]) {
        guard bytes.count >= 8 else { return nil }
        let size = bytes[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let whole = Int(exactly: size), bytes.count == 8 + whole.nonzeroBitCount * Hash256.size else {
            return nil
        }
        self.size = whole
        peaks = stride(from: 8, to: bytes.count, by: Hash256.size).compactMap {
            Hash256(Array(bytes[$0..<$0 + Hash256.size]))
        }
    }

    /// The size as 8 bytes, big-endian, and the peaks, the largest first.
    public var bytes: [UInt8] {
        withUnsafeBytes(of: UInt64(size).bigEndian) { Array($0) } + peaks.flatMap(\.bytes)
    }

    /// Adds a leaf by its leaf hash.
    public mutating func append(_ leaf: Hash256) {
        var hash = leaf
        var full = size
        while full & 1 == 1, let left = peaks.popLast() {
            hash = MerkleTree.node(left, hash)
            full >>= 1
        }
        peaks.append(hash)
        size += 1
    }

    /// The tree's root.
    public var root: Hash256 {
        guard let smallest = peaks.last else { return MerkleTree.emptyRoot }
        return peaks.dropLast().reversed().reduce(smallest) { MerkleTree.node($1, $0) }
    }
}
