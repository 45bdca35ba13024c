import Postgres
import Table
import TestSupport
import Testing

/// That every test's search for what crossed the wall does find it.
@Suite(.database) struct CrossingTests {
    @Test(arguments: [
        ("zone", "'They said: canary of the board.'", "public.zone has something of caucus_board"),
        ("zone", "encode('canary of the union', 'hex')", "public.zone has something of caucus_union"),
        ("identity.person", "'canary of the neutral'", "identity.person has something of chamber"),
    ])
    func `What stands on the wrong side of the wall is found`(
        _ table: String,
        name: String,
        expected: String
    ) async throws {
        try await withCaucuses { office, _ in
            let database = TestDatabase.current
            #expect(try await database.crossings() == [])
            try await office.pool.script("update \(table) set name = \(name)")
            let found = try await database.crossings()
            try await office.pool.script("update \(table) set name = 'somebody'")
            #expect(found.contains { $0.hasPrefix(expected) }, "\(found)")
        }
    }
}
