import CivilTime
import Logging
import Postgres
import Record
import Store
import Table
import TestSupport
import Testing

@testable import Service

@Suite(.database) struct NotaryTests {
    private static let seed = [UInt8](repeating: 42, count: 32)

    private func notary(_ office: TestOffice, seed: [UInt8] = seed) -> Notary {
        Notary(
            store: office.store,
            clock: office.clock,
            seed: seed,
            isDrill: true,
            logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    private func verdict(on file: [UInt8]) throws -> RecordVerdict {
        let key = try LogKey(name: "bargain/springfield", seed: Self.seed).verifier
        return RecordVerifier(key: key).verify(file)
    }

    private func summary(of file: [UInt8]) throws -> RecordSummary {
        switch try verdict(on: file) {
        case .intact(let summary): return summary
        case .faulty(let fault):
            Issue.record("the record does not fit: \(fault)")
            throw CancellationError()
        }
    }

    @Test func `What is sealed is proved by receipts, and the exported record passes the verifier`()
        async throws
    {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.serve("# Pay\n\n3%\n", in: negotiation, by: "maria-soto")
            let notary = notary(office)
            try await notary.settle()
            try await notary.seal()
            let standing = try await office.clerk.standing(of: negotiation)
            let receipt = try #require(try await notary.receipt(of: 2, in: standing))
            #expect(receipt.room == "table/springfield-2026-1" && receipt.seq == 2)
            let file = try await notary.exported(standing)
            let summary = try summary(of: file)
            #expect(summary.entries == standing.room.seq + 7)
            try await office.serve("# Pay\n\n4%\n", in: negotiation, by: "john-lee")
            #expect(try await notary.receipt(of: 3, in: office.clerk.standing(of: negotiation)) == nil)
        }
    }

    @Test func `A checkpoint is proved to extend each one before it`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            let notary = notary(office)
            let zone = try #require(Handle("springfield"))
            let key = try LogKey(name: "bargain/springfield", seed: Self.seed).verifier
            var seen: [Checkpoint] = []
            for round in 0..<4 {
                try await office.serve("# Pay \(round)\n", in: negotiation, by: "maria-soto")
                try await notary.seal()
                let latest = try #require(try await notary.checkpoint(ofZone: zone, from: nil))
                seen.append(try key.checkpoint(Array(latest.note.utf8)))
            }
            let last = try #require(seen.last)
            for earlier in seen {
                let sealed = try #require(try await notary.checkpoint(ofZone: zone, from: earlier.size))
                #expect(
                    MerkleTree.proves(
                        sealed.proof,
                        size: earlier.size,
                        root: earlier.root,
                        extendsTo: last.size,
                        root: last.root
                    )
                )
            }
            #expect(try await notary.checkpoint(ofZone: zone, from: last.size + 1) == nil)
        }
    }

    @Test func `An entry that is not what was recorded is never sealed`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.serve("# Pay\n", in: negotiation, by: "maria-soto")
            try await office.pool.script(
                "alter table entry disable trigger user; alter table entry drop constraint entry_body_is_as_digested; "
                    + "update entry set body = body || ' '::bytea where kind = 'proposal.served'"
            )
            await #expect(throws: StoreError.self) { try await notary(office).seal() }
            let leaves = try await office.pool.query(
                Query(Statement("leaves", "select count(*) as n from leaf"))
            )
            #expect(try #require(leaves.first).decode("n", as: Int.self) == 0)
        }
    }

    @Test(arguments: [
        "update leaf set hash = decode(repeat('11', 32), 'hex') where leaf_index = 3",
        "delete from leaf where leaf_index = 8",
        "update checkpoint set note = replace(note, substr(note, 25, 4), 'AAAA')",
        "alter table purged_content disable trigger user; update content set bytes = null",
    ])
    func `Tampering with what is sealed is found`(sql: String) async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.serve("# Pay\n", in: negotiation, by: "maria-soto")
            try await notary(office).seal()
            #expect(try await office.clerk.audit().checkpoints == 1)
            for table in ["leaf", "checkpoint", "content"] {
                try await office.pool.script("alter table \(table) disable trigger user")
            }
            try await office.pool.script(sql)
            await #expect(throws: (any Error).self) { _ = try await office.clerk.audit() }
        }
    }

    @Test func `A daemon with another key does not sign`() async throws {
        try await TestOffice.open { office in
            try await office.establishZone()
            try await notary(office).settle()
            await #expect(throws: StoreError.self) {
                try await notary(office, seed: [UInt8](repeating: 1, count: 32)).settle()
            }
        }
    }

    /// An order to purge with the confirmations of both sides.
    private func purge(_ target: PurgeTarget, in negotiation: Handle, _ office: TestOffice) async throws {
        try await office.act(.purge(target, saying: nil, .sample), in: negotiation, by: "ann-clerk")
        let orders = try await office.clerk.standing(of: negotiation).negotiation.purgeOrders
        let number = try #require(orders.last).ordered.number
        for side in ["maria-soto", "john-lee"] {
            try await office.act(.confirmPurge(number, saying: nil), in: negotiation, by: side)
        }
    }

    @Test func `A purged text that is exchanged anew is kept, and purged again by an order of its own`()
        async throws
    {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            let notary = notary(office)
            try await office.serve("# Pay\n", in: negotiation, by: "maria-soto")
            let document = try #require(
                try await office.clerk.standing(of: negotiation).negotiation.documents.first
            )
            let digest = try #require(bytes(hexadecimal: document))
            for round in 1...2 {
                try await purge(.document(document), in: negotiation, office)
                #expect(try await office.store.content(sha256: digest) == nil, "\(round)")
                try await notary.seal()
                let purged = try await office.clerk.standing(of: negotiation)
                #expect(try summary(of: try await notary.exported(purged)).purgedDocuments == 1)
                _ = try await office.clerk.audit()
                // What is only sent, and not yet exchanged, is not shown.
                var upload = Writing(now: office.clock.now())
                upload.add(uploadBy: "john-lee", of: Array("# Pay\n".utf8))
                try await office.store.commit(upload)
                #expect(try summary(of: try await notary.exported(purged)).purgedDocuments == 1)
                try await office.serve("# Pay\n", in: negotiation, by: "john-lee", isAgain: round > 1)
                #expect(try await office.store.content(sha256: digest) == Array("# Pay\n".utf8))
                try await notary.seal()
                let anew = try await office.clerk.standing(of: negotiation)
                let shown = try summary(of: try await notary.exported(anew))
                #expect(shown.documents > 0 && shown.purgedDocuments == 0)
                _ = try await office.clerk.audit()
            }
            await #expect(throws: PostgresError.self) {
                try await office.pool.script("update content set bytes = null where restored = 2")
            }
        }
    }

    @Test func `An entry's purge does not take its document away`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.serve("# Pay\n", in: negotiation, by: "maria-soto")
            try await purge(.entry(2), in: negotiation, office)
            let standing = try await office.clerk.standing(of: negotiation)
            let document = try #require(standing.negotiation.documents.first)
            // Nor can the keeper do so on the strength of that order.
            for sql in [
                "select purge_content(r.id, '\\x\(document)', \(standing.room.seq)) from room r where kind = 'table'",
                "alter table purged_content disable trigger user; "
                    + "insert into purged_content select '\\x\(document)', id, \(standing.room.seq) from room "
                    + "where kind = 'table'; update content set bytes = null where digest = '\\x\(document)'",
            ] {
                await #expect(throws: PostgresError.self) { try await office.pool.script(sql) }
            }
            try await office.pool.script(
                """
                alter table content disable trigger user;
                insert into purged_content select '\\x\(document)', id, \(standing.room.seq) from room
                 where kind = 'table';
                update content set bytes = null where digest = '\\x\(document)'
                """
            )
            await #expect(throws: StoreError.self) { _ = try await office.clerk.audit() }
        }
    }

    @Test func `A purge takes the text away everywhere, and the record still passes`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            let secret = "the pupil's name"
            try await office.serve("# \(secret)\n", in: negotiation, by: "maria-soto", key: "k")
            try await office.act(
                .withdraw(try #require(ProposalNumber("U1")), reason: secret),
                in: negotiation,
                by: "maria-soto",
                key: "w"
            )
            let notary = notary(office)
            try await notary.seal()
            let before = try await office.clerk.standing(of: negotiation)
            let document = try #require(before.negotiation.documents.first)
            #expect(String(decoding: try await notary.exported(before), as: UTF8.self).contains(secret))
            for target in [PurgeTarget.entry(3), .document(document)] {
                try await purge(target, in: negotiation, office)
            }
            try await notary.seal()
            let after = try await office.clerk.standing(of: negotiation)
            _ = try summary(of: try await notary.exported(after))
            #expect(try await office.clerk.audit().entries == after.room.seq + 7)
            let file = String(decoding: try await notary.exported(after), as: UTF8.self)
            #expect(!file.contains(secret))
            #expect(try await office.store.content(sha256: try #require(bytes(hexadecimal: document))) == nil)
            let other = try office.another()
            let reread = try await other.clerk.standing(of: negotiation)
            #expect(reread.negotiation == after.negotiation)
            await other.close()
            for table in ["entry", "content", "act", "proposal", "alert"] {
                let rows = try await office.pool.query(
                    Query(
                        Statement(
                            "scan \(table)",
                            "select count(*) as n from \(table) t where t::text like '%' || $1 || '%' or t::text like '%' "
                                + "|| encode(convert_to($1, 'UTF8'), 'hex') || '%'"
                        ),
                        parameters: [secret]
                    )
                )
                #expect(
                    try #require(rows.first).decode("n", as: Int.self) == 0,
                    "\(table) still has the text"
                )
            }
        }
    }

    @Test(arguments: [
        "select purge_entry(1, 1, 2, '')",
        "update entry set body = null, salt = null where seq = 1",
        "update content set bytes = null",
    ])
    func `Nothing is purged without an order on the record`(sql: String) async throws {
        try await TestOffice.open { office in
            try await office.openNegotiation()
            await #expect(throws: PostgresError.self) { try await office.pool.script(sql) }
        }
    }
}

extension Notary {
    /// The whole file.
    fileprivate func exported(_ standing: Standing) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        var parts = try await export(standing)
        while let part = try await parts.next() { bytes += part }
        return bytes
    }
}
