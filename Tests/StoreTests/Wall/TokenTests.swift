import Foundation
import Postgres
import Service
import Store
import Table
import TestSupport
import Testing

/// Whom a private room opens to.
@Suite(.database) struct TokenTests {
    @Test func `Each party reads its own room and no other`() async throws {
        try await withCaucuses { office, tokens in
            for party in CaucusParty.allCases {
                for (owner, token) in tokens {
                    let heard = try await office.heard(by: party, token: token)
                    #expect(
                        heard == (owner == party ? ["canary of the \(party)"] : []),
                        "\(owner) at \(party)'s"
                    )
                }
            }
        }
    }

    @Test(arguments: [
        ("revoked", Pass(isRevoked: true)), ("expired", Pass(expires: "now() - interval '1 second'")),
        ("idle", Pass(idle: "now() - interval '1 second'")),
        ("for another negotiation", Pass(negotiations: ["elsewhere-2026-1"])),
        ("without a scope for it", Pass(scopes: ["exchange"])),
        ("of somebody without a seat", Pass(person: "otto-nym")), ("of a clerk", Pass(person: "ann-clerk")),
    ])
    func `A token opens nothing that is`(_ what: String, pass: Pass) async throws {
        try await withCaucuses { office, _ in
            let token = try await pass.issue(office)
            #expect(try await office.heard(by: .board, token: token) == [])
            await #expect(throws: StoreError.self) {
                try await office.say("x", as: .board, token: token)
            }
            #expect(try await office.count("select count(*) as n from caucus_board.entry") == 1)
        }
    }

    @Test func `A token opens its room when it is good, for reading or for writing as it says`() async throws
    {
        try await withCaucuses { office, _ in
            let session = try await Pass(idle: "now() + interval '1 hour'").issue(office)
            #expect(try await office.heard(by: .board, token: session).count == 1)
            let reader = try await Pass(scopes: ["read"], negotiations: [springfield.text]).issue(office)
            #expect(try await office.heard(by: .board, token: reader).count == 1)
            do {
                try await office.say("x", as: .board, token: reader)
                Issue.record("a token for reading wrote")
            } catch let error as StoreError {
                #expect(error.code == .denied)
            }
            #expect(try await office.heard(by: .board, token: "").isEmpty)
        }
    }

    @Test func `A seat given up closes the room at once`() async throws {
        try await withCaucuses { office, tokens in
            let token = try #require(tokens[.board])
            #expect(try await office.heard(by: .board, token: token).count == 1)
            let seat = try #require(Handle("john-lee"))
            let jane = try #require(Handle("jane-roe"))
            let heir = Seat(handle: jane, person: "Jane Roe", role: .board, email: nil)
            try await office.record(.seatTaken(heir))
            try await office.record(.seatVacated(SeatVacated(handle: seat, reason: "left")))
            #expect(try await office.heard(by: .board, token: token) == [])
        }
    }

    @Test(arguments: [
        // A seat that nobody took, and one of the other side that somebody has.
        """
        insert into seat (zone_id, handle, person, role)
        select zone_id, 'otto-nym', 'Otto', 'board' from seat where handle = 'john-lee'
        """,
        "update seat set role = 'board' where handle = 'maria-soto'",
        // One's own negotiation under the zone of somebody's seat.
        """
        update negotiation set zone_id = (select room_id from zone where handle = 'lowell')
        where handle = 'springfield-2026-1'
        """,
    ]) func `A row that the hallway does not bear out opens nothing`(sql: String) async throws {
        try await withCaucuses { office, _ in
            try await office.establishZone(
                "lowell",
                district: "Lowell",
                seats: [("luis-board", "Luis", .board)]
            )
            let people = ["otto-nym", "maria-soto", "luis-board"]
            var tokens: [String] = []
            for person in people { tokens.append(try await Pass(person: person).issue(office)) }
            let table = try TestOffice.pool(of: .table)
            try await table.script(sql)
            await table.close()
            for token in tokens {
                #expect(try await office.heard(by: .board, token: token) == [])
            }
        }
    }

    @Test func `The token is gone from the connection after every request, however it ends`() async throws {
        try await withCaucuses { office, tokens in
            let token = try #require(tokens[.board])
            let pool = try TestOffice.pool(of: .board, size: 1)
            let store = CaucusStore(.board, pool: pool)
            let setting = Query(
                Statement("setting", "select coalesce(current_setting('bargain.token', true), '') as token")
            )
            func rest() async throws -> String { try await pool.query(setting)[0].decode("token") }
            let room = try await store.entries(of: springfield, token: token).room
            #expect(try await rest() == "")
            // A conflict aborts the transaction.
            var writer = RoomWriter(Room(before: room))
            _ = writer.add(kind: "n", body: [], salt: grain, seat: "x", recordedAt: office.clock.now())
            await #expect(throws: StoreError.self) {
                try await store.append(writer, content: nil, answer: nil, token: token)
            }
            #expect(try await rest() == "")
            // A token that may not write fails by the policy.
            let reader = try await Pass(scopes: ["read"]).issue(office)
            await #expect(throws: StoreError.self) {
                try await store.append(RoomWriter(room), content: [1], answer: nil, token: reader)
            }
            #expect(try await rest() == "")
            for _ in 0..<20 {
                let task = Task { try await store.entries(of: springfield, token: token) }
                if Bool.random() { await Task.yield() }
                task.cancel()
                _ = await task.result
                #expect(try await rest() == "")
            }
            // The control: a setting that outlives its transaction is seen.
            _ = try await pool.withConnection { connection in
                let lasting = Statement("lasting", "select set_config('bargain.token', 'left', false) as t")
                try await connection.query(Query(lasting))
            }
            #expect(try await rest() == "left")
            await pool.close()
        }
    }

    @Test func `Of two writers behind the same head one wins, and a key is used once`() async throws {
        try await withCaucuses { office, tokens in
            let token = try #require(tokens[.union])
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<6 {
                    group.addTask {
                        (try? await office.say("n\(number)", as: .union, token: token)) != nil
                    }
                }
                return await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            let heard = try await office.heard(by: .union, token: token)
            #expect(heard.count == 1 + outcomes.filter { $0 }.count)
            try await office.say("keyed", as: .union, token: token, key: "k")
            do {
                try await office.say("keyed", as: .union, token: token, key: "k")
                Issue.record("a key was used twice")
            } catch let error as StoreError {
                #expect(error.code == .requestKnown)
            }
        }
    }
}
