import CivilTime
import Record
import RecordSamples
import Testing

@Suite struct EntryDigestTests {
    /// Each value was computed by another program, from the specification alone.
    @Test func `The digests are those of the specification's example`() throws {
        let salt = [UInt8](0..<16)
        let body = Array(#"{"kind":"zone.established","name":"Springfield"}"#.utf8)
        let bodyDigest = BodyDigest.of(salt: salt, body: body)
        #expect(bodyDigest.description == "0cb496b813908ac3c2c2a8ba503428d56b9c2b12b176061c18350dea30ab4ca9")
        let digest = EntryDigest.digest(
            room: "hallway/springfield",
            seq: 1,
            recordedAt: Instant(microseconds: 1_797_859_200_000_000),
            seat: nil,
            kind: "zone.established",
            bodyDigest: bodyDigest,
            previous: EntryDigest.origin
        )
        #expect(digest.description == "52baec9f2fd9184d91bb273b86cbb140b1987d1b35659077b033e7fc11ef7083")
        #expect(
            MerkleTree.leaf(digest).description
                == "d417bcb769c778905e388dae51653c7e4fde32b4886cecdf10f58e550d0fb7da"
        )
    }

    @Test func `Each field changes the digest, and none can lend bytes to its neighbour`() {
        func digest(
            _ room: String = "table/a",
            _ seq: Int = 1,
            _ at: Int64 = 1,
            _ seat: String? = "b",
            _ kind: String = "c"
        ) -> Hash256 {
            EntryDigest.digest(
                room: room,
                seq: seq,
                recordedAt: Instant(microseconds: at),
                seat: seat,
                kind: kind,
                bodyDigest: .zero,
                previous: .zero
            )
        }
        let all = [
            digest(), digest("table/ab"), digest("table/a", 2), digest("table/a", 1, 2),
            digest("table/a", 1, -1),
            digest("table/a", 1, 1, nil), digest("table/a", 1, 1, "bc", ""),
            digest("table/a", 1, 1, "", "bc"),
            digest("table/a", 1, 1, "b", "cd"),
        ]
        #expect(Set(all).count == all.count)
    }

    @Test(arguments: 0..<50)
    func `A hash is the same by its bytes and by its digits`(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let bytes = dice.bytes(32)
        let hash = try #require(Hash256(bytes))
        #expect(hash.bytes == bytes && Hash256(hexadecimal: hash.description) == hash)
        #expect(
            Hash256(hexadecimal: hash.description.uppercased()) == nil
                || !hash.description.contains { $0.isLetter }
        )
        #expect(
            Hash256(Array(bytes.dropLast())) == nil && Hash256(hexadecimal: hash.description + "0") == nil
        )
    }
}
