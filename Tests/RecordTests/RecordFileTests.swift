import CivilTime
import Record
import RecordSamples
import Testing

@Suite struct RecordFileTests {
    private static let key = Result { try LogKey(name: "bargain/springfield", seed: Array(1...32)) }

    private static func record(_ seed: UInt64) throws -> SampleRecord {
        try SampleRecord(SampleHistory(seed: seed, facts: 40), key: key.get())
    }

    private static func summary(_ file: [UInt8], _ verifier: RecordVerifier = RecordVerifier()) throws
        -> RecordSummary
    {
        switch verifier.verify(file) {
        case .intact(let summary): return summary
        case .faulty(let fault): throw fault
        }
    }

    @Test(arguments: 0..<50)
    func `What is written is what the summary says`(seed: UInt64) throws {
        let record = try Self.record(seed)
        let summary = try Self.summary(try record.file())
        #expect(summary.header == record.header && !summary.isKeyPinned)
        #expect(summary.rooms.map(\.name) == ["hallway/springfield", "table/springfield-2026-1"])
        #expect(summary.rooms.map(\.entries) == record.rooms[..<2].map(\.count))
        #expect(summary.rooms.map(\.digest) == record.rooms[..<2].map { $0.last?.digest })
        #expect(summary.unsealed == record.rooms[..<2].joined().count { $0.leaf == nil })
        #expect(summary.root == MerkleTree.root(record.leaves))
        #expect(summary.checkpoints == record.checkpoints.count)
        #expect(summary.documents == record.documents.count)
        #expect(summary.purgedDocuments == record.purgedDocuments.count)
    }

    @Test(arguments: 0..<50)
    func `A record goes on from every checkpoint that it ever had`(seed: UInt64) throws {
        let record = try Self.record(seed)
        let file = try record.file()
        for note in record.checkpoints {
            let held = RecordVerifier(key: record.key.verifier, checkpoint: note.bytes)
            let summary = try Self.summary(file, held)
            #expect(summary.extendedSize == (try record.key.verifier.checkpoint(note.bytes).size))
            #expect(summary.isKeyPinned)
        }
    }

    @Test func `A zone without any seal, and a file of the hallway alone, pass`() throws {
        var history = SampleHistory(seed: 3, facts: 12)
        history.seals = []
        let record = try SampleRecord(history, key: Self.key.get())
        let summary = try Self.summary(try record.file())
        #expect(summary.unsealed == summary.entries && summary.root == MerkleTree.emptyRoot)
        for seed in UInt64(0)..<100 {
            var hallway = try SampleRecord(SampleHistory(seed: seed, facts: 12), key: Self.key.get())
            guard hallway.documents.isEmpty, hallway.purgedDocuments.isEmpty else { continue }
            hallway.header.negotiation = nil
            #expect(try Self.summary(try hallway.file(rooms: [0])).rooms.count == 1)
            return
        }
        Issue.record("No seed has a record without documents.")
    }

    @Test(arguments: [
        ("document", "entry names a document that is missing"),
        ("purge", "which should have ordered the purge, did not"),
        ("twice", "is there twice"),
        ("unnamed", "No entry names the document"),
    ])
    func `Documents and purges are held to what entries say`(what: String, sentence: String) throws {
        for seed in UInt64(0)..<200 {
            var record = try Self.record(seed)
            let purged = record.rooms[1].firstIndex { if case .purged = $0.content { true } else { false } }
            guard !record.documents.isEmpty, let purged else { continue }
            switch what {
            case "document": record.documents.removeFirst()
            case "twice": record.documents.append(record.documents[0])
            case "unnamed": record.documents.append([1, 2, 3])
            default:
                let digest = record.rooms[1][purged].bodyDigest
                record.rooms[1][purged].content = .purged(digest: digest, order: record.rooms[1].count + 1)
            }
            let fault = try #require(throws: RecordFault.self) { try Self.summary(try record.file()) }
            #expect(fault.description.contains(sentence), "\(fault)")
            #expect(what == "document" || what == "purge" ? fault.seq != nil : fault.seq == nil)
            return
        }
        Issue.record("No seed has both a document and a purge.")
    }

