import Record
import RecordSamples
import Testing

/// The leaves and hashes with which Certificate Transparency's own implementations are tested.
@Suite struct MerkleTreeTests {
    private static let data: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], Array(0x50...0x57),
        Array(0x60...0x6F),
    ]
    private static let leaves = data.map(MerkleTree.leaf)
    private static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test(arguments: Array(roots.enumerated()))
    func `The known roots come out, from a list and leaf by leaf`(size: Int, root: String) {
        #expect(MerkleTree.root(Self.leaves[..<size]).description == root)
        var frontier = Frontier()
        for leaf in Self.leaves[..<size] { frontier.append(leaf) }
        #expect(frontier.root.description == root && frontier.size == size)
    }

    @Test(arguments: [
        (0, 1, []),
        (
            0, 8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        ),
        (
            5, 8,
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        ),
        (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
        (
            1, 5,
            [
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ]
        ),
    ])
    func `The known inclusion proofs come out`(index: Int, size: Int, hashes: [String]) throws {
        let leaves = Array(Self.leaves[..<size])
        let proof = MerkleTree.inclusionProof(of: index, in: leaves)
        #expect(proof.map(\.description) == hashes)
        let root = try #require(Hash256(hexadecimal: Self.roots[size]))
        #expect(MerkleTree.proves(proof, leaf: leaves[index], at: index, size: size, root: root))
    }

    @Test(arguments: [
        (1, 1, []),
        (
            1, 8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        ),
        (
            6, 8,
            [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        ),
        (
            2, 5,
            [
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ]
        ),
    ])
    func `The known consistency proofs come out`(old: Int, size: Int, hashes: [String]) throws {
        let proof = MerkleTree.consistencyProof(from: old, in: Array(Self.leaves[..<size]))
        #expect(proof.map(\.description) == hashes)
        let (before, after) = try (
            #require(Hash256(hexadecimal: Self.roots[old])), #require(Hash256(hexadecimal: Self.roots[size]))
        )
        #expect(MerkleTree.proves(proof, size: old, root: before, extendsTo: size, root: after))
    }

    /// RFC 6962 §2.1 word for word: slow, and plainly right.
    private static func naiveRoot(_ leaves: ArraySlice<Hash256>) -> Hash256 {
        guard leaves.count > 1 else { return leaves.first ?? Hash256(hashing: []) }
        let middle = leaves.startIndex + (0...).lazy.map { 1 << $0 }.last(below: leaves.count)
        return Hash256(
            hashing: [1] + naiveRoot(leaves[..<middle]).bytes + naiveRoot(leaves[middle...]).bytes
        )
    }

    private static func manyLeaves(_ count: Int) -> [Hash256] {
        (0..<count).map { MerkleTree.leaf(Array("leaf \($0)".utf8)) }
    }

    @Test func `Every tree up to 70 leaves is the naive one, and all its proofs hold for it alone`() {
        let all = Self.manyLeaves(70)
        let roots = (0...70).map { Self.naiveRoot(all[..<$0]) }
        for size in 1...70 {
            let leaves = Array(all[..<size])
            #expect(MerkleTree.root(leaves) == roots[size])
            for index in 0..<size {
                let proof = MerkleTree.inclusionProof(of: index, in: leaves)
                let holds = { MerkleTree.proves(proof, leaf: $0, at: $1, size: $2, root: $3) }
                #expect(holds(leaves[index], index, size, roots[size]))
                #expect(!holds(leaves[index], index, size, roots[size - 1]))
                #expect(!holds(all[(index + 1) % 70], index, size, roots[size]))
                #expect(!holds(leaves[index], index + 1, size, roots[size]))
            }
            for old in 1...size {
                let proof = MerkleTree.consistencyProof(from: old, in: leaves)
                let holds = { MerkleTree.proves(proof, size: old, root: $0, extendsTo: size, root: $1) }
                #expect(holds(roots[old], roots[size]))
                #expect(!holds(roots[old], roots[(size + 1) % 71]))
                #expect(!holds(roots[old - 1], roots[size]))
            }
            #expect(MerkleTree.consistencyProof(from: 0, in: leaves).isEmpty)
            #expect(MerkleTree.proves([], size: 0, root: roots[0], extendsTo: size, root: roots[size]))
            #expect(!MerkleTree.proves([], size: 0, root: roots[1], extendsTo: size, root: roots[size]))
        }
    }

    @Test(arguments: 0..<100)
    func `A proof that is changed anywhere holds no more`(seed: UInt64) {
        var dice = Dice(seed: seed)
        let size = dice.pick(2...300)
        let leaves = Self.manyLeaves(size)
        let (index, old, root) = (dice.pick(0...size - 1), dice.pick(1...size - 1), MerkleTree.root(leaves))
        let oldRoot = MerkleTree.root(leaves[..<old])
        func changed(_ proof: [Hash256]) -> [Hash256] {
            var proof = proof
            switch dice.pick(0...3) {
            case 0: proof.append(leaves[0])
            case 1 where !proof.isEmpty: proof.removeLast()
            case 2 where Set(proof).count > 1: proof.append(proof.removeFirst())
            default:
                let place = dice.pick(0...max(0, proof.count - 1))
                if proof.isEmpty { return leaves }
                proof[place] = Hash256(hashing: proof[place].bytes)
            }
            return proof
        }
        for _ in 0..<20 {
            let inclusion = changed(MerkleTree.inclusionProof(of: index, in: leaves))
            #expect(!MerkleTree.proves(inclusion, leaf: leaves[index], at: index, size: size, root: root))
            let consistency = changed(MerkleTree.consistencyProof(from: old, in: leaves))
            #expect(!MerkleTree.proves(consistency, size: old, root: oldRoot, extendsTo: size, root: root))
        }
    }

    @Test func `A frontier is kept as bytes and goes on from them`() {
        var frontier = Frontier()
        for (index, leaf) in Self.manyLeaves(200).enumerated() {
            #expect(Frontier(bytes: frontier.bytes) == frontier)
            #expect(frontier.bytes.count == 8 + 32 * index.nonzeroBitCount)
            frontier = Frontier(bytes: frontier.bytes) ?? Frontier()
            frontier.append(leaf)
        }
        #expect(frontier.root == MerkleTree.root(Self.manyLeaves(200)))
    }

    @Test(arguments: [[], [0], Array(repeating: 255, count: 8), [0, 0, 0, 0, 0, 0, 0, 1]] as [[UInt8]])
    func `Bytes that no frontier wrote are refused`(bytes: [UInt8]) {
        #expect(Frontier(bytes: bytes) == nil)
    }
}

extension Sequence where Element == Int {
    /// The last of rising numbers that is below a bound.
    fileprivate func last(below bound: Int) -> Int {
        var last = 0
        for number in self {
            if number >= bound { break }
            last = number
        }
        return last
    }
}
