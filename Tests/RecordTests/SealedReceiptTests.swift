import Record
import RecordSamples
import Testing

@Suite struct SealedReceiptTests {
    private static func record(_ seed: UInt64) throws -> SampleRecord {
        try SampleRecord(
            SampleHistory(seed: seed, facts: 30),
            key: LogKey(name: "bargain/springfield", seed: Array(1...32))
        )
    }

    @Test(arguments: 0..<20)
    func `A receipt is written, read back and checked by itself, and with its record`(seed: UInt64) throws {
        let record = try Self.record(seed)
        let file = try record.file()
        var checked = 0
        for room in 0..<3 {
            for entry in record.rooms[room] {
                guard let receipt = record.receipt(room: room, seq: entry.seq) else { continue }
                #expect(try SealedReceipt(receipt.bytes) == receipt)
                let checkpoint = try receipt.check(trusting: record.key.verifier)
                #expect(checkpoint.size == record.leaves.count)
                guard case .intact(let summary) = RecordVerifier(receipt: receipt.bytes).verify(file) else {
                    Issue.record("seed \(seed), room \(room), entry \(entry.seq)")
                    continue
                }
                #expect(summary.receipt == receipt && summary.isKeyPinned)
                checked += 1
            }
        }
        #expect(checked == record.leaves.count)
    }

    @Test(arguments: 0..<3)
    func `No bit of a receipt can be changed`(seed: UInt64) throws {
        let record = try Self.record(seed)
        let bytes = try #require(record.receipt(room: 1, seq: 2)).bytes
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1 << UInt8(place % 8)
            #expect(throws: RecordFault.self, "byte \(place)") {
                try SealedReceipt(changed).check(trusting: record.key.verifier)
            }
        }
        for count in bytes.indices {
            #expect(throws: RecordFault.self) { try SealedReceipt(Array(bytes[..<count])) }
        }
    }

    @Test func `A receipt of another record is found`() throws {
        let (one, other) = (try Self.record(1), try Self.record(2))
        let receipt = try #require(other.receipt(room: 1, seq: 1))
        guard case .faulty(let fault) = RecordVerifier(receipt: receipt.bytes).verify(try one.file()) else {
            Issue.record("The receipt was accepted.")
            return
        }
        #expect(fault.check == .extends && fault.source == .receipt)
    }
}
