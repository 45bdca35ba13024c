import CivilTime
import Postgres
import Service
import Store
import Table
import TestSupport
import Testing

@Suite(.database) struct RecordTests {
    private func office(_ body: (TestOffice) async throws -> Void) async throws {
        try await TestOffice.open(body)
    }

    private func writing(_ office: TestOffice, _ writer: RoomWriter) -> Writing {
        var writing = Writing(now: office.clock.now())
        writing.add(writer)
        return writing
    }

    @Test func `Entries are read back as they were written, chained`() async throws {
        try await office { office in
            var writer = try await office.store.reserve(.table("a-table"))
            let bodies: [[UInt8]] = [
                Array("{}".utf8), Array(#"{"a":"é \u0000"}"#.utf8), (0...255).map { UInt8($0) },
            ]
            for body in bodies {
                _ = writer.add(
                    kind: "test",
                    body: body,
                    salt: fixedSalt,
                    seat: nil,
                    recordedAt: office.clock.now()
                )
            }
            try await office.store.commit(writing(office, writer))
            let room = try #require(try await office.store.room(.table("a-table")))
            let entries = try await office.store.entries(of: room)
            #expect(entries == writer.entries)
            #expect(entries.map(\.fields.body) == bodies)
            #expect(room.digest == entries.last?.digest)
        }
    }

    @Test func `Writings that come together share commits, and a stale one spoils no other`() async throws {
        try await office { office in
            var rooms: [Room] = []
            for number in 0..<32 {
                var writer = try await office.store.reserve(.table("table-\(number)"))
                _ = writer.add(
                    kind: "opened",
                    body: [],
                    salt: fixedSalt,
                    seat: nil,
                    recordedAt: office.clock.now()
                )
                try await office.store.commit(writing(office, writer))
                rooms.append(writer.head)
            }
            #expect(await Self.append(to: rooms, in: office).isEmpty)
            let commits = try await office.pool.query(
                Query(Statement("commits", "select count(distinct xmin::text) as n from entry where seq = 2"))
            )
            #expect(try #require(commits.first).decode("n", as: Int.self) < 32)
            let moved = try #require(try await office.store.room(rooms[0].name))
            let others = try await withThrowingTaskGroup(of: Room?.self) { group in
                for room in rooms.dropFirst() { group.addTask { try await office.store.room(room.name) } }
                return try await group.reduce(into: [Room]()) { $0 += $1.map { [$0] } ?? [] }
            }
            #expect(moved.seq == 2)
            #expect(await Self.append(to: [rooms[0]] + others, in: office) == [.headMoved])
        }
    }

    /// Adds an entry to each room at the same time; what the writings failed by.
    private static func append(to rooms: [Room], in office: TestOffice) async -> [StoreError.Code] {
        await withTaskGroup(of: StoreError.Code?.self) { group in
            for room in rooms {
                group.addTask {
                    var writer = RoomWriter(room)
                    _ = writer.add(
                        kind: "n",
                        body: [],
                        salt: fixedSalt,
                        seat: nil,
                        recordedAt: office.clock.now()
                    )
                    var writing = Writing(now: office.clock.now())
                    writing.add(writer)
                    do {
                        try await office.store.commit(writing)
                        return nil
                    } catch {
                        return (error as? StoreError)?.code ?? .failed
                    }
                }
            }
            return await group.reduce(into: []) { $0 += $1.map { [$0] } ?? [] }
        }
    }

    @Test func `Of two writers behind the same head one wins and the other writes nothing`() async throws {
        try await office { office in
            var first = try await office.store.reserve(.table("a-table"))
            _ = first.add(
                kind: "opened",
                body: [],
                salt: fixedSalt,
                seat: nil,
                recordedAt: office.clock.now()
            )
            try await office.store.commit(writing(office, first))
            let room = try #require(try await office.store.room(.table("a-table")))
            let outcomes = await withTaskGroup(of: StoreError.Code?.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        var writer = RoomWriter(room)
                        _ = writer.add(
                            kind: "n\(number)",
                            body: [],
                            salt: fixedSalt,
                            seat: nil,
                            recordedAt: office.clock.now()
                        )
                        do {
                            try await office.store.commit(writing(office, writer))
                            return nil
                        } catch {
                            return (error as? StoreError)?.code
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 == nil }.count == 1)
            #expect(outcomes.filter { $0 == .headMoved }.count == 7)
            let after = try #require(try await office.store.room(.table("a-table")))
            #expect(try await office.store.entries(of: after).count == 2)
        }
    }

    @Test(arguments: [
        "update entry set kind = 'x'", "delete from entry", "truncate entry cascade",
        "update content set bytes = ''",
        "delete from content", "truncate content cascade", "update deployment set kind = 'live'",
        "set session_replication_role = replica; update entry set kind = 'x'",
    ])
    func `The record refuses change, even to a superuser in replica mode`(sql: String) async throws {
        try await office { office in
            try await office.openNegotiation()
            do {
                try await office.pool.script(sql)
                Issue.record("\(sql) was carried out")
            } catch let error as PostgresError {
                #expect(error.sqlState == "23000")
            }
        }
    }

    @Test func `The database itself refuses a document under another hash`() async throws {
        try await office { office in
            do {
                try await office.pool.script(
                    "insert into content values (decode(repeat('00', 32), 'hex'), 'not that')"
                )
                Issue.record("a wrong hash was accepted")
            } catch let error as PostgresError {
                #expect(error.constraint == "content_digest_is_sha256")
            }
        }
    }

    @Test(arguments: [
        """
        alter table entry drop constraint entry_body_is_as_digested; update entry set body = body || ' '::bytea where seq = 2
        """,
        "update entry set seat = 'x' where seq = 2",
        "update entry set recorded_at = recorded_at + interval '1 second' where seq = 2",
        "update entry set kind = kind || 'x' where seq = 2",
        "update entry set previous = decode(repeat('11', 32), 'hex') where seq = 2",
        "update entry set digest = decode(repeat('11', 32), 'hex') where seq = 2",
        "delete from entry where seq = 2",
        "delete from entry where seq = 3",
    ])
    func `Tampering behind the triggers' back is found and the entry is named`(sql: String) async throws {
        try await office { office in
            let negotiation = try await office.openNegotiation()
            for number in 1...2 {
                try await office.serve("# Proposal \(number)\n", in: negotiation, by: "maria-soto")
            }
            try await office.pool.script("alter table entry disable trigger user; \(sql)")
            let room = try #require(try await office.store.room(.table(negotiation.text)))
            do {
                _ = try await office.store.entries(of: room)
                Issue.record("\(sql) was not found")
            } catch let error as StoreError {
                #expect(error.code == .damaged)
                #expect(error.message.contains("entry 2") || error.message.contains("entry 3"))
            }
        }
    }

    @Test func `A fact that can happen once happens once`() async throws {
        try await office { office in
            var writer = try await office.store.reserve(.table("a-table"))
            _ = writer.add(
                kind: "lapse",
                body: [],
                salt: fixedSalt,
                seat: nil,
                recordedAt: office.clock.now(),
                once: "lapse/x/1"
            )
            _ = writer.add(
                kind: "lapse",
                body: [],
                salt: fixedSalt,
                seat: nil,
                recordedAt: office.clock.now(),
                once: "lapse/x/1"
            )
            do {
                try await office.store.commit(writing(office, writer))
                Issue.record("the same lapse was written twice")
            } catch let error as StoreError {
                #expect(error.code == .headMoved)
            }
            #expect(try await office.store.room(.table("a-table")) == nil)
        }
    }
}

private let fixedSalt = [UInt8](repeating: 7, count: 16)
