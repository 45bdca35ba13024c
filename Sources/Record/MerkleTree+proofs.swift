extension MerkleTree {
    /// The hashes that lead from one leaf to the root (RFC 6962 §2.1.1), the leaf's sibling first.
    ///
    /// - Parameters:
    ///   - index: the leaf's place, from 0.
    ///   - leaves: the leaf hashes of the whole tree.
    /// - Returns: the proof.
    public static func inclusionProof(of index: Int, in leaves: [Hash256]) -> [Hash256] {
        precondition(leaves.indices.contains(index), "A tree of \(leaves.count) leaves has no leaf \(index).")
        var range = leaves.indices
        var proof: [Hash256] = []
        while range.count > 1 {
            let middle = range.lowerBound + split(range.count)
            if index < middle {
                proof.append(root(leaves[middle..<range.upperBound]))
                range = range.lowerBound..<middle
            } else {
                proof.append(root(leaves[range.lowerBound..<middle]))
                range = middle..<range.upperBound
            }
        }
        return proof.reversed()
    }

    /// The hashes that show the tree of a list's beginning to be part of the whole list's (RFC 6962 §2.1.2).
    ///
    /// - Parameters:
    ///   - size: how many leaves the beginning has; the proof from 0, and from all of them, is empty.
    ///   - leaves: the leaf hashes of the whole tree.
    /// - Returns: the proof.
    public static func consistencyProof(from size: Int, in leaves: [Hash256]) -> [Hash256] {
        precondition((0...leaves.count).contains(size), "A tree of \(leaves.count) leaves never had \(size).")
        guard size > 0 else { return [] }
        var range = leaves.indices
        var proof: [Hash256] = []
        while range.upperBound != size {
            let middle = range.lowerBound + split(range.count)
            if size <= middle {
                proof.append(root(leaves[middle..<range.upperBound]))
                range = range.lowerBound..<middle
            } else {
                proof.append(root(leaves[range.lowerBound..<middle]))
                range = middle..<range.upperBound
            }
        }
        if range.lowerBound > 0 { proof.append(root(leaves[range])) }
        return proof.reversed()
    }

    /// Whether a proof leads from a leaf to a root (RFC 9162 §2.1.3.2).
    ///
    /// - Parameters:
    ///   - proof: the hashes, the leaf's sibling first.
    ///   - leaf: the leaf's hash.
    ///   - index: its place, from 0.
    ///   - size: how many leaves the tree has.
    ///   - root: the tree's root.
    /// - Returns: whether it does.
    public static func proves(_ proof: [Hash256], leaf: Hash256, at index: Int, size: Int, root: Hash256)
        -> Bool
    {
        guard index >= 0, index < size else { return false }
        var (place, last, hash) = (index, size - 1, leaf)
        for sibling in proof {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                hash = node(sibling, hash)
                while place & 1 == 0, place > 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                hash = node(hash, sibling)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }

    /// Whether a proof shows that one tree is the beginning of another (RFC 9162 §2.1.4.2).
    ///
    /// - Parameters:
    ///   - proof: the hashes.
    ///   - size: how many leaves the beginning has.
    ///   - root: its root.
    ///   - newSize: how many leaves the whole has.
    ///   - newRoot: its root.
    /// - Returns: whether it does.
    public static func proves(
        _ proof: [Hash256],
        size: Int,
        root: Hash256,
        extendsTo newSize: Int,
        root newRoot: Hash256
    ) -> Bool {
        guard size >= 0, size <= newSize else { return false }
        if size == newSize { return proof.isEmpty && root == newRoot }
        if size == 0 { return proof.isEmpty && root == emptyRoot }
        let path = size & (size - 1) == 0 ? [root] + proof : proof
        guard var old = path.first else { return false }
        var (place, last, new) = (size - 1, newSize - 1, old)
        while place & 1 == 1 { (place, last) = (place >> 1, last >> 1) }
        for hash in path.dropFirst() {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                old = node(hash, old)
                new = node(hash, new)
                while place & 1 == 0, place > 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                new = node(new, hash)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        return last == 0 && old == root && new == newRoot
    }

    /// The largest power of two below a count of at least 2.
    private static func split(_ count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