    @Test func `What ordered a purge is never purged itself`() throws {
        for kind in ["note.taken", "record.purged"] {
            var history = SampleHistory(seed: 3, facts: 12)
            history.seals = []
            let last = try #require(history.facts.last)
            let seq = history.facts(of: 0).count + 1
            for (place, target) in [1, seq].enumerated() {
                var order = last
                order.room = 0
                order.recordedAt = last.recordedAt.adding(microseconds: Int64(place + 1))
                order.kind = place == 0 ? kind : "record.purged"
                order.body = Array(#"{"entry":\#(target),"kind":"\#(order.kind)","reason":"none"}"#.utf8)
                order.purgeOrder = place == 0 ? seq + 1 : nil
                history.facts.append(order)
            }
            let file = try SampleRecord(history, key: Self.key.get()).file()
            if kind == "note.taken" {
                #expect(try Self.summary(file).entries > seq)
            } else {
                let fault = try #require(throws: RecordFault.self) { try Self.summary(file) }
                #expect(fault.check == .purge && fault.seq == seq, "\(fault)")
            }
        }
    }

    @Test(arguments: [
        #"{"entry":1,"kind":"record.purged","stand_in":{"document":{"sha256":"HASH"}}}"#,
        #"{"entry":1,"kind":"record.purged","sha256":"HASH"}"#,
        #"{"kind":"record.purged","reason":"HASH","stand_in":{"sha256":"HASH"}}"#,
        #"{"kind":"record.purged","documents":["HASH"],"reason":"none"}"#,
        #"{"kind":"record.purged","sha256":"HASH"}"#,
    ])
    func `A document is purged by the field that names it and by nothing else`(body: String) throws {
        let hash = Hash256(hashing: Array("# Proposal".utf8))
        var history = SampleHistory(seed: 3, facts: 12)
        history.seals = []
        var order = try #require(history.facts.last)
        for (index, text) in [#"{"document":{"sha256":"HASH"}}"#, body].enumerated() {
            order.room = 0
            order.recordedAt = order.recordedAt.adding(microseconds: 1)
            order.kind = index == 0 ? "note.taken" : "record.purged"
            order.body = Array(text.replacing("HASH", with: hash.description).utf8)
            history.facts.append(order)
        }
        history.documents.append(Array("# Proposal".utf8))
        history.purgedDocuments[hash] = (room: 0, order: history.facts(of: 0).count)
        let file = try SampleRecord(history, key: Self.key.get()).file()
        if body == #"{"kind":"record.purged","sha256":"HASH"}"# {
            #expect(try Self.summary(file).purgedDocuments > 0)
        } else {
            let fault = try #require(throws: RecordFault.self) { try Self.summary(file) }
            #expect(fault.check == .purge, "\(fault)")
        }
    }

    @Test(arguments: [
        ("\nsize ", "\nsize 9999999999999999"), ("\ncheckpoint ", "\ncheckpoint 999999999999999"),
        ("\nheads ", "\nheads 999999999999999"),
    ])
    func `A length that cannot be is refused before anything is made of it`(old: String, new: String) throws {
        var history = SampleHistory(seed: 5, facts: 13)
        history.seals = [12]
        let record = try SampleRecord(history, key: Self.key.get())
        let text = String(decoding: try record.file(), as: UTF8.self)
        let changed = text.replacing(old, with: new, maxReplacements: 1)
        try #require(changed != text)
        let fault = try #require(throws: RecordFault.self) { try Self.summary(Array(changed.utf8)) }
        #expect(fault.check == .form || fault.check == .root)
    }

    @Test func `A fault says where, what was expected and what is there`() throws {
        var record = try Self.record(4)
        let entry = record.rooms[1][1]
        record.rooms[1][1].recordedAt = entry.recordedAt.adding(microseconds: 1)
        let fault = try #require(throws: RecordFault.self) { try Self.summary(try record.file()) }
        #expect(fault.check == .digest && fault.room == "table/springfield-2026-1" && fault.seq == 2)
        #expect(fault.found == entry.digest.description && fault.expected != fault.found)
        #expect(fault.description.contains("entry 2 of table/springfield-2026-1"))
        let lines = try record.file().split(separator: 0x0A, omittingEmptySubsequences: false)
        let line = String(decoding: lines[fault.line - 1], as: UTF8.self)
        #expect(line.hasPrefix("entry 2 ") || line.hasPrefix("purged 2 "))
    }
}
