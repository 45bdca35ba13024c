import Foundation
import Postgres
import TestSupport
import Testing

@testable import Store

@Suite(.database) struct StoredQueryTests {
    @Test func `Every file of queries takes and gives what the program believes`() async throws {
        try await TestOffice.open { office in
            let pools = office.caucuses.values.map(\.pool)
            let identity = try TestOffice.pool(of: .identity)
            let described =
                StoredQuery.all.map { query in
                    (query, query.name.hasPrefix("identity/") ? identity : office.store.pool)
                }
                + pools.flatMap { pool in StoredQuery.ofCaucuses.map { ($0, pool) } }
            for (query, pool) in described {
                let description = try await pool.describe(query.described)
                #expect(description.parameterTypes.count == query.takes.count, "\(query.name)")
                for (index, (type, taken)) in zip(description.parameterTypes, query.takes).enumerated() {
                    let fits = taken.isEncodable(as: type)
                    #expect(fits, "\(query.name): $\(index + 1) is \(type), \(taken) is given")
                }
                let columns = Dictionary(
                    description.columns.map { ($0.name, $0.type) },
                    uniquingKeysWith: { first, _ in first }
                )
                #expect(Set(columns.keys) == Set(query.gives.keys), "\(query.name)")
                for (name, given) in query.gives {
                    let type = try #require(columns[name], "\(query.name).\(name)")
                    let fits = given.isEncodable(as: type)
                    #expect(fits, "\(query.name): \(name) is \(type), read as \(given)")
                }
            }
            await identity.close()
        }
    }

    @Test func `Every file of queries is one that the program uses`() {
        let files = Embedded.files.keys.filter { $0.hasPrefix("queries/") }.map {
            String($0.dropFirst("queries/".count).dropLast(".sql".count))
        }
        let known = (StoredQuery.all + StoredQuery.ofCaucuses).map(\.name)
        #expect(Set(files) == Set(known))
        #expect(known.count == Set(known).count)
        for (name, sql) in Embedded.files where name.hasPrefix("queries/") {
            #expect(sql.hasPrefix("-- "), "\(name): its first line says what it answers")
        }
    }
}
