import Foundation
import Record
import RecordSamples
import Testing

@Suite struct VerifyTests {
    private static func place() throws -> (Place, SampleRecord) {
        let key = try LogKey(name: "bargain/springfield", seed: Array(1...32))
        let record = try SampleRecord(SampleHistory(seed: 4, facts: 40), key: key)
        let place = try Place()
        try place.file("a.record", try record.file())
        try place.file("a.receipt", try #require(record.receipt(room: 1, seq: 2)).bytes)
        try place.file("a.checkpoint", record.checkpoints[0].bytes)
        return (place, record)
    }

    @Test func `A record is intact, against all that is held`() throws {
        let (place, record) = try Self.place()
        let run = try Run(
            [
                "verify", "a.record", "--receipt", "a.receipt", "--checkpoint", "a.checkpoint", "--key",
                "\(record.key.verifier)",
            ],
            in: place
        )
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        #expect(run.text.hasPrefix("'a.record' is intact.\n"))
        #expect(run.text.contains("It has entry 2 of table/springfield-2026-1, as your receipt says."))
        #expect(run.text.contains("goes on from the checkpoint") && !run.text.contains("own word"))
        #expect(run.text.contains("root \(MerkleTree.root(record.leaves))"))
    }

    @Test func `A key that nobody gave is called the file's own word`() throws {
        let (place, _) = try Self.place()
        #expect(try Run(["verify", "a.record"], in: place).text.contains("own word"))
        #expect(try Run(["verify", "a.receipt"], in: place).text.contains("own word"))
    }

    @Test func `What does not fit is named, and the exit code is 1`() throws {
        var (place, record) = try Self.place()
        record.rooms[1][1].seat = "somebody-else"
        try place.file("a.record", try record.file())
        let run = try Run(["verify", "a.record"], in: place)
        #expect(run.status == 1 && run.output.isEmpty)
        #expect(run.errors.contains("'a.record' does not fit (digest): line "))
        #expect(run.errors.contains("entry 2 of table/springfield-2026-1"))
        let json = try Run(["verify", "a.record", "--json"], in: place)
        #expect(json.status == 1)
        let object = try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any]
        let fault = object?["fault"] as? [String: Any]
        #expect(object?["intact"] as? Bool == false && fault?["entry"] as? Int == 2)
        #expect(fault?["check"] as? String == "digest" && fault?["file"] as? String == "record")
    }

    @Test func `A receipt alone is checked, with another's key it does not fit`() throws {
        let (place, record) = try Self.place()
        let run = try Run(["verify", "a.receipt", "--key", "\(record.key.verifier)", "--json"], in: place)
        let object = try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any]
        #expect(
            run.status == 0 && object?["intact"] as? Bool == true && object?["key_pinned"] as? Bool == true
        )
        let other = try LogKey(name: "bargain/springfield", seed: Array(2...33)).verifier
        let refused = try Run(["verify", "a.receipt", "--key", "\(other)"], in: place)
        #expect(refused.status == 1 && refused.errors.contains("'a.receipt' does not fit (key)"))
    }

    @Test(arguments: [
        (["verify"], 64, "file"), (["verify", "a.record", "--key", "abc"], 64, "is no log's key"),
        (["verify", "none.record"], 66, "cannot be read"),
        (["verify", "a.record", "--receipt", "none"], 66, "'none' cannot be read"),
        (["verify", "a.receipt", "--checkpoint", "a.checkpoint"], 64, "is a receipt"),
        (["verify", "a.checkpoint"], 1, "(form): line 1 (byte 0)"),
    ])
    func `A slip is told from a record that does not fit`(arguments: [String], status: Int32, hint: String)
        throws
    {
        let run = try Run(arguments, in: Self.place().0)
        #expect(run.status == status && run.errors.contains(hint), "\(run.errors)")
    }
}
